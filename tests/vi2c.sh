# SPDX-License-Identifier: GPL-2.0
# vi2c: both chips answer at their addresses and no other one does; a register is
# read and written byte by byte; a limit loses its finer bits; the status stays until
# it has been read; a deaf chip and a stuck bus give the errors that belong to them.
# MODULES: i2c-dev
. /lkmpg/tests/lib.sh

w=/sys/kernel/debug/vi2c
modprobe -q i2c-dev
# The ioctls of i2c-dev: say which chip this open file speaks to.
chip() { echo "ioctl:0x0703:$1"; }
# on ADDRESS OPERATION... - a conversation, and what it came to, in one line.
on()
{
	_chip=$(chip "$1")
	shift
	fop "$bus" rw "$_chip" "$@" | sed -n '2,$p' | tr '\n' ' '
}

load vi2c
adapter=$(grep -l '^vi2c$' /sys/bus/i2c/devices/i2c-*/name)
adapter=${adapter%/name}
bus=/dev/${adapter##*/}
ok 'the adapter has a node' wait_for 10 test -c "$bus"
is "$(ls $w | tr '\n' ' ')" '48-deaf 48-id 48-temp 49-deaf 49-id 49-temp stuck ' 'two chips'
is "$(cat $w/48-temp $w/49-id $w/48-deaf | paste -sd' ' -)" '0x1600 0x4c4b 0x0000' 'which begin at 22 degrees'

# Registers. What is written: 1, 2 and 3 select a register.
is "$(on 0x48 write: read:2)" 'write:: 0 read:2: 2 "\x16\x00" ' 'a read without a word: the temperature'
is "$(on 0x48 "write:$(printf '\003')" read:2 read:2)" "write:$(printf '\003'): 1 read:2: 2 \"LK\" read:2: 2 \"LK\" " 'the chosen register stays chosen'
is "$(on 0x49 read:2)" 'read:2: 2 "\x16\x00" ' 'for this chip, not for the other one'
is "$(on 0x48 read:1 read:5)" 'read:1: 1 "L" read:5: 5 "LKLKL" ' 'short and long reads'
echo 0x1980 >$w/49-temp
is "$(on 0x49 read:2)" 'read:2: 2 "\x19\x80" ' 'a warmer one, the high byte first'
is "$(on 0x48 "write:$(printf '\001')P?" read:2)" "write:$(printf '\001')P?: 3 read:2: 2 \"P0\" " 'a limit loses what is finer'
is "$(on 0x48 "write:$(printf '\001')Q" read:2)" "write:$(printf '\001')Q: 2 read:2: 2 \"P0\" " 'half a limit is none'
is "$(on 0x48 "write:$(printf '\003')AB" read:2)" "write:$(printf '\003')AB: 3 read:2: 2 \"LK\" " 'nor can the identity be written'
is "$(on 0x48 "write:$(printf '\007')" read:2)" "write:$(printf '\007'): 1 read:2: 2 \"LK\" " 'there are no more than four'

# Status. 0x5030 is the limit now.
status() { on "$1" "write:$(printf '\002')" read:2 | sed 's/.* "//'; }
echo 0x5030 >$w/48-temp
is "$(status 0x48)" '\x00\x00" ' 'as hot as it may be'
echo 0x5031 >$w/48-temp
echo 0xff00 >$w/48-temp
is "$(status 0x48)$(status 0x48)" '\x00\x01" \x00\x00" ' 'it was too hot: told once'
echo 0x7f00 >$w/48-temp
is "$(status 0x48)$(status 0x48)" '\x00\x01" \x00\x01" ' 'it is too hot: told each time'
is "$(status 0x49)" '\x00\x00" ' 'the other one is not'
is "$(on 0x49 "write:$(printf '\001\031\100')")" "write:$(printf '\001\031\100'): 3 " 'a limit below what it is'
is "$(status 0x49)" '\x00\x01" ' 'counts at once'

# Wrong.
refused 'No such device or address' 'no chip has this address' fop "$bus" rw "$(chip 0x4a)" read:2
refused 'No such device or address' 'one with ten bits is another' fop "$bus" rw ioctl:0x0704:1 "$(chip 0x48)" read:2
echo 1 >$w/48-deaf
refused 'No such device or address' 'a deaf chip' fop "$bus" rw "$(chip 0x48)" read:2
is "$(on 0x49 "write:$(printf '\003')" read:2 | sed 's/.* "//')" 'LK" ' 'is not missed by others'
echo 0 >$w/48-deaf
echo 1 >$w/stuck
refused 'Connection timed out' 'a clock that is held low' fop "$bus" rw "$(chip 0x49)" read:2
refused 'Connection timed out' 'is the end for all' fop "$bus" rw "$(chip 0x48)" read:2
echo 0 >$w/stuck
like "$(on 0x48 read:2)" '2 "' 'it lets go: all is well'
refused 'Invalid argument' 'more than 16 bits' sh -c "echo 0x10000 >$w/48-temp"
refused 'Invalid argument' 'no number' sh -c "echo warm >$w/48-temp"
refused 'Permission denied' 'the knobs are for root' as_reader sh -c "echo 1 >$w/48-deaf"
is "$(cat $w/48-temp)" 0x7f00 'nothing has changed it'
is "$(fop $w/48-temp r read:3 read:10 read:10)" 'read:3: 3 "0x7"
read:10: 4 "f00\n"
read:10: 0 ""' 'a knob is read in pieces'

exec 3<>"$bus"
refused 'in use' 'an open bus keeps the adapter' rmmod vi2c
exec 3>&-
exec 3<$w/48-temp
refused 'in use' 'and so does an open knob' rmmod vi2c
exec 3<&-
unload vi2c
ok 'bus and knobs are gone' test ! -e "$adapter" -a ! -e $w

again() { reload vi2c; }
load vi2c
storm -w 0 -w 1 -w 0x6000 -r again $w/48-temp $w/49-deaf "$bus"
unload vi2c
load_again vi2c

# Init is not walked: i2c_add_adapter() does without its directory in debugfs, and
# says nothing (i2c_register_adapter()).
# shellcheck disable=SC2034  # of lib.sh
walked=1
load vi2c
walk_file $w/48-temp w write:0x1600
walk_file $w/48-temp r read:7
walk_file "$bus" rw "$(chip 0x48)" read:2
unload vi2c
# Where i2c-dev is a module, it must not stay.
! grep -q '^i2c_dev ' /proc/modules || modprobe -r i2c-dev
done_testing
