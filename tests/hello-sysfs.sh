# SPDX-License-Identifier: GPL-2.0
# hello-sysfs: the file shows the variable and stores numbers, nothing else; it
# is not for everybody, and goes with the module, even if somebody has it open.
. /lkmpg/tests/lib.sh

d=/sys/kernel/mymodule
v=$d/myvariable

load hello-sysfs
log_has '^hello_sysfs: /sys/kernel/mymodule/myvariable created$'
is "$(ls $d)" myvariable 'the directory holds one file'
is "$(stat -c '%u:%g %a' $v)" '0:0 660' 'for root and its group'
is "$(cat $v)" 0 'it begins with 0'

for value in 32 -7 2147483647 -2147483648 0; do
	is "$(echo $value >$v; cat $v)" "$value" "$value is stored"
done
is "$(printf 17 >$v; cat $v)" 17 'also without a newline'
is "$(echo +18 >$v; cat $v)" 18 'and with a sign'
is "$(fop $v rw write:5 seek:0 read:9)" 'write:5: 1
seek:0: 0
read:9: 2 "5\n"' 'a write says how much it took: all'

echo 42 >$v
for garbage in x 32x '3 4' 0x10 '' ' '; do
	refused 'Invalid argument' "'$garbage' is refused" sh -c "echo '$garbage' >$v"
done
for value in 2147483648 -2147483649 99999999999999999999; do
	refused 'Numerical result out of range' "$value is refused" sh -c "echo $value >$v"
done
is "$(fop $v rw 'write:1
2' bad-write:5 bad-read:5)" 'write:1
2: Invalid argument
bad-write:5: Bad address
bad-read:5: Bad address' 'two lines and bad pointers are refused'
is "$(cat $v)" 42 'what is refused changes nothing'

is "$(fop $v r read:1 read:9 read:9 pread:9:1 pread:9:3 pread:9:-1)" 'read:1: 1 "4"
read:9: 2 "2\n"
read:9: 0 ""
pread:9:1: 2 "2\n"
pread:9:3: 0 ""
pread:9:-1: Invalid argument' 'short reads and offsets'

refused 'Permission denied' 'a user may not read' as_reader cat $v
refused 'Permission denied' 'nor write' as_reader sh -c "echo 1 >$v"
is "$(setpriv --reuid 1000 --regid 0 --clear-groups sh -c "echo 43 >$v; cat $v")" 43 'the group may do both'

# Four writers: what is read is always one of their numbers, never another.
for i in 1 2 3 4; do
	(for _ in 1 2 3 4 5 6 7 8 9; do echo "$i$i$i$i$i$i" >$v; cat $v; done >"$TEST_TMP/racer.$i") &
done
wait
is "$(cat "$TEST_TMP"/racer.* | sort -u | grep -vxE '([1-4])\1{5}')" '' 'racing writers do not mix their numbers'

exec 3<$v
unload hello-sysfs
log_has '^hello_sysfs: myvariable was [1-4]+$'
ok 'the directory is gone' test ! -e $d
refused 'No such device' 'what is still open cannot be read any more' cat <&3
exec 3<&-

load hello-sysfs
is "$(cat $v)" 0 'a second life begins with 0 again'
unload hello-sysfs

again() { reload hello-sysfs; }
load hello-sysfs
walk_file $v rw write:12 read:9
storm -w 12 -r again $v
unload hello-sysfs
done_testing
