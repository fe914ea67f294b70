# SPDX-License-Identifier: GPL-2.0
# example_rwlock: readers are in together, never with the writer: no read is
# torn. Without the lock some are.
# LIMIT: 120
. /lkmpg/tests/lib.sh

p=/sys/module/example_rwlock/parameters

load example_rwlock
is "$(stat -c %a $p/counter $p/torn | paste -sd ' ' -)" '444 444' 'the counters are only to be read'
ok 'the threads come to an end' wait_for 30 log_says ' torn: '
log_has '^example_rwlock: 30000 changes, 90000 reads by up to [2-3] readers at once, 0 torn: right$' \
	'no read of 90000 is torn, and readers were in together'
is "$(cat $p/counter $p/torn | paste -sd ' ' -)" '30000 0' 'the same is in /sys'
unload example_rwlock

# What goes wrong depends on who comes when; but it does.
for try in $(seq 40); do
	log_mark
	load example_rwlock broken=1
	ok 'without the lock they come to an end, too' wait_for 30 log_says ' torn: '
	torn=$(cat $p/torn)
	unload example_rwlock
	[ "$torn" -eq 0 ] || break
done
ok 'having read nonsense' test "$torn" -gt 0
log_has ", $torn torn: wrong$"

# Unloaded at work.
log_mark
load example_rwlock counter=77 torn=77
unload example_rwlock
log_has '^example_rwlock: gone$'
log_lacks 'wrong' 'stopped in the middle, it is not wrong'
is "$(threads crew/)" 0 'no thread is left'

refused 'Invalid parameters' 'nonsense is refused' insmod ./example_rwlock.ko broken=perhaps
load_again example_rwlock
done_testing
