# SPDX-License-Identifier: GPL-2.0
# leftover-proc: a directory in /proc outlives the module.
#
# FAST
# RED: nothing is left behind
# SAYS: ^# /proc/leftover-proc$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load leftover-proc
unload leftover-proc
done_testing
