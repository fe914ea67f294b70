# SPDX-License-Identifier: GPL-2.0
# heartbeat: it beats once in each period, though the work takes half of one,
# and is unloaded in the middle of a beat.
. /lkmpg/tests/lib.sh

beats=/sys/module/heartbeat/parameters/beats

# look - the beats in b, hundredths of a second since boot in t. Forks nothing.
look()
{
	read -r b <$beats
	read -r t _ </proc/uptime
	t=${t%.*}${t#*.}
}

load heartbeat period_ms=100
# A busy host may hold us up: one good try of many is enough. If the length of
# the work were added, there would be two beats for three periods.
for _ in $(seq $((5 * LAB_PATIENCE))); do
	look
	first=$b begin=$t
	sleep 2
	look
	n=$((b - first))
	wanted=$(((t - begin) / 10))
	[ $n -lt $((wanted - 2)) ] || [ $n -gt $((wanted + 2)) ] || break
done
ok "as many beats as periods (counted: $n of $wanted)" \
	test $n -ge $((wanted - 2)) -a $n -le $((wanted + 2))
unload heartbeat
log_has '^heartbeat: [0-9]+ beats$'

load heartbeat period_ms=2000 beats=7
is "$(cat $beats)" 0 'it begins to count at 0'
beaten() { [ "$(cat $beats)" = 1 ]; }
ok 'the first beat comes' wait_for 5 beaten
unload heartbeat

refused 'Numerical result out of range' 'too fast' insmod ./heartbeat.ko period_ms=19
refused 'Numerical result out of range' 'too slow' insmod ./heartbeat.ko period_ms=10001
load_again heartbeat
done_testing
