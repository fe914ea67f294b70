# SPDX-License-Identifier: GPL-2.0
# vkbd: an ordinary reader of input devices sees a keyboard with its keys, and
# key presses, repeats and releases as they are written; what is not a key
# event of this keyboard is refused and changes nothing.
. /lkmpg/tests/lib.sh
. /lkmpg/tests/verbs/input.sh

c=/sys/class/vinput
v=/dev/vinput0

load vinput
load vkbd
echo vkbd >$c/export

input=$(echo $c/vinput0/input*)
event=/dev/input/$(basename "$input"/event*)
ok 'there is an evdev node' test -c "$event"
is "$(cat "$input/name")" vkbd 'it has the name of the driver'
is "$(cat "$input/id/bustype")" 0006 'it is on no real bus'
is "$(cat "$input/capabilities/ev")" 100003 'it has keys and repeats them: EV_SYN, EV_KEY, EV_REP'
key=$(cat "$input/capabilities/key")
is "$key" 'ffffffffffffffff ffffffffffffffff ffffffffffffffff fffffffffffffffe' 'all keys, 1 to 255'

# seen - end what is watched: key 240 says that all is said.
seen()
{
	[ ! -e $v ] || fop $v w write:+240 write:-240 >/dev/null
	noted
}

watch 240
is "$(fop $v rw read:9 write:+34 pread:9:0 write:-34 pread:9:0 pread:2:1 pread:9:9)" 'read:9: 0 ""
write:+34: 3
pread:9:0: 4 "+34\n"
write:-34: 3
pread:9:0: 4 "-34\n"
pread:2:1: 2 "34"
pread:9:9: 0 ""' 'G goes down and up; read gives the last event'
ok 'echo adds a newline, which is no harm' sh -c "echo +42 > $v && echo -42 > $v"
is "$(fop $v rw write:+1 write:-1 write:+255 write:-255)" 'write:+1: 2
write:-1: 2
write:+255: 4
write:-255: 4' 'the first and the last key'
is "$(fop $v rw write:-30 write:+30 write:+30 write:-30)" 'write:-30: 3
write:+30: 3
write:+30: 3
write:-30: 3' 'twice the same is no error'
seen
is "$events" '1 34 1,1 34 0,1 42 1,1 42 0,1 1 1,1 1 0,1 255 1,1 255 0,1 30 1,1 30 0,' \
	'the events, in order; twice the same is one'

# Held down, it repeats (value 2) after a quarter of a second.
watch 240
repeated() { [ "$(grep -c '^1 34 2' "$TEST_TMP/events")" -ge 5 ]; }
echo +34 >$v
wait_for 5 repeated
echo -34 >$v
seen
like "$events" '^1 34 1,(1 34 2,){5,}1 34 0,$' 'a key held down repeats until it is released'

# Refused: no event, and the last one stays what it was.
echo -34 >$v
watch 240
for bad in 34 + - ++34 +-34 '+ 34' +34x +0x22 x34 +0 +256 -256 +767 +768 +4294967330 \
	   "+34
-34"; do
	fop $v w "write:$bad"
done >"$TEST_TMP/refused" 2>&1
is "$(grep -c 'Invalid argument' "$TEST_TMP/refused")" 15 'fifteen kinds of garbage are refused'
like "$(cat "$TEST_TMP/refused")" '4294967330: Numerical result out of range' 'and one is no int'
refused 'Invalid argument' 'an empty line' sh -c "echo > $v"
refused 'Invalid argument' 'a zero byte' sh -c "printf '+34\\000' > $v"
refused 'Message too long' '33 bytes' fop $v w write:+00000000000000000000000000000034
is "$(fop $v rw bad-write:3 bad-read:3)" 'bad-write:3: Bad address
bad-read:3: Bad address' 'bad pointers'
is "$(fop $v r ioctl:0x6600:0)" 'ioctl:0x6600:0: Inappropriate ioctl for device' 'no ioctl here'
refused 'Permission denied' 'a user may not type' as_reader sh -c "echo +34 > $v"
is "$(cat $v)" -34 'the last event is still what it was'
seen
is "$events" '' 'and none of these made an event'

# The keyboard is unplugged while a key is down and a program reads from it.
# It must have seen the press before: evdev gives nothing more of a device that is
# gone (evdev_read() in drivers/input/evdev.c).
watch 240
echo +34 >$v
wait_for 5 grep -qx '1 34 1' "$TEST_TMP/events"
echo 0 >$c/unexport
seen
like "$events" '^1 34 1,.*read: No such device,$' 'the reader sees the press, then that the device is gone'
ok 'the evdev node is gone' test ! -e "$event"

ok 'vkbd goes' wait_for 10 rmmod vkbd
load vkbd
echo vkbd >$c/export
is "$(fop $v rw read:9 write:+34 write:-34)" 'read:9: 0 ""
write:+34: 3
write:-34: 3' 'a second life knows no last event'
echo 0 >$c/unexport
ok 'vkbd goes' wait_for 10 rmmod vkbd
unload vinput

# A storm on the node and on the two attributes that make and unmake it.
again()
{
	for _ in 1 2 3; do
		echo vkbd >$c/export
	done
	for _v in $c/vinput[0-9]*; do
		[ ! -e "$_v" ] || echo "${_v##*/vinput}" >$c/unexport
	done
	rmmod vkbd && rmmod vinput || return 2
	insmod ./vinput.ko && insmod ./vkbd.ko && echo vkbd >$c/export
}
load vinput
load vkbd
echo vkbd >$c/export
storm -w +34 -w -34 -w vkbd -w 0 -w 1 -r again /dev/vinput0 /dev/vinput1 $c/export $c/unexport
for v in $c/vinput[0-9]*; do
	[ ! -e "$v" ] || echo "${v##*/vinput}" >$c/unexport
done
ok 'vkbd goes after the storm' wait_for 10 rmmod vkbd
walk_init -0 vkbd
unload vinput
done_testing
