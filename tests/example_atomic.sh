# SPDX-License-Identifier: GPL-2.0
# example_atomic: nothing is lost and no seat is given to two by single
# atomic operations; by two in a row things are.
# LIMIT: 120
. /lkmpg/tests/lib.sh

counter=/sys/module/example_atomic/parameters/counter

# Where the chain must end, reckoned here.
chain=$(awk 'BEGIN { for (i = 0; i < 40000; i++) n = (n * 5 + 7) % 4294967296; printf "%.0f", n }')

load example_atomic
is "$(stat -c %a $counter)" 444 'the counter is only to be read'
ok 'the threads come to an end' wait_for 30 log_says ' led the chain to '
log_has '^example_atomic: 40000 steps, the counter says 40000: right$'
log_has '^example_atomic: 40000 steps took 40000 seats: right$'
log_has "^example_atomic: 40000 steps led the chain to $(printf '%#x' "$chain"): right$"
is "$(cat $counter)" 40000 'the same is in /sys'
unload example_atomic

# What goes wrong depends on who comes when; but all of it does.
for try in $(seq 40); do
	log_mark
	load example_atomic broken=1
	ok 'with two operations they come to an end, too' wait_for 30 log_says ' led the chain to '
	unload example_atomic
	wrong=$(log_since | grep wrong)
	[ "$(printf '%s\n' "$wrong" | wc -l)" -lt 3 ] || break
done
like "$wrong" ' 40000 steps, the counter says [0-9]+: wrong' 'having lost steps'
like "$wrong" ' 40000 steps took [0-9]{1,5} seats: wrong' 'with several in one seat'
like "$wrong" ' 40000 steps led the chain to 0x[0-9a-f]+: wrong' 'and links of the chain lost'

# Unloaded at work: every step made is counted.
log_mark
load example_atomic counter=77
unload example_atomic
log_has '^example_atomic: gone$'
log_lacks 'wrong' 'stopped in the middle, it is not wrong'
is "$(threads crew/)" 0 'no thread is left'

refused 'Invalid parameters' 'nonsense is refused' insmod ./example_atomic.ko broken=perhaps
load_again example_atomic
done_testing
