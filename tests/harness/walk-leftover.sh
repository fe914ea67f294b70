# SPDX-License-Identifier: GPL-2.0
# walk-leftover: an init that fails in the middle leaves a directory in /sys.
#
# NEEDS: CONFIG_FAILSLAB
# RED: every call in the init of walk-leftover fails once
# RED: the kernel log is clean
# RED: nothing is left behind
# SAYS: ^# BAD: afterwards it does not load \(ENOMEM\): call [0-9]+, failslab of walk_leftover_init
# SAYS: ^# BAD: /sys/kernel/walk-leftover is left behind
# SAYS: sysfs_warn_dup
. /lkmpg/tests/lib.sh
cd ../harness || exit

walk_init walk-leftover
done_testing
