# SPDX-License-Identifier: GPL-2.0
# sleep: one opener at a time. The others really sleep, are woken one by one,
# can be interrupted, or are told that they would have to wait; and nobody can
# pull the module from under them.
# SHELL: bash
. /lkmpg/tests/lib.sh

f=/proc/sleep
t=$TEST_TMP

state() { awk '/^State:/ { print $2 }' "/proc/$1/status"; }
in_state() { [ "$(state "$2")" = "$1" ]; }
# How often it gave up the CPU by itself: a sleeper that is woken does so again.
naps() { awk '/^voluntary/ { print $2 }' "/proc/$1/status"; }
cpu_ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
refs() { cat /sys/module/sleep/refcnt; }
# waits PID N - the process sleeps in open(), as one of N who hold the module.
waits() { [ "$(refs)" = "$2" ] && in_state S "$1"; }

load sleep
log_has '^sleep: /proc/sleep created$'
is "$(stat -c %a $f)" 644 'everybody may read it, root may write'
is "$(cat $f)" 'Last input:' 'there was no input yet'
echo 'hello, world' >$f
is "$(cat $f)" 'Last input:hello, world' 'it tells the last message'
is "$(as_reader cat $f)" 'Last input:hello, world' 'to a user, too'
refused 'Permission denied' 'who may not write' as_reader sh -c "echo hi > $f"

is "$(fop $f rw write:abc read:5 read:100 read:100)" 'write:abc: 3
read:5: 5 "Last "
read:100: 9 "input:abc"
read:100: 0 ""' 'short reads go on where the last one ended; a shorter message replaces all'
is "$(fop $f r pread:5:11 pread:5:14 pread:5:4096 pread:1:-1 seek:5 read:3)" 'pread:5:11: 3 "abc"
pread:5:14: 0 ""
pread:5:4096: 0 ""
pread:1:-1: Invalid argument
seek:5: 5
read:3: 3 "inp"' 'offsets are honoured, and nothing is beyond the end'
is "$(fop $f rw bad-read:5 bad-write:5 read:100)" 'bad-read:5: Bad address
bad-write:5: Bad address
read:100: 14 "Last input:abc"' 'a bad pointer is refused and changes nothing'
is "$(fop $f rw write: read:100)" 'write:: 0
read:100: 14 "Last input:abc"' 'a write of nothing is no message'
long=$(printf '%079d' 7)
is "$(fop $f rw "write:${long}tail" read:100 read:100)" "write:${long}tail: 79
read:100: 90 \"Last input:$long\"
read:100: 0 \"\"" 'of a long message 79 bytes are stored, and the writer is told so'

# What comes after holds the file open as 3: no child may inherit that.
echo again >$f
exec 3<$f
is "$(refs)" 1 'an opener holds the module'
is "$(./other/cat_nonblock $f 3<&-)" 'Open would block' 'cat_nonblock does not wait'
./other/cat_nonblock $f >/dev/null 3<&-
is $? 1 'and says so by its exit status'
is "$(fop $f rn read:1 3<&-)" 'open: Resource temporarily unavailable' 'the error is EAGAIN'
is "$(refs)" 1 'who was refused holds nothing'

# A waiter sleeps: it is not stuck, and does not ask again and again.
cat $f >"$t/waiter" 3<&- &
pid=$!
ok 'a waiter goes to sleep' wait_for 5 waits $pid 2
before="$(naps $pid) $(cpu_ticks $pid)"
sleep 0.5
is "$(state $pid)" S 'it is still asleep half a second later'
is "$(naps $pid) $(cpu_ticks $pid)" "$before" 'and did not run in between'
is "$(refs)" 2 'it holds the module, too'
refused 'is in use' 'rmmod is refused at once while somebody waits' rmmod sleep

kill -STOP $pid
wait_for 5 in_state T $pid
kill -CONT $pid
ok 'stopped and continued, it goes back to sleep' wait_for 5 in_state S $pid
is "$(cat "$t/waiter")" '' 'and still has not read anything'
exec 3<&-
ok 'it gets the file when that is closed' wait_for 5 grep -q . "$t/waiter" || kill $pid
wait $pid
is "$(cat "$t/waiter")" 'Last input:again' 'and reads it'
is "$(refs)" 0 'nobody holds the module now'

# Signals end the wait.
for signal in INT TERM; do
	exec 3<$f
	set -m		# without this & ignores SIGINT, and dash cannot without a terminal
	cat $f >"$t/waiter" 3<&- 2>&1 &
	pid=$!
	set +m
	wait_for 5 waits $pid 2
	kill -$signal $pid
	wait $pid 2>/dev/null
	is $? $((128 + $(kill -l $signal))) "SIG$signal ends the wait"
	is "$(cat "$t/waiter")" '' 'without any reading'
	is "$(refs)" 1 'the reference is given back'
	exec 3<&-
	is "$(./other/cat_nonblock $f)" 'Last input:again' 'and the file is free afterwards'
done

# Three wait. The one that gets the file keeps it until told to go: time enough to
# see that the others were not even woken.
exec 3<$f
pids=
for i in 1 2 3; do
	(exec 4<$f; echo $i >>"$t/turns"; wait_for 20 test -e "$t/go.$i") 3<&- &
	pids="$pids $!"
	wait_for 5 waits $! $((i + 1)) || fail "waiter $i does not wait"
done
# shellcheck disable=SC2086
set -- $pids
turns() { paste -sd ' ' "$t/turns"; }
turns_are() { [ "$(turns)" = "$1" ]; }
before="$(naps $2) $(naps $3)"
exec 3<&-
ok 'closing the file wakes one of three waiters' wait_for 5 turns_are 1
sleep 0.2
is "$(turns): $(naps $2) $(naps $3)" "1: $before" 'and one only'
before=$(naps $3)
: >"$t/go.1"
ok 'its end wakes the next' wait_for 5 turns_are '1 2'
sleep 0.2
is "$(turns): $(naps $3)" "1 2: $before" 'and one only'
: >"$t/go.2"
ok 'in the end each had its turn' wait_for 5 turns_are '1 2 3'
: >"$t/go.3"
wait

# Many at once: never two of them inside.
for i in 1 2 3 4; do
	(for j in 1 2 3 4 5 6; do
		{
			mkdir "$t/inside" || echo two
			rmdir "$t/inside"
			echo turn
		} <$f
	done >"$t/racer.$i" 2>&1) &
done
wait
is "$(cat "$t"/racer.* | grep -c turn)" 24 'of many openers all have their turns'
is "$(cat "$t"/racer.* | grep -vc turn)" 0 'never two at a time'

./other/cat_nonblock /nowhere 2>"$t/err"
is "$? $(cat "$t/err")" '2 cat_nonblock: /nowhere: No such file or directory' 'cat_nonblock explains an error'
./other/cat_nonblock 2>"$t/err"
is "$? $(cat "$t/err")" '2 usage: cat_nonblock FILE' 'and its usage'

# Openers while the module goes: each gets the file or an error, none hangs.
(while ! [ -e "$t/stop" ]; do cat $f; done >/dev/null 2>&1) &
for i in 1 2 3 4 5; do
	wait_for 10 rmmod sleep
	insmod ./sleep.ko
done
: >"$t/stop"
wait
unload sleep
ok 'the file is gone' test ! -e $f
load_again sleep

again() { reload sleep; }
load sleep
walk_file $f rw write:hello read:99
storm -w hello -r again $f
unload sleep
done_testing
