# SPDX-License-Identifier: GPL-2.0
# hello-debugfs: four files that only root opens, each with its rules; a file of the
# kernel's own kind that is open outlives the module and gives EIO, one of ours keeps
# the module.
. /lkmpg/tests/lib.sh

d=/sys/kernel/debug/hello-debugfs

load hello-debugfs
is "$(cd $d && stat -c '%n %a' * | paste -sd' ' -)" 'blob 400 counter 600 flag 600 text 400' 'four files, for root'
refused 'Permission denied' 'for nobody else' as_reader cat $d/text
is "$(cat $d/counter $d/flag | paste -sd, -)" '0,N' 'they begin with zero and no'
is "$(cat $d/text; cat $d/text)" 'read 1 times
read 2 times' 'text counts its readers'
is "$(cat $d/counter)" 2 'in the variable behind counter'
ok 'root sets it' sh -c "echo 0x28 >$d/counter"
ok 'and raises the flag' sh -c "echo on >$d/flag"
is "$(cat $d/text; cat $d/flag)" 'read 41 times
the blob has 4 bytes
Y' 'both are seen by the module at once'
refused 'Invalid argument' 'a counter is a number' sh -c "echo many >$d/counter"
echo perhaps >$d/flag 2>/dev/null	# no error in debugfs, and no effect
is "$(cat $d/counter $d/flag | paste -sd, -)" '41,Y' 'what was refused has changed nothing'
ok 'a number of more than 32 bits' sh -c "echo 4294967338 >$d/counter"
is "$(cat $d/counter)" 42 'loses what does not fit: nothing is checked here'
echo 41 >$d/counter
is "$(od -A n -t x1 $d/blob)" ' de b0 9f 50' 'the blob is bytes'
is "$(fop $d/blob r pread:9:3 pread:9:4 pread:1:-1)" 'pread:9:3: 1 "P"
pread:9:4: 0 ""
pread:1:-1: Invalid argument' 'with an end'
is "$(fop $d/text r read:5 read:99 read:9 seek:2 read:3 bad-read:5)" 'read:5: 5 "read "
read:99: 30 "42 times\nthe blob has 4 bytes\n"
read:9: 0 ""
seek:2: 2
read:3: 3 "ad "
bad-read:5: Bad address' 'text has offsets and an end'

exec 3<$d/text
refused 'is in use' 'an open text keeps the module: its operations are ours' rmmod hello-debugfs
exec 3<&-
exec 3<$d/counter
unload hello-debugfs
refused 'Input/output error' 'an open counter does not, and gives EIO afterwards' cat <&3
exec 3<&-
ok 'the directory is gone' test ! -e $d
load hello-debugfs
is "$(cat $d/counter)" 0 'a second life begins with zero'

# Not walked: whatever fails in debugfs, init returns 0 on purpose.
walked=1
again() { reload hello-debugfs; }
walk_file $d/text r read:99
walk_file $d/counter rw write:7 read:9
storm -w 7 -w Y -w no -r again $d/text $d/counter $d/flag $d/blob
unload hello-debugfs
done_testing
