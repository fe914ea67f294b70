# SPDX-License-Identifier: GPL-2.0
# test-forgets: the test passes, but leaves its module loaded.
#
# RED: nothing is left behind
# SAYS: /sys/module/good
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
done_testing
