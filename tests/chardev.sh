# SPDX-License-Identifier: GPL-2.0
# chardev: the node comes and goes by itself, counts its openings, admits one
# opener at a time, reads right in pieces and at offsets, and cannot be pulled
# from under a reader.
. /lkmpg/tests/lib.sh

n=/dev/chardev
said() { echo "I already told you $1 times Hello world!"; }

load chardev
ok 'the node is a character device' test -c $n
is "$(stat -c %a $n)" 444 'everybody may read it, nobody may write'
major=$(awk '$2 == "chardev" { print $1 }' /proc/devices)
is "$(stat -c %t:%T $n)" "$(printf %x:0 "$major")" 'its number is the one in /proc/devices'
log_has "^chardev: /dev/chardev is major $major, minor 0$"
is "$(cat /sys/class/chardev/chardev/dev)" "$major:0" 'and the one in /sys'

is "$(cat $n)" "$(said 0)" 'the count starts at 0'
is "$(as_reader cat $n)" "$(said 1)" 'a user reads it, too'

is "$(fop $n r read:2 read:7 read:100 read:100)" "read:2: 2 \"I \"
read:7: 7 \"already\"
read:100: 31 \" told you 2 times Hello world!\\n\"
read:100: 0 \"\"" 'short reads go on where the last one ended, up to the end of the file'
is "$(fop $n r pread:5:2 pread:5:39 pread:5:40 pread:5:4096)" 'pread:5:2: 5 "alrea"
pread:5:39: 1 "\n"
pread:5:40: 0 ""
pread:5:4096: 0 ""' 'pread honours the offset and reads nothing beyond the end'
is "$(fop $n r pread:5:-1 seek:-1)" 'pread:5:-1: Invalid argument
seek:-1: Invalid argument' 'an offset before the start is refused'
is "$(fop $n r pread:5:0x7ffffffffffffff0)" 'pread:5:0x7ffffffffffffff0: 0 ""' 'an enormous one reads nothing'
is "$(fop $n r seek:2 read:7 seek:0 read:1)" 'seek:2: 2
read:7: 7 "already"
seek:0: 0
read:1: 1 "I"' 'lseek moves the offset'
is "$(fop $n r bad-read:10)" 'bad-read:10: Bad address' 'a bad pointer gives EFAULT'
is "$(fop $n r ioctl:0x6600:0)" 'ioctl:0x6600:0: Inappropriate ioctl for device' 'no ioctl here'

refused 'Permission denied' 'a user may not write' as_reader sh -c "echo hi > $n"
refused 'Invalid argument' 'root may, but there is no write' sh -c "echo hi > $n"

exec 3<$n
refused 'Device or resource busy' 'the second opener gets EBUSY' cat $n
refused 'is in use' 'rmmod is refused while it is open' rmmod chardev
is "$(cat <&3 | cut -c1-9)" 'I already' 'the first one still reads'
exec 3<&-
like "$(cat $n)" '^I already told you [0-9]+ times' 'closed, it opens again'

# Many openers at once: each either reads a message of its own or gets EBUSY.
for i in 1 2 3 4; do
	(for j in 1 2 3 4 5 6 7 8; do cat $n 2>&1; done >"$TEST_TMP/racer.$i") &
done
wait
is "$(cat "$TEST_TMP"/racer.* | grep -c -v -e '^I already' -e busy)" 0 'racing openers read or get EBUSY'
is "$(cat "$TEST_TMP"/racer.* | grep '^I' | sort | uniq -d)" '' 'no two of them read the same count'

unload chardev
ok 'the node is gone' test ! -e $n
load chardev
is "$(cat $n)" "$(said 0)" 'a second life counts from 0 again'
unload chardev

again() { reload chardev; }
load chardev
storm -r again $n
walk_file $n r read:100
unload chardev
done_testing
