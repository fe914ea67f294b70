# SPDX-License-Identifier: GPL-2.0
# irqspy: the interrupts of the keyboard are counted, and the keyboard does not
# notice; a line whose owner does not share it is refused.
# NEEDS: CONFIG_SERIO_I8042
# NEEDS: CONFIG_KEYBOARD_ATKBD
. /lkmpg/tests/lib.sh

# What the log says when the module goes.
counted() { log_since | sed -n 's/^irqspy: interrupt 1 came \([0-9]*\) times$/\1/p'; }

load irqspy irq=1
like "$(cat /proc/interrupts)" 'i8042, irqspy$' 'it stands behind the owner of the line'
# Each change of an LED is answered by the keyboard, with an interrupt.
interrupts() { awk '/irqspy$/ { for (i = 2; $i ~ /^[0-9]+$/; i++) n += $i } END { print n + 0 }' /proc/interrupts; }
before=$(interrupts)
came() { [ "$(interrupts)" -gt "$before" ]; }
for led in /sys/class/leds/*capslock/brightness; do
	echo 1 >"$led"
	echo 0 >"$led"
done
wait_for 5 came
log_mark
unload irqspy
like "$(counted)" '^[1-9][0-9]*$' 'interrupts were counted'
ok 'the owner still has its line' grep -q 'i8042$' /proc/interrupts

refused 'Device or resource busy' 'the timer does not share' insmod ./irqspy.ko irq=0
log_has 'irqspy: interrupt 0 cannot be shared: error -16'
refused 'Invalid parameters' 'there is no such line' insmod ./irqspy.ko irq=99999

load_again irqspy
done_testing
