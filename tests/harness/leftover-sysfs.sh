# SPDX-License-Identifier: GPL-2.0
# leftover-sysfs: a directory in /sys outlives the module.
#
# RED: nothing is left behind
# SAYS: ^# /sys/kernel/leftover-sysfs$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load leftover-sysfs
unload leftover-sysfs
done_testing
