# SPDX-License-Identifier: GPL-2.0
# hang: nothing inside can end it; the machine is stopped when its time is up.
#
# LIMIT: 3
# RED: the machine survived the test
# SAYS: not done after [0-9]+ s: the machine was stopped
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
unload good
load hang
done_testing
