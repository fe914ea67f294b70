# SPDX-License-Identifier: GPL-2.0
# bottomhalf: presses during the slow part are handled late, none is lost; the
# top half never waits for the bottom half; unloading in the middle is clean.
# LIMIT: 120
. /lkmpg/tests/lib.sh

w=/sys/kernel/debug/vgpio
p=/sys/module/bottomhalf/parameters
led() { cat $w/line0; }
press() { echo 1 >$w/line"$1" && echo 0 >$w/line"$1"; }
led_is() { [ "$(led)" = "$1" ]; }
handled_is() { [ "$(cat $p/handled)" = "$1" ]; }

refused 'No such device' 'without a chip there is no panel' insmod ./bottomhalf.ko
log_has 'bottomhalf: no LED or no buttons on chip "vgpio": error -19'
load vgpio
load bottomhalf work_ms=2500
log_has 'bottomhalf: ready: each press takes 2500 ms to handle'
is "$(cat $p/pressed) $(cat $p/handled)" '0 0' 'nothing was pressed yet'

press 1
ok 'the bottom half lights the LED' wait_for 2 led_is 1
press 1
press 1
is "$(cat $p/pressed)" 3 'the top half has seen all three presses'
like "$(cat $p/handled)" '^[01]$' 'while the bottom half is still busy with the first'
ok 'in the end it has handled all three' wait_for 20 handled_is 3

press 2
ok 'the other button puts the LED out' wait_for 5 led_is 0
ok 'and counts' wait_for 5 handled_is 4
unload bottomhalf
log_has 'bottomhalf: 4 presses, 4 handled'

load bottomhalf work_ms=2000
for i in 1 2 1 2 1 2 1 2; do
	press $i
done
unload bottomhalf
log_has 'bottomhalf: 8 presses, [01] handled' 'unloading waits for the press that is being handled and for no other'
is "$(led)" 0 'leaves the LED dark'

load bottomhalf work_ms=1
for i in 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2; do
	press $i
done
ok 'twenty quick presses: none is lost' wait_for 5 handled_is 20
unload bottomhalf

refused 'Invalid parameters' 'a slow half that is too slow' insmod ./bottomhalf.ko work_ms=5001
refused 'Invalid parameters' 'a time is a number' insmod ./bottomhalf.ko work_ms=long
refused 'Invalid parameters' 'nobody sets the count of presses' insmod ./bottomhalf.ko pressed=1
load_again bottomhalf
walk_init bottomhalf work_ms=1
unload vgpio
done_testing
