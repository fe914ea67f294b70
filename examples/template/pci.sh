# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# my-driver: it finds each edu and no other card, its registers answer, and a card can be
# taken away while a program has a file of it open.
# DEVICE: edu,addr=4
# DEVICE: edu,addr=8,dma_mask=0xffffffff
# DEVICE: pci-testdev
. /lkmpg/tests/lib.sh

bus=/sys/bus/pci
driver=$bus/drivers/my_driver
bound() { (cd $driver && echo 0000:*); }

load my-driver
is "$(bound | wc -w)" 2 'it has found two cards'
a=$(bound | cut -d' ' -f1) b=$(bound | cut -d' ' -f2)
like "$(cat "$driver/$a/id")" '^0x[0-9a-f]{4}00ed$' 'the first says what it is'
echo 0x0000ffff >"$driver/$a/invert"
echo 0 >"$driver/$b/invert"
is "$(cat "$driver/$a/invert") $(cat "$driver/$b/invert")" '0xffff0000 0xffffffff' 'each inverts its own number'
refused 'Numerical result out of range' 'one of 33 bits is refused' fop "$driver/$a/invert" w write:0x100000000
refused 'Invalid argument' 'so is a word' fop "$driver/$a/invert" w write:card
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$driver/$a/invert"

# Taken from the bus while a file is open, and found again.
exec 3<"$driver/$a/invert"
echo 1 >"$bus/devices/$a/remove"
refused 'No such device' 'the open file says that the card is gone' cat <&3
exec 3<&-
is "$(bound)" "$b" 'the other one is there'
echo 1 >$bus/rescan
is "$(bound)" "$a $b" 'the card is found again'
like "$(cat "$driver/$a/id")" 00ed 'and works'

# Another card, of which root says that the driver is for it.
log_mark
echo '1b36 0005' >$driver/new_id
log_has 'this card is 0x'
is "$(bound)" "$a $b" 'a wrong card is refused'
unload my-driver

load_again my-driver
done_testing
