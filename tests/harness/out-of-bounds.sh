# SPDX-License-Identifier: GPL-2.0
# out-of-bounds: a write of one byte beyond the memory that was asked for.
#
# NEEDS: CONFIG_KASAN
# RED: the kernel log is clean
# RED: the kernel is not tainted
# SAYS: BUG: KASAN: slab-out-of-bounds in out_of_bounds_init
. /lkmpg/tests/lib.sh
cd ../harness || exit

load out-of-bounds at=9
log_lacks KASAN 'the last byte is fine'
unload out-of-bounds
load out-of-bounds
unload out-of-bounds
done_testing
