# SPDX-License-Identifier: GPL-2.0
# vtype: a word becomes presses and releases of its letters, in order; what has
# no key is refused as a whole.
# NEEDS: CONFIG_INPUT_EVDEV
. /lkmpg/tests/lib.sh

c=/sys/class/vinput
v=/dev/vinput0

ok 'vinput' insmod ../examples/vinput.ko
load vtype
echo vtype >$c/export
event=/dev/input/$(basename $c/vinput0/input*/event*)
is "$(cat $c/vinput0/input*/capabilities/ev)" 3 'it has keys, and does not repeat them: EV_SYN, EV_KEY'

# Code 57 is the space, which ends the dump.
evdump "$event" 20000 57 >"$TEST_TMP/events" &
wait_for 5 grep -q ready "$TEST_TMP/events"
refused 'Invalid argument' 'there is no key for a capital' sh -c "echo helLo > $v"
refused 'Invalid argument' 'nor for a digit' sh -c "echo h3 > $v"
ok 'a word' sh -c "echo hi > $v"
ok 'a letter at either end of the alphabet' sh -c "echo az > $v"
is "$(fop $v rw write: read:9)" 'write:: 0
read:9: 3 "az\n"' 'a write of nothing is no event, and the last one stays'
ok 'vinput cuts spaces off at the ends: nothing is typed' fop $v w 'write: '
echo 'a b' >$v
wait
is "$(sed 1d "$TEST_TMP/events" | tr '\n' ',')" \
	'1 35 1,1 35 0,1 23 1,1 23 0,1 30 1,1 30 0,1 44 1,1 44 0,1 30 1,1 30 0,' \
	'h, i, a, z and a go down and up, and nothing else did'

echo 0 >$c/unexport
ok 'vtype goes' wait_for 10 rmmod vtype
load_again vtype
ok 'vinput goes' rmmod vinput
done_testing
