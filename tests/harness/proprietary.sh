# SPDX-License-Identifier: GPL-2.0
# proprietary: the log does not complain; the taint flag P (1) is all there is.
#
# FAST
# RED: the kernel is not tainted
# SAYS: new taint bits: 1$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load proprietary
unload proprietary
done_testing
