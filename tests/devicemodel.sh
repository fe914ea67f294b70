# SPDX-License-Identifier: GPL-2.0
# devicemodel: device and driver find each other, part and meet again; what
# devm_ holds goes after remove; a real suspend of the machine reaches the
# driver's callbacks.
# SUSPENDS
. /lkmpg/tests/lib.sh

name=devicemodel
device=/sys/bus/platform/devices/$name
driver=/sys/bus/platform/drivers/$name

# told WANTED DESCRIPTION - what the log says of the device since the last time.
told()
{
	is "$(log_since | sed -n "s/^$name $name: //p" | tr '\n' ',')" "$@"
	log_mark
}

load $name
told 'power on,probed,' 'loading: probe'
is "$(readlink -f $device)" /sys/devices/platform/$name 'the device'
is "$(readlink -f $device/driver)" $driver 'has the driver'
is "$(readlink -f $driver/$name)" "$(readlink -f $device)" 'and the driver the device'
is "$(readlink -f $driver/module)" /sys/module/$name 'which is in the module'
is "$(cat $device/modalias)" platform:$name 'the device asks for the driver by name'
is "$(cat $device/suspends)" 0 'it was not suspended yet'
is "$(stat -c %a $device/suspends)" 444 'an attribute to be read'
refused 'Permission denied' 'and not written' fop $device/suspends w write:5

# Unbound, the device is nobody's.
ok 'unbind' sh -c "echo $name >$driver/unbind"
told 'removed after 0 suspends,power off,' 'remove comes first, then what devm_ holds'
ok 'the device has no driver' test ! -e $device/driver
ok 'nor the attribute' test ! -e $device/suspends
refused 'No such device' 'it cannot be unbound twice' fop $driver/unbind w write:$name
refused 'No such device' 'a device that is not there cannot be bound' fop $driver/bind w write:no-such

ok 'bind' sh -c "echo $name >$driver/bind"
told 'power on,probed,' 'probe again'
# Which of the two errors it is depends on the kernel.
like "$(fop $driver/bind w write:$name)" 'No such device|Device or resource busy' 'it cannot be bound twice'

unload $name
told 'removed after 0 suspends,power off,' 'unloading: remove'
ok 'the device is gone' test ! -e $device
ok 'and so is the driver' test ! -e $driver
load_again $name

# The reverse of init: first the device goes, then its driver. Two probes tell.
t=/sys/kernel/tracing
[ -e $t/kprobe_events ] || t=/sys/kernel/debug/tracing
if [ -e $t/kprobe_events ]; then
	load $name
	echo 'p:device platform_device_unregister' >$t/kprobe_events
	echo 'p:driver platform_driver_unregister' >>$t/kprobe_events
	echo 1 >$t/events/kprobes/enable
	unload $name
	echo 0 >$t/events/kprobes/enable
	is "$(sed -nE 's/.* (device|driver): .*/\1/p' $t/trace | paste -sd, -)" device,driver \
		'the device is taken away before its driver'
	echo >$t/kprobe_events
	echo >$t/trace
else
	echo '# the order of the end was not looked at: no kprobe events'
fi

# Freeze the processes, suspend all devices, and all back: what a machine does that
# goes to sleep, short of switching off. Without the wait between, which is an mdelay()
# (suspend_test() in kernel/power/suspend.c of 5.10 to 6.12) and, on a slow machine, a
# soft lockup.
case $(uname -r) in
[7-9].*)
	skip_rest 'the virtio port that the lab hears us by does not wake up again on Linux 7' ;;
esac
echo 0 >/sys/module/suspend/parameters/pm_test_delay
echo devices >/sys/power/pm_test
log_mark
load $name
ok 'the machine suspends and resumes' sh -c 'echo freeze >/sys/power/state'
told 'power on,probed,suspend,resume,' 'the driver was told, once each'
is "$(cat $device/suspends)" 1 'and has counted it'
echo $name >$driver/unbind
told 'removed after 1 suspends,power off,' 'the count was in its memory'
ok 'the machine suspends without the driver' sh -c 'echo mem >/sys/power/state'
told '' 'which is told nothing'
echo $name >$driver/bind
is "$(cat $device/suspends)" 0 'bound again, it has new memory and counts from 0'
echo none >/sys/power/pm_test
unload $name

again() { reload $name; }
load $name
walk_file $device/suspends r read:9
echo $name >$driver/unbind
walk_file -u $driver/unbind=$name $driver/bind w write:$name
echo $name >$driver/bind
storm -w $name -r again $device/suspends $driver/bind $driver/unbind
unload $name
done_testing
