# SPDX-License-Identifier: GPL-2.0
# procfs3: owner, mode and size are what was set; the owner alone writes, even
# if root asks; a text appears as a whole when its writer closes the file.
. /lkmpg/tests/lib.sh

f=/proc/buffer2k
letters() { head -c "$1" /dev/zero | tr '\0' "$2"; }

refused 'Invalid parameters' 'a user that cannot be is refused' insmod ./procfs3.ko owner=4294967295
log_has '^procfs3: 4294967295 is no user$'
ok 'and there is no file' test ! -e $f

load procfs3 owner=1000
log_has '^procfs3: /proc/buffer2k created for user 1000$'
is "$(stat -c '%u:%g %a %s' $f)" '1000:0 644 2048' 'owner, mode and size are what was set'
is "$(cat $f)" '' 'it begins empty, whatever its size says'

# Who may do what. "Permission denied" (EACCES) is the mode's word, "Operation
# not permitted" (EPERM) the module's.
ok 'the owner may write' as_reader sh -c "echo mine > $f"
is "$(as_reader cat $f)" mine 'and reads it back'
is "$(cat $f)" mine 'root may read'
refused 'Operation not permitted' 'the module refuses root' sh -c "echo root > $f"
refused 'Operation not permitted' 'also for reading and writing' fop $f rw read:1
refused 'Permission denied' 'the mode refuses everybody else' setpriv --reuid 1001 --regid 1001 --clear-groups sh -c "echo other > $f"
is "$(setpriv --reuid 1001 --regid 1001 --clear-groups cat $f)" mine 'who may read, though'
is "$(cat $f)" mine 'what is refused changes nothing'

# Between open and close.
is "$(as_reader sh -c "exec 3>$f; echo new >&3; cat $f; exec 3>&-; cat $f")" 'mine
new' 'a text appears when its writer closes the file'
is "$(as_reader fop $f rw write:one write:-two read:9 pread:9:0; cat $f)" 'write:one: 3
write:-two: 4
read:9: 0 ""
pread:9:0: 4 "new\n"
one-two' 'until then its writer reads the old one, too'
is "$(fop $f r read:2 read:100 read:100 pread:5:4 pread:5:7 seek:-1 pread:5:0x7ffffffffffffff0)" 'read:2: 2 "on"
read:100: 5 "e-two"
read:100: 0 ""
pread:5:4: 3 "two"
pread:5:7: 0 ""
seek:-1: Invalid argument
pread:5:0x7ffffffffffffff0: 0 ""' 'short reads and offsets'
is "$(fop $f r bad-read:5)" 'bad-read:5: Bad address' 'a bad pointer to read is refused'
is "$(as_reader fop $f w write:abc bad-write:5 pwrite:x:1 pwrite:x:4 pwrite:x:2049 write:d; cat $f)" 'write:abc: 3
bad-write:5: Bad address
pwrite:x:1: Invalid argument
pwrite:x:4: Invalid argument
pwrite:x:2049: Invalid argument
write:d: 1
abcd' 'bad pointers and gaps are refused and change nothing'

is "$(as_reader fop $f w write:; cat $f)" 'write:: 0
abcd' 'a write of nothing changes nothing'
is "$(as_reader sh -c ": >$f"; cat $f)" abcd 'nor does opening it to write'

letters 2048 k >"$TEST_TMP/2048"
ok 'a text of 2048 bytes' as_reader dd if="$TEST_TMP/2048" of=$f bs=100
ok 'is read back' cmp "$TEST_TMP/2048" $f
letters 2049 L >"$TEST_TMP/2049"
refused 'No space left on device' 'one of 2049' as_reader dd if="$TEST_TMP/2049" of=$f bs=4096
is "$(letters 2048 L | cmp - $f && cat $f | wc -c)" 2048 'is cut there'

# Two drafts at once do not know of each other; the last one closed stays.
is "$(as_reader sh -c "exec 3>$f 4>$f; echo three >&3; echo four >&4; exec 4>&-; cat $f; exec 3>&-; cat $f")" 'four
three' 'two writers do not mix'
as_reader sh -c "for i in 1 2 3 4 5 6 7 8 9; do echo aaaaaaaaaaaa >$f; done" &
as_reader sh -c "for i in 1 2 3 4 5 6 7 8 9; do echo bbbbbb >$f; done" &
reads=$(for _ in 1 2 3 4 5 6 7 8 9; do echo sleep:5 pread:99:0 pread:99:0 pread:99:0; done)
# shellcheck disable=SC2086  # words
is "$(fop $f r $reads | grep -v -e ^sleep -e '"three.n"$' -e '"a\{12\}.n"$' -e '"b\{6\}.n"$')" '' 'nor do many'
wait

# The owner is asked for at open: chown moves the right.
chown 0 $f
is "$(stat -c %u $f)" 0 'chown works'
ok 'root is the owner now and may write' sh -c "echo root > $f"
is "$(cat $f)" root 'and has written'
refused 'Permission denied' 'the old owner may not' as_reader sh -c "echo user > $f"
unload procfs3
ok 'the file is gone' test ! -e $f
log_has '^procfs3: /proc/buffer2k removed$'

load procfs3
is "$(stat -c '%u:%g %a %s' $f)" '0:0 644 2048' 'without a parameter it is of root'
is "$(cat $f)" '' 'a second life begins empty'
exec 3>$f
ok 'an open file may be handed on: what counts is who opened it' as_reader sh -c 'echo handed >&3'
exec 3>&-
is "$(cat $f)" handed 'and its text appears'

# rmmod with a draft open: proc_remove() calls release, and nothing leaks.
exec 3>$f 4<$f
echo unfinished >&3
unload procfs3
refused 'Input/output error' 'what is still open cannot be written any more' sh -c 'echo hi >&3'
refused 'Input/output error' 'nor read' cat <&4
exec 3>&- 4<&-

again() { reload procfs3; }
load procfs3
walk_file $f rw write:hello pread:99:0
storm -r again $f
unload procfs3
done_testing
