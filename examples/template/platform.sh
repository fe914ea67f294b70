# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# my-driver: it finds its device, keeps a level within what the device can do, refuses a
# device that is described badly, and goes and comes.
. /lkmpg/tests/lib.sh

driver=/sys/bus/platform/drivers/my_driver
device() { (cd $driver && echo my_driver.*); }

load my-driver
is "$(device)" 'my_driver.*' 'no device, nothing to do'
unload my-driver

load my-driver demo=1 demo_max=7
d=$driver/$(device)
is "$(cat "$d/level")" 0 'it has found the device'
echo 7 >"$d/level"
is "$(cat "$d/level")" 7 'up to the largest level'
refused 'Numerical result out of range' 'not above it' fop "$d/level" w write:8
refused 'Invalid argument' 'a level is a number' fop "$d/level" w write:high
refused 'Permission denied' 'a user may not set it' as_reader sh -c "echo 1 >$d/level"
is "$(cat "$d/level")" 7 'it is as it was'

name=$(device)
echo "$name" >$driver/unbind
ok 'unbound, it has no level' test ! -e "/sys/bus/platform/devices/$name/level"
echo "$name" >$driver/bind
is "$(cat "$d/level")" 0 'bound again, it begins anew'
unload my-driver
ok 'the device is gone' test ! -e "/sys/bus/platform/devices/$name"

load my-driver demo=1 demo_max=0
log_has 'max-level is 0'
is "$(device)" 'my_driver.*' 'a device without levels is refused'
unload my-driver

load_again my-driver demo=1
done_testing
