# SPDX-License-Identifier: GPL-2.0
# walk-leak: an init that fails in the middle leaks what it had.
#
# NEEDS: CONFIG_FAILSLAB
# NEEDS: CONFIG_DEBUG_KMEMLEAK
# RED: kmemleak finds nothing
# SAYS: unreferenced object .*size 128
# SAYS: comm "failwalk"
. /lkmpg/tests/lib.sh
cd ../harness || exit

walk_init walk-leak
done_testing
