# SPDX-License-Identifier: GPL-2.0
# i2c-thermo: two thermometers on one bus, in the units of hwmon; the limit is cached
# and the rest is not; a dump of all registers does not eat the alarm; a chip that is
# deaf, stuck or another one; unbound, or its bus taken away, while its file is read.
# LIMIT: 120
. /lkmpg/tests/lib.sh

name=i2c-thermo
w=/sys/kernel/debug/vi2c
driver=/sys/bus/i2c/drivers/i2c_thermo

load vi2c
bus=$(grep -l '^vi2c$' /sys/bus/i2c/devices/i2c-*/name)
bus=${bus%/name}
n=${bus##*-}
A=/sys/bus/i2c/devices/$n-0048 B=/sys/bus/i2c/devices/$n-0049
# The directories of the two; that of the first may come again, by another number.
a() { echo "$A"/hwmon/hwmon*; }
b() { echo "$B"/hwmon/hwmon*; }
temp() { cat "$($1)/temp1_input"; }
alarm() { cat "$($1)/temp1_max_alarm"; }

# By its name, from the device to the module, as udev does it.
modinfo -F alias ./$name.ko >"$TEST_TMP/aliases"
ok 'the module says what it is for' grep -qx 'i2c:lkthermo' "$TEST_TMP/aliases"
ok 'and how a device tree calls it' grep -qxF 'of:N*T*Clkmpg,lkthermo' "$TEST_TMP/aliases"
echo 'lkthermo 0x48' >"$bus/new_device"
ok 'the device is there before its driver' test -e "$A" -a ! -e "$A/driver"
is "$(cat "$A/modalias")" i2c:lkthermo 'and asks for one'
dir=/lib/modules/$(uname -r)/updates
mkdir -p "$dir"
cp $name.ko "$dir"
depmod
ok 'which comes' modprobe "$(cat "$A/modalias")"
rm -r "$dir"
depmod
is "$(readlink -f "$A/driver")" $driver 'and takes it'
# At another address, too; and by the other name, where the kernel knows device trees.
second=lkthermo
[ ! -e /proc/device-tree ] || second=lkmpg,lkthermo
echo "$second 0x49" >"$bus/new_device"
is "$(readlink -f "$B/driver")" $driver 'it takes the second one, too'
is "$(cat "$(a)/name")" lkthermo 'the class knows it'
is "$(cd "$(a)" && echo temp*)" 'temp1_input temp1_max temp1_max_alarm' 'with three files'

# Millidegrees of 1/256 degrees.
is "$(temp a) $(temp b)" '22000 22000' 'room temperature'
for pair in 0x1980=25500 0xfe80=-1500 0x0001=4 0xffff=-4 0x0010=63 0xfff0=-63 0x7fff=127996 0x8000=-128000 0=0; do
	echo ${pair%=*} >$w/48-temp
	is "$(temp a)" ${pair#*=} "$pair"
done
is "$(temp b)" 22000 'the other one has not moved'
is "$(fop "$(b)/temp1_input" r read:2 read:9 read:9)" 'read:2: 2 "22"
read:9: 4 "000\n"
read:9: 0 ""' 'a temperature is read in pieces'
is "$(as_reader cat "$(b)/temp1_input")" 22000 'by anyone'

# The limit: steps of 1/16 degree, no colder and no hotter than the chip can.
is "$(cat "$(a)/temp1_max")" 80000 'the limit at first'
for pair in 30000=30000 30031=30000 30032=30063 -500=-500 -31=0 -32=-63 -55001=-55000 125001=125000 \
	9223372036854775807=125000 -9223372036854775808=-55000; do
	echo ${pair%=*} >"$(a)/temp1_max"
	is "$(cat "$(a)/temp1_max")" ${pair#*=} "limit $pair"
done
is "$(cat "$(b)/temp1_max")" 80000 'the other one keeps its own'
refused 'Invalid argument' 'a limit is a number' fop "$(a)/temp1_max" w write:warm
refused 'Numerical result out of range' 'that fits' fop "$(a)/temp1_max" w write:9223372036854775808
refused 'Permission denied' 'set by root' as_reader sh -c "echo 1 >$(a)/temp1_max"
refused 'Permission denied' 'a temperature is what it is' fop "$(a)/temp1_input" w write:0
is "$(cat "$(a)/temp1_max")" -55000 'none of these changed it'

# The alarm is over when it has been read and the cause is gone.
echo 30000 >"$(a)/temp1_max"
alarm a >/dev/null
is "$(alarm a) $(alarm b)" '0 0' 'no alarm'
echo 0x1e01 >$w/48-temp
is "$(alarm a) $(alarm a) $(alarm b)" '1 1 0' 'too hot'
echo 0x1e00 >$w/48-temp
is "$(alarm a) $(alarm a)" '1 0' 'it was'
# regmap's own file shows the registers; the precious one it does not touch.
dump=/sys/kernel/debug/regmap/$n-0048/registers
if [ -e "$dump" ]; then
	echo 0x1e01 >$w/48-temp
	echo 0x1600 >$w/48-temp
	is "$(tr '\n' ' ' <"$dump")" '0: 1600 1: 1e00 3: 4c4b ' 'all registers but one'
	is "$(alarm a) $(alarm a)" '1 0' 'the alarm is still there after that'
else
	echo '# no regmap in debugfs'
fi

# Deaf: only what is cached can be read, and nothing written.
log_mark
echo 1 >$w/48-deaf
refused 'No such device or address' 'a deaf chip has no temperature' cat "$(a)/temp1_input"
refused 'No such device or address' 'nor an alarm' cat "$(a)/temp1_max_alarm"
is "$(cat "$(a)/temp1_max")" 30000 'but its limit is known'
refused 'No such device or address' 'and cannot be changed' fop "$(a)/temp1_max" w write:40000
refused 'No such device or address' 'after that, nobody knows what it is' cat "$(a)/temp1_max"
is "$(temp b)" 22000 'the other one answers'
echo $n-0048 >$driver/unbind
# Linux before 5.12 does not tell why, with any error: the log does.
refused 'No such device' 'nothing to bind to' fop $driver/bind w write:$n-0048
log_has "^i2c_thermo $n-0048: error -ENXIO: no answer\$|^i2c_thermo $n-0048: error -6: no answer\$"
echo 0 >$w/48-deaf
ok 'it answers: bound' fop $driver/bind w write:$n-0048
is "$(cat "$(a)/temp1_max")" 30000 'with the limit that the chip has kept'

# Another chip.
log_mark
echo $n-0048 >$driver/unbind
echo 0x7500 >$w/48-id
refused 'No such device' 'a chip of another make' fop $driver/bind w write:$n-0048
log_has "^i2c_thermo $n-0048: .*not ours: 0x7500"
ok 'has no driver' test ! -e "$A/driver" -a ! -e "$A/hwmon"
is "$(temp b)" 22000 'the other one does not notice'
echo 0x4c4b >$w/48-id
ok 'ours again' fop $driver/bind w write:$n-0048

# Unbound while it is open, and while a read is on its way over a stuck bus.
exec 3<"$(a)/temp1_input"
echo $n-0048 >$driver/unbind
refused 'No such device' 'the open file leads nowhere' sh -c 'cat <&3'
exec 3<&-
fop $driver/bind w write:$n-0048 >/dev/null
file=$(b)/temp1_input
echo 1 >$w/stuck
cat "$file" >"$TEST_TMP/reader" 2>&1 &
echo $n-0049 >$driver/unbind
wait $!
like "$(cat "$TEST_TMP/reader")" 'Connection timed out|No such' 'the reader is told'
ok 'and the files are gone' test ! -e "$file"
like "$(fop $driver/bind w write:$n-0049)" 'Connection timed out|No such device' 'a stuck bus has no devices'
log_has "^i2c_thermo $n-0049: error -(ETIMEDOUT|110): no answer"
echo 0 >$w/stuck
ok 'it moves again' fop $driver/bind w write:$n-0049
is "$(temp a) $(temp b)" '22000 22000' 'and both are back'

# Taken away: the device, the driver, the bus.
echo 0x49 >"$bus/delete_device"
ok 'a device that is taken away is gone' test ! -e "$B"
exec 3<"$(a)/temp1_input"
unload $name
refused 'No such device' 'without the driver, the open file leads nowhere' sh -c 'cat <&3'
exec 3<&-
load $name
is "$(temp a)" 22000 'loaded again, it finds its device'
exec 3<"$(a)/temp1_input"
unload vi2c
refused 'No such device' 'nor without the bus' sh -c 'cat <&3'
exec 3<&-
ok 'which took the devices with it' test ! -e "$A"
unload $name
load_again $name

# Each call that can fail, the storm, and the second life of the bus.
walk_init $name
load vi2c
load $name
echo 'lkthermo 0x48' >"$bus/new_device"
walk_file "$(a)/temp1_input" r read:9
walk_file "$(a)/temp1_max" w write:1000 write:2000
echo $n-0048 >$driver/unbind
# EINVAL: hwmon does not look at what dev_set_name() returns; device_register() misses the name.
walk_file -e EINVAL -u $driver/unbind=$n-0048 $driver/bind w write:$n-0048
echo $n-0048 >$driver/bind
echo 'lkthermo 0x49' >"$bus/new_device"
again() { reload $name; }
storm -w 1 -w 0 -w $n-0049 -r again "$B/hwmon/$(basename "$(b)")/temp1_max" $w/49-temp $w/49-deaf $driver/bind $driver/unbind
unload $name
unload vi2c
done_testing
