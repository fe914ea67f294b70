# SPDX-License-Identifier: GPL-2.0
# duration: the parameter takes times and refuses what is none, on every kernel; where
# there is KUnit, its suite ran when the module was loaded, and each of its cases passed.
# TAINTS: 262144
# (A kernel that has run a KUnit suite says so: TAINT_TEST, bit 18.)
. /lkmpg/tests/lib.sh

f=/sys/module/duration/parameters/length
load duration length=1h30m
is "$(cat $f)" 5400 'a time on the command line of insmod'
for pair in 0s:0 90m:5400 1h2m3s:3723 4294967295s:4294967295; do
	echo "${pair%:*}" >$f
	is "$(cat $f)" "${pair#*:}" "${pair%:*} is ${pair#*:} seconds"
done
for text in '' 7 7d m -1s 5s2m 1m1m; do
	refused 'Invalid argument' "'$text' is refused" sh -c "echo '$text' >$f"
done
printf '1s\n1s' >"$TEST_TMP/two"
refused 'Invalid argument' 'so is a second line' sh -c "cat $TEST_TMP/two >$f"	# in one write
for text in 4294967296s 42949672950s 1193047h 1193046h29m; do
	refused 'Numerical result out of range' "$text is too long" sh -c "echo $text >$f"
done
is "$(cat $f)" 4294967295 'what was refused has changed nothing'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1s >$f"
is "$(as_reader cat $f)" 4294967295 'but read'

# How many there are is in the source: lines of the table, and tests without one.
source=/lkmpg/examples/duration.c
rows=$(grep -cE '^	\{ ".*\},$' $source)
others=$(grep -c 'KUNIT_CASE(' $source)
all=$((rows + others))
d=/sys/kernel/debug/kunit
if [ ! -d $d ]; then
	log_lacks 'duration_test' 'without KUnit, no test runs'
	pass 'the suite # SKIP this kernel has no KUnit (CONFIG_KUNIT)'
else
	results=$(cat $d/duration/results)
	like "$results" "# duration_test_case: pass:$rows fail:0 skip:0 total:$rows\$" "the $rows rows of the table passed"
	like "$results" '^ +ok 2 (- )?duration_test_untouched$' 'and so did the test without a table'
	like "$results" "# Totals: pass:$all fail:0 skip:0 total:$all\$" 'that is all'
	like "$results" '^ok 1 (- )?duration$' 'debugfs says that the suite passed'
	log_has '^ok [0-9]+ (- )?duration$' 'and so does the log'
	is "$(log_since | grep -cE '^ +ok [0-9]+ ')" $((all + 1)) 'with a line for each'
	is "$(($(cat /proc/sys/kernel/tainted) >> 18 & 1))" 1 'the kernel is marked as one that ran a test'
fi

walk_file $f rw write:1h2m read:9
again() { reload duration; }
storm -w 1h30m -w 5s2m -w 4294967296s -r again $f
unload duration
ok 'the results go with the module' test ! -e $d/duration

refused 'Invalid parameters' 'insmod is refused, too' insmod ./duration.ko length=5s2m
refused 'Invalid parameters' 'nothing is no time' insmod ./duration.ko length
is "$(is_loaded duration && echo loaded)" '' 'and it is not loaded'
load duration
is "$(cat $f)" 0 'a second life begins with the default'
unload duration

# Not walked: there is no init. In the same system call KUnit makes calls of its own
# (kunit_module_notify() in lib/kunit/test.c), and those that fail are its affair.
walked=1
done_testing
