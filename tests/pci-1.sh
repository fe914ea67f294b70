# SPDX-License-Identifier: GPL-2.0
# pci-1: the driver finds each edu and no other card, and its registers answer; the
# cards do not mix; taken away and found again, unbound and bound; a card that is
# said to be an edu and is none is refused.
# DEVICE: edu,addr=4
# DEVICE: edu,addr=8,dma_mask=0xffffffff
# DEVICE: pci-testdev
# LIMIT: 120
. /lkmpg/tests/lib.sh

bus=/sys/bus/pci
driver=$bus/drivers/pci_1
# cards VENDOR:DEVICE - the names of those on the bus.
cards()
{
	for _c in $bus/devices/*; do
		read -r _vendor <"$_c/vendor"
		read -r _device <"$_c/device"
		[ "$_vendor:$_device" != "$1" ] || echo "${_c##*/}"
	done
}
is "$(cards 0x1234:0x11e8 | wc -l)" 2 'two cards'
a=$(cards 0x1234:0x11e8 | head -n 1) b=$(cards 0x1234:0x11e8 | tail -n 1)
other=$(cards 0x1b36:0x0005)
A=$bus/devices/$a B=$bus/devices/$b
bound() { (cd $driver && echo 0000:*); }
mapped() { grep -c ': pci_1$' /proc/iomem; }

# By the numbers, from the card to the module, as udev does it.
is "$(modinfo -F alias ./pci-1.ko)" 'pci:v00001234d000011E8sv*sd*bc*sc*i*' 'the module says what it is for'
dir=/lib/modules/$(uname -r)/updates
mkdir -p "$dir"
cp pci-1.ko "$dir"
depmod
ok 'the card asks for it' modprobe "$(cat $A/modalias)"
is "$(bound)" "$a $b" 'it has both cards'
ok 'and another card does not know it' test ! -e "$bus/devices/$other/driver"
log_has "^pci_1 $a: edu at \[mem 0x[0-9a-f]+-0x[0-9a-f]+\]\$"
is "$(mapped)" 2 'both have their registers'
refused 'File exists' 'once' insmod ./pci-1.ko
unload pci-1
rm -r "$dir"
depmod
is "$(mapped)" 0 'and give them back'

# Registers.
load pci-1
is "$(cat $A/version $B/version | paste -sd' ' -)" '1.0 1.0' 'the version'
echo 0x12345678 >$A/liveness
echo 0 >$B/liveness
is "$(cat $A/liveness $B/liveness | paste -sd' ' -)" '0xedcba987 0xffffffff' 'each inverts its own number'
echo 4294967295 >$A/liveness
is "$(cat $A/liveness)" 0x00000000 'the largest'
refused 'Numerical result out of range' 'one more' fop $A/liveness w write:4294967296
refused 'Invalid argument' 'no number' fop $A/liveness w write:edu
refused 'Invalid argument' 'a negative one' fop $A/liveness w write:-1
is "$(cat $A/liveness)" 0x00000000 'change nothing'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$A/liveness"
is "$(as_reader cat $A/version)" 1.0 'but read'
refused 'Permission denied' 'the version is what it is' fop $A/version w write:2.0
is "$(fop $A/liveness r read:4 pread:9:8 pread:9:11)" 'read:4: 4 "0x00"
pread:9:8: 3 "00\n"
pread:9:11: 0 ""' 'short reads'

# Unbound, the card belongs to no driver; the other one does not notice.
echo "$a" >$driver/unbind
is "$(bound)" "$b" 'unbound'
ok 'the attributes are gone' test ! -e $A/version
is "$(mapped) $(cat $A/enable)" '1 0' 'the registers are free, the card is off'
is "$(cat $B/liveness)" 0xffffffff 'the other has kept its number'
refused 'No such device' 'it cannot be unbound twice' fop $driver/unbind w "write:$a"
echo "$a" >$driver/bind
is "$(bound) $(mapped) $(cat $A/enable)" "$a $b 2 1" 'bound again'

# Taken from the bus, while a program has an attribute open, and found again.
exec 3<$A/liveness
echo 1 >$A/remove
ok 'the card is gone' test ! -e $A
refused 'No such device' 'and an open attribute says so' cat <&3
exec 3<&-
is "$(bound)" "$b" 'the driver has one left'
echo 1 >$bus/rescan
is "$(bound)" "$a $b" 'a rescan finds it, and its driver'
is "$(cat $A/version)" 1.0 'and it works'
log_mark

# A card that is none: root says that the driver is for it.
echo '1b36 0005' >$driver/new_id
log_has "^pci_1 $other: no edu: its id is 0x"
ok 'a wrong card is refused' test ! -e "$bus/devices/$other/driver"
is "$(mapped) $(cat "$bus/devices/$other/enable")" '2 0' 'and left as it was'
refused 'No such device' 'also by hand' fop $driver/bind w "write:$other"
echo '1b36 0005' >$driver/remove_id
is "$(bound)" "$a $b" 'those it has it keeps'

# The card is taken away while others read and write, and unbound, and bound.
replug()
{
	echo 1 >$A/remove
	echo 1 >$bus/rescan
	reload pci-1
}
storm -w 7 -r replug $A/liveness $B/liveness $A/version
walk_file $A/liveness rw read:20 write:5
echo "$a" >$driver/unbind
# EBUSY: the core says so wherever a range cannot be reserved, also for want of memory.
walk_file -e ENODEV -e EBUSY -u "$driver/unbind=$a" $driver/bind w "write:$a"
unload pci-1
load_again pci-1

# Walked is the probe, above. init is module_pci_driver(), and fails nowhere of its own; the
# core, which it calls, goes on without the driver's file new_id where that cannot be made
# (driver_add_groups(), in bus_add_driver() of drivers/base/bus.c).
walked=1
done_testing
