# SPDX-License-Identifier: GPL-2.0
# test-quits: it ends too early, but with status 0: done_testing was not called.
#
# FAST
# RED: the test ran to its end
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
unload good
exit 0
ok 'never tried' false
done_testing
