# SPDX-License-Identifier: GPL-2.0
# presses: each press of either button is a line for every open file, in order
# and once; a read sleeps until there is one, poll says so, a signal or
# O_NONBLOCK ends the wait; a reader that is too slow sees how many it has lost.
# LIMIT: 120
. /lkmpg/tests/lib.sh

n=/dev/presses
w=/sys/kernel/debug/vgpio
t=$TEST_TMP
press()
{
	for _b in "$@"; do
		echo 1 >$w/line"$_b" && echo 0 >$w/line"$_b"
	done
}
# presses COUNT - so many of the first button, without a loop's forks.
presses()
{
	_i=0
	while [ $_i -lt "$1" ]; do
		echo 1 >$w/line1 && echo 0 >$w/line1
		_i=$((_i + 1))
	done
}
in_state() { grep -q "^State:.$1" /proc/"$2"/status; }
# What has come without the times, on one line; lines FILE COUNT: so many are there.
told() { cut -d' ' -f1,2 "$1" | paste -sd, -; }
lines() { [ "$(wc -l <"$1")" -eq "$2" ]; }

refused 'No such device' 'no chip, no driver' insmod ./presses.ko
ok 'and no node' test ! -e $n
load vgpio
load presses
is "$(stat -c %a $n)" 444 'everybody may read it'
press 1
is "$(fop $n rn read:4096 poll:0)" 'read:4096: Resource temporarily unavailable
poll:0: 0 ' 'a file has nothing of what came before it was opened'

# Two readers, one of them an ordinary user. Both sleep, and both get all.
cat $n >"$t/one" &
one=$!
(exec setpriv --reuid 1000 --regid 1000 --clear-groups cat $n) >"$t/two" &
two=$!
wait_for 60 in_state S $one && wait_for 60 in_state S $two
wait_for 60 sh -c '[ $(cat /sys/module/presses/refcnt) = 2 ]'
is "$(cat "$t/one" "$t/two")" '' 'two readers sleep'
press 1 2 2
ok 'three presses wake them' wait_for 60 lines "$t/one" 3
ok 'both' wait_for 60 lines "$t/two" 3
is "$(told "$t/one")" '1 1,2 2,3 2' 'each with its number and its button'
is "$(cat "$t/two")" "$(cat "$t/one")" 'the same for each reader'
ok 'and a time that only rises' sort -c -n -k3 "$t/one"
refused 'is in use' 'the module stays as long as it is read' rmmod presses
kill -TERM $one $two
wait
is "$(cat /sys/module/presses/refcnt)" 0 'a signal ends a sleeping read'

# Short reads are of whole lines; poll before and after.
exec 3<$n
press 1 2 1
is "$(fop /proc/self/fd/3 rn read:47 | cut -d: -f3)" ' Invalid argument' 'less than a line may take is refused'
like "$(dd bs=60 count=1 <&3 2>/dev/null)" '^4 1 [0-9]+$' 'a read of 60 bytes: one whole line'
like "$(dd bs=4096 count=1 <&3 2>/dev/null | paste -sd, -)" '^5 2 [0-9]+,6 1 [0-9]+$' 'a long one: all there is'
exec 3<&-
(fop $n r poll:60000 read:4096 poll:0 >"$t/poll") &
poller=$!
wait_for 60 sh -c '[ $(cat /sys/module/presses/refcnt) = 1 ]'
press 2
wait $poller
like "$(paste -sd, - <"$t/poll")" '^poll:60000: 1 IN ,read:4096: [0-9]+ "7 2 [0-9]+\\n",poll:0: 0 $' 'poll waits for a press, and knows when it was read'
is "$(fop $n rn bad-read:100 ioctl:0x6600:0 write:x seek:1)" 'bad-read:100: Resource temporarily unavailable
ioctl:0x6600:0: Inappropriate ioctl for device
write:x: Bad file descriptor
seek:1: Illegal seek' 'no ioctl, no write, no seek'

# The ring holds 64. What is lost shows as a gap, and is counted by it.
exec 3<$n
presses 64
is "$(dd bs=65536 count=1 <&3 2>/dev/null | wc -l)" 64 'as many as the ring holds: none is lost'
presses 100
dd bs=65536 count=1 <&3 2>/dev/null >"$t/late"
is "$(wc -l <"$t/late")" 64 'of a hundred the last 64 are there'
is "$(head -n 1 "$t/late" | cut -d' ' -f1)" $((8 + 64 + 36)) 'the first number says that 36 are missing'
is "$(tail -n 1 "$t/late" | cut -d' ' -f1)" $((8 + 64 + 99)) 'the last is the last press'
press 1
is "$(fop /proc/self/fd/3 rn poll:0)" 'poll:0: 0 ' 'another opening is another position'
# A bad pointer loses no event.
is "$(dd bs=4096 count=1 <&3 2>/dev/null | cut -d' ' -f1)" 172 'and this one has the next'
exec 3<&-

# Threads and children share an open file, and each line goes to one of them.
exec 3<$n
for i in 1 2 3; do
	cat <&3 >"$t/share.$i" &
	eval "share$i=$!"
done
presses 50
all_told() { [ "$(cat "$t"/share.* | wc -l)" -eq 50 ]; }
ok 'three readers of one open file get fifty presses' wait_for 60 all_told
is "$(cat "$t"/share.* | sort -n | cut -d' ' -f1 | uniq -d)" '' 'none of them twice'
# shellcheck disable=SC2154  # by eval
kill "$share1" "$share2" "$share3"
wait
exec 3<&-

log_mark
unload presses
ok 'the node is gone' test ! -e $n
log_has '^presses: 223 presses$'
press 1
load presses
exec 3<$n
press 2
like "$(dd bs=4096 count=1 <&3 2>/dev/null)" '^0 2 [0-9]+$' 'a second life counts from 0'
exec 3<&-
unload presses
refused 'Invalid' 'a line that the chip does not have' insmod ./presses.ko button_off=99
refused 'busy' 'one line for two buttons' insmod ./presses.ko button_off=1

# Buttons, readers, and a module that comes and goes. They read without waiting:
# the storm's processes must end.
again() { reload presses; }
load presses
while [ ! -e "$t/calm" ]; do
	echo 1 >$w/line1
	echo 0 >$w/line1
done &
storm -r again $n
: >"$t/calm"
wait
walk_file $n r poll:0
unload presses
load_again presses
walk_init presses
unload vgpio
done_testing
