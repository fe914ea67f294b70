# SPDX-License-Identifier: GPL-2.0
# notifier: it hears of network devices that are there, come up, go down and appear
# again, in every network namespace; its listeners keep it loaded.
. /lkmpg/tests/lib.sh

heard() { cat /sys/module/notifier/parameters/heard; }

ip link set lo down
load notifier heard=1000
there=$(heard)
ok 'it hears of the devices that are there already' test "$there" -ge 1 -a "$there" -lt 1000
is "$(stat -c %a /sys/module/notifier/parameters/heard)" 444 'the counter is only to be read'
ip link set lo up
up=$(heard)
ok 'then of one that comes up: before, and after' test "$up" -ge $((there + 2))
ip link set lo down
ok 'and that goes down' test "$(heard)" -gt "$up"
down=$(heard)
ok 'another network, with a device of its own' unshare -n true
more() { [ "$(heard)" -gt "$down" ]; }
ok 'is heard of as well' wait_for 30 more

load listener
refused 'is in use' 'who listens holds it' rmmod notifier
unload listener
log_mark
unload notifier
log_has '^notifier: [1-9][0-9]* events heard$'
ip link set lo up
ip link set lo down
refused 'Unknown symbol' 'without it nobody can listen' insmod ./listener.ko

# Come and gone while devices come and go.
while [ -e "$TEST_TMP" ]; do
	ip link set lo up
	ip link set lo down
done &
pid=$!
for i in 1 2 3 4 5 6 7 8; do
	insmod ./notifier.ko && insmod ./listener.ko && rmmod listener && rmmod notifier || break
done
is "$i $(grep -c notifier /proc/modules)" '8 0' 'eight times it comes and goes, while lo does'
kill $pid
wait $pid
ip link set lo down
load_again notifier
walk_init -0 notifier
done_testing
