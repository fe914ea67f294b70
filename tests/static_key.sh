# SPDX-License-Identifier: GPL-2.0
# static_key: the switch changes the instruction and nothing else: off, nobody is
# counted; on, everybody is; off again, the old bytes are back.
# TURNS: it rewrites code while other processors run
. /lkmpg/tests/lib.sh

p=/sys/module/static_key/parameters
count() { echo "$1" >$p/pass; cat $p/seen; }

load static_key seen=77
is "$(cd $p && stat -c "%n %a" code on pass seen | paste -sd " " -)" 'code 444 on 644 pass 644 seen 444' \
	'code and counter are only to be read'
is "$(cat $p/on) $(cat $p/seen)" '0 0' 'it begins switched off, and has seen none'
is "$(cat $p/pass)" '0 passes: key 0 ns, variable 0 ns' 'nor was anything measured'
off=$(cat $p/code)
is "$(count 1000)" 0 'off, it sees none of 1000'
like "$(cat $p/pass)" '^1000 passes: key [1-9][0-9]* ns, variable [1-9][0-9]* ns$' 'but it has measured them'

echo 1 >$p/on
on=$(cat $p/code)
is "$(cat $p/on)" 1 'now it is on'
ok "the instruction is another one: $off, $on" test "$off" != "$on"
is "$(count 1000)" 1000 'on, it sees all'
echo 1 >$p/on
is "$(cat $p/code) $(count 1)" "$on 1001" 'switched on twice is switched on'
echo 0 >$p/on
is "$(cat $p/code)" "$off" 'once off, the old instruction is back'
is "$(count 1000)" 1001 'and it sees no more'
echo 0 >$p/on
is "$(cat $p/code)" "$off" 'off twice is off'

# What the instructions are: an empty one of 2 or 5 bytes (of 4), and a jump. 5.10
# has the longest in the way of the maker of the processor.
case $(uname -m) in
x86_64) nop='^(66 90|0f 1f 44 00 00|66 66 66 66 90)' jump='^(eb|e9)' ;;
aarch64) nop='^1f 20 03 d5' jump='^.. .. .. 1[4-7]' ;;
esac
like "$off" "$nop" 'off is an instruction without effect'
like "$on" "$jump" 'on is a jump'

# Again and again, with those who pass meanwhile.
for i in $(seq 20); do
	echo y >$p/on
	echo n >$p/on
done &
for i in $(seq 10); do
	echo 10000 >$p/pass
done
wait
is "$(cat $p/code)" "$off" 'switched 20 times while others pass, it is off'

refused 'Permission denied' 'a user may not switch' as_reader sh -c "echo 1 >$p/on"
refused 'Invalid argument' 'perhaps is neither on nor off' fop $p/on w write:perhaps
for bad in 0 1000001; do
	refused 'Numerical result out of range' "$bad passes are refused" fop $p/pass w write:$bad
done
refused 'Invalid argument' 'nor are some a number' fop $p/pass w write:some
is "$(cat $p/on) $(cat $p/code)" "0 $off" 'and it is off as before'
log_mark
unload static_key
log_has '^static_key: [0-9]+ seen$'

refused 'Invalid parameters' 'the code is no parameter to be set' insmod ./static_key.ko code=5
load static_key on=1
is "$(cat $p/code) $(count 5)" "$on 5" 'it can be on before init is called'
again() { reload static_key; }
storm -w 0 -w 1 -r again $p/on $p/code
unload static_key
load_again static_key
walk_init -0 static_key
done_testing
