# SPDX-License-Identifier: GPL-2.0
# growing: programs of three versions get along with it; others are refused.
. /lkmpg/tests/lib.sh

n=/dev/growing
v1=0x4004cd20 v2=0x4008cd20 v3=0x400ccd20
load growing
is "$(stat -c %a $n)" 600 'for root only'
is "$(fop $n r ioctl-int:$v1:5)" "ioctl-int:$v1:5: 5 5" 'the first version: b is 0'
is "$(fop $n r ioctl-int:$v1:0x7fffffff)" "ioctl-int:$v1:0x7fffffff: 2147483647 2147483647" 'the largest sum'
is "$(fop $n r ioctl-int:$v1:0x80000000)" "ioctl-int:$v1:0x80000000: Numerical result out of range" 'one more is refused'
for c in $v1 $v2 $v3; do
	is "$(fop $n r ioctl-bad:$c ioctl:$c:0)" "ioctl-bad:$c: Bad address
ioctl:$c:0: Bad address" "bad pointers to $c are refused"
done
is "$(fop $n r ioctl-int:0x4003cd20:5)" 'ioctl-int:0x4003cd20:5: Invalid argument' 'a structure that is too short is refused'
is "$(fop $n r ioctl-int:0x4004cd21:5 ioctl-int:0x8004cd20:5)" 'ioctl-int:0x4004cd21:5: Inappropriate ioctl for device
ioctl-int:0x8004cd20:5: Inappropriate ioctl for device' 'other commands are not known'

out=$(ioctl32 $n $v2 40 2)
if [ $? -ne 77 ]; then
	is "$out" '42 40 2' 'the second version'
	is "$(ioctl32 $n $v3 40 2 0)" '42 40 2 0' 'a third version with a c of 0'
	is "$(ioctl32 $n $v3 40 2 1)" 'Argument list too long' 'and one with a c that means something'
	is "$(ioctl32 $n $v2 0xffffffff 2)" 'Numerical result out of range' 'a sum that does not fit'
else
	pass 'several members # SKIP no 32-bit program runs here'
fi

exec 3<$n
refused 'is in use' 'rmmod is refused while it is open' rmmod growing
exec 3<&-
unload growing
ok 'the node is gone' test ! -e $n
load_again growing
done_testing
