# SPDX-License-Identifier: GPL-2.0
# procfs1: the file says its text once, in pieces too, and is gone with the
# module, even for somebody who still has it open.
. /lkmpg/tests/lib.sh

f=/proc/helloworld

load procfs1
log_has '^procfs1: /proc/helloworld created$'
is "$(stat -c %a $f)" 444 'everybody may read it, nobody may write'
is "$(cat $f)" 'HelloWorld!' 'cat ends, with the text'
is "$(as_reader cat $f)" 'HelloWorld!' 'a user reads it, too'
is "$(fop $f r read:5 read:100 read:100)" 'read:5: 5 "Hello"
read:100: 7 "World!\n"
read:100: 0 ""' 'short reads go on where the last one ended'
is "$(fop $f r pread:5:5 pread:5:12 pread:5:4096)" 'pread:5:5: 5 "World"
pread:5:12: 0 ""
pread:5:4096: 0 ""' 'pread honours the offset and reads nothing beyond the end'
is "$(fop $f r seek:5 read:5 seek:0 read:1)" 'seek:5: 5
read:5: 5 "World"
seek:0: 0
read:1: 1 "H"' 'lseek moves the offset'
is "$(fop $f r seek:-1 bad-read:5)" 'seek:-1: Invalid argument
bad-read:5: Bad address' 'a bad offset and a bad pointer are refused'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo hi > $f"
refused 'Input/output error' 'root may, but there is no write' sh -c "echo hi > $f"

# /proc lets the module go while the file is open: the file goes dead.
exec 3<$f
unload procfs1
ok 'the file is gone' test ! -e $f
refused 'Input/output error' 'what is still open cannot be read any more' cat <&3
exec 3<&-
log_has '^procfs1: /proc/helloworld removed$'

load_again procfs1

again() { reload procfs1; }
load procfs1
walk_file $f r read:99
storm -r again $f
unload procfs1
done_testing
