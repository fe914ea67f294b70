# SPDX-License-Identifier: GPL-2.0
# example_spinlock: threads and a timer share a counter. With the lock it is
# right to the last tick, without it steps and ticks are lost.
# LIMIT: 120
. /lkmpg/tests/lib.sh

counter=/sys/module/example_spinlock/parameters/counter
# What the log says of: steps, ticks, counter.
counts() { log_since | sed -n 's/.*: \([0-9]*\) steps and \([0-9]*\) ticks, the counter says \([0-9]*\): .*/\1 \2 \3/p'; }

load example_spinlock
is "$(stat -c %a $counter)" 444 'the counter is only to be read'
ok 'the threads come to an end' wait_for 30 log_says ' ticks, the counter says '
log_has '^example_spinlock: 80000 steps and [0-9]+ ticks, the counter says [0-9]+: right$'
# shellcheck disable=SC2046
set -- $(counts)
ok 'the timer ticked while they worked' test "$2" -gt 5
is "$3" $(($1 + $2)) 'every step and every tick is counted'
is "$(cat $counter)" "$3" 'the same is in /sys, and the timer has stopped'
unload example_spinlock

# What goes wrong depends on who comes when; but it does.
for try in $(seq 40); do
	log_mark
	load example_spinlock broken=1
	ok 'without the lock they come to an end, too' wait_for 30 log_says ' ticks, the counter says '
	# shellcheck disable=SC2046
	set -- $(counts)
	unload example_spinlock
	[ "$3" -ge $(($1 + $2)) ] || break
done
ok 'having lost some' test "$3" -lt $(($1 + $2))
log_has ', the counter says [0-9]+: wrong$'

# Unloaded at work: threads and timer stop, and every step made is counted.
log_mark
load example_spinlock counter=77
unload example_spinlock
log_has '^example_spinlock: gone$'
log_lacks 'wrong' 'stopped in the middle, it is not wrong'
is "$(threads crew/)" 0 'no thread is left'

refused 'Invalid parameters' 'nonsense is refused' insmod ./example_spinlock.ko broken=perhaps
load_again example_spinlock
done_testing
