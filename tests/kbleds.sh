# SPDX-License-Identifier: GPL-2.0
# kbleds: the LEDs of the keyboard blink, all together and in time, until the
# module goes; then they are as they were. A keyboard may be unplugged and
# plugged in meanwhile; without one the module does not load.
. /lkmpg/tests/lib.sh

port=/sys/bus/serio/devices/serio0

find_leds()
{
	caps=$(echo /sys/class/leds/input*::capslock/brightness)
	num=$(echo /sys/class/leds/input*::numlock/brightness)
	scroll=$(echo /sys/class/leds/input*::scrolllock/brightness)
}
leds() { cat "$num" "$caps" "$scroll" | tr '\n' ' '; }

# Hundredths of a second since boot, in t. Forks nothing, as changes() does.
now()
{
	read -r t _ </proc/uptime
	t=${t%.*}${t#*.}
}

# changes HUNDREDTHS - count in n how often Caps Lock changes in that time.
changes()
{
	now
	end=$((t + $1)) n=0
	read -r old <"$caps"
	while [ "$t" -lt $end ]; do
		read -r new <"$caps"
		[ "$new" = "$old" ] || n=$((n + 1))
		old=$new
		now
	done
}

# blinks MINIMUM MAXIMUM HUNDREDTHS DESCRIPTION - a busy host may make us miss
# some of the changes: one good try of many is enough.
blinks()
{
	for _ in $(seq $((5 * LAB_PATIENCE))); do
		changes "$3"
		[ $n -lt "$1" ] || [ $n -gt "$2" ] || break
	done
	ok "$4 (counted: $n)" test "$n" -ge "$1" -a "$n" -le "$2"
}

find_leds
echo 1 >"$scroll"
before=$(leds)
is "$before" '0 0 1 ' 'before: one LED is lit'

# A second period is for the eye; the shorter one tells whether it is heeded.
load kbleds period=400
like "$(log_since)" '^kbleds: blinking on .*keyboard' 'it found the keyboard'
blinks 8 11 200 'ten changes in two seconds'
unload kbleds
is "$(leds)" "$before" 'unloaded, the LEDs are as before'
changes 60
is $n 0 'and stay so'

load kbleds period=100
blinks 12 21 100 'twenty changes in one second at a quarter of the period'
all_are() { [ "$(cat /sys/class/leds/input*lock/brightness | tr -d '\n')" = "$1" ]; }
ok 'all of them are lit together' wait_for 5 all_are 111
ok 'and dark together' wait_for 5 all_are 000
unload kbleds
is "$(leds)" "$before" 'and all are as before'

# Unloaded in the lit half as well as in the dark one.
for i in 1 2 3; do
	insmod ./kbleds.ko period=50 && sleep 0.0$((i * 2)) && rmmod kbleds
	[ "$(leds)" = "$before" ] || break
done
is "$(leds)" "$before" 'at whatever moment it goes'

refused 'Numerical result out of range' 'a period of 0' insmod ./kbleds.ko period=0
refused 'Numerical result out of range' '49 ms are too short' insmod ./kbleds.ko period=49
refused 'Numerical result out of range' 'more than a minute is too long' insmod ./kbleds.ko period=60001
refused 'Invalid parameters' 'a negative one' insmod ./kbleds.ko period=-1
load_again kbleds period=60000
# The input core keeps to itself why connect failed.
walk_init -e ENODEV kbleds

# Pull the plug while it blinks, plug the keyboard in again.
load kbleds period=100
log_mark
printf none >$port/drvctl
ok 'the keyboard is gone' test ! -e "$caps"
printf atkbd >$port/drvctl
wait_for 5 sh -c 'test -e /sys/class/leds/input*::capslock/brightness'
find_leds
log_has '^kbleds: blinking on ' 'plugged in again, it is found'
blinks 12 21 100 'and blinks'
printf none >$port/drvctl
unload kbleds
refused 'No such device' 'without a keyboard the module does not load' insmod ./kbleds.ko
log_has '^kbleds: no console keyboard with LEDs here$'
done_testing
