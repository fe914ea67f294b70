# SPDX-License-Identifier: GPL-2.0
# twins: two devices, a count for each, and a message for each opening.
. /lkmpg/tests/lib.sh

load twins
is "$(cat /dev/twin0)" 'twin 0, opening 1' 'the first twin counts from 1'
is "$(cat /dev/twin0)" 'twin 0, opening 2' 'and goes on'
is "$(cat /dev/twin1)" 'twin 1, opening 1' 'the second counts for itself'
is "$(stat -c %a /dev/twin1)" 444 'everybody may read, nobody write'
is "$(fop /dev/twin1 r read:7 pread:100:8 read:100 read:1)" 'read:7: 7 "twin 1,"
pread:100:8: 10 "opening 2\n"
read:100: 11 " opening 2\n"
read:1: 0 ""' 'short reads and offsets'
is "$(fop /dev/twin0 r bad-read:5)" 'bad-read:5: Bad address' 'a bad pointer is refused'

# Two openings at once, and a third meanwhile: each keeps its message.
exec 3</dev/twin0 4</dev/twin0
cat /dev/twin0 >/dev/null
is "$(cat <&3; cat <&4)" 'twin 0, opening 4
twin 0, opening 5' 'each opening keeps what it got'
refused 'is in use' 'rmmod is refused while it is open' rmmod twins
exec 3<&- 4<&-

major=$(awk '$2 == "twins" { print $1 }' /proc/devices)
mknod "$TEST_TMP/third" c "$major" 2
refused 'No such device or address' 'there is no third twin' cat "$TEST_TMP/third"
refused 'Invalid argument' 'there is no write' sh -c 'echo hi > /dev/twin0'

unload twins
ok 'the nodes are gone' test ! -e /dev/twin0 -a ! -e /dev/twin1
load twins
is "$(cat /dev/twin0)" 'twin 0, opening 1' 'a second life counts from 1 again'
unload twins
done_testing
