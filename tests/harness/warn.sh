# SPDX-License-Identifier: GPL-2.0
# warn: a WARN() reddens the test though all of its own points hold.
#
# FAST
# RED: the kernel log is clean
# RED: the kernel is not tainted
# SAYS: WARNING: .*warn_init.*\[warn\]
. /lkmpg/tests/lib.sh
cd ../harness || exit

load warn
unload warn
done_testing
