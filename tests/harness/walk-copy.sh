# SPDX-License-Identifier: GPL-2.0
# walk-copy: a write that takes what it never got.
#
# NEEDS: CONFIG_FAULT_INJECTION_USERCOPY
# RED: every call behind /proc/walk-copy fails once
# SAYS: ^# BAD: /proc/walk-copy: write:hello succeeded all the same: call 1, fail_usercopy of walk_copy_write
. /lkmpg/tests/lib.sh
cd ../harness || exit

load walk-copy
walk_file /proc/walk-copy w write:hello
unload walk-copy
done_testing
