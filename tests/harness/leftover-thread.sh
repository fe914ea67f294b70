# SPDX-License-Identifier: GPL-2.0
# leftover-thread: a thread outlives the module.
#
# RED: nothing is left behind
# SAYS: ^# thread: \(leftover-thread\)$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load leftover-thread
unload leftover-thread
done_testing
