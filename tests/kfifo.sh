# SPDX-License-Identifier: GPL-2.0
# kfifo: every number that the timer has made is taken by the thread, in order,
# or it found no room and is counted: taken and lost are made, whenever it ends.
. /lkmpg/tests/lib.sh

p=/sys/module/kfifo/parameters
# above NAME N - the counter has got so far.
above() { [ "$(cat $p/"$1")" -gt "$2" ]; }

load kfifo made=77 lost=77 taken=77
is "$(stat -c %a $p/made $p/lost $p/taken $p/pause | paste -sd ' ' -)" '444 444 444 644' 'the counters are only to be read'
is "$(threads kfifo)" 1 'one thread takes'
ok 'the timer makes numbers' wait_for 60 above made 2000
ok 'the thread takes them' wait_for 60 above taken 1000

# Too slow for a while: the queue is full, and what finds no room is counted.
echo 1000 >$p/pause
lost=$(cat $p/lost)
ok 'with a thread that rests, numbers are lost' wait_for 60 above lost $((lost + 500))
echo 0 >$p/pause
taken=$(cat $p/taken)
ok 'and then it goes on' wait_for 60 above taken $((taken + 1000))
log_mark
unload kfifo
log_has '^kfifo: [0-9]{4,} made, [0-9]{4,} taken, [0-9]{3,} lost, 0 out of order: right$' \
	'taken and lost are made, and the order is right'
is "$(threads kfifo)" 0 'no thread is left'

# Ended at any moment, with a full queue too, the sum is right.
log_mark
for pause in 0 0 0 50 50 50; do
	load kfifo pause=$pause
	[ $pause = 0 ] || wait_for 60 above lost 0
	unload kfifo
done
is "$(log_since | grep -c ', 0 out of order: right$')" 6 'whenever it ends, nothing is missing'
log_lacks wrong

refused 'Invalid argument' 'nonsense is refused' sh -c "insmod ./kfifo.ko && echo long >$p/pause"
unload kfifo
load_again kfifo
done_testing
