# SPDX-License-Identifier: GPL-2.0
# dimmer: two devices of one driver do not mix their levels; unbound, a lamp
# says its level, and comes back at 0.
. /lkmpg/tests/lib.sh

d=/sys/bus/platform/devices
driver=/sys/bus/platform/drivers/dimmer

load dimmer
is "$(cat $d/dimmer.0/level $d/dimmer.1/level | tr '\n' ' ')" '0 0 ' 'both lamps are out'
ok 'the first lamp' sh -c "echo 7 > $d/dimmer.0/level"
ok 'the second lamp' sh -c "echo 10 > $d/dimmer.1/level"
is "$(cat $d/dimmer.0/level $d/dimmer.1/level | tr '\n' ' ')" '7 10 ' 'each has its level'
refused 'Numerical result out of range' 'eleven' sh -c "echo 11 > $d/dimmer.0/level"
refused 'Invalid argument' 'below nothing' sh -c "echo -1 > $d/dimmer.0/level"
refused 'Invalid argument' 'bright' sh -c "echo bright > $d/dimmer.0/level"
refused 'Permission denied' 'a user may not' as_reader sh -c "echo 1 > $d/dimmer.0/level"
is "$(cat $d/dimmer.0/level)" 7 'none of these changed it'

log_mark
ok 'unbind' sh -c "echo dimmer.0 > $driver/unbind"
is "$(log_since)" 'dimmer dimmer.0: out, was at 7' 'it goes out, and says where it was'
ok 'the attribute is gone' test ! -e $d/dimmer.0/level
is "$(cat $d/dimmer.1/level)" 10 'the other lamp does not notice'
ok 'bind' sh -c "echo dimmer.0 > $driver/bind"
is "$(cat $d/dimmer.0/level)" 0 'it comes back with new memory'

log_mark
unload dimmer
is "$(log_since | tr '\n' ',')" 'dimmer dimmer.1: out, was at 10,dimmer dimmer.0: out, was at 0,' 'both go out'
load_again dimmer
done_testing
