# SPDX-License-Identifier: GPL-2.0
# panic: the machine is gone at once, and its last words come from the console.
#
# FAST
# RED: the machine survived the test
# SAYS: the machine died
# SAYS: Kernel panic - not syncing: the harness asked for it
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
unload good
load panic
done_testing
