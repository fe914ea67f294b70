# SPDX-License-Identifier: GPL-2.0
# lkusb: what is written comes back in capitals, from the device that it was written to;
# a device that answers nothing, or refuses, or has not what is needed; the plug pulled
# with a read and a write under way, and with the file open; unbound and bound; asleep
# while nobody has it open; the file that outlives it all.
# MODULES: usbcore dummy_hcd libcomposite usb_f_fs
# LIMIT: 120
. /lkmpg/tests/lib.sh

t=$TEST_TMP
bus=/sys/bus/usb
driver=$bus/drivers/lkusb

# plug NAME HOW - a device of that name; it plays until pull NAME.
plug()
{
	./other/usb_gadget "$2" "$1" >"$t/$1.out" 2>&1 &
	echo $! >"$t/$1.pid"
	wait_for 20 grep -q 'plugged in' "$t/$1.out"
}
# pull NAME - a status other than 0 is the helper's own trouble.
pull()
{
	kill "$(cat "$t/$1.pid")"
	wait "$(cat "$t/$1.pid")"
}
# device NAME - its directory below bus/devices; interface NAME - that of the driver
device()
{
	for _d in "$bus"/devices/*/serial; do
		[ "$(cat "$_d" 2>/dev/null)" != "$1" ] || { echo "${_d%/serial}"; return 0; }
	done
	return 1
}
interface() { _i=$(device "$1") && echo "$_i/${_i##*/}:1.0"; }
bound() { _i=$(interface "$1") && [ -e "$_i/driver" ]; }
# node NAME - its file in /dev, by what the driver's class says of the device
node() { _n=$(echo "$(interface "$1")"/usbmisc/lkusb*) && [ -e "$_n" ] && echo "/dev/${_n##*/}"; }
nodes() { (cd /dev && for _f in lkusb*; do [ ! -e "$_f" ] || echo "$_f"; done); }
gone() { ! device "$1" >/dev/null; }
# asks NAME TEXT - what the device makes of it
asks() { echo "$2" >"$(node "$1")" && head -n 1 "$(node "$1")"; }

# told NAME OPERATION... - fop at its node
told() { _n=$(node "$1") && shift && fop "$_n" rw "$@" 2>&1; }
# sits OPERATION NAME - a process that waits in it; its number is in $pid, what it said in $t/sits
sits()
{
	fop "$(node "$2")" rw "$1" >"$t/sits" 2>&1 &
	pid=$!
	wait_for 20 waits $pid
	sleep 0.2
}
waits() { grep -q lkusb_transfer "/proc/$1/stack"; }
# fails HOW - a device that this driver does not take
fails()
{
	plug one "$1"
	wait_for 20 device one >/dev/null
	sleep 0.5
	ok "$2" test ! -e "$(interface one)/driver"
	pull one
	wait_for 20 gone one
}

modprobe -a libcomposite usb_f_fs && modprobe dummy_hcd num=2
ok 'there are two controllers' test "$(ls /sys/class/udc | wc -l)" -eq 2
like "$(strings ./lkusb.ko | grep '^alias=')" '^alias=usb:v\*p\*d\*dc\*dsc\*dp\*icFFisc4Cip4Bin\*$' 'the alias says which devices it is for'

load lkusb
plug one upper
ok 'it finds its device' wait_for 20 bound one
is "$(node one)" /dev/lkusb0 'which gets a node'
is "$(asks one 'hello, world')" 'HELLO, WORLD' 'what is written comes back in capitals'
plug two upper
ok 'and a second device' wait_for 20 bound two
is "$(node two)" /dev/lkusb1 'which gets another'
for n in 1 2 3 4 5 6 7 8; do echo "one $n" >/dev/lkusb0; head -n 1 /dev/lkusb0; done >"$t/a" &
for n in 1 2 3 4 5 6 7 8; do echo "two $n" >/dev/lkusb1; head -n 1 /dev/lkusb1; done >"$t/b"
wait $!
is "$(sort -u "$t/a" | tr '\n' ,) $(sort -u "$t/b" | tr '\n' ,)" 'ONE 1,ONE 2,ONE 3,ONE 4,ONE 5,ONE 6,ONE 7,ONE 8, TWO 1,TWO 2,TWO 3,TWO 4,TWO 5,TWO 6,TWO 7,TWO 8,' 'both at once, and nothing is mixed'
pull two
ok 'a device that is pulled is gone' wait_for 20 gone two
is "$(nodes) $(asks one abc)" 'lkusb0 ABC' 'with its node; the other stays'

# What a caller may do wrong.
is "$(told one bad-write:5 write: seek:0)" 'bad-write:5: Bad address
write:: 0
seek:0: Illegal seek' 'a bad pointer, nothing to write, no place to go'
is "$(told one write:abcdef bad-read:6)" 'write:abcdef: 6
bad-read:6: Bad address' 'a bad pointer to read to'
is "$(told one write:abcdef read:3)" 'write:abcdef: 6
read:3: 3 "ABC"' 'a small buffer gets the beginning of a packet'
long=$(head -c 700 /dev/zero | tr '\0' x)
is "$(told one "write:$long" read:700 | sed 's/.*: \([0-9]*\).*/\1/' | tr '\n' ' ')" '512 512 ' 'of a long text, a packet'

# A read that waits holds up no write by the same open file.
exec 3<>/dev/lkusb0
head -n 1 <&3 >"$t/head" &
pid=$!
ok 'a reader waits' wait_for 20 waits $pid
echo 'same file' >&3
wait $pid
is "$(cat "$t/head")" 'SAME FILE' 'a write by the same open file is what it waits for'
exec 3>&-

# A process that waits, and a signal.
sits read:5 one
refused 'in use' 'an open file keeps the module' rmmod lkusb
kill $pid
wait $pid
is $? 143 'a signal ends a read that waits'
is "$(asks one 'after that')" 'AFTER THAT' 'and the next one works'

# Bound by hand, with a read under way and the file open.
exec 3<>/dev/lkusb0
sits read:5 one
echo "$(basename "$(interface one)")" >$driver/unbind
wait $pid
like "$(cat "$t/sits")" 'read:5: No such device' 'unbound: a read that waits is told so'
is "$(nodes)" '' 'the node is gone'
is "$(fop /proc/self/fd/3 rw read:1 2>&1)" 'open: No such device' 'it opens no more by an old name'
refused 'No such device' 'nor does the file that is still open write' sh -c 'echo x >&3'
echo "$(basename "$(interface one)")" >$driver/bind
ok 'bound again' wait_for 20 bound one
is "$(asks one again)" AGAIN 'it works'
refused 'in use' 'the old file still keeps the module' rmmod lkusb
exec 3>&-

# Asleep.
d=$(device one)
echo 0 >"$d/power/autosuspend_delay_ms"
echo auto >"$d/power/control"
state() { [ "$(cat "$d/power/runtime_status")" = "$1" ]; }
ok 'while nobody has it open, it sleeps' wait_for 20 state suspended
exec 3<>/dev/lkusb0
ok 'an open wakes it' state active
exec 3>&-
ok 'then it sleeps again' wait_for 20 state suspended
is "$(asks one 'good morning')" 'GOOD MORNING' 'and wakes for work'
echo on >"$d/power/control"

# The plug is pulled in the middle. The controller may notice before the hub does: EPROTO.
lost='(No such device|Protocol error)'
sits read:5 one
pull one
wait $pid
like "$(cat "$t/sits")" "read:5: $lost" 'pulled: a read that waits is told so'
ok 'and nothing is there' wait_for 20 gone one
is "$(nodes)" '' 'nor a node'
plug one deaf
wait_for 20 bound one
sits write:abc one
pull one
wait $pid
like "$(cat "$t/sits")" "write:abc: $lost" 'so is a write that waits'
wait_for 20 gone one

# Devices that are not as they should be.
plug one silent
wait_for 20 bound one
is "$(told one write:abc)" 'write:abc: 3' 'a silent device takes what is written'
sits read:5 one
kill $pid
wait $pid
is $? 143 'and can be waited for, until a signal comes'
pull one
wait_for 20 gone one
plug one empty
wait_for 20 bound one
is "$(told one write:abc read:5)" 'write:abc: 3
read:5: 3 "ABC"' 'an empty packet is no end of file'
pull one
wait_for 20 gone one
plug one stall
wait_for 20 bound one
is "$(told one write:abc read:5)" 'write:abc: 3
read:5: Broken pipe' 'a device that refuses'
is "$(asks one def)" DEF 'and is then asked as before'
pull one
wait_for 20 gone one
fails half 'a device that cannot send is not taken'
fails other 'nor one of another protocol'
unload lkusb

# Everybody at once, while the plug is pulled, too.
replug()
{
	[ ! -e "$t/one.pid" ] || pull one
	plug one talk
	reload lkusb || return
	wait_for 20 bound one
	sleep 0.3
}
load lkusb
replug
wait_for 20 bound one
storm -w abc -r replug /dev/lkusb0
wait_for 20 bound one
walk_file /dev/lkusb0 r read:5
pull one
wait_for 20 gone one
plug one silent
wait_for 20 bound one
walk_file /dev/lkusb0 w write:abc
unload lkusb
load_again lkusb
# Where usb_register_dev() fails, Linux 6.1 keeps the class of its nodes (drivers/usb/core/file.c);
# newer kernels always have it.
if [ -d /sys/class/usbmisc ]; then
	walk_init lkusb
else
	# shellcheck disable=SC2034  # of lib.sh
	walked=1
fi
pull one
wait_for 20 gone one
# Each of its own: some kernels have some built in.
for m in usb_f_fs dummy_hcd libcomposite udc_core usbcore usb_common; do
	modprobe -r $m 2>/dev/null
done
done_testing
