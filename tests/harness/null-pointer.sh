# SPDX-License-Identifier: GPL-2.0
# null-pointer: insmod is killed inside the kernel, which leaves the module half
# loaded and some memory of the loader lost.
#
# RED: insmod null-pointer
# RED?: kmemleak finds nothing
# RED: the kernel log is clean
# RED: the kernel is not tainted
# RED: nothing is left behind
# SAYS: (NULL pointer dereference|null-ptr-deref|general protection fault)
# SAYS: RIP: 0010:null_pointer_init
# SAYS: /sys/module/null_pointer
. /lkmpg/tests/lib.sh
cd ../harness || exit

load null-pointer
done_testing
