# SPDX-License-Identifier: GPL-2.0
# walk-success: an init that was refused memory and says nothing of it.
#
# NEEDS: CONFIG_FAILSLAB
# RED: every call in the init of walk-success fails once
# SAYS: ^# BAD: init succeeded all the same: call [0-9]+, failslab of walk_success_init
. /lkmpg/tests/lib.sh
cd ../harness || exit

walk_init walk-success
done_testing
