# SPDX-License-Identifier: GPL-2.0
# test-dies: the shell gives up in the middle, and leaves a module loaded.
#
# RED: the test ran to its end
# RED: nothing is left behind
# SAYS: nobody has set this
# SAYS: test-dies.sh ended with status [1-9]
# SAYS: /sys/module/good
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
echo "${missing:?nobody has set this}"
unload good
done_testing
