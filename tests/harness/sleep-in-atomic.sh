# SPDX-License-Identifier: GPL-2.0
# sleep-in-atomic: an allocation that might sleep, under a spin lock.
#
# NEEDS: CONFIG_DEBUG_ATOMIC_SLEEP
# RED: the kernel log is clean
# RED: the kernel is not tainted
# SAYS: BUG: sleeping function called from invalid context
. /lkmpg/tests/lib.sh
cd ../harness || exit

load sleep-in-atomic
unload sleep-in-atomic
done_testing
