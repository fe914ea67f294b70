# SPDX-License-Identifier: GPL-2.0
# squares: a table that is right in one piece, in many, and from the middle.
. /lkmpg/tests/lib.sh

f=/proc/squares
load squares count=3
is "$(cat $f)" 'number square
     1      1
     2      4
     3      9' 'the table, with its headings'
is "$(dd if=$f bs=1 2>/dev/null)" "$(cat $f)" 'read byte by byte'
is "$(fop $f r pread:14:28 pread:5:56 pread:5:4096)" 'pread:14:28: 14 "     2      4\n"
pread:5:56: 0 ""
pread:5:4096: 0 ""' 'read from the middle, and behind the end'
is "$(fop $f r bad-read:9)" 'bad-read:9: Bad address' 'a bad pointer is refused'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 > $f"
exec 3<$f
unload squares
refused 'Input/output error' 'what is still open cannot be read any more' cat <&3
exec 3<&-
ok 'the file is gone' test ! -e $f

load squares count=0
is "$(cat $f)" 'number square' 'a table without rows has headings'
unload squares
load squares count=5000
is "$(tail -n 1 $f)" '  5000 25000000' 'a long one has its last row'
is "$(wc -l <$f)" 5001 'and all the others'
unload squares
refused 'Invalid parameters' 'a word is no number of rows' insmod ./squares.ko count=many
load_again squares
done_testing
