# SPDX-License-Identifier: GPL-2.0
# startstop: two source files, one module, one name in the log.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

load startstop
log_has '^startstop: Hello from start\.c\.$'
is "$(lsmod | grep -cE '^(start|stop|startstop) ')" 1 'there is one module, not two'
refused 'No such file' 'there is no start.ko' insmod ./start.ko
unload startstop
log_has '^startstop: Goodbye from stop\.c\.$'

load_again startstop
walk_init -0 startstop
done_testing
