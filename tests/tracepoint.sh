# SPDX-License-Identifier: GPL-2.0
# tracepoint: its two events appear with the module and go with it, tell of each coin
# when they are on and of nothing when they are off, and obey filter and trigger.
# TURNS: switching an event on rewrites code while other processors may run it
. /lkmpg/tests/lib.sh

f=/dev/purse
t=/sys/kernel/tracing
[ -e $t/events ] || t=/sys/kernel/debug/tracing
e=$t/events/lkmpg
# events - what the purse told the tracer, without process, processor and time.
events() { sed -nE 's/^[^#].*: (purse_(change|refuse): .*)$/\1/p' $t/trace; }
pay() { for p; do fop $f w "write:$p" >/dev/null; done; }

load tracepoint
is "$(cd $e && echo */)" 'purse_change/ purse_refuse/' 'two events, in a directory of their own'
is "$(cat $e/enable $e/purse_change/filter $e/purse_change/enable | paste -sd ' ' -)" '0 none 0' 'off, and without a filter'
is "$(sed -nE 's/.*field:(.*[^_])(amount|balance|what);.*/\1\2/p' $e/purse_change/format | paste -sd ' ' -)" \
	'int amount int balance __data_loc char[] what' 'its fields are described'
is "$(stat -c %a $f) $(cat $f)" '666 0' 'everybody may use the purse, which is empty'

pay '5 found' '-9 tax'
is "$(cat $f)" 5 'it works without being traced'
is "$(events)" '' 'and off, it tells nothing'

echo 1 >$e/enable
pay '+30 wages' '-7 bread' '-99 car' '4' '1   pair of shoes' "$(printf '2 a\nx: purse_refuse: amount=9')"
is "$(events)" 'purse_change: amount=30 balance=35 what=wages
purse_change: amount=-7 balance=28 what=bread
purse_refuse: amount=-99 balance=28
purse_change: amount=4 balance=32 what=
purse_change: amount=1 balance=33 what=pair of shoes
purse_change: amount=2 balance=35 what=a' 'on, it tells all: each event once, in its line, and in order'

echo >$t/trace
echo 'amount < 0 || what ~ "w*s"' >$e/purse_change/filter
echo 0 >$e/purse_refuse/enable
pay '1 wages' '1 bread' '-1 bread' '-99 car'
is "$(events)" 'purse_change: amount=1 balance=36 what=wages
purse_change: amount=-1 balance=36 what=bread' 'a filter lets only some pass, and one event may be on alone'
refused 'Invalid argument' 'a filter on a field that is not there is refused' \
	sh -c "echo 'price > 3' >$e/purse_change/filter"
refused 'Invalid argument' 'and so is one that compares text with a number' \
	sh -c "echo 'what > 3' >$e/purse_change/filter"
echo 0 >$e/purse_change/filter

# Until the purse is empty: then nothing more is recorded.
echo >$t/trace
echo 'traceoff if balance == 0' >$e/purse_change/trigger
pay '-35 rent' '-1 last' '1 too late'
is "$(cat $t/tracing_on)" 0 'a trigger has stopped the trace'
is "$(events | paste -sd ';' -)" \
	'purse_change: amount=-35 balance=1 what=rent;purse_change: amount=-1 balance=0 what=last' \
	'when the purse was empty, and not before'
echo '!traceoff' >$e/purse_change/trigger
echo 1 >$t/tracing_on
like "$(cat $e/purse_change/trigger)" '^# Available' 'no trigger is left'

if [ ! -e $e/purse_change/hist ]; then
	pass '# SKIP this kernel has no histograms (CONFIG_HIST_TRIGGERS)'
else
	echo 'hist:keys=what:vals=amount:sort=amount if amount > 0' >$e/purse_change/trigger
	pay '3 a' '4 b' '5 a' '-8 a'
	is "$(sed -nE 's/^\{ what: (\S+) *\} hitcount: +([0-9]+) +amount: +([0-9]+)$/\1 \2 \3/p' $e/purse_change/hist |
		paste -sd ' ' -)" 'b 1 4 a 2 8' 'a histogram adds up what is selected'
	echo '!hist:keys=what' >$e/purse_change/trigger
fi

# Two pay at the same time: the events are in the order of the changes.
echo >$t/trace
for i in 1 2; do
	for j in $(seq 40); do fop $f w "write:$i" >/dev/null; done &
done
wait
is "$(events | awk -F '[ =]' 'NR > 1 && $5 != last + $3 { wrong++ }
	{ last = $5 } END { print NR, wrong + 0 }')" '80 0' 'of two at the same time, each event follows from the one before'

is "$(fop $f w write:x write: write:-1000000 write:2147483647 write:99999999999 bad-write:3)" \
	'write:x: Invalid argument
write:: Invalid argument
write:-1000000: Numerical result out of range
write:2147483647: Numerical result out of range
write:99999999999: Numerical result out of range
bad-write:3: Bad address' 'what is no amount, or too much, is refused'
refused 'Message too long' 'as is a text that is too long' fop $f w 'write:1 abcdefghijklmnopqrstuvwxyzabcd'
ok 'one byte less is accepted' fop $f w 'write:1 abcdefghijklmnopqrstuvwxyzabc'
n=$(cat $f)
is "$(fop $f r read:2 read:2 read:9 bad-read:1 seek:0 bad-read:1)" "read:2: 2 \"${n%?}\"
read:2: 2 \"${n#??}\\n\"
read:9: 0 \"\"
bad-read:1: 0
seek:0: 0
bad-read:1: Bad address" 'short reads, the end, a bad pointer'

exec 3<$f
refused 'in use' 'it stays while the purse is open' rmmod tracepoint
exec 3<&-
is "$(cat $e/purse_change/enable)" 1 'an event that is on'
log_mark
unload tracepoint
log_has "^tracepoint: $n left\$"
ok 'does not hold the module, and goes with it' test ! -e $e
is "$(events)" '' 'with all that it had told'

load_again tracepoint
again()
{
	reload tracepoint || return
	echo 1 >$e/enable
}
load tracepoint
walk_file $f rw write:7 pread:99:0
echo 1 >$e/enable
storm -w 1 -w -1 -r again $f
unload tracepoint
echo >$t/trace
# Not walked: init, whose only call is misc_register(), which the walks of other modules try. Just
# before it, the loader's notifier adds the events, and where it gets no memory, the kernel
# warns (WARN_ON_ONCE in event_define_fields(), kernel/trace/trace_events.c).
walked=1
done_testing
