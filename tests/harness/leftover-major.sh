# SPDX-License-Identifier: GPL-2.0
# leftover-major: a device number outlives the module.
#
# RED: nothing is left behind
# SAYS: ^# /proc/devices: *[0-9]+ leftover-major$
. /lkmpg/tests/lib.sh
cd ../harness || exit

load leftover-major
unload leftover-major
done_testing
