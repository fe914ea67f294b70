# SPDX-License-Identifier: GPL-2.0
# intrpt: each button does its own, once per press, and is counted; a chip or
# a line that is not there, or is taken, is refused; lines and interrupts are
# free again afterwards.
# LIMIT: 120
. /lkmpg/tests/lib.sh

sim=./other/gpio-sim.sh
w=/sys/kernel/debug/vgpio
press() { echo 1 >$w/line"$1" && echo 0 >$w/line"$1"; }
led() { cat $w/line0; }
led_is() { [ "$(led)" = "$1" ]; }
# How often the interrupt of this name has come, on all processors.
count() { awk -v n="$1" '$NF == n { print $2 + $3 }' /proc/interrupts; }

refused 'No such device' 'no chip of that name' insmod ./intrpt.ko chip=nosuch
log_has '^intrpt: no LED or no buttons on chip "nosuch": error -19$' 'the log names the chip'
is "$(is_loaded intrpt && echo loaded)" '' 'without a chip it is not loaded'

refused 'No such device' 'nor the one it looks for by itself' insmod ./intrpt.ko
load vgpio
log_mark
load intrpt chip=vgpio led=0 button_on=1 button_off=2
log_has '^intrpt: ready: interrupts [0-9]+ and [0-9]+$'
is "$(led)" 0 'the LED starts dark'
is "$(count intrpt-on) $(count intrpt-off)" '0 0' 'nothing was pressed yet'

press 1
ok 'button 1 lights it' wait_for 2 led_is 1
is "$(count intrpt-on) $(count intrpt-off)" '1 0' 'one interrupt, of the first button'
press 1
is "$(led)" 1 'once more changes nothing'
press 2
ok 'button 2 puts it out' wait_for 2 led_is 0
is "$(count intrpt-on) $(count intrpt-off)" '2 1' 'the counters say two and one'
press 3
is "$(led) $(count intrpt-on) $(count intrpt-off)" '0 2 1' 'another line is nobody'\''s'

# Twenty presses, alternating: each does what it must before the next.
wrong=0
for i in 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2; do
	press $i
	wait_for 2 led_is $((i % 2)) || wrong=$((wrong + 1))
done
is $wrong 0 'twenty presses, none lost'
is "$(count intrpt-on) $(count intrpt-off)" '12 11' 'and all counted'

press 1
wait_for 2 led_is 1
unload intrpt
is "$(led)" 0 'unloading puts the LED out'
is "$(count intrpt-on)" '' 'its interrupts are gone'
press 1

refused 'Invalid' 'an offset that the chip does not have' insmod ./intrpt.ko chip=vgpio button_on=99
refused 'busy' 'one line for two buttons is refused' insmod ./intrpt.ko chip=vgpio button_on=1 button_off=1
refused 'Invalid parameters' 'an offset is a number' insmod ./intrpt.ko led=red

load_again intrpt
walk_init intrpt
unload vgpio

# The kernel's own simulator sleeps when a line is set, as a chip on I2C does.
modprobe -q gpio-sim
if [ -d /sys/kernel/config/gpio-sim ]; then
	line() { echo /sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio"$1"; }
	led() { cat "$(line 0)/value"; }
	ok 'a chip of gpio-sim' $sim up
	load intrpt chip=lab
	$sim press 1
	ok 'there, button 1 lights the LED' wait_for 60 led_is 1
	$sim press 2
	ok 'and button 2 puts it out' wait_for 60 led_is 0
	unload intrpt
	ok 'the chip can be removed: nobody holds its lines' $sim down
fi
done_testing
