# SPDX-License-Identifier: GPL-2.0
# doorbell: each listener hears each ring once, asleep in read, poll or epoll; what
# was before it came it does not hear.
. /lkmpg/tests/lib.sh

n=/dev/doorbell
t=$TEST_TMP
# ops MODE OPERATION... - fop, without a blank at a line's end.
ops() { fop $n "$@" | sed 's/ $//'; }
sleeps() { grep -q '^State:.*S (' "/proc/$1/status" && grep -qE "$2" "/proc/$1/stack"; }

load doorbell
is "$(ops rwn poll:0 read:16 write:a write:bcd poll:0 read:15 bad-read:16 read:16 read:16)" 'poll:0: 1 OUT
read:16: Resource temporarily unavailable
write:a: 1
write:bcd: 3
poll:0: 1 IN OUT
read:15: Invalid argument
bad-read:16: Bad address
read:16: 2 "2\n"
read:16: Resource temporarily unavailable' 'two writes are two rings, told once'
is "$(ops rwn write: read:16)" 'write:: 0
read:16: Resource temporarily unavailable' 'a write of nothing is no ring'

fop $n r read:16 >"$t/read" &
reader=$!
poll_wait -r poll 1 $n >"$t/poll" &
poller=$!
poll_wait -r edge 2 $n >"$t/edge" &
edge=$!
wait_for 10 sleeps $reader doorbell_read
wait_for 10 sleeps $poller sys_poll
wait_for 10 sleeps $edge epoll_wait
refused 'is in use' 'rmmod is refused while they listen' rmmod doorbell
echo >$n
wait $reader $poller
wait_for 10 grep -q . "$t/edge"
wait_for 10 sleeps $edge epoll_wait
echo >$n
wait $edge
is "$(cat "$t/read" "$t/poll" "$t/edge")" "read:16: 2 \"1\\n\"
$n: in, \"1\"
$n: in, \"1\"
$n: in, \"1\"" 'three listeners hear the same ring, one of them also the next'

# Two readers of one open file: the sum is right.
exec 3<$n
for i in 1 2; do
	cat <&3 >"$t/sum.$i" &
	eval "p$i=$!"
done
i=0
while [ $i -lt 200 ]; do
	echo
	i=$((i + 1))
done >$n
total() { awk '{ s += $1 } END { print s + 0 }' "$t"/sum.*; }
all() { [ "$(total)" -ge 200 ]; }
wait_for 20 all
# shellcheck disable=SC2154  # by eval
kill "$p1" "$p2"
wait
is "$(total)" 200 'two readers of one open file hear each ring once between them'
exec 3<&-
unload doorbell
load_again doorbell
done_testing
