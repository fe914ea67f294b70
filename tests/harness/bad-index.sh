# SPDX-License-Identifier: GPL-2.0
# bad-index: a read beyond an array, of the next member of its structure.
#
# NEEDS: CONFIG_UBSAN_BOUNDS
# RED: the kernel log is clean
# SAYS: UBSAN: array-index-out-of-bounds
# SAYS: index 4 is out of range
. /lkmpg/tests/lib.sh
cd ../harness || exit

load bad-index at=3
log_lacks UBSAN 'the last number is fine'
unload bad-index
load bad-index
unload bad-index
done_testing
