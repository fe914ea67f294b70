# SPDX-License-Identifier: GPL-2.0
# speed: each of the three functions is measured, whatever the share of bad
# values; what makes no sense is refused. (How the functions are compiled, a
# session of the book shows.)
# LIMIT: 120
. /lkmpg/tests/lib.sh

# measured PERCENT - three lines, in this order, and a time in each.
measured()
{
	log_mark
	ok "insmod with $1 % bad values" insmod ./speed.ko rounds=10 "bad_percent=$1"
	is "$(log_since | sed -E 's/ +[0-9]+\.[0-9]{2} ns$/ time/' | tr '\n' ',')" \
		'speed: plain time,speed: unlikely time,speed: likely time,' \
		'a time for each function'
	unload speed
}

measured 0
measured 1
measured 50
measured 100

refused 'Invalid parameters' 'more than all' insmod ./speed.ko bad_percent=101
refused 'Invalid parameters' 'no round' insmod ./speed.ko rounds=0
refused 'Invalid parameters' 'too many rounds' insmod ./speed.ko rounds=100001
refused 'Invalid parameters' 'a share below nothing' insmod ./speed.ko bad_percent=-1
ok 'none of these was loaded' test ! -d /sys/module/speed

# As long as a run may take: killed, its insmod ends at once, and the kernel has
# not complained of a processor that was held.
insmod ./speed.ko rounds=100000 &
long=$!
sleep 2
ok 'a long run is under way' kill -KILL $long
ok 'and can be killed' wait_for 60 sh -c "! grep -q '^State:.[^Z]' /proc/$long/status"
wait $long
ok 'it is not loaded then' test ! -d /sys/module/speed

load_again speed rounds=1
walk_init -0 speed rounds=1
done_testing
