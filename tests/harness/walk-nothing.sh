# SPDX-License-Identifier: GPL-2.0
# walk-nothing: nothing can be made to fail, and nobody said that it is so.
#
# NEEDS: CONFIG_FAILSLAB
# RED: every call in the init of good fails once
# SAYS: ^# BAD: nothing in init could be made to fail
. /lkmpg/tests/lib.sh
cd ../harness || exit

walk_init good
done_testing
