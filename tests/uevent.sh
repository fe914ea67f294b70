# SPDX-License-Identifier: GPL-2.0
# uevent: a listener hears that the device comes, what it is told to say, and
# that it goes; what is no text is not said.
. /lkmpg/tests/lib.sh

f=/sys/class/lkuevent/lkuevent0/tell
t=$TEST_TMP
path=/devices/virtual/lkuevent/lkuevent0
# watch FILE TIMES - listen in the background, as $pid.
watch()
{
	: >"$1"	# else "listening" may be there from the time before
	./other/uevent_watch "$2" SUBSYSTEM=lkuevent >"$1" &
	pid=$!
	wait_for 10 grep -q listening "$1"
}

watch "$t/root" 4
root=$pid
as_reader ./other/uevent_watch 1 LKMPG_COUNT=2 >"$t/user" &
user=$!
wait_for 10 grep -q listening "$t/user"
load uevent
is "$(stat -c %a $f)" 200 'root may tell something'
refused 'Permission denied' 'and nobody else' as_reader sh -c "echo hi >$f"
ok 'it is told' sh -c "echo 'the door is open' >$f"
refused 'Invalid argument' 'nothing is not' sh -c "echo >$f"
# By one write each: a shell's echo may need one for each line.
for bad in "$(printf 'a\nSUBSYSTEM=block')" "$(printf 'a\tb')" "$(printf 'caf\303\251')" "$(printf '%064d' 1)"; do
	refused 'Invalid argument' "this is not: '$(echo "$bad" | head -c 9)'" fop $f w "write:$bad"
done
ok 'nor a zero byte' sh -c "! printf 'a\\0B=c' >$f 2>/dev/null"
is "$(fop $f w bad-write:5)" 'bad-write:5: Bad address' 'nor from nowhere'
long=$(printf '%063d' 7)
ok '63 bytes are' fop $f w "write:$long"
unload uevent
wait $root $user
is "$(cat "$t/root")" "listening
add@$path
    ACTION=add
    DEVPATH=$path
    SUBSYSTEM=lkuevent
change@$path
    ACTION=change
    DEVPATH=$path
    SUBSYSTEM=lkuevent
    LKMPG_SAID=the door is open
    LKMPG_COUNT=1
change@$path
    ACTION=change
    DEVPATH=$path
    SUBSYSTEM=lkuevent
    LKMPG_SAID=$long
    LKMPG_COUNT=2
remove@$path
    ACTION=remove
    DEVPATH=$path
    SUBSYSTEM=lkuevent" 'its coming, what was said, its going, and nothing else'
is "$(tail -n 1 "$t/user")" '    LKMPG_COUNT=2' 'an ordinary user hears it, too'

watch "$t/root" 2
load uevent
echo again >$f
wait $pid
is "$(tail -n 2 "$t/root" | paste -sd, -)" '    LKMPG_SAID=again,    LKMPG_COUNT=1' 'a second life counts from 1'
again() { reload uevent; }
walk_file $f w write:hello
storm -w hello -w a=b -r again $f
unload uevent
done_testing
