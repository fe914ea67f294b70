# SPDX-License-Identifier: GPL-2.0
# example_mutex: with the mutex no step is lost, without it many are; and the
# threads end with the module, even in the middle of their work.
# LIMIT: 120
. /lkmpg/tests/lib.sh

counter=/sys/module/example_mutex/parameters/counter

load example_mutex
is "$(stat -c %a $counter)" 444 'the counter is only to be read'
ok 'they come to an end' wait_for 30 log_says ' steps, the counter says '
log_has '^example_mutex: 4 threads did 1000 steps, the counter says 1000: right$'
is "$(cat $counter)" 1000 'the same is in /sys'
unload example_mutex

# What goes wrong depends on who comes when; but it does.
for try in $(seq 40); do
	log_mark
	load example_mutex broken=1
	ok 'without the mutex they come to an end, too' wait_for 30 log_says ' steps, the counter says '
	count=$(cat $counter)
	unload example_mutex
	[ "$count" -ge 1000 ] || break
done
ok 'having lost steps' test "$count" -lt 1000
log_has '^example_mutex: 4 threads did 1000 steps, the counter says [0-9]{1,3}: wrong$'

# Unloaded at work: the last thread still finds every step counted.
log_mark
load example_mutex counter=77
unload example_mutex
log_has '^example_mutex: gone$'
log_lacks 'wrong' 'stopped in the middle, it is not wrong'
is "$(threads crew/)" 0 'no thread is left'

refused 'Invalid parameters' 'nonsense is refused' insmod ./example_mutex.ko broken=perhaps
load_again example_mutex
done_testing
