# SPDX-License-Identifier: GPL-2.0
# hrtimer: it expires again and again, never early, in the context asked for; what
# is late does not move what follows; a hogged processor makes it late, and the
# periods that passed meanwhile are counted as missed.
. /lkmpg/tests/lib.sh

f=/proc/hrtimer
# field NAME - the number behind this word; expired COUNT - at least so often.
field() { tr '\n' ' ' <$f | sed "s/.*$1 \\(-*[0-9]*\\) .*/\\1/"; }
expired() { [ "$(field expiries)" -ge "$1" ]; }
# consistent - of one reading: the histogram adds up, the bounds are in order, and the
# next time is as many whole periods from the first as there were expiries and misses.
consistent()
{
	awk -v period=$1 '
		$1 == "expiries" { n = $2; missed = $4 }
		$1 == "due" { span = $5 - $3 }
		$1 == "late" { min = $3; avg = $5; max = $7 }
		/us:|more/ { sum += $NF }
		END {
			if (n && sum == n && 0 <= min && min <= avg && avg <= max &&
			    span == (n + missed) * period * 1000)
				exit 0
			print n, missed, span, min, avg, max, sum
			exit 1
		}' $f
}

load hrtimer period_us=1000
is "$(stat -c %a $f)" 644 'everybody may read it, only root writes'
ok 'it expires again and again' wait_for 30 expired 50
ok 'never early, and each period counts' consistent 1000
like "$(cat $f)" '^in hardirq on cpu [0-9]+$' 'in the hard interrupt'
ok 'for a user as well' as_reader cat $f

# For 9.5 ms there is no interrupt: at least eight whole periods pass meanwhile. The loop that
# waits goes by the processor's counter, the timer by another clock, and on a busy emulated
# machine these have differed by a sixth, once: so it is tried until it was long enough.
late() { awk '$2 == 16384 || /more/ { late += $NF } END { exit !late }' $f; }
hogged()
{
	missed=$(field missed)
	echo 9500 >$f
	[ "$(field missed)" -ge $((missed + 8)) ] && [ "$(field max)" -ge 8000000 ] && late
}
ok 'its processor is hogged' sh -c "echo 9500 > $f"
ok 'what could not expire is missed, what came after it was late, the histogram knows it' wait_for 30 hogged
ok 'and the rhythm is kept' consistent 1000

is "$(fop $f w write:10001 write:-1 write:x bad-write:3)" 'write:10001: Numerical result out of range
write:-1: Invalid argument
write:x: Invalid argument
bad-write:3: Bad address' 'not longer than 10 ms'
refused 'Permission denied' 'nor by a user' as_reader sh -c "echo 1 > $f"
is "$(fop $f r read:9 seek:0 read:9 bad-read:5 | cut -d' ' -f1-3)" 'read:9: 9 "expiries
seek:0: 0
read:9: 9 "expiries
bad-read:5: Bad address' 'short reads, offsets'

exec 3<$f
log_mark
unload hrtimer
ok 'the file is gone' test ! -e $f
refused 'Input/output error' 'what is still open cannot be read' cat <&3
exec 3<&-
log_has '^hrtimer: [0-9]+ expiries$'

# In a softirq. A long period: nothing has happened yet.
load hrtimer soft=1 period_us=200
ok 'a softirq does it as well' wait_for 30 expired 20
like "$(cat $f)" '^in softirq on cpu' 'where it was asked for'
ok 'as exactly' consistent 200
unload hrtimer
load hrtimer period_us=1000000
is "$(head -n 1 $f)" 'expiries 0 missed 0' 'before the first one'
ok 'the first comes' wait_for 10 expired 1
unload hrtimer

for us in 0 99 1000001 4294967295; do
	refused 'Numerical result out of range' "period_us=$us is refused" insmod ./hrtimer.ko period_us=$us
done
refused 'Invalid parameters' 'so is nonsense' insmod ./hrtimer.ko period_us=-5
ok 'and nothing is left' test ! -e $f
load_again hrtimer

again() { reload hrtimer period_us=200; }
load hrtimer period_us=200
walk_file $f rw write:7 pread:99:0
storm -w 7 -w 10001 -r again $f
unload hrtimer
done_testing
