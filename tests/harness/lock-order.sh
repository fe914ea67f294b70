# SPDX-License-Identifier: GPL-2.0
# lock-order: a deadlock that did not happen, but could.
#
# NEEDS: CONFIG_PROVE_LOCKING
# RED: the kernel log is clean
# SAYS: possible circular locking dependency
. /lkmpg/tests/lib.sh
cd ../harness || exit

load lock-order
unload lock-order
done_testing
