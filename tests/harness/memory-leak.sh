# SPDX-License-Identifier: GPL-2.0
# memory-leak: what is never freed, and by nobody pointed to.
#
# NEEDS: CONFIG_DEBUG_KMEMLEAK
# RED: kmemleak finds nothing
# SAYS: unreferenced object .*size 128
# SAYS: comm "insmod"
. /lkmpg/tests/lib.sh
cd ../harness || exit

load memory-leak
unload memory-leak
done_testing
