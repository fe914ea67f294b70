# SPDX-License-Identifier: GPL-2.0
# sensor: without a sensor ENODEV and no oops; attached ones are shown, and
# replaced; what is no number attaches nothing.
# LIMIT: 120
. /lkmpg/tests/lib.sh

p=/sys/module/sensor/parameters

load sensor
refused 'No such device' 'no sensor, no measurement' sh -c "echo 1 >$p/measure"
refused 'Invalid argument' 'warm is no number' sh -c "echo warm >$p/attach"
refused 'No such device' 'and attached nothing' sh -c "echo 1 >$p/measure"
for n in 21 -40; do
	ok "attach $n" sh -c "echo $n >$p/attach"
	log_mark
	ok 'measure' sh -c "echo 1 >$p/measure"
	log_has "^sensor: fixed: $n degrees\$"
done
refused 'Invalid argument' 'cold is no number either' sh -c "echo cold >$p/attach"
log_mark
ok 'measure again' sh -c "echo 1 >$p/measure"
log_has '^sensor: fixed: -40 degrees$' 'what was refused replaces nothing'
refused 'Permission denied' 'not for users' as_reader sh -c "echo 1 >$p/measure"
unload sensor

# As a parameter of insmod; before init runs, but after its memory is there.
log_mark
load sensor attach=5 measure=1
log_has '^sensor: fixed: 5 degrees$'
unload sensor

refused 'No such device' 'insmod fails with the error of the parameter' insmod ./sensor.ko measure=1

# What is attached must not be lost when a later parameter is refused: neither
# init nor exit runs then.
before=$(slabs 'kmalloc.*-32')
refused 'Invalid parameters' 'a later parameter is refused' insmod ./sensor.ko attach=5 attach=warm
_i=0
while [ $_i -lt 200 ]; do
	finit ./sensor.ko 'attach=5 attach=warm' 2>/dev/null
	_i=$((_i + 1))
done
lost=$(($(slabs 'kmalloc.*-32') - before))
ok "and the sensor is given back, 200 times ($lost pieces of 32 bytes more)" test $lost -lt 150
load_again sensor
done_testing
