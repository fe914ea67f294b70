# SPDX-License-Identifier: GPL-2.0
# intrpt: each button does its own, once per press, and is counted; a chip or
# a line that is not there, or is taken, is refused; lines and interrupts are
# free again afterwards.
# NEEDS: CONFIG_GPIO_SIM
# LIMIT: 120
. /lkmpg/tests/lib.sh

sim=./other/gpio-sim.sh
line() { echo /sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio"$1"; }
led() { cat "$(line 0)/value"; }
led_is() { [ "$(led)" = "$1" ]; }
# How often the interrupt of this name has come, on all processors.
count() { awk -v n="$1" '$NF == n { print $2 + $3 }' /proc/interrupts; }

refused 'Unknown error 517' 'no chip of that name: EPROBE_DEFER' insmod ./intrpt.ko chip=nosuch
is "$(is_loaded intrpt && echo loaded)" '' 'without a chip it is not loaded'

ok 'a chip with eight lines' $sim up
log_mark
load intrpt chip=lab led=0 button_on=1 button_off=2
log_has '^intrpt: ready: interrupts [0-9]+ and [0-9]+$'
is "$(led)" 0 'the LED starts dark'
is "$(count intrpt-on) $(count intrpt-off)" '0 0' 'nothing was pressed yet'

$sim press 1
ok 'button 1 lights it' wait_for 2 led_is 1
is "$(count intrpt-on) $(count intrpt-off)" '1 0' 'one interrupt, of the first button'
$sim press 1
is "$(led)" 1 'once more changes nothing'
$sim press 2
ok 'button 2 puts it out' wait_for 2 led_is 0
is "$(count intrpt-on) $(count intrpt-off)" '2 1' 'the counters say two and one'
$sim press 3
is "$(led) $(count intrpt-on) $(count intrpt-off)" '0 2 1' 'another line is nobody'\''s'

# Twenty presses, alternating: each does what it must before the next.
wrong=0
for i in 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2; do
	echo pull-up >"$(line $i)/pull"
	echo pull-down >"$(line $i)/pull"
	wait_for 2 led_is $((i % 2)) || wrong=$((wrong + 1))
done
is $wrong 0 'twenty presses, none lost'
is "$(count intrpt-on) $(count intrpt-off)" '12 11' 'and all counted'

$sim press 1
wait_for 2 led_is 1
unload intrpt
is "$(led)" 0 'unloading puts the LED out'
is "$(count intrpt-on)" '' 'its interrupts are gone'
$sim press 1

refused 'Invalid' 'an offset that the chip does not have' insmod ./intrpt.ko chip=lab button_on=99
refused 'busy' 'one line for two buttons is refused' insmod ./intrpt.ko chip=lab button_on=1 button_off=1
refused 'Invalid parameters' 'an offset is a number' insmod ./intrpt.ko led=red

load_again intrpt
walk_init intrpt
ok 'the chip can be removed: nobody holds its lines' $sim down
done_testing
