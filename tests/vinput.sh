# SPDX-License-Identifier: GPL-2.0
# vinput: devices come and go by number, up to 32; what is still open when its
# device goes stays safe; no module goes while a device or an open file of it
# is left.
# LIMIT: 90
. /lkmpg/tests/lib.sh

c=/sys/class/vinput
# put TEXT FILE - a write whose error message counts, not the shell's.
put() { fop "$2" w "write:$1"; }
exported() { find $c -name 'vinput[0-9]*' | wc -l; }

refused 'Unknown symbol' 'vkbd does not load without vinput' insmod ./vkbd.ko
load vinput
is "$(stat -c %a $c/export)$(stat -c %a $c/unexport)" 200200 'root may write the two attributes'
refused 'No such device' 'without a driver nothing can be exported' put vkbd $c/export
load vkbd
refused 'in use' 'vkbd holds vinput' rmmod vinput

refused 'No such device' 'an unknown driver' put vkb $c/export
refused 'No such device' 'more than its name' put vkbdx $c/export
refused 'Invalid argument' 'unexport wants a number' put vinput0 $c/unexport
refused 'Invalid argument' 'and no negative one' put -1 $c/unexport
refused 'Numerical result out of range' 'nor one that no int holds' put 4294967296 $c/unexport
refused 'No such device' 'nothing there to unexport' put 0 $c/unexport
refused 'No such device' 'a number beyond the last' put 4294967295 $c/unexport
is "$(exported)" 0 'none of these made a device'

# One device.
ok 'export' sh -c "echo vkbd > $c/export"
log_has '^vinput: vinput0 is a vkbd$'
ok 'the node is there at once' test -c /dev/vinput0
is "$(stat -c %a /dev/vinput0)" 600 'it is for root'
like "$(cat $c/vinput0/input*/name)" '^vkbd$' 'the input device is below ours in /sys'
refused 'in use' 'rmmod vkbd is refused while there is a device' rmmod vkbd

# Unexported while open.
exec 3<>/dev/vinput0
is "$(fop /dev/vinput0 rw write:+30 write:-30 pread:10:0)" 'write:+30: 3
write:-30: 3
pread:10:0: 4 "-30\n"' 'write and read'
ok 'unexport' sh -c "echo 0 > $c/unexport"
log_has '^vinput: vinput0 is gone$'
ok 'the node is gone at once' test ! -e /dev/vinput0
ok 'and so is its directory' test ! -e $c/vinput0
refused 'No such device' 'the file still open cannot be read' fop /proc/self/fd/3 r read:1
refused 'No such device' 'by the shell neither' cat <&3
refused 'No such device' 'nor written' sh -c 'echo +30 >&3'
refused 'in use' 'it still holds vkbd' rmmod vkbd

# A new device of the same number while the old file is open.
echo vkbd >$c/export
ok 'the number is free again' test -c /dev/vinput0
is "$(fop /dev/vinput0 rw write:+31 write:-31)" 'write:+31: 3
write:-31: 3' 'the new device works'
refused 'No such device' 'the old file is not of the new device' sh -c 'echo +30 >&3'
echo 0 >$c/unexport
exec 3>&-
ok 'the file closed, vkbd can go' wait_for 10 rmmod vkbd
load vkbd

# All of them, and one more; then a hole is filled.
i=0
while [ $i -lt 32 ]; do
	echo vkbd >$c/export
	i=$((i + 1))
done
is "$(exported)" 32 'there can be 32'
ok 'the last one is vinput31' test -c /dev/vinput31
refused 'No space left on device' 'there is no 33rd' put vkbd $c/export
is "$(fop /dev/vinput31 rw write:+2 read:4)" 'write:+2: 2
read:4: 3 "+2\n"' 'the last one works'
is "$(fop /dev/vinput30 r read:4)" 'read:4: 0 ""' 'and its neighbour noticed nothing'
echo 17 >$c/unexport
is "$(exported)" 31 'one goes'
echo vkbd >$c/export
ok 'its number is the one that is used next' test -c /dev/vinput17

# Writers, exporters and unexporters in each other's way.
(for i in 1 2 3 4 5 6; do fop /dev/vinput5 rw write:+2 read:3 write:-2; done >/dev/null 2>&1) &
(for i in 1 2 3 4 5 6; do echo 5 >$c/unexport; done 2>/dev/null) &
(for i in 1 2 3 4 5 6; do echo vkbd >$c/export; done 2>/dev/null) &
wait
i=0
while [ $i -lt 32 ]; do
	[ ! -e $c/vinput$i ] || echo $i >$c/unexport
	i=$((i + 1))
done
is "$(exported)" 0 'all are gone'
ok 'vkbd goes' wait_for 10 rmmod vkbd
unload vinput
ok 'the class is gone' test ! -e $c

load vinput
load vkbd
# A second kind of device: the same, by another name of the same length.
sed s/vkbd/vkbe/g ./vkbd.ko >"$TEST_TMP/vkbe.ko"
ok 'a second driver' insmod "$TEST_TMP/vkbe.ko"
ok 'export its device' sh -c "echo vkbe >$c/export"
log_has '^vinput: vinput0 is a vkbe$'
echo 0 >$c/unexport
ok 'the second driver can go' wait_for 10 rmmod vkbe

echo vkbd >$c/export
is "$(fop /dev/vinput0 rw read:9 write:+2 write:-2)" 'read:9: 0 ""
write:+2: 2
write:-2: 2' 'a second life starts afresh'
echo 0 >$c/unexport
walk_file -u $c/unexport=0 $c/export w write:vkbd
echo vkbd >$c/export
walk_file -u $c/export=vkbd $c/unexport w write:0
walk_file /dev/vinput0 rw write:+2 read:9
echo 0 >$c/unexport
ok 'vkbd goes' wait_for 10 rmmod vkbd
unload vinput
done_testing
