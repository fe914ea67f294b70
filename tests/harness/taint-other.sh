# SPDX-License-Identifier: GPL-2.0
# taint-other: who owns up to one taint is not forgiven another.
#
# FAST
# TAINTS: 512
# RED: the kernel is not tainted
# SAYS: new taint bits: 1$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load proprietary
unload proprietary
done_testing
