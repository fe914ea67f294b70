# SPDX-License-Identifier: GPL-2.0
# unwound: refused as often as one likes, with the error that it met, and each
# time nothing is left. (The runner looks for what is, kmemleak included.)
. /lkmpg/tests/lib.sh

for i in 1 2 3 4 5 6 7 8; do
	refused 'No such device' "refused, time $i" insmod ./unwound.ko
	ok 'and no file is left' test ! -e /proc/unwound
done
ok 'nor the module' test ! -d /sys/module/unwound
done_testing
