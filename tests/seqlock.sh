# SPDX-License-Identifier: GPL-2.0
# seqlock: readers of the clock never see it go backwards, and the writer makes
# all its steps, however many look. Readers that do not look twice do see it.
# LIMIT: 120
. /lkmpg/tests/lib.sh

p=/sys/module/seqlock/parameters
done_working() { log_says ' went backwards: '; }

load seqlock
is "$(stat -c %a $p/backwards $p/retries | paste -sd ' ' -)" '444 444' 'the counters are only to be read'
ok 'the threads come to an end' wait_for 30 done_working
log_has '^seqlock: 30000 ticks, 90000 reads, [0-9]+ repeated, 0 went backwards: right$' \
	'no reader of 90000 saw a wrong time'
is "$(cat $p/backwards)" 0 'the same is in /sys'
unload seqlock

# What goes wrong depends on who comes when; but it does. So it does, in the
# right way, that a reader must look again.
for try in $(seq 40); do
	log_mark
	load seqlock
	wait_for 30 done_working
	retries=$(cat $p/retries)
	unload seqlock
	[ "$retries" -eq 0 ] || break
done
ok 'some looks had to be repeated' test "$retries" -gt 0
log_has ", $retries repeated, 0 went backwards: right$"
for try in $(seq 40); do
	log_mark
	load seqlock broken=1
	ok 'without a second look they come to an end, too' wait_for 30 done_working
	backwards=$(cat $p/backwards)
	unload seqlock
	[ "$backwards" -eq 0 ] || break
done
ok 'having seen the time go backwards' test "$backwards" -gt 0
log_has "^seqlock: 30000 ticks, 90000 reads, 0 repeated, $backwards went backwards: wrong$"

# Unloaded at work.
log_mark
load seqlock backwards=77 retries=77
unload seqlock
log_has '^seqlock: gone$'
log_lacks 'wrong' 'stopped in the middle, it is not wrong'
is "$(threads crew/)" 0 'no thread is left'

refused 'Invalid parameters' 'nonsense is refused' insmod ./seqlock.ko broken=perhaps
load_again seqlock
done_testing
