# SPDX-License-Identifier: GPL-2.0
# led: two LEDs of the LED class, each on its own line; brightness and triggers
# reach the wire; unbound in the middle of blinking, an LED goes out and its files
# refuse; without its chip a probe waits, and goes on when the chip comes.
# LIMIT: 120
. /lkmpg/tests/lib.sh

w=/sys/kernel/debug/vgpio
class=/sys/class/leds
green=$class/green:status
red=$class/red:fault
driver=/sys/bus/platform/drivers/led
wires() { echo "$(cat $w/line0)$(cat $w/line3)"; }
wires_are() { [ "$(wires)" = "$1" ]; }
retried() { [ -e $green ] && [ -e $red ]; }

load vgpio
load led
is "$(readlink -f $green/device)" /sys/devices/platform/led.0 'the green one belongs to the first device'
is "$(readlink -f $red/device/driver)" $driver 'the driver has the second, too'
is "$(cat $green/max_brightness) $(cat $green/brightness) $(wires)" '1 0 00' 'it can be on or off, and begins off'

# Two devices.
echo 1 >$green/brightness
is "$(wires)" 10 'the green one is lit, on its line'
echo 255 >$red/brightness
is "$(wires) $(cat $red/brightness)" '11 1' 'more than the maximum is the maximum'
echo 0 >$green/brightness
is "$(wires) $(cat $green/brightness) $(cat $red/brightness)" '01 0 1' 'each has a state of its own'
echo 0 >$red/brightness

# Refused.
for text in bright -1 1x ''; do
	refused 'Invalid argument' "'$text' is no brightness" fop $green/brightness w "write:$text
"
done
refused 'Permission denied' 'a user may not switch it' as_reader sh -c "echo 1 >$green/brightness"
is "$(wires)" 00 'none of these lit it'
is "$(fop $green/brightness r read:1 read:10 read:10)" 'read:1: 1 "0"
read:10: 1 "\n"
read:10: 0 ""' 'the brightness is read in pieces'
refused 'Device or resource busy' 'a line in use is not for others' gpioline vgpio get 0
refused 'in use' 'and keeps its chip loaded' rmmod vgpio

# A trigger of the kernel's, of which the driver knows nothing.
if [ -e $green/trigger ]; then
	modprobe -q ledtrig-timer
	refused 'Invalid argument' 'there is no such trigger' sh -c "echo moon >$green/trigger"
	echo timer >$green/trigger
	echo 20 >$green/delay_on
	echo 20 >$green/delay_off
	like "$(cat $green/trigger)" '\[timer\]' 'the timer has it'
	ok 'it is lit' wait_for 10 wires_are 10
	ok 'and dark' wait_for 10 wires_are 00
	ok 'and lit again' wait_for 10 wires_are 10
	if grep -q heartbeat $green/trigger; then
		echo heartbeat >$red/trigger
		ok 'the other one beats like a heart' wait_for 10 sh -c "grep -q 1 $w/line3"
		echo none >$red/trigger
	else
		echo '# no heartbeat: this kernel has none built in'
	fi
	echo 0 >$red/brightness
else
	echo '# the kernel has no triggers'
	echo 1 >$green/brightness
fi

# Unbound while it blinks and its file is open; the other one does not notice.
echo 1 >$red/brightness
exec 3>$green/brightness
ok 'unbind' sh -c "echo led.0 >$driver/unbind"
is "$(wires)" 01 'it is out, the other still lit'
refused 'No such device' 'the open file leads nowhere' sh -c 'echo 1 >&3'
exec 3>&-
ok 'its files are gone' test ! -e $green
is "$(gpioline vgpio get 0)" 0 'its line is free'
sleep 0.1
is "$(wires)" 01 'and nothing blinks'
ok 'bind' sh -c "echo led.0 >$driver/bind"
is "$(cat $green/brightness) $(wires)" '0 01' 'it comes back, dark'
echo 1 >$green/brightness
is "$(wires)" 11 'and can be lit'

unload led
is "$(wires)" 00 'unloading puts both out'
ok 'and their files are gone' test ! -e $green -a ! -e $red
load_again led

# Whatever root makes it probe, it takes its own two only.
load devicemodel
echo devicemodel >/sys/bus/platform/drivers/devicemodel/unbind
load led
echo led >/sys/bus/platform/devices/devicemodel/driver_override
refused 'No such device' 'a device that is not its own' fop $driver/bind w write:devicemodel
unload led
unload devicemodel

# A line that there is not, or twice the same: one LED fails, the other works.
for lines in 0,99 0,0; do
	load led lines=$lines
	ok "lines=$lines: the first works" test -e $green
	ok "lines=$lines: the second has no driver" test ! -e $red -a ! -e /sys/bus/platform/devices/led.1/driver
	unload led
done
refused 'Invalid parameters' 'an offset is a number' insmod ./led.ko lines=red

# Without the chip, the probe waits. Linux before 5.12 tries it again only when
# a driver has got another device, later ones also when a GPIO chip comes.
unload vgpio
load led
ok 'no chip, no LED' test ! -e $green -a ! -e $red
is "$(cut -f1 /sys/kernel/debug/devices_deferred | grep '^led' | sort | tr '\n' ' ')" 'led.0 led.1 ' 'but both wait for it'
load vgpio
case $(uname -r) in
5.10.*)	load devicemodel
	ok 'another device was bound: both have a driver' wait_for 10 retried
	unload devicemodel ;;
*)	ok 'the chip comes: both have a driver' wait_for 10 retried ;;
esac
echo 1 >$red/brightness
is "$(wires)" 01 'and work'
is "$(grep -c '^led' /sys/kernel/debug/devices_deferred)" 0 'none waits any more'
unload led

walk_init led
load led
walk_file $green/brightness w write:1 write:0
echo led.0 >$driver/unbind
walk_file -u $driver/unbind=led.0 $driver/bind w write:led.0
echo led.0 >$driver/bind
again() { reload led; }
storm -w 1 -w 0 -w led.0 -r again $green/brightness $red/brightness $driver/bind $driver/unbind
unload led
unload vgpio
done_testing
