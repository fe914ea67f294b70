# SPDX-License-Identifier: GPL-2.0
# kretprobe: each call of the function is timed, and falls where it belongs; calls at
# once beyond maxactive are missed and counted; it goes while calls are under way.
# TURNS: the probe is written into a function that may be called at this moment
. /lkmpg/tests/lib.sh

f=/proc/kretprobe
# timed NS - how many calls took at least so long; missed - how many were missed.
timed() { awk -v least="$1" '$1 == ">=" && $2 >= least { n += $4 } END { print n + 0 }' $f; }
missed() { sed -n '1s/.* missed //p' $f; }
sleepers() { for s; do sleep "$s" & done; wait; }
# doze COUNT - start so many sleepers and wait until they sleep: without a sleep of
# our own, which would be timed or missed as well. wake - have them return.
doze()
{
	pids=''
	while [ "$(echo $pids | wc -w)" -lt "$1" ]; do
		sleep 1000 &
		pids="$pids $!"
	done
	for p in $pids; do
		until read -r _ comm state _ <"/proc/$p/stat" && [ "$comm $state" = '(sleep) S' ]; do :; done
	done
}
wake() { kill $pids; wait; }
probed() { grep -c ' r  *hrtimer_nanosleep+' /sys/kernel/debug/kprobes/list; }

load kretprobe
like "$(cat $f)" '^hrtimer_nanosleep: timed [0-9]+ missed 0$' 'it times what it was told to, by default'
is "$(probed)" 1 'by one return probe'
short=$(timed 1) long=$(timed 268435456)
sleepers 0.01 0.01 0.3
ok 'three calls are timed' test "$(timed 1)" -ge $((short + 3))
ok 'one of them took 0.27 s and more' test "$(timed 268435456)" -gt "$long"
sleepers 0.6 0.6 0.6
ok 'three that took 0.54 s and more, at the same time' test "$(timed 536870912)" -ge 3
is "$(timed 34359738368)" 0 'and none took a minute'
is "$(missed)" 0 'none was missed'
is "$(awk 'NR == 1 { n = $3 } NR > 1 { n -= $4; if ($2 <= last) n = -1; last = $2 } END { print n }' $f)" 0 \
	'the histogram adds up, and is in order'
ok 'a user may read it' as_reader cat $f
refused 'Permission denied' 'but not write' as_reader sh -c "echo 0 >$f"
is "$(fop $f r read:9 seek:0 read:9 bad-read:5 | cut -d' ' -f1-3)" 'read:9: 9 "hrtimer_n"
seek:0: 0
read:9: 9 "hrtimer_n"
bad-read:5: Bad address' 'short reads, offsets, a bad pointer'

log_mark
doze 1
unload kretprobe
log_has '^kretprobe: hrtimer_nanosleep: missed 0$'
is "$(probed) $(kill -0 $pids && echo asleep)" '0 asleep' 'the probe is gone while a call is under way'
wake
log_lacks 'BUG|Oops' 'and that call returns as if nothing had been'

load kretprobe maxactive=2
doze 5
is "$(missed)" 3 'of five calls at once, three are missed'
wake
is "$(timed 1) $(missed)" '2 3' 'and two are timed, when they return'
doze 2
wake
is "$(timed 1) $(missed)" '4 3' 'the places are free again'
unload kretprobe

load kretprobe func=vfs_read
cat /proc/self/status /proc/self/stat >/dev/null
ok 'another function, which is quick' test "$(timed 1)" -ge 4
like "$(head -n 1 $f)" '^vfs_read: ' 'says so'
unload kretprobe

refused 'Unknown symbol' 'a function that does not exist is refused' insmod ./kretprobe.ko func=no_such_function
case $(uname -m) in
x86_64) entry=do_syscall_64 ;;
aarch64) entry=el0t_64_sync_handler ;;
esac
refused 'Invalid parameters' 'one that runs before all is in order, too' insmod ./kretprobe.ko func=$entry
for most in 0 4097 4294967295; do
	refused 'Numerical result out of range' "maxactive=$most is refused" insmod ./kretprobe.ko maxactive=$most
done
refused 'Invalid parameters' 'and so is a number below zero' insmod ./kretprobe.ko maxactive=-1
ok 'and nothing is left' test ! -e $f

load_again kretprobe
again() { reload kretprobe func=vfs_read maxactive=2; }
load kretprobe func=vfs_read
walk_file $f r pread:99:0
storm -r again $f
unload kretprobe
walk_init kretprobe maxactive=2
done_testing
