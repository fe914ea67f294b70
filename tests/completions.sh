# SPDX-License-Identifier: GPL-2.0
# completions: the crank always turns before the flywheel spins, however slow
# the crank; and the module waits for its threads when it is unloaded.
# LIMIT: 180
. /lkmpg/tests/lib.sh

order='completions: the crank turns
completions: the flywheel spins'
all="$order
completions: the machine stands still"
# The log, without what others have to say.
told() { log_since | grep '^completions: [a-z]* [a-z]* '; }

load completions
ok 'the flywheel spins in the end' wait_for 10 log_says 'spins'
is "$(told)" "$order" 'after the crank'
unload completions
is "$(told)" "$all" 'all stands still before the module goes'

# A slow crank: both threads are there, and rmmod waits for them.
log_mark
load completions crank_ms=3000
is "$(threads 'crank|flywheel')" 2 'two threads are at it'
is "$(told)" '' 'while the crank turns, the flywheel waits'
unload completions
is "$(told)" "$all" 'rmmod waited for the crank and for the flywheel'
is "$(threads 'crank|flywheel')" 0 'no thread is left'

# Again and again, with the unloading at all stages of the work.
# A thread whose structure nobody gives back stays in memory forever.
log_mark
tasks=$(slabs task_struct)
for i in 1 2 3 4 5 6; do
	for ms in 0 0 1 5 20; do
		insmod ./completions.ko crank_ms=$ms && rmmod completions ||
			fail "load and unload with crank_ms=$ms"
	done
done
is "$(told | uniq -c | awk '{ print $1 }' | uniq)" 1 'no event came twice in a row'
is "$(told | awk '{ print $3 }' | paste -sd ' ' - | sed 's/crank flywheel machine/./g; s/ //g')" \
	'..............................' 'thirty machines: crank, flywheel, still, each time'

tasks_freed() { [ $(($(slabs task_struct) - tasks)) -lt 30 ]; }
ok 'and none of the sixty threads has left its structure behind' wait_for 20 tasks_freed

refused 'Invalid parameters' 'a crank too slow is refused' insmod ./completions.ko crank_ms=5001
refused 'Invalid parameters' 'and so is nonsense' insmod ./completions.ko crank_ms=soon
load_again completions crank_ms=0
walk_init completions crank_ms=0
done_testing
