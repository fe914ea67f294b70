# SPDX-License-Identifier: GPL-2.0
# readers: every read of every thread finds the pair whole, in each of the ways.
. /lkmpg/tests/lib.sh

for how in rcu rwlock spinlock; do
	log_mark
	load readers how=$how reads=30000
	ok "$how: the threads come to an end" wait_for 60 log_says "^readers: 120000 reads, $how\$"
	ok '   and what a read took is told' wait_for 60 log_says '^readers: a read every [1-9][0-9]* ps$'
	unload readers
done

log_mark
load readers reads=10000000
unload readers
log_has '^readers: gone$' 'it can be unloaded at work'
for bad in how=rcx how= reads=0 reads=10000001 reads=-1; do
	refused 'Invalid parameters' "$bad is refused" insmod ./readers.ko $bad
done
load_again readers
done_testing
