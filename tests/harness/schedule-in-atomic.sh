# SPDX-License-Identifier: GPL-2.0
# schedule-in-atomic: sleeping under a spin lock, seen by the scheduler.
#
# NEEDS: CONFIG_PREEMPT_COUNT
# RED: the kernel log is clean
# RED: the kernel is not tainted
# SAYS: BUG: scheduling while atomic: insmod
. /lkmpg/tests/lib.sh
cd ../harness || exit

load schedule-in-atomic
unload schedule-in-atomic
done_testing
