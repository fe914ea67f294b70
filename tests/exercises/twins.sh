# SPDX-License-Identifier: GPL-2.0
# twins: two devices, a name and a count for each, a text for each opening.
. /lkmpg/tests/lib.sh

load twins
is "$(cat /dev/twin0)" 'twin 0, opening 1' 'the first twin counts from 1'
is "$(cat /dev/twin0)" 'twin 0, opening 2' 'and goes on'
is "$(cat /dev/twin1)" 'twin 1, opening 1' 'the second counts for itself'
is "$(stat -c %a /dev/twin1)" 644 'everybody may read, root may write'
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

# A write names the device, for openings that come after it.
exec 3</dev/twin0
ok 'a write names a twin' sh -c 'echo Castor > /dev/twin0'
is "$(cat <&3)" 'twin 0, opening 7' 'an older opening keeps its text'
exec 3<&-
is "$(cat /dev/twin0)" 'Castor, opening 9' 'a new one has the new name'
is "$(cat /dev/twin1)" 'twin 1, opening 3' 'the other twin keeps its name'
is "$(fop /dev/twin0 w write:123456789012345)" 'write:123456789012345: 15' 'fifteen bytes fit'
refused 'Invalid argument' 'sixteen do not' sh -c 'printf 1234567890123456 > /dev/twin0'
refused 'Invalid argument' 'nor does an empty name' sh -c 'echo > /dev/twin0'
is "$(fop /dev/twin0 w bad-write:5)" 'bad-write:5: Bad address' 'a bad pointer is refused'
refused 'Permission denied' 'a user may not write' as_reader sh -c 'echo me > /dev/twin0'
like "$(cat /dev/twin0)" '^123456789012345, ' 'what was refused has changed nothing'

unload twins
ok 'the nodes are gone' test ! -e /dev/twin0 -a ! -e /dev/twin1
load twins
is "$(cat /dev/twin0)" 'twin 0, opening 1' 'a second life counts from 1 again'
unload twins
done_testing
