# SPDX-License-Identifier: GPL-2.0
# clocks: what each clock says lies between what user space reads before and after.
. /lkmpg/tests/lib.sh

f=/proc/clocks
of() { awk -v c="$1" '$1 == c { print $2 }' "$2"; }

load clocks
is "$(stat -c %a $f)" 444 'it is only to be read'
before=$(date +%s)
up=$(cut -d' ' -f1 /proc/uptime | tr -d .)
cat $f >"$TEST_TMP/first"
after=$(date +%s)
cat $f >"$TEST_TMP/second"
later=$(cut -d' ' -f1 /proc/uptime | tr -d .)
is "$(cut -d' ' -f1 "$TEST_TMP/first" | paste -sd' ' -)" 'monotonic coarse boottime real jiffies' 'five clocks'
real=$(($(of real "$TEST_TMP/first") / 1000000000))
ok 'real is the date' test $real -ge "$before" -a $real -le "$after"
# Hundredths of a second since boot.
first=$(($(of boottime "$TEST_TMP/first") / 10000000))
second=$(($(of boottime "$TEST_TMP/second") / 10000000))
ok 'boottime is the uptime' test $first -ge "$up" -a $second -le "$later"
for clock in monotonic boottime real; do
	ok "$clock goes on" test "$(of $clock "$TEST_TMP/second")" -gt "$(of $clock "$TEST_TMP/first")"
done
ok 'coarse is not ahead of monotonic' test "$(of coarse "$TEST_TMP/second")" -le "$(of boottime "$TEST_TMP/second")"
ok 'nor behind its own past' test "$(of coarse "$TEST_TMP/second")" -ge "$(of coarse "$TEST_TMP/first")"
like "$(cat $f)" '^jiffies   [0-9]+ ms, (100|250|300|1000) a second$' 'ticks are made milliseconds'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$f"
is "$(fop $f r read:9 pread:9:9999)" 'read:9: 9 "monotonic"
pread:9:9999: 0 ""' 'short reads, offsets'
unload clocks
ok 'the file is gone' test ! -e $f
load_again clocks
done_testing
