# SPDX-License-Identifier: GPL-2.0
# vgpio: what the chip drives is seen outside and the reverse, each edge that was
# asked for interrupts and no other, an edge of a masked line is not lost, two
# ends never drive one wire, and a line in use keeps the chip.
# LIMIT: 120
. /lkmpg/tests/lib.sh

w=/sys/kernel/debug/vgpio
levels() { cat $w/line[0-7] | tr -d '\n'; }
# press N - up and down, as a button.
press() { echo 1 >$w/line"$1" && echo 0 >$w/line"$1"; }
# The interrupts of this name so far, on all processors.
count() { awk -v n="$1" '$NF == n { print $2 + $3 }' /proc/interrupts; }

load vgpio
is "$(ls $w | tr '\n' ' ')" 'line0 line1 line2 line3 line4 line5 line6 line7 ' 'eight wires'
is "$(levels)" 00000000 'all low at first'
is "$(cat /sys/bus/gpio/devices/gpiochip*/dev | wc -l)" "$(find /dev -name 'gpiochip*' | wc -l)" 'the chip has a device'

# Both ends of a wire.
echo 1 >$w/line3
is "$(levels)" 00010000 'a wire is pulled up'
is "$(gpioline vgpio get 3)" 1 'the chip reads it'
is "$(gpioline vgpio get 2)" 0 'and its neighbour is low'
is "$(gpioline vgpio set 5 1)" 1 'the chip drives a line'
is "$(levels)" 00010100 'which keeps its level until it is asked for again'
is "$(gpioline vgpio set 5 0)" 0 'it drives it low'
is "$(gpioline vgpio hold 5 cat $w/line5)" 0 'an output begins low'
refused 'Device or resource busy' 'two ends cannot drive one wire' gpioline vgpio hold 5 sh -c "echo 1 >$w/line5"
is "$(cat $w/line3)" 1 'another wire did not move'
echo 0 >$w/line3
is "$(gpioline vgpio get 3)" 0 'a wire is pulled down'

# Edges.
is "$(gpioline vgpio count 1 rising $w/line1 1 0 1 0 1 0)" '3 rrr' 'three rising edges'
is "$(gpioline vgpio count 1 falling $w/line1 1 0 1 0 1 0)" '3 fff' 'three falling ones'
is "$(gpioline vgpio count 1 both $w/line1 1 0 1 0)" '4 rfrf' 'both, in order'
is "$(gpioline vgpio count 1 both $w/line1 0 0)" '0 ' 'the same level again is no edge'
is "$(gpioline vgpio count 1 both $w/line2 1 0)" '0 ' 'nor is the edge of another line'
press 1
is "$(gpioline vgpio count 1 rising $w/line3 1 0)" '0 ' 'what came before the request is forgotten'

# A consumer of the kernel: see tests/intrpt.sh for what it does.
load intrpt
before=$(count intrpt-on)
press 1
is "$(count intrpt-on) $(count intrpt-off)" "$((before + 1)) 0" 'one press, one interrupt'
refused 'in use' 'a line in use keeps the chip' rmmod vgpio
refused 'Device or resource busy' 'and is not for others' gpioline vgpio get 1
unload intrpt

is "$(gpioline vgpio count 1 rising /dev/null x)" '0 ' 'nor does a line interrupt that nobody moves'
refused 'Invalid argument' 'a level is 0 or 1' sh -c "echo 2 >$w/line1"
refused 'Invalid argument' 'and a number' sh -c "echo high >$w/line1"
refused 'Permission denied' 'the wires are for root' as_reader sh -c "echo 1 >$w/line1"
is "$(levels)" 00000000 'nothing has moved'
refused 'Invalid argument' 'there is no ninth line' gpioline vgpio get 8
is "$(fop $w/line1 r read:1 read:10 read:10)" 'read:1: 1 "0"
read:10: 1 "\n"
read:10: 0 ""' 'a wire is read in pieces'

exec 3<$w/line1
refused 'in use' 'an open wire keeps the chip' rmmod vgpio
exec 3<&-
unload vgpio
ok 'the wires are gone' test ! -e $w

again() { reload vgpio; }
load vgpio
storm -w 0 -w 1 -w 2 -r again $w/line0 $w/line1
unload vgpio
load_again vgpio
done_testing
