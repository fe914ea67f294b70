# SPDX-License-Identifier: GPL-2.0
# properties: each lamp is what its description says, the same driver reads a
# software node and a device tree, what is optional has its default, and a
# description that makes no sense is refused with its reason in the log.
# DTB: examples/properties.dtso
. /lkmpg/tests/lib.sh

name=properties
d=/sys/bus/platform/devices
driver=/sys/bus/platform/drivers/$name
shelf=$d/$name.0
desk=$d/$name.1
# told LAMP - label, level and duty in one line.
told() { echo "$(cat "$1/label") $(cat "$1/level") $(cat "$1/duty")"; }

load $name
is "$(told $shelf)" 'shelf 0 255' 'the shelf: its label, dark by default, and the wire is high then'
is "$(told $desk)" "$name.1 1 255" 'the desk: no label but its name, lit from the start'
is "$(readlink -f $shelf/software_node)" /sys/kernel/software_nodes/lamp-shelf 'what describes it can be seen'
is "$(cat $shelf/modalias)" platform:$name 'the name is what was matched'

# Two devices, two descriptions.
duties=''
for level in 0 1 2 3; do
	echo $level >$shelf/level
	duties="$duties $(cat $shelf/duty)"
done
is "$duties" ' 255 239 191 0' 'four levels, active low'
echo 0 >$desk/level
is "$(told $desk), $(told $shelf)" "$name.1 0 0, shelf 3 0" 'two, and the other one has not changed'
refused 'Numerical result out of range' 'the desk has no third one' sh -c "echo 2 >$desk/level"
refused 'Numerical result out of range' 'nor the shelf a fifth' sh -c "echo 4 >$shelf/level"
refused 'Invalid argument' 'a level is a number' sh -c "echo high >$shelf/level"
refused 'Invalid argument' 'from 0 on' sh -c "echo -1 >$shelf/level"
refused 'Permission denied' 'a user may not' as_reader sh -c "echo 1 >$shelf/level"
is "$(told $shelf)" 'shelf 3 0' 'none of these changed it'
is "$(fop $shelf/label r read:3 read:10 read:10)" 'read:3: 3 "she"
read:10: 3 "lf\n"
read:10: 0 ""' 'a label is read in pieces'

# Unbound while its file is open, and bound again: it is described as before.
exec 3>$shelf/level
ok 'unbind' sh -c "echo $name.0 >$driver/unbind"
refused 'No such device' 'the open file leads nowhere' sh -c 'echo 1 >&3'
exec 3>&-
ok 'its files are gone' test ! -e $shelf/level
is "$(told $desk)" "$name.1 0 0" 'the other one does not notice'
ok 'bind' sh -c "echo $name.0 >$driver/bind"
is "$(told $shelf)" 'shelf 0 255' 'it begins again'
unload $name
ok 'nothing is left' test ! -e /sys/kernel/software_nodes/lamp-shelf -a ! -e $shelf
load_again $name

# wrong WHY PARAMETER... - such a description of the desk is refused, for this reason.
wrong()
{
	_why=$1
	shift
	log_mark
	load $name "$@"
	log_has "^$name $name.1: .*$_why" "$*: $_why"
	ok "$*: no driver takes it" test ! -e $desk/driver
	is "$(told $shelf)" 'shelf 0 255' "$*: the other lamp works"
	unload $name
}
wrong 'there is no level 2' start=2
wrong 'there is no level 4294967295' start=4294967295
wrong 'brightness-levels: 256' levels=0,256
wrong '9 brightness-levels' levels=0,1,2,3,4,5,6,7,8
load $name levels=7 start=0
is "$(told $desk)" "$name.1 0 7" 'a single level will do'
unload $name
load $name levels=0,1,2,3,4,5,6,7 start=7
is "$(told $desk)" "$name.1 7 7" 'and so will eight'
unload $name
refused 'Invalid parameters' 'a level is a number' insmod ./$name.ko start=bright

# Described by nobody, a device is refused as well.
load devicemodel
echo devicemodel >/sys/bus/platform/drivers/devicemodel/unbind
load $name
log_mark
echo $name >$d/devicemodel/driver_override
# Linux before 5.12 does not tell why.
like "$(fop $driver/bind w write:devicemodel 2>&1)" 'Invalid argument|No such device' 'a device without a description is refused'
log_has "^$name devicemodel: .*no brightness-levels" 'and the log says what it lacks'
unload $name
unload devicemodel

# The same driver, where the firmware describes a lamp.
if [ -e /proc/device-tree/lamp ]; then
	load $name
	is "$(told $d/lamp)" 'window 2 127' 'the lamp of the device tree'
	is "$(cat $d/lamp/modalias)" 'of:NlampT(null)Clkmpg,lamp' 'which asks for its driver by what it is'
	like "$(modinfo -F alias ./$name.ko)" '^of:N\*T\*Clkmpg,lamp$' 'and the driver knows this name'
	echo 0 >$d/lamp/level
	is "$(told $d/lamp), $(told $shelf)" 'window 0 255, shelf 0 255' 'it can be switched, too'
	refused 'Numerical result out of range' 'it has three levels' sh -c "echo 3 >$d/lamp/level"
	unload $name
else
	echo '# this machine has no device tree'
fi

# Init is not walked: where a link of a software node in /sys fails, 6.1 says
# nothing, and gives back later what it never got (software_node_notify()).
# shellcheck disable=SC2034  # of lib.sh
walked=1
load $name
walk_file $shelf/level w write:1
walk_file $shelf/duty r read:9
echo $name.0 >$driver/unbind
walk_file -u $driver/unbind=$name.0 $driver/bind w write:$name.0
echo $name.0 >$driver/bind
again() { reload $name; }
storm -w 1 -w 0 -w $name.0 -r again $shelf/level $desk/level $shelf/duty $driver/bind $driver/unbind
unload $name
done_testing
