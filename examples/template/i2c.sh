# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# my-driver: it finds two chips and does not mix them up, refuses a number that is too
# large, and an address where no chip answers.
# MODULES: i2c-stub
. /lkmpg/tests/lib.sh

# Two chips that are memory, on a bus that is none.
ok 'two chips' modprobe i2c-stub chip_addr=0x48,0x49
for bus in /sys/bus/i2c/devices/i2c-*; do
	! grep -q 'SMBus stub' "$bus/name" || break
done
a=$bus/${bus##*-}-0048 b=$bus/${bus##*-}-0049
driver=/sys/bus/i2c/drivers/my_driver
bound() { (cd $driver && echo *-00*); }

load my-driver
is "$(bound)" '*-00*' 'of itself a bus does not say what is on it'
echo my_driver 0x48 >"$bus/new_device"
echo my_driver 0x49 >"$bus/new_device"
is "$(bound)" "${a##*/} ${b##*/}" 'told so, it has both'
log_has 'its configuration is 0x00'
echo 0x7f >"$a/config"
is "$(cat "$a/config") $(cat "$b/config")" '0x7f 0x00' 'each has a register of its own'
refused 'Numerical result out of range' 'the reserved bit is refused' fop "$a/config" w write:0x80
refused 'Invalid argument' 'so is a word' fop "$a/config" w write:fast
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$a/config"
is "$(cat "$a/config")" 0x7f 'it is as it was'

log_mark
echo my_driver 0x50 >"$bus/new_device"
log_has 'no chip answers'
is "$(bound)" "${a##*/} ${b##*/}" 'where no chip is, it has none'
echo 0x50 >"$bus/delete_device"

# The chip is taken away while a program has its file open.
exec 3<"$b/config"
echo 0x49 >"$bus/delete_device"
refused 'No such device' 'an open file says that the chip is gone' cat <&3
exec 3<&-
unload my-driver
ok 'the chip stays' test -e "$a"
load my-driver
is "$(cat "$a/config")" 0x7f 'and is found again, as it was'
unload my-driver
ok 'the bus goes' modprobe -r i2c-stub

load_again my-driver
done_testing
