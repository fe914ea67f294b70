# SPDX-License-Identifier: GPL-2.0
# data-race: two threads that change a variable at the same time, which almost
# always goes well.
#
# NEEDS: CONFIG_KCSAN
# RED: the kernel log is clean
# SAYS: BUG: KCSAN: data-race in data_race_count
. /lkmpg/tests/lib.sh
cd ../harness || exit

load data-race
ok 'it is seen within seconds' wait_for 20 log_says 'KCSAN: data-race'
unload data-race
done_testing
