# SPDX-License-Identifier: GPL-2.0
# sched: our queue keeps the order, the system's queue does not wait for ours,
# delayed work comes late but not early, and none of it outlives the module.
. /lkmpg/tests/lib.sh

ours() { log_since | grep -e first -e second; }
order='sched: the first begins
sched: the first ends
sched: the second runs'

load sched delay_ms=1000
is "$(cat /sys/module/sched/parameters/delay_ms)" 1000 'the delay is the one given'
ok 'the delayed work runs in the end' wait_for 10 log_says 'delayed work runs'
is "$(ours)" "$order" 'the second item ran when the slow first one had ended'
like "$(log_since | grep '^sched: ' | tail -n 1)" 'delayed' 'the delayed work came last'
log_has '^sched: the system.s queue runs$' 'so did the item on the system'\''s queue'
ms=$(log_since | sed -n 's/.*the delayed work runs after \([0-9]*\) ms/\1/p')
ok "not before its time ($ms ms)" test "$ms" -ge 1000
unload sched
log_has '^sched: no work is left$'
log_lacks cancelled 'there was nothing to cancel'

# Nor long after it: one good try of many is enough, because a busy host may hold us up.
for _ in $(seq $((2 * LAB_PATIENCE))); do
	[ "$ms" -ge 3500 ] || break
	log_mark
	insmod ./sched.ko delay_ms=1000 && wait_for 10 log_says 'delayed work runs' && rmmod sched
	ms=$(log_since | sed -n 's/.*the delayed work runs after \([0-9]*\) ms/\1/p')
done
ok "nor long after it ($ms ms)" test "$ms" -lt 3500

# Unloaded at once: what is queued still runs, what is delayed is cancelled.
log_mark
load sched delay_ms=600000
unload sched
is "$(ours)" "$order" 'rmmod waited for both items, in their order'
log_has '^sched: the delayed work was cancelled$'
log_lacks 'delayed work runs'
is "$(log_since | grep '^sched: ' | tail -n 1)" 'sched: no work is left' 'nothing came later'

# Delayed work that is queued, runs or waits behind the first as rmmod comes.
log_mark
for ms in 0 1 100 4 110 0; do
	insmod ./sched.ko delay_ms=$ms && rmmod sched || fail "load and unload with delay_ms=$ms"
done
is "$(log_since | grep -cE 'delayed work (runs after|was cancelled)')" 6 'delayed work runs or is cancelled'
is "$(log_since | grep -c 'second runs')" 6 'the rest always runs'

# On our queue, delayed work waits its turn like any other.
log_mark
load sched delay_ms=0
ok 'without a delay it runs soon' wait_for 10 log_says 'delayed work runs'
unload sched

refused 'Invalid parameters' 'nonsense is refused' insmod ./sched.ko delay_ms=later
refused 'Invalid parameters' 'and a negative delay' insmod ./sched.ko delay_ms=-1
load_again sched
walk_init sched delay_ms=0
done_testing
