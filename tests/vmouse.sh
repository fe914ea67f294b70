# SPDX-License-Identifier: GPL-2.0
# vmouse: a reader of input devices sees a mouse, its movements as they are
# written and its buttons; what is neither is refused and moves nothing.
. /lkmpg/tests/lib.sh
. /lkmpg/tests/verbs/input.sh

c=/sys/class/vinput
v=/dev/vinput0

refused 'Unknown symbol' 'it needs vinput' insmod ./vmouse.ko
load vinput
load vmouse
echo vmouse >$c/export
input=$(echo $c/vinput0/input*)
event=/dev/input/$(basename "$input"/event*)
is "$(cat "$input/name")" vmouse 'it has the name of the driver'
is "$(cat "$input/capabilities/ev" "$input/capabilities/rel" | paste -sd' ')" '7 3' 'it has keys and two relative axes'
is "$(cat "$input/capabilities/key" | tr -d ' 0')" 7 'and three buttons'

# seen - end what is watched by the middle button (274).
seen()
{
	fop $v w write:+middle write:-middle >/dev/null
	noted
}

watch 274
is "$(fop $v rw read:9 'write:30 -10' pread:9:0 'write:0 5' 'write:0 0' 'write:-1000 1000')" 'read:9: 0 ""
write:30 -10: 6
pread:9:0: 7 "30 -10\n"
write:0 5: 3
write:0 0: 3
write:-1000 1000: 10' 'it is moved; read gives the last movement'
is "$(fop $v w write:+left write:+left 'write:3 3' write:-left write:+right write:-right)" 'write:+left: 5
write:+left: 5
write:3 3: 3
write:-left: 5
write:+right: 6
write:-right: 6' 'a drag, and a click with the other button'
seen
is "$events" '2 0 30,2 1 -10,2 1 5,2 0 -1000,2 1 1000,1 272 1,2 0 3,2 1 3,1 272 0,1 273 1,1 273 0,' \
	'the events in their order; what is 0 is none'

watch 274
for bad in 30 '30 x' '30 10 5' '1001 0' '0 -1001' '99999999 1' +down xleft left +lefts + - x '1 2x'; do
	fop $v w "write:$bad"
done >"$TEST_TMP/refused" 2>&1
is "$(grep -c 'Invalid argument' "$TEST_TMP/refused")" 14 'garbage is refused'
refused 'Permission denied' 'a user may not move it' as_reader sh -c "echo '1 1' > $v"
is "$(fop $v w bad-write:3)" 'bad-write:3: Bad address' 'a bad pointer'
seen
is "$events" '' 'and nothing moves'

refused 'is in use' 'as long as there is a mouse, it stays' rmmod vmouse
echo 0 >$c/unexport
ok 'the evdev node is gone' test ! -e "$event"
ok 'vmouse goes' wait_for 10 rmmod vmouse
load_again vmouse
load vmouse

again()
{
	for _v in $c/vinput[0-9]*; do
		[ ! -e "$_v" ] || echo "${_v##*/vinput}" >$c/unexport
	done
	rmmod vmouse || return 2
	insmod ./vmouse.ko && echo vmouse >$c/export
}
echo vmouse >$c/export
storm -w '1 1' -w +left -w -left -w '-5 7' -r again /dev/vinput0
for _v in $c/vinput[0-9]*; do
	[ ! -e "$_v" ] || echo "${_v##*/vinput}" >$c/unexport
done
ok 'vmouse goes after the storm' wait_for 10 rmmod vmouse
walk_init -0 vmouse
unload vinput
done_testing
