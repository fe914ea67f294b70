# SPDX-License-Identifier: GPL-2.0
# listener: it is asked before a device comes up, may say no, and is told the rest;
# once it has left nobody asks it.
. /lkmpg/tests/lib.sh

is_up() { ip link show lo | grep -q '[<,]UP[,>]'; }

ip link set lo down
load notifier
load listener
log_mark
ok 'a device comes up' ip link set lo up
ip link set lo down
is "$(log_since | grep '^listener: ')" 'listener: lo may come up
listener: lo is up
listener: lo is down' 'it was asked first, and then told'
unload listener

log_mark
load listener refuse=lo
is "$(cat /sys/module/listener/parameters/refuse)" lo 'now it refuses'
refused 'Operation not permitted' 'and the device does not come up' ip link set lo up
ok 'it is down' sh -c '! ip link show lo | grep -q "[<,]UP[,>]"'
is "$(log_since | grep '^listener: ')" 'listener: lo must stay down' 'it was told nothing else'
unload listener
ok 'when it has left, nobody forbids it' ip link set lo up
ok 'and it is up' is_up
load listener refuse=l
ip link set lo down
ok 'another name is another device' ip link set lo up
ip link set lo down
unload listener

log_mark
load listener refuse=
ok 'no name forbids nothing' ip link set lo up
ip link set lo down
unload listener
log_has '^listener: lo is down$'
log_has '^listener: gone$'
load_again listener
walk_init -0 listener
unload notifier
done_testing
