# SPDX-License-Identifier: GPL-2.0
# limits: two values, and never a low one above the high one.
. /lkmpg/tests/lib.sh

d=/sys/kernel/limits
load limits
is "$(cat $d/low $d/high | tr '\n' ' ')" '0 100 ' 'they begin with 0 and 100'
refused 'Invalid argument' 'low above high is refused' sh -c "echo 101 > $d/low"
refused 'Invalid argument' 'high below low, too' sh -c "echo -1 > $d/high"
refused 'Invalid argument' 'garbage is refused' sh -c "echo 1x > $d/low"
refused 'Numerical result out of range' 'and what is no int' sh -c "echo 2147483648 > $d/high"
is "$(cat $d/low $d/high | tr '\n' ' ')" '0 100 ' 'what is refused changes nothing'
is "$(echo 100 >$d/low; cat $d/low)" 100 'they may be equal'
is "$(echo 300 >$d/high; echo 200 >$d/low; cat $d/low)" 200 'first the high one, then the low one'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 > $d/low"

# Two at once, of which only one can be granted.
bad=0
for _ in $(seq 40); do
	echo 0 >$d/low
	echo 100 >$d/high
	(echo 90 >$d/low) 2>/dev/null &
	(echo 50 >$d/high) 2>/dev/null &
	wait
	case $(cat $d/low),$(cat $d/high) in
	0,50|90,100) ;;
	*) bad=$((bad + 1)) ;;
	esac
done
is $bad 0 'of two writes that exclude each other one is granted'

unload limits
ok 'the directory is gone' test ! -e $d
load_again limits
done_testing
