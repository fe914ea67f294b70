# SPDX-License-Identifier: GPL-2.0
# percpu: what threads and an interrupt count on all processors adds up to the
# last event, per processor or with one atomic counter. In three steps, what the
# interrupt counts is lost.
. /lkmpg/tests/lib.sh

f=/proc/percpu
done_working() { log_says ' counted: '; }
# number N - the N-th number of the last report.
number() { log_since | grep ' counted: ' | grep -oE '[0-9]+' | tail -n 3 | sed -n "$1p"; }
parts() { awk '/^processor/ { sum += $3 } END { print sum }' $f; }
sum() { sed -n 's/^sum: //p' $f; }

load percpu steps=1000000
is "$(stat -c %a $f)" 444 'the file is only to be read'
ok 'the threads come to an end' wait_for 60 done_working
log_has '^percpu: 4000000 steps and [1-9][0-9]* interrupts, [0-9]+ counted: right$' \
	'no event is missing, though an interrupt counted, too'
is "$(number 3)" $((4000000 + $(number 2))) 'as anybody can add up'
is "$(as_reader cat $f | sed -n 's/^sum: //p')" "$(number 3)" 'the same is in /proc'
is "$(parts)" "$(number 3)" 'and the parts of the processors are the sum'
is "$(grep -c '^processor' $f)" "$(nproc)" 'one for each processor'
is "$(fop $f r read:3 pread:3:3 bad-read:5)" 'read:3: 3 "pro"
pread:3:3: 3 "ces"
bad-read:5: Bad address' 'short reads, offsets, a bad pointer'
refused 'Permission denied' 'nobody writes' as_reader sh -c "echo 1 >$f"
refused 'Input/output error' 'not even root' fop $f w write:1
unload percpu
ok 'the file is gone' test ! -e $f

# While it counts, the sum grows.
load percpu steps=10000000
first=$(sum)
grown() { [ "$(sum)" -gt "$first" ]; }
ok 'a sum that is read at work grows' wait_for 60 grown
log_mark
unload percpu
log_has '^percpu: gone$' 'it can be unloaded at work'
log_lacks wrong 'and what was counted until then is right'
is "$(threads crew/)" 0 'no thread is left'

log_mark
load percpu atomic=1
ok 'with one counter they come to an end, too' wait_for 60 done_working
log_has '^percpu: 1200000 steps and [0-9]+ interrupts, [0-9]+ counted: right$'
is "$(sum)" "$(number 3)" 'the same is in /proc'
is "$(parts)" 0 'no processor has a part of its own'
unload percpu

# The interrupt comes often enough, and nearly each of its events is lost; one
# good try is enough.
for try in 1 2 3; do
	log_mark
	load percpu broken=1 steps=100000
	ok 'in three steps they come to an end' wait_for 120 done_working
	lost=$((400000 + $(number 2) - $(number 3)))
	unload percpu
	[ "$lost" -le 0 ] || break
done
ok 'and events are missing' test "$lost" -gt 0
log_has ' counted: wrong$'

for bad in steps=0 steps=10000001; do
	refused 'Invalid parameters' "$bad is refused" insmod ./percpu.ko $bad
done
refused 'Invalid parameters' 'nonsense is refused' insmod ./percpu.ko broken=perhaps
load percpu
again() { reload percpu; }
walk_file $f r read:99
storm -r again $f
unload percpu
load_again percpu
done_testing
