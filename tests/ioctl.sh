# SPDX-License-Identifier: GPL-2.0
# ioctl: every command, with good and bad pointers; a value of its own for each
# open file, a number for all; ENOTTY for the rest; 32-bit programs, too.
. /lkmpg/tests/lib.sh

n=/dev/ioctltest
valset=0x40046600 valget=0x80046601 numget=0x80046602 numset=0x40046603
enotty='Inappropriate ioctl for device'

load ioctl
log_has '^ioctl: /dev/ioctltest created$'
ok 'the node is a character device' test -c $n
is "$(stat -c %a $n)" 600 'for root only'
refused 'Permission denied' 'a user may not open it' as_reader cat $n

is "$(fop $n r ioctl-int:$valget:0)" "ioctl-int:$valget:0: 0 255" 'a new file has the value 0xff'
is "$(fop $n r ioctl-int:$valset:0x12345678 ioctl-int:$valget:0)" "ioctl-int:$valset:0x12345678: 0 305419896
ioctl-int:$valget:0: 0 305419896" 'what is set is got back, all 32 bits'
is "$(fop $n r ioctl-int:$numget:5)" "ioctl-int:$numget:5: 0 0" 'the shared number begins with 0'
is "$(fop $n r ioctl-int:$numset:77)" "ioctl-int:$numset:77: 0 77" 'it is set'
is "$(fop $n r ioctl-int:$numget:0 ioctl-int:$valget:0)" "ioctl-int:$numget:0: 0 77
ioctl-int:$valget:0: 0 255" 'another file sees the number, and its own value'

# Two files open at once, each sets, waits for the other, and looks again.
fop $n r ioctl-int:$valset:11 ioctl-int:$numset:1 until:$TEST_TMP/second ioctl-int:$valget:0 ioctl-int:$numget:0 read:3 >"$TEST_TMP/one" &
wait_for 5 grep -q "$numset" "$TEST_TMP/one"
fop $n r ioctl-int:$valget:0 ioctl-int:$valset:65 ioctl-int:$numset:2 read:3 >"$TEST_TMP/two"
: >"$TEST_TMP/second"
wait
is "$(tail -n 3 "$TEST_TMP/one")" "ioctl-int:$valget:0: 0 11
ioctl-int:$numget:0: 0 2
read:3: 3 \"\\x0b\\x0b\\x0b\"" 'the first keeps its value, and sees the second one change the number'
is "$(cat "$TEST_TMP/two")" "ioctl-int:$valget:0: 0 255
ioctl-int:$valset:65: 0 65
ioctl-int:$numset:2: 0 2
read:3: 3 \"AAA\"" 'the second has a value of its own'

is "$(head -c 100000 $n | tr -d '\377' | wc -c)" 0 'read fills the buffer with the value'
is "$(fop $n r ioctl-int:$valset:0x141 read:5 read:300)" "ioctl-int:$valset:0x141: 0 321
read:5: 5 \"AAAAA\"
read:300: 300 \"$(printf %300s '' | tr ' ' A)\"" 'with its lowest byte, whatever the length'
is "$(dd if=$n bs=65536 count=1 2>/dev/null | wc -c)" 65536 'all of a large buffer'
is "$(fop $n r read:0 bad-read:5)" 'read:0: 0 ""
bad-read:5: Bad address' 'a bad pointer to read is refused'
is "$(fop $n r seek:0 pread:5:0)" 'seek:0: Illegal seek
pread:5:0: Illegal seek' 'there is no position'

for c in $valset $valget $numget $numset; do
	is "$(fop $n r ioctl-bad:$c)" "ioctl-bad:$c: Bad address" "a bad pointer to $c is refused"
	is "$(fop $n r ioctl:$c:0)" "ioctl:$c:0: Bad address" 'and NULL'
done
is "$(fop $n r ioctl-bad:$valset ioctl-int:$valget:0 ioctl-bad:$numset ioctl-int:$numget:0)" "ioctl-bad:$valset: Bad address
ioctl-int:$valget:0: 0 255
ioctl-bad:$numset: Bad address
ioctl-int:$numget:0: 0 2" 'what is refused changes nothing'

# Number, magic, size and direction: one wrong, and it is another command.
for c in 0x40046604 0x40046700 0x40086600 0x80046600 0x6600 0xffffffff 0; do
	is "$(fop $n r ioctl-int:$c:1)" "ioctl-int:$c:1: $enotty" "$c is no command"
done
refused 'Invalid argument' 'there is no write' sh -c "echo hi > $n"

out=$(ioctl32 $n $valget 0)
if [ $? -ne 77 ]; then
	is "$out" '0 255' 'a 32-bit program gets the value'
	is "$(ioctl32 $n $valset 3)" '0 3' 'and sets it'
	is "$(ioctl32 $n $numset 4294967295)" '0 4294967295' 'and the number'
	is "$(ioctl32 $n $numget 0)" '0 4294967295' 'and gets that'
	is "$(ioctl32 $n $valget)" 'Bad address' 'its bad pointers are refused'
	is "$(ioctl32 $n 0x40046604 0)" "$enotty" 'and what it should not ask'
else
	pass 'a 32-bit program # SKIP this kernel runs no 32-bit program'
fi

exec 3<$n
refused 'is in use' 'rmmod is refused while it is open' rmmod ioctl
exec 3<&-
unload ioctl
ok 'the node is gone' test ! -e $n

load ioctl
is "$(fop $n r ioctl-int:$numget:5)" "ioctl-int:$numget:5: 0 0" 'a second life begins with 0 again'
unload ioctl

again() { reload ioctl; }
load ioctl
walk_file $n r read:600 ioctl-int:$valset:1 ioctl-int:$valget:0 ioctl-int:$numset:1 ioctl-int:$numget:0
storm -i $valset -i $valget -i $numget -i $numset -r again $n
unload ioctl
done_testing
