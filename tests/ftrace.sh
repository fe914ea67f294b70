# SPDX-License-Identifier: GPL-2.0
# ftrace: each call of a selected function is counted, once, on whatever processor; the
# filter changes, and the module goes, while calls run; a refused filter changes nothing.
# TURNS: functions that are being called are rewritten
. /lkmpg/tests/lib.sh

f=/proc/ftrace
pass=/sys/module/static_key/parameters/pass
# count FUNCTION - its counter; traced - how many functions call somebody.
count() { awk -v name="$1" '$2 == name { n = $1 } END { print n + 0 }' $f; }
traced() { wc -l </sys/kernel/debug/tracing/enabled_functions; }

before=$(traced)
load static_key
load ftrace
is "$(stat -c %a $f) $(cat $f)" '600 filter: ' 'it begins without a filter, and counts nothing'
is "$(traced)" "$before" 'no function of the kernel calls it'

echo 'static_key_pass static_key_pass_variable' >$f
is "$(head -n 1 $f)" 'filter: static_key_pass static_key_pass_variable' 'two functions are selected'
is "$(traced)" $((before + 2)) 'and these two call it'
echo 1000 >$pass
echo 234 >$pass
is "$(sed 1d $f | sort -k 2)" '1234 static_key_pass [static_key]
1234 static_key_pass_variable [static_key]' 'each call of both is counted'

echo static_key_pass >$f
is "$(traced)" $((before + 1)) 'of one function, only that'
echo 66 >$pass
is "$(count static_key_pass) $(count static_key_pass_variable)" '1300 1234' 'one goes on, the other has its number'
echo 'static_key_p* !*_pass' >$f
echo 100 >$pass
is "$(count static_key_pass) $(count static_key_pass_variable)" '1300 1334' 'patterns select, and take away'

for bad in no_such_function 'static_key_pass no_such_function' 'static_key_pass !static_key_nothing'; do
	refused 'Invalid argument' "'$bad' is refused" fop $f w "write:$bad"
done
refused 'No such file' 'so is a filter in which nothing is left' fop $f w 'write:static_key_pass !static_key_pass'
refused 'Message too long' 'and one that is too long' fop $f w "write:$(printf '%128s' '' | tr ' ' x)"
refused 'Bad address' 'and a bad pointer' fop $f w bad-write:5
is "$(head -n 1 $f) $(traced)" "filter: static_key_p* !*_pass $((before + 1))" 'and the filter is as it was'
echo 100 >$pass
is "$(count static_key_pass) $(count static_key_pass_variable)" '1300 1434' 'and counts'
refused 'Permission denied' 'a user may not read' as_reader cat $f
refused 'Permission denied' 'nor write' as_reader sh -c "echo >$f"
is "$(fop $f r read:3 pread:3:3 bad-read:5)" 'read:3: 3 "fil"
pread:3:3: 3 "ter"
bad-read:5: Bad address' 'short reads, offsets, a bad pointer'

echo >$f
echo 100 >$pass
is "$(count static_key_pass_variable) $(traced)" "1434 $before" 'an empty line stops it'

# On all processors at once: a function of another module, which only we call.
load procfs1
echo 'procfs1_read*' >$f
for cpu in $(seq 0 $(($(nproc) - 1))); do
	taskset -c "$cpu" sh -c 'for i in $(seq 100); do fop /proc/helloworld r read:5 pread:5:0 pread:5:1 >/dev/null; done' &
done
wait
is "$(count procfs1_read)" $((300 * $(nproc))) 'calls on all processors are counted'

# The filter changes while the function is called. What stays selected is called by
# both filters for a moment: once counted.
echo static_key_pass >$f
{
	n=0
	until [ -e "$TEST_TMP/stop" ]; do
		echo 1000 >$pass
		n=$((n + 1))
	done
	echo $((n * 1000)) >"$TEST_TMP/called"
} &
for i in 1 2 3 4 5; do
	echo 'static_key_pass static_key_pass_variable' >$f
	echo static_key_pass >$f
done
: >"$TEST_TMP/stop"
wait
now=$(($(count static_key_pass) - 1300)) called=$(cat "$TEST_TMP/called")
ok "of $called calls, $now are counted, and not one of them twice" test "$now" -gt 0 -a "$now" -le "$called"
was=$(count static_key_pass)
echo 1000 >$pass
is "$(count static_key_pass)" $((was + 1000)) 'afterwards each call counts'

# A module that is traced may go, and come back.
unload procfs1
refused 'Invalid argument' 'a module that is gone has no functions to select' fop $f w write:procfs1_read
unload static_key
is "$(traced)" "$before" 'a function goes with its module'
load static_key
echo static_key_pass >$f
was=$(count static_key_pass)
echo 10 >$pass
is "$(count static_key_pass)" $((was + 10)) 'and can be selected again'

# More functions than there are slots.
echo 'vfs_* proc_* seq_* kernfs_* d_*' >$f
is "$(head -n 1 $f)" 'filter: vfs_* proc_* seq_* kernfs_* d_*' 'many functions are selected'
full() { ls -l /proc/sys/kernel /sys/module/static_key /tmp; [ "$(count others)" -gt 0 ]; }
ok 'more are called than the table has room for' wait_for 10 full
is "$(wc -l <$f)" 34 'it has 32, and all others have one counter'
echo static_key_pass >$f

# Unloaded while calls run.
rm "$TEST_TMP/stop"
until [ -e "$TEST_TMP/stop" ]; do echo 1000 >$pass; done &
unload ftrace
is "$(traced)" "$before" 'it goes while the function is called, which calls nothing now'
: >"$TEST_TMP/stop"
wait
log_lacks 'BUG|Oops' 'and the calls go on as if nothing had been'

load ftrace
is "$(cat $f)" 'filter: ' 'a second life begins with nothing'
echo static_key_pass >$f
echo 7 >$pass
is "$(sed 1d $f)" '7 static_key_pass [static_key]' 'and counts'
echo >$f

again() { reload ftrace; echo 1000 >$pass; }
storm -w static_key_pass -w 'static_key_pass*' -w nothing -r again $f $pass
unload ftrace

# If the first allocation of the filter's entries fails, nothing is left: ENOENT.
load ftrace
walk_file $f r pread:99:0
walk_file -e ENOENT -u "$f= " $f w write:static_key_pass
unload ftrace
unload static_key
walk_init ftrace
done_testing
