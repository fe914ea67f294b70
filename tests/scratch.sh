# SPDX-License-Identifier: GPL-2.0
# scratch: two devices that do not know of each other; what is written is read,
# in pieces and at offsets; 128 bytes and no more; what is refused changes nothing.
. /lkmpg/tests/lib.sh

a=/dev/scratch0 b=/dev/scratch1
letters() { head -c "$1" /dev/zero | tr '\0' "$2"; }

load scratch
ok 'two character devices' test -c $a -a -c $b
major=$(awk '$2 == "scratch" { print $1 }' /proc/devices)
is "$(stat -c %t:%T $a $b | paste -sd' ' -)" "$(printf '%x:0 %x:1' "$major" "$major")" 'one major number, two minor ones'
mknod "$TEST_TMP/third" c "$major" 2
refused 'No such device or address' 'there is no third' cat "$TEST_TMP/third"
rm "$TEST_TMP/third"

is "$(cat $a $b)" '' 'they begin empty'
echo left >$a
is "$(cat $a; cat $b)" left 'what one is told the other does not know'
echo right >$b
is "$(cat $a $b | paste -sd' ' -)" 'left right' 'and each keeps its own'
echo l >$a
is "$(cat $a)" l 'a shorter text leaves nothing of the longer'

is "$(fop $a rw write:one write:-two seek:0 read:2 read:100 read:100)" 'write:one: 3
write:-two: 4
seek:0: 0
read:2: 2 "on"
read:100: 5 "e-two"
read:100: 0 ""' 'writes go on where the last one ended, and so do reads'
is "$(fop $a r pread:5:4 pread:5:7 pread:5:0x7ffffffffffffff0 pread:5:-1)" 'pread:5:4: 3 "two"
pread:5:7: 0 ""
pread:5:0x7ffffffffffffff0: 0 ""
pread:5:-1: Invalid argument' 'pread honours the offset'
is "$(fop $a rw bad-write:9 bad-write:128 bad-read:9 write: seek:0 read:100)" 'bad-write:9: Bad address
bad-write:128: Bad address
bad-read:9: Bad address
write:: 0
seek:0: 0
read:100: 7 "one-two"' 'bad pointers and a write of nothing change nothing'
is "$(fop $a rw ioctl:0x6600:0)" 'ioctl:0x6600:0: Inappropriate ioctl for device' 'no ioctl here'

letters 128 z >$a
is "$(fop $a rw write:ab pwrite:cd:6 seek:0 read:100)" 'write:ab: 2
pwrite:cd:6: 2
seek:0: 0
read:100: 8 "ab\x00\x00\x00\x00cd"' 'a gap reads as zeros'
letters 128 k >"$TEST_TMP/128"
ok '128 bytes' dd if="$TEST_TMP/128" of=$a bs=128
ok 'are read back' cmp "$TEST_TMP/128" $a
ok 'also in pieces' dd if="$TEST_TMP/128" of=$a bs=50
ok 'are read back' cmp "$TEST_TMP/128" $a
is "$(fop $a w pwrite:abc:127 pwrite:abc:128 pwrite:abc:0x7ffffffffffffff0 pwrite:abc:-1)" 'pwrite:abc:127: 1
pwrite:abc:128: No space left on device
pwrite:abc:0x7ffffffffffffff0: No space left on device
pwrite:abc:-1: Invalid argument' 'a write takes what fits'
letters 129 x >"$TEST_TMP/129"
refused 'No space left on device' '129 are too many' dd if="$TEST_TMP/129" of=$a bs=129
is "$(cat $b)" right 'the other has noticed nothing of all this'

exec 3<$b
exec 4<>$b
is "$(cat <&3)" right 'many may have it open'
refused 'is in use' 'rmmod is refused while it is' rmmod scratch
exec 3<&- 4<&-
unload scratch
ok 'the nodes are gone' test ! -e $a -a ! -e $b
load scratch
is "$(cat $a $b)" '' 'a second life begins empty'

like "$(torn $a 1000 128 70 99 2>&1)" '^[0-9]+ reads of abc, 0 torn$' 'racing writers: each read is what one of them wrote'
again() { reload scratch; }
walk_file $a rw write:hello pread:99:0
storm -w hello -r again $a $b
unload scratch
done_testing
