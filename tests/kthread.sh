# SPDX-License-Identifier: GPL-2.0
# kthread: the thread does each job once, none while it is parked or frozen, and all
# that are left afterwards; it is gone with its module, parked, sleeping or at work.
# SUSPENDS
. /lkmpg/tests/lib.sh

f=/proc/kthread
worker() { ps -o pid,comm | awk '$2 == "kthread/worker" { print $1 }'; }
says() { grep -qxE "$1" $f; }
in_state() { grep -q "^State:.$1" "/proc/$(worker)/status"; }

load kthread
is "$(stat -c %a $f)" 644 'everybody may read it, only root writes'
is "$(threads kthread/worker)" 1 'there is one thread'
ok 'it sleeps, and is no load' wait_for 10 in_state S
is "$(cat $f)" 'done 0, to do 0, frozen 0 times' 'and has done nothing'
echo 3 >$f
ok 'three jobs are done' wait_for 10 says 'done 3, to do 0, frozen 0 times'
ok 'then it sleeps again' wait_for 10 in_state S

# Parked: the thread is there, and does nothing.
ok 'it parks' sh -c "echo park >$f"
ok 'in a state of its own' in_state P
echo 5 >$f
is "$(cat $f)" 'done 3, to do 5, frozen 0 times, parked' 'jobs wait'
refused 'Device or resource busy' 'it cannot be parked twice' sh -c "echo park >$f"
is "$(cat $f)" 'done 3, to do 5, frozen 0 times, parked' 'and still wait'
ok 'it is let go' sh -c "echo unpark >$f"
ok 'now they are done' wait_for 10 says 'done 8, to do 0, frozen 0 times'
refused 'Device or resource busy' 'nor let go twice' sh -c "echo unpark >$f"

is "$(fop $f w write:x write:-1 write:parking write: bad-write:3 write:1000001 write:12345678901234567)" 'write:x: Invalid argument
write:-1: Invalid argument
write:parking: Invalid argument
write:: Invalid argument
bad-write:3: Bad address
write:1000001: No space left on device
write:12345678901234567: Invalid argument' 'what is no command is refused'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo 1 >$f"
is "$(fop $f r read:6 seek:5 read:4 pread:9:99)" 'read:6: 6 "done 8"
seek:5: 5
read:4: 4 "8, t"
pread:9:99: 0 ""' 'short reads, offsets'

# Frozen with the machine: all threads that are not exempt (PF_NOFREEZE) go to sleep
# before the test of the freezer begins to wait. It shall not wait at all, for 5.10 to
# 6.12 do so by mdelay() (suspend_test() in kernel/power/suspend.c): on a slow machine
# that is a soft lockup. Asleep, at work, and parked.
freeze() { echo freeze >/sys/power/state; }
flags() { awk '{ print $9 }' "/proc/$(worker)/stat"; }
is $(($(flags) & 0x8000)) 0 'the freezer takes it'
echo 0 >/sys/module/suspend/parameters/pm_test_delay
echo freezer >/sys/power/pm_test
ok 'the machine falls asleep and wakes' freeze
ok 'the thread was frozen, and knows it' wait_for 10 says 'done 8, to do 0, frozen 1 times'
echo 1000000 >$f
ok 'again, with much to do' freeze
ok 'it was frozen at work' wait_for 10 says 'done [0-9]+, to do [0-9]+, frozen 2 times'
n=$(cut -d' ' -f2 $f)
more() { [ "$(cut -d' ' -f2 $f | tr -d ,)" -gt "${n%,}" ]; }
ok 'and went on' wait_for 10 more
echo park >$f
ok 'parked, it is not in the way of the freezer' freeze
ok 'and not frozen' says 'done [0-9]+, to do [0-9]+, frozen 2 times, parked'
is $(($(flags) & 0x8000)) $((0x8000)) 'which has let it be'
echo unpark >$f
ok 'unparked, it works' wait_for 10 more
takes_it() { [ $(($(flags) & 0x8000)) = 0 ]; }
ok 'and can be frozen' wait_for 10 takes_it
echo none >/sys/power/pm_test

# A million jobs would take minutes: stop does not wait for them.
exec 3<$f
log_mark
unload kthread
is "$(threads kthread/worker)" 0 'no thread outlives its module'
refused 'Input/output error' 'what is still open cannot be read' cat <&3
exec 3<&-
like "$(log_since)" '^kthread: [0-9]+ jobs done, [1-9][0-9]* left undone$' 'most of the work is left'
load kthread
is "$(cat $f)" 'done 0, to do 0, frozen 0 times' 'a second life begins with none'
ok 'park' sh -c "echo park >$f"
log_mark
unload kthread
is "$(threads kthread/worker)" 0 'a parked thread goes as well'
log_has '^kthread: 0 jobs done, 0 left undone$'
load_again kthread

again() { reload kthread; }
load kthread
walk_file $f rw write:7 pread:99:0
storm -w 7 -w park -w unpark -r again $f
unload kthread
done_testing
