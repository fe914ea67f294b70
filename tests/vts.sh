# SPDX-License-Identifier: GPL-2.0
# vts: a reader of input devices sees a touch screen with its range, touches and
# moves as they are written; what is off the screen is refused.
. /lkmpg/tests/lib.sh
. /lkmpg/tests/verbs/input.sh

c=/sys/class/vinput
v=/dev/vinput0

refused 'Unknown symbol' 'it needs vinput' insmod ./vts.ko
load vinput
load vts
echo vts >$c/export
input=$(echo $c/vinput0/input*)
event=/dev/input/$(basename "$input"/event*)
is "$(cat "$input/name")" vts 'it has the name of the driver'
is "$(cat "$input/capabilities/ev" "$input/capabilities/abs" "$input/properties" | paste -sd' ')" 'b 3 2' 'it has keys and two absolute axes, and is direct'

# seen EVENT - end what is watched when that has come.
seen()
{
	ok 'all events have come' wait_for 60 grep -q "^$1\$" "$TEST_TMP/events"
	kill $!
	noted
}

watch
is "$(fop $v rw read:9 'write:100 200' 'write:100 300' pread:9:0 'write:100 300' write:up write:up 'write:4095 0' write:up)" 'read:9: 0 ""
write:100 200: 7
write:100 300: 7
pread:9:0: 8 "100 300\n"
write:100 300: 7
write:up: 2
write:up: 2
write:4095 0: 6
write:up: 2' 'touched, moved, lifted'
# The last event is a second 'up': it is all over when that has come.
wait_for 60 sh -c "[ \$(grep -c '^1 330 0' '$TEST_TMP/events') = 2 ]"
seen '3 0 4095'
is "$events" '3 0 100,3 1 200,1 330 1,3 1 300,1 330 0,3 0 4095,3 1 0,1 330 1,1 330 0,' \
	'the events in their order; what has not changed is none'

watch
for bad in 1 '1 ' '1 x' '-1 1' '1 -1' '4096 0' '0 4096' '99999 1' '4294967295 1' '1 1 1' down upp '1 1x'; do
	fop $v w "write:$bad"
done >"$TEST_TMP/refused" 2>&1
is "$(grep -c 'Invalid argument' "$TEST_TMP/refused")" 13 'garbage is refused, and what is off the screen'
refused 'Permission denied' 'a user may not touch it' as_reader sh -c "echo '1 1' > $v"
is "$(fop $v w bad-write:3)" 'bad-write:3: Bad address' 'a bad pointer'
echo '7 7' >$v
seen '1 330 1'
is "$events" '3 0 7,3 1 7,1 330 1,' 'and none of this was a touch'

refused 'is in use' 'as long as there is a screen, it stays' rmmod vts
echo 0 >$c/unexport
ok 'the evdev node is gone' test ! -e "$event"
ok 'vts goes' wait_for 10 rmmod vts
load vts
echo vts >$c/export
again()
{
	for _v in $c/vinput[0-9]*; do
		[ ! -e "$_v" ] || echo "${_v##*/vinput}" >$c/unexport
	done
	rmmod vts || return 2
	insmod ./vts.ko && echo vts >$c/export
}
storm -w '1 1' -w up -w '4000 7' -r again /dev/vinput0
for _v in $c/vinput[0-9]*; do
	[ ! -e "$_v" ] || echo "${_v##*/vinput}" >$c/unexport
done
ok 'vts goes after the storm' wait_for 10 rmmod vts
walk_init -0 vts
unload vinput
done_testing
