# SPDX-License-Identifier: GPL-2.0
# procfs4: the whole list, longer than a page; the same in whatever pieces and
# from whatever offset; right while the list grows under the reader.
. /lkmpg/tests/lib.sh

f=/proc/iter
seq 0 999 | sed 's/^/number /' >"$TEST_TMP/wanted"

load procfs4
log_has '^procfs4: /proc/iter created, 1000 items$'
is "$(stat -c %a $f)" 644 'everybody may read it, only root writes'
cat $f >"$TEST_TMP/whole"
ok 'every item is there, once and in order' cmp "$TEST_TMP/wanted" "$TEST_TMP/whole"
size=$(wc -c <"$TEST_TMP/whole")
ok 'that is more than two pages' test "$size" -gt 8192
is "$(as_reader cat $f | cmp - "$TEST_TMP/whole" && echo same)" same 'a user reads it, too'

for bs in 3 7 101 1023 4095 4096 4097 65536; do
	dd if=$f bs=$bs of="$TEST_TMP/pieces" 2>/dev/null
	ok "the same in pieces of $bs" cmp "$TEST_TMP/whole" "$TEST_TMP/pieces"
done

# The same operations on the file and on a copy must tell the same: forward,
# back, into the middle of a line, to the end and beyond it.
set -- read:5 seek:5000 read:50 seek:17 read:33 seek:4090 read:12 read:1 \
	seek:0 read:9 pread:40:8185 read:9 pread:3:0 pread:30:1 seek-cur:100 \
	read:20 seek:$((size - 3)) read:100 read:100 seek:$size read:1 \
	seek:$((size - 1)) read:1 pread:20:$((size - 20)) seek:9 read:11
is "$(fop $f r "$@")" "$(fop "$TEST_TMP/whole" r "$@")" 'lseek and pread find the right place'
is "$(fop $f r pread:5:$size pread:5:99999999)" "pread:5:$size: 0 \"\"
pread:5:99999999: 0 \"\"" 'nothing is read beyond the end'
is "$(fop $f r seek:-1 bad-read:5 read:9)" 'seek:-1: Invalid argument
bad-read:5: Bad address
read:9: 9 "number 0\n"' 'a bad offset and a bad pointer are refused'

# A reader in the middle; the list grows; the reader goes on to the new end.
exec 3<$f
dd bs=5003 count=1 <&3 >"$TEST_TMP/grown" 2>/dev/null
echo 4294967295 >$f
echo 7 >$f
cat <&3 >>"$TEST_TMP/grown"
exec 3<&-
is "$(cmp "$TEST_TMP/grown" $f && tail -n 3 "$TEST_TMP/grown")" 'number 999
number 4294967295
number 7' 'items that are added while somebody reads come at the end'
for garbage in x 12x -1 4294967296 '' '1 2'; do
	refused 'write error' "'$garbage' is refused" sh -c "echo '$garbage' > $f"
done
is "$(fop $f w write:x write:4294967296 bad-write:2)" 'write:x: Invalid argument
write:4294967296: Numerical result out of range
bad-write:2: Bad address' 'with the errno that says why'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 > $f"
ok 'what is refused changes nothing' cmp "$TEST_TMP/grown" $f

# Two writers count up, with a write of eight bytes for each number, while two
# readers read: no item is lost, doubled, or out of its writer's order.
seq 1000000 1003499 >"$TEST_TMP/numbers.1"
seq 2000000 2003499 >"$TEST_TMP/numbers.2"
for r in 1 2; do
	while dd if=$f bs=$((r * 997)) && [ ! -e "$TEST_TMP/stop" ]; do
		:
	done 2>/dev/null >"$TEST_TMP/reader.$r" &
	wait_for 5 test -s "$TEST_TMP/reader.$r"
done
dd if="$TEST_TMP/numbers.1" of=$f bs=8 2>/dev/null &
first=$!
dd if="$TEST_TMP/numbers.2" of=$f bs=8 2>/dev/null &
wait $first $!
: >"$TEST_TMP/stop"
wait
cat $f >"$TEST_TMP/reader.3"
in_order()	# each reading begins with number 0
{
	awk '$0 == "number 0" { n++; a = 1000000; b = 2000000 }
		NF != 2 || $1 != "number" { bad = $0 }
		$2 ~ /^1......$/ && $2 != a++ { bad = $0 }
		$2 ~ /^2......$/ && $2 != b++ { bad = $0 }
		END { if (bad || n < 1) { print "readings: " n ", bad line: " bad; exit 1 } }' "$1"
}
for r in 1 2 3; do
	ok "every reading of reader $r is in order" in_order "$TEST_TMP/reader.$r"
done
is "$(wc -l <$f)" 8002 'and nothing was lost'

exec 3<$f
dd bs=100 count=1 <&3 >/dev/null 2>&1
unload procfs4
ok 'the file is gone' test ! -e $f
refused 'Input/output error' 'what is still open cannot be read any more' cat <&3
exec 3<&-
log_has '^procfs4: /proc/iter removed$'

# The bounds: none, the most, one too many.
load procfs4 items=0
is "$(cat $f)" '' 'an empty list is an empty file'
is "$(echo 5 >$f; cat $f)" 'number 5' 'and can grow'
# From two processors at the same moment: the list and its length stay whole.
ok 'two processors write 3000 items each' together 3000 $f 7
is "$(wc -l <$f)" 6001 'none is lost'
unload procfs4
load procfs4 items=10000
is "$(wc -l <$f)" 10000 'the longest list'
refused 'No space left on device' 'grows no more' sh -c "echo 5 > $f"
unload procfs4
refused 'No space left on device' 'a longer one is refused' insmod ./procfs4.ko items=10001
ok 'and leaves no file' test ! -e $f
load_again procfs4

again() { reload procfs4; }
load procfs4
walk_file $f rw write:7 pread:99:0
storm -w 7 -w -7 -r again $f
unload procfs4
walk_init procfs4 items=3
done_testing
