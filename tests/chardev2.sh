# SPDX-License-Identifier: GPL-2.0
# chardev2 and other/userspace_ioctl: the message by read and write, by every
# ioctl of chardev.h and by the program; what is out of bounds is refused; a
# message is never a mix of two.
. /lkmpg/tests/lib.sh

n=/dev/char_dev
u=./other/userspace_ioctl
set_msg=0x4054cd00 get_msg=0x8054cd01 nth=0xc008cd02
enotty='Inappropriate ioctl for device'
m80=$(printf %080d 0 | tr 0 m)

refused 'No such file or directory' 'the program says that there is no device' $u
load chardev2
log_has '^chardev2: /dev/char_dev created$'
ok 'the node is a character device' test -c $n
is "$(stat -c %a $n)" 644 'everybody may read it, only root writes'

# The module on its own.
is "$(cat $n)" '' 'it begins without a message'
is "$(fop $n r ioctl-int:$nth:0)" "ioctl-int:$nth:0: Invalid argument" 'of which there is no first byte'
is "$(fop $n rw write:hello read:2 read:100 read:100)" 'write:hello: 5
read:2: 2 "he"
read:100: 3 "llo"
read:100: 0 ""' 'what is written is read, in pieces, up to its end'
is "$(fop $n r pread:3:2 pread:5:5 pread:5:0x7ffffffffffffff0 pread:5:-1)" 'pread:3:2: 3 "llo"
pread:5:5: 0 ""
pread:5:0x7ffffffffffffff0: 0 ""
pread:5:-1: Invalid argument' 'pread honours the offset'
is "$(fop $n r seek:4 read:5 seek:0 read:1)" 'seek:4: 4
read:5: 1 "o"
seek:0: 0
read:1: 1 "h"' 'lseek moves the offset'
is "$(fop $n rw "write:$m80" read:100)" "write:$m80: 80
read:100: 80 \"$m80\"" '80 bytes are accepted'
is "$(fop $n w "write:x$m80")" "write:x$m80: Message too long" '81 are not'
is "$(cat $n)" "$m80" 'and do not touch the message'
is "$(fop $n rw write:short bad-write:9 bad-read:9 read:100)" 'write:short: 5
bad-write:9: Bad address
bad-read:9: Bad address
read:100: 5 "short"' 'a shorter one leaves nothing of the longer; bad pointers are refused'

is "$(fop $n rw write: read:100)" 'write:: 0
read:100: 5 "short"' 'a write of nothing is no message'

is "$(fop $n r ioctl-int:$nth:5 ioctl-int:$nth:79 ioctl-int:$nth:80 ioctl-int:$nth:0xffffffff ioctl-int:$nth:0x80000000 | cut -d: -f4 | sort -u)" ' Invalid argument' 'no byte outside the message is told'
for c in $set_msg $get_msg $nth; do
	is "$(fop $n rw ioctl-bad:$c ioctl:$c:0)" "ioctl-bad:$c: Bad address
ioctl:$c:0: Bad address" "a bad pointer and NULL to $c are refused"
done
is "$(fop $n rw ioctl-int:$set_msg:81 ioctl-int:$set_msg:0xffffffff read:9)" "ioctl-int:$set_msg:81: Invalid argument
ioctl-int:$set_msg:0xffffffff: Invalid argument
read:9: 5 \"short\"" 'a message that claims to be longer than it can be is refused'
for c in 0x4054cd03 0x4054ce00 0x4050cd00 0x8054cd00 0xcd00 0; do
	is "$(fop $n rw ioctl-int:$c:1)" "ioctl-int:$c:1: $enotty" "$c is no command"
done
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo hi > $n"
is "$(as_reader fop $n r ioctl-int:$set_msg:1)" "ioctl-int:$set_msg:1: Bad file descriptor" 'nor set the message through a file open for reading'
is "$(as_reader cat $n)" short 'but reads it'

# The program.
is "$($u; echo $?)" 'GET_MSG:      There and back by ioctl
GET_NTH_BYTE: There and back by ioctl
0' 'the program sets a message and gets it back both ways'
is "$(cat $n)" 'There and back by ioctl' 'which read sees, too'
ok 'it sets a message' $u set "$(printf 'gr\374n')"
is "$($u byte 2)" 252 'a byte above 127 is no negative number'
is "$(fop $n r read:9)" 'read:9: 4 "gr\xfcn"' 'what the program set is read'
is "$(as_reader $u byte 3)" 110 'a user may ask for a byte'
refused 'GET_NTH_BYTE: Invalid argument' 'the program reports what the module refuses' $u byte 4
refused 'GET_NTH_BYTE: Invalid argument' 'an index that is too large for the structure is not cut' $u byte 4294967296
refused 'Permission denied' 'a user may not set' as_reader $u set hi
is "$($u set ''; $u get; cat $n)" '' 'a message may be empty'
ok 'the program sets 80 bytes' $u set "$m80"
is "$($u get)" "$m80" 'and gets them back'
refused 'Message too long' 'it refuses 81' $u set "x$m80"
for args in frob 'byte x' 'byte' 'set' 'get it'; do
	# shellcheck disable=SC2086  # words
	like "$($u $args 2>&1; echo "status $?")" 'status 2' "'$args' is bad usage"
done
like "$($u --help)" '^usage: userspace_ioctl' 'it explains itself'

# GET_MSG fills all 84 bytes: no remains of the kernel's memory or of a longer
# message. (GET_NTH_BYTE: the index is left as it was.)
$u set abcd
out=$(ioctl32 $n $get_msg 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9)
if [ $? -ne 77 ]; then
	is "$out" "0 4 1684234849 $(printf '0 %.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18)0 9" 'GET_MSG by a 32-bit program: the text, zeros, and nothing beyond'
	is "$(ioctl32 $n $set_msg 3 0x41424344 0x45464748; cat $n)" "0 3 1094861636 1162233672
DCB" 'SET_MSG by a 32-bit program'
	is "$(ioctl32 $n $get_msg 9 9 9 | cut -d' ' -f2-4)" '3 4342596 0' 'what stood beyond its length is gone'
	is "$(ioctl32 $n $nth 1 9)" '0 1 67' 'GET_NTH_BYTE by a 32-bit program'
	is "$(ioctl32 $n $nth 3 9)" 'Invalid argument' 'with an index outside'
else
	pass 'a 32-bit program # SKIP this kernel runs no 32-bit program'
fi

like "$(torn $n 1000 80 40 79 2>&1)" '^[0-9]+ reads of abc, 0 torn$' 'racing writers: each read is the message of one of them'

exec 3<$n
refused 'is in use' 'rmmod is refused while it is open' rmmod chardev2
exec 3<&-
unload chardev2
ok 'the node is gone' test ! -e $n
load chardev2
is "$(cat $n)" '' 'a second life begins without a message'
unload chardev2

again() { reload chardev2; }
load chardev2
walk_file $n rw write:hello read:9 ioctl-int:$set_msg:5 ioctl-int:$get_msg:0 ioctl-int:$nth:0
storm -w hello -i $set_msg -i $get_msg -i $nth -r again $n
unload chardev2
done_testing
