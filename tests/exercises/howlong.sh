# SPDX-License-Identifier: GPL-2.0
# howlong: says the time for small and for large pieces; refuses none, and what
# nobody can allocate.
# LIMIT: 120
. /lkmpg/tests/lib.sh

# The kernel fills with zeros what it gives out (init_on_alloc), and an emulated machine takes
# its time for that: 100000 pieces of 1000000 bytes are 14 s, and minutes on a busy host.
for size in 1 64 4096 100000; do
	log_mark
	insmod ./howlong.ko size=$size
	like "$(log_since)" "^howlong: $size bytes: [0-9]+ ns at best, [1-9][0-9]* ns in the worst run$" "$size bytes"
	rmmod howlong
done
refused 'Invalid parameters' 'no bytes' insmod ./howlong.ko size=0
for size in 4294967295 67108864; do
	refused 'Invalid parameters' "$size bytes are more than there are in one piece" insmod ./howlong.ko size=$size
done
load_again howlong
done_testing
