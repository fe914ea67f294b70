# SPDX-License-Identifier: GPL-2.0
# poll: a pipe that sleeps, refuses to sleep, or is waited for in five ways; each
# wake-up finds those it is for, all of them, and by broken=1 one is really lost.
. /lkmpg/tests/lib.sh

n=/dev/lkpoll
t=$TEST_TMP
refs() { cat /sys/module/poll/refcnt; }
# sleeps PID FUNCTION - it is asleep, in this function of the kernel or below.
sleeps() { grep -q '^State:.*S (' "/proc/$1/status" && grep -qE "$2" "/proc/$1/stack"; }
lines() { [ "$(wc -l <"$1")" -eq "$2" ]; }
# waiter HOW FUNCTION TIMES [OPTION...] - poll_wait in the background as $pid, asleep there.
waiter()
{
	_h=$1 _w=$2 _n=$3
	shift 3
	./other/poll_wait "$@" "$_h" "$_n" $n >"$t/$_h" 2>&1 &
	pid=$!
	wait_for 10 sleeps $pid "$_w"
}

load poll
is "$(stat -c %a $n)" 666 'everybody may read and write'

# The pipe, without waiting.
long=$(printf '%070d' 7) zeros=$(printf '%060d' 0)
is "$(fop $n rwn poll:0 read:9 write:hello poll:0 read:2 read:99 read:9)" 'poll:0: 1 OUT 
read:9: Resource temporarily unavailable
write:hello: 5
poll:0: 1 IN OUT 
read:2: 2 "he"
read:99: 3 "llo"
read:9: Resource temporarily unavailable' 'what was written is read, in pieces; nothing is not waited for'
is "$(fop $n rwn "write:$long" poll:0 write:x read:1 poll:0 read:99)" "write:$long: 64
poll:0: 1 IN 
write:x: Resource temporarily unavailable
read:1: 1 \"0\"
poll:0: 1 IN OUT 
read:99: 63 \"${zeros}000\"" 'a full pipe takes 64 bytes, and no more until one is read'
is "$(fop $n rwn bad-write:5 write:ab bad-read:2 read: read:9 write: read:9)" 'bad-write:5: Bad address
write:ab: 2
bad-read:2: Bad address
read:: 0 ""
read:9: 2 "ab"
write:: 0
read:9: Resource temporarily unavailable' 'a bad pointer puts nothing in and takes nothing out'
is "$(fop $n rwn pread:5:0 seek:0 ioctl:0x6600:0)" 'pread:5:0: Illegal seek
seek:0: Illegal seek
ioctl:0x6600:0: Inappropriate ioctl for device' 'no position, no ioctl'
is "$(fop $n rn poll:0 write:x; fop $n wn poll:0 read:1)" 'poll:0: 0 
write:x: Bad file descriptor
poll:0: 1 OUT 
read:1: Bad file descriptor' 'poll answers for what the file was opened for'

# read and write sleep, and each wakes the other.
fop $n r read:99 >"$t/reader" &
pid=$!
ok 'a reader sleeps' wait_for 10 sleeps $pid poll_lock_when
refused 'is in use' 'and keeps the module' rmmod poll
echo hi >$n
wait $pid
is "$(cat "$t/reader")" 'read:99: 3 "hi\n"' 'until something is written'
fop $n wn "write:$long" >/dev/null
fop $n w write:x >"$t/writer" &
pid=$!
ok 'a writer sleeps while the pipe is full' wait_for 10 sleeps $pid poll_lock_when
is "$(fop $n rn read:60)" "read:60: 60 \"$zeros\"" 'it is read'
wait $pid
is "$(cat "$t/writer"; fop $n rn read:99)" 'write:x: 1
read:99: 5 "0000x"' 'and the writer goes on'
fop $n r read:99 &
pid=$!
wait_for 10 sleeps $pid poll_lock_when
kill $pid
wait $pid 2>/dev/null
is $? 143 'a signal ends a read'

# The end: the last writer's close wakes the readers.
exec 4>$n 5>$n
fop $n r read:9 4>&- 5>&- >"$t/reader" &
reader=$!
wait_for 10 sleeps $reader poll_lock_when
waiter poll sys_poll 1 -r 4>&- 5>&-
exec 4>&-
ok 'one of two writers closes: the readers sleep on' sleeps $reader poll_lock_when
exec 5>&-
wait $reader $pid
is "$(cat "$t/reader")" 'read:9: 0 ""' 'both: a sleeping read is told of the end'
is "$(cat "$t/poll")" "$n: hup, the end" 'and so is a poll'
is "$(fop $n rn poll:0 read:9)" 'poll:0: 0 
read:9: Resource temporarily unavailable' 'who opens it then waits for the next writer'

# Five ways to wait for the same event.
for how in poll:sys_poll select:sys_select level:epoll_wait edge:epoll_wait; do
	waiter ${how%:*} ${how#*:} 1 -r || fail "${how%:*} does not sleep"
	ok "${how%:*} sleeps" sleeps $pid "${how#*:}"
	exec 4>$n
	echo "to ${how%:*}" >&4
	wait $pid
	exec 4>&-
	is "$(cat "$t/${how%:*}")" "$n: in, \"to ${how%:*}\"" 'until there is something to read'
done
waiter sigio sigtimedwait 1 -r
exec 4>$n
echo signal >&4
wait $pid
exec 4>&-
is "$(cat "$t/sigio")" "asked
$n: in, \"signal\"" 'a signal says which file, and why'
fop $n wn "write:$long" >/dev/null
for how in poll:sys_poll select:sys_select edge:epoll_wait; do
	waiter ${how%:*} ${how#*:} 1 -w
	dd bs=1 count=1 <$n >/dev/null 2>&1
	wait $pid
	is "$(cat "$t/${how%:*}")" "$n: out" "${how%:*} waits for room, too"
	fop $n wn write:x >/dev/null
done
dd bs=64 count=1 <$n >/dev/null 2>&1

# Level or edge: what is still there is told again, or not.
echo one >$n
is "$(./other/poll_wait -t 0 level 3 $n)" "$n: in
$n: in
$n: in" 'level: as long as there is something'
is "$(./other/poll_wait -t 0 edge 3 $n)" "$n: in
nothing" 'edge: once'
waiter edge epoll_wait 3
ok 'and then it sleeps, with data in the pipe' lines "$t/edge" 1
exec 4>$n
echo two >&4
ok 'each write is an edge' wait_for 10 lines "$t/edge" 2
dd bs=1 count=1 <$n >/dev/null 2>&1
wait_for 10 sleeps $pid epoll_wait
ok 'a read is none' lines "$t/edge" 2
echo three >&4
wait $pid
exec 4>&-
ok 'and the next write is one' lines "$t/edge" 3
dd bs=64 count=1 <$n >/dev/null 2>&1

# Many wait, and a wake-up is for all of them.
pids=
for i in 1 2 3; do
	./other/poll_wait poll 1 $n >"$t/many.$i" &
	pids="$pids $!"
	wait_for 10 sleeps $! sys_poll
done
exec 4>$n
echo all >&4
# shellcheck disable=SC2086
wait $pids
exec 4>&-
is "$(cat "$t"/many.*)" "$n: in
$n: in
$n: in" 'one write wakes all three'
is "$(fop $n rn read:9 read:9)" 'read:9: 4 "all\n"
read:9: Resource temporarily unavailable' 'and one of them could have it'
mkfifo "$t/fifo"
exec 6<>"$t/fifo"
for how in poll:sys_poll select:sys_select level:epoll_wait; do
	./other/poll_wait -r ${how%:*} 1 $n "$t/fifo" >"$t/two" &
	wait_for 10 sleeps $! "${how#*:}"
	echo other >&6
	wait $!
	is "$(cat "$t/two")" "$t/fifo: in, \"other\"" "${how%:*} waits for another driver's file, too"
done
exec 6>&-
waiter poll sys_poll 1
kill $pid
wait $pid 2>/dev/null
is $? 143 'a signal ends a poll'
waiter edge epoll_wait 1
refused 'is in use' 'rmmod is refused while epoll waits' rmmod poll
kill $pid
wait $pid 2>/dev/null
is "$(refs)" 0 'all have left'
waiter sigio sigtimedwait 1
kill $pid
wait $pid 2>/dev/null
echo x >$n
ok 'and SIGIO is for nobody' fop $n rn read:9
unload poll
ok 'the node is gone' test ! -e $n

# The wrong order, and the same data: it has come, and the waiter sleeps.
load poll broken=1
for how in poll:sys_poll select:sys_select; do
	./other/poll_wait ${how%:*} 1 $n >"$t/lost" &
	pid=$!
	ok "broken: ${how%:*} has looked, and is not in the queue yet" wait_for 10 sleeps $pid "poll_poll|poll_look_first"
	exec 4>$n
	echo lost >&4
	gone() { ! grep -qE "poll_poll|poll_look_first" /proc/$pid/stack && sleeps $pid "${how#*:}"; }
	ok 'the event comes in between, and it sleeps' wait_for 10 gone
	is "$(./other/poll_wait -t 0 poll 1 $n)" "$n: in" 'though there is something to read'
	is "$(cat "$t/lost")" '' 'of which it has not heard'
	echo again >&4
	wait $pid
	is "$(cat "$t/lost")" "$n: in" 'until the next event'
	dd bs=64 count=1 <$n >/dev/null 2>&1
	exec 4>&-
done
unload poll

again() { reload poll; }
load poll
is "$(fop $n rwn read:9 write:x read:9)" 'read:9: Resource temporarily unavailable
write:x: 1
read:9: 1 "x"' 'a second life begins empty'
walk_file $n rwn write:hello read:99 poll:0
storm -w hello -w "$long" -r again $n
unload poll
done_testing
