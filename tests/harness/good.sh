# SPDX-License-Identifier: GPL-2.0
# good: nothing is wrong, and nothing may be found.
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
log_has '^good: nothing to see here$'
unload good
load_again good
done_testing
