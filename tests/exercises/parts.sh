# SPDX-License-Identifier: GPL-2.0
# parts: the parts of all processors add up to what the threads did.
. /lkmpg/tests/lib.sh

counter=/sys/module/parts/parameters/counter

load parts
ok 'the threads come to an end' wait_for 30 log_says ' steps, the sum is '
log_has '^parts: 4000000 steps, the sum is 4000000: right$'
is "$(cat $counter)" 4000000 'the same is in /sys'
refused 'Permission denied' 'where it is only to be read' as_reader sh -c "echo 1 > $counter"
unload parts

log_mark
load parts
unload parts
log_has '^parts: gone$' 'it can be unloaded at work'
log_lacks 'wrong'
refused 'Invalid parameters' 'the counter is no parameter to be set' insmod ./parts.ko counter=5
load_again parts
done_testing
