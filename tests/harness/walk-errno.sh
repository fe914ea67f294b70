# SPDX-License-Identifier: GPL-2.0
# walk-errno: an init that fails with an error of its own making.
#
# NEEDS: CONFIG_FAILSLAB
# RED: every call in the init of walk-errno fails once
# SAYS: ^# BAD: the wrong error, EPERM: call [0-9]+, failslab of walk_errno_init
. /lkmpg/tests/lib.sh
cd ../harness || exit

walk_init walk-errno
done_testing
