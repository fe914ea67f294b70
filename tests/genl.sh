# SPDX-License-Identifier: GPL-2.0
# genl: everybody may ask, the administrator sets, who listens hears of it, and every
# attribute that is not as the policy says is refused and changes nothing.
. /lkmpg/tests/lib.sh

g=./other/genl_ask
t=$TEST_TMP
get=1 set=2 changed=3 value=1 note=2
# listen FILE TIMES - in the background, as $pid.
listen()
{
	: >"$1"	# else "listening" may be there from the time before
	$g listen "$2" >"$1" &
	pid=$!
	wait_for 10 grep -q listening "$1"
}

refused 'No such file or directory' 'without the module there is no family' $g get
load genl
is "$($g get)" 'value 0' 'it begins with zero'
ok 'root sets a value and a note' $g set 42 'from the test'
is "$($g get)" 'value 42, from the test' 'and gets both'
is "$(as_reader $g get)" 'value 42, from the test' 'as does a user'
refused 'Operation not permitted' 'who may not set' as_reader $g set 1
ok 'without CAP_NET_ADMIN nobody may' sh -c "! setpriv --bounding-set -net_admin --inh-caps -net_admin $g set 1 2>/dev/null"
ok 'a value without a note' $g set 7
is "$($g get)" 'value 7' 'takes the note away'

# Malformed, in every way.
bad()
{
	_e=$1 _d=$2
	shift 2
	refused "$_e" "$_d" $g raw "$@"
}
ok 'a value as bytes' $g raw $set $value:2a000000
bad 'Invalid argument (a value is missing)' 'no attribute at all' $set
bad 'Invalid argument (a value is missing)' 'only a note' $set $note:6100
bad 'Invalid argument' 'a value of no bytes' $set $value:
bad 'Invalid argument' 'of one byte' $set $value:2a
bad 'Invalid argument' 'of five' $set $value:2a00000000
bad 'Numerical result out of range' 'over the maximum' $set $value:65000000
bad 'Numerical result out of range' 'far over it' $set $value:ffffffff
bad 'Invalid argument' 'a note without its end' $set $value:01000000 $note:6162
bad 'Invalid argument' 'of no bytes' $set $value:01000000 $note:
bad 'Invalid argument' 'of 32 letters' $set $value:01000000 $note:"$(printf '%064d' 0 | sed 's/00/61/g')"00
bad 'Invalid argument' 'an attribute that is not known' $set $value:01000000 9:00
bad 'Invalid argument' 'number 0' $set $value:01000000 0:00
bad 'Operation not supported' 'a command that is not known' 9 $value:01000000
bad 'Operation not supported' 'one that only the kernel sends' $changed $value:01000000
bad 'Numerical result out of range' 'a get is checked as well' $get $value:65000000
is "$($g get)" 'value 42' 'nothing of all this has changed anything'
ok 'a note of 31 letters, the maximum' $g set 100 "$(printf '%031d' 5)"
is "$($g get)" "value 100, $(printf '%031d' 5)" 'as is the value'

# Who listens.
listen "$t/one" 2
one=$pid
listen "$t/two" 2
two=$pid
as_reader $g set 1 2>/dev/null
$g set 5 first
$g set 6
wait $one $two
is "$(cat "$t/one")" 'listening
changed: 5, first
changed: 6' 'a listener hears of each change, and of no other'
is "$(cat "$t/two")" "$(cat "$t/one")" 'and so does another'
listen "$t/one" 1
unload genl
ok 'a listener is still there' kill $pid
wait $pid 2>/dev/null
refused 'No such file or directory' 'the family is gone' $g get
load genl
is "$($g get)" 'value 0' 'a second life begins with zero'

# Everybody at once, while it comes and goes: answers or errors, and no one hangs.
for i in 1 2 3 4; do
	(
		while [ ! -e "$t/calm" ]; do
			$g set $i "number $i"
			$g get
			timeout 1 $g listen 1
		done >/dev/null 2>&1
	) &
done
n=0
for i in 1 2 3 4 5 6 7 8 9 10; do
	rmmod genl 2>/dev/null && n=$((n + 1))
	insmod ./genl.ko 2>/dev/null
done
: >"$t/calm"
wait
ok "everybody has come home; reloaded $n times meanwhile" test "$n" -gt 0
like "$($g set 3 x && $g get)" '^value 3, x$' 'and it works'
unload genl
done_testing
