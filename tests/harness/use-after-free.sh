# SPDX-License-Identifier: GPL-2.0
# use-after-free: a read of freed memory, which does no visible harm.
#
# NEEDS: CONFIG_KASAN
# RED: the kernel log is clean
# RED: the kernel is not tainted
# SAYS: BUG: KASAN: (slab-)?use-after-free in use_after_free_init
. /lkmpg/tests/lib.sh
cd ../harness || exit

load use-after-free
unload use-after-free
done_testing
