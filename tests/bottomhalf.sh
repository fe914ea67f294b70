# SPDX-License-Identifier: GPL-2.0
# bottomhalf: presses during the slow part are handled late, none is lost; the
# top half never waits for the bottom half; unloading in the middle is clean.
# NEEDS: CONFIG_GPIO_SIM
# LIMIT: 120
. /lkmpg/tests/lib.sh

sim=./other/gpio-sim.sh
p=/sys/module/bottomhalf/parameters
line() { echo /sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio"$1"; }
led() { cat "$(line 0)/value"; }
# press N - as gpio-sim.sh does it, but without the time that a script takes.
press()
{
	echo pull-up >"$(line "$1")/pull"
	sleep 0.02
	echo pull-down >"$(line "$1")/pull"
}
led_is() { [ "$(led)" = "$1" ]; }
handled_is() { [ "$(cat $p/handled)" = "$1" ]; }

ok 'a chip with eight lines' $sim up
load bottomhalf work_ms=2500
log_has 'bottomhalf: ready: each press takes 2500 ms to handle'
is "$(cat $p/pressed) $(cat $p/handled)" '0 0' 'nothing was pressed yet'

$sim press 1
ok 'the bottom half lights the LED' wait_for 2 led_is 1
press 1
press 1
is "$(cat $p/pressed)" 3 'the top half has seen all three presses'
like "$(cat $p/handled)" '^[01]$' 'while the bottom half is still busy with the first'
ok 'in the end it has handled all three' wait_for 20 handled_is 3

$sim press 2
ok 'the other button puts the LED out' wait_for 5 led_is 0
ok 'and counts' wait_for 5 handled_is 4
unload bottomhalf
log_has 'bottomhalf: 4 presses, 4 handled'

load bottomhalf work_ms=2000
press 1
press 2
unload bottomhalf
log_has 'bottomhalf: 2 presses, [012] handled' 'unloading in the middle of the work'
is "$(led)" 0 'leaves the LED dark'

load bottomhalf work_ms=1
for i in 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2; do
	press $i
done
ok 'twenty quick presses: none is lost' wait_for 5 handled_is 20
unload bottomhalf

refused 'Invalid parameters' 'a time is a number' insmod ./bottomhalf.ko work_ms=long
refused 'Invalid parameters' 'nobody sets the count of presses' insmod ./bottomhalf.ko pressed=1
load_again bottomhalf
walk_init bottomhalf work_ms=1
ok 'the chip can be removed: nobody holds its lines' $sim down
done_testing
