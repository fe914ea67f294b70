# SPDX-License-Identifier: GPL-2.0
# slab: objects are constructed once and live many times; under pressure each request
# waits for one of the reserve and is served; without the reserve it is refused. A
# kernel that injects faults makes the pressure itself.
. /lkmpg/tests/lib.sh

f=/proc/slab
pressure=/sys/module/slab/parameters/pressure
# field NAME - the number behind it; ask - 50 requests from each of six processes.
field() { tr '\n,' '  ' <$f | sed "s/.*$1 \\([0-9]*\\) .*/\\1/"; }
ask()
{
	for _p in 1 2 3 4 5 6; do
		echo 50 >$f || echo refused &
	done >"$TEST_TMP/ask" 2>&1
	wait
	cat "$TEST_TMP/ask"
}

load slab
is "$(stat -c %a $f)" 644 'everybody may read it, only root writes'
is "$(head -n 1 $f)" 'served 0, at once 0, lives 0' 'nothing was asked yet'
ok 'the reserve has been constructed' test "$(field constructed)" -ge 4
like "$(cat /proc/slabinfo)" '^slab +[0-9]' 'the cache is in /proc/slabinfo'
is "$(ask)" '' 'three hundred requests'
is "$(field served)" 300 'are served'
is "$(field refused)" 0 'no allocation was refused'

echo Y >$pressure
is "$(ask)" '' 'under pressure as many'
is "$(field served)" 600 'are served as well'
ok 'the cache refused each of them first' test "$(field refused)" -ge 300
ok 'a hundred more' sh -c "echo 100 >$f"
# 400 requests with four objects: one of them had a hundred, at least.
ok "an object lives again and again ($(field lives) lives)" test "$(field lives)" -ge 100
ok "without being constructed again ($(field constructed))" test "$(field constructed)" -lt "$(field served)"
unload slab

# The reserve is all there is.
load slab
echo Y >$pressure
ask >/dev/null
ok "at most four are in use at once ($(field 'at once'))" test "$(field 'at once')" -le 4
echo N >$pressure
is "$(fop $f w write:101 write:-1 write:x bad-write:2 write:0)" 'write:101: Numerical result out of range
write:-1: Invalid argument
write:x: Invalid argument
bad-write:2: Bad address
write:0: 1' 'what is no number of requests is refused'
is "$(field served)" 300 'and changes nothing'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$f"
is "$(fop $f r read:6 seek:7 read:3 pread:9:999)" 'read:6: 6 "served"
seek:7: 7
read:3: 3 "300"
pread:9:999: 0 ""' 'short reads, offsets'
exec 3<$f
unload slab
refused 'Input/output error' 'what is still open cannot be read' cat <&3
exec 3<&-
ok 'the cache is gone' sh -c '! grep -q "^slab " /proc/slabinfo'

# The other side: without the reserve, and a reserve that cannot be made.
load slab broken=1
is "$(ask)" '' 'without the reserve all is well'
echo Y >$pressure
refused 'Cannot allocate memory' 'until memory is short' sh -c "echo 1 >$f"
echo N >$pressure
ok 'when it is back' sh -c "echo 1 >$f"
unload slab
refused 'Cannot allocate memory' 'a reserve is made before it is needed' insmod ./slab.ko pressure=1
ok 'or there is nothing' test ! -e $f

# failslab would need a cache to itself: on 6.1 its switch in /sys/kernel/slab can only be
# read, and where calls are made to fail all caches have it on. The walk of the file has it.
load_again slab

# init is not walked: where memory fails in kmem_cache_create(), 6.1 itself leaks the
# cache's name (sysfs_slab_add()), and prints a stack as for a mistake.
walked=1

again() { reload slab; }
load slab
walk_file $f rw write:2 pread:99:0
storm -w 7 -w 20 -w 101 -r again $f
unload slab
done_testing
