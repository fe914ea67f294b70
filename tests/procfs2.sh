# SPDX-License-Identifier: GPL-2.0
# procfs2: what is written is read back, in pieces and at offsets; 1024 bytes
# and no more; refused writes change nothing; no read is a mix of two writes.
. /lkmpg/tests/lib.sh

f=/proc/buffer1k
letters() { head -c "$1" /dev/zero | tr '\0' "$2"; }

load procfs2
log_has '^procfs2: /proc/buffer1k created$'
is "$(stat -c %a $f)" 644 'everybody may read it, only root writes'
is "$(cat $f)" '' 'it begins empty'
is "$(echo something >$f; cat $f)" something 'what is written is read'
is "$(as_reader cat $f)" something 'a user reads it, too'
is "$(echo else >$f; cat $f)" else 'a shorter text leaves nothing of the longer'
is "$(fop $f rw write:one write:-two seek:0 read:2 read:100 read:100)" 'write:one: 3
write:-two: 4
seek:0: 0
read:2: 2 "on"
read:100: 5 "e-two"
read:100: 0 ""' 'writes go on where the last one ended, and so do short reads'
is "$(fop $f r pread:5:4 pread:5:7 pread:5:0x7ffffffffffffff0 pread:5:-1)" 'pread:5:4: 3 "two"
pread:5:7: 0 ""
pread:5:0x7ffffffffffffff0: 0 ""
pread:5:-1: Invalid argument' 'pread honours the offset'
is "$(fop $f rw bad-write:9 bad-write:1024 bad-read:9 seek:0 read:100)" 'bad-write:9: Bad address
bad-write:1024: Bad address
bad-read:9: Bad address
seek:0: 0
read:100: 7 "one-two"' 'bad pointers are refused and change nothing'
is "$(fop $f rw write: read:9)" 'write:: 0
read:9: 7 "one-two"' 'a write of nothing changes nothing'

letters 1024 z >$f
is "$(fop $f rw write:ab pwrite:cd:6 seek:0 read:100)" 'write:ab: 2
pwrite:cd:6: 2
seek:0: 0
read:100: 8 "ab\x00\x00\x00\x00cd"' 'a gap reads as zeros, not as what stood there'

# The end: 1024 bytes in one go and in pieces, the write that crosses it, and
# those that begin beyond it.
letters 1024 k >"$TEST_TMP/1024"
ok '1024 bytes are accepted' dd if="$TEST_TMP/1024" of=$f bs=1024
ok 'and read back' cmp "$TEST_TMP/1024" $f
: >$f
ok 'or in pieces of 100' dd if="$TEST_TMP/1024" of=$f bs=100
ok 'and read back' cmp "$TEST_TMP/1024" $f
is "$(fop $f w pwrite:abc:1023 pwrite:abc:1024 pwrite:abc:0x7ffffffffffffff0 pwrite:abc:-1)" 'pwrite:abc:1023: 1
pwrite:abc:1024: No space left on device
pwrite:abc:0x7ffffffffffffff0: No space left on device
pwrite:abc:-1: Invalid argument' 'a write takes what fits, and none fits beyond the end'
letters 1023 k >"$TEST_TMP/1023a"
echo a | head -c 1 >>"$TEST_TMP/1023a"
ok 'only the last byte changed' cmp "$TEST_TMP/1023a" $f
letters 5000 L >"$TEST_TMP/5000"
refused 'No space left on device' '5000 bytes are too many' dd if="$TEST_TMP/5000" of=$f bs=5000
is "$(letters 1024 L | cmp - $f && wc -c <$f)" 1024 'of which the first 1024 were taken'

refused 'Permission denied' 'a user may not write' as_reader sh -c "echo hi > $f"
is "$(fop $f r ioctl:0x6600:0)" 'ioctl:0x6600:0: Inappropriate ioctl for device' 'no ioctl here'

like "$(torn $f 2000 1024 700 999 2>&1)" '^[0-9]+ reads of abc, 0 torn$' 'racing writers: each read is what one of them wrote'

exec 3<>$f
unload procfs2
ok 'the file is gone' test ! -e $f
refused 'Input/output error' 'what is still open cannot be read any more' cat <&3
refused 'Input/output error' 'nor written' sh -c 'echo hi >&3'
exec 3<&-
log_has '^procfs2: /proc/buffer1k removed$'

load procfs2
is "$(cat $f)" '' 'a second life begins empty'
unload procfs2

again() { reload procfs2; }
load procfs2
walk_file $f rw write:hello pread:99:0
storm -w hello -r again $f
unload procfs2
done_testing
