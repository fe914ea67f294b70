# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# my-driver: it finds its device, reads packets, leaves another device alone, and the
# device can be unplugged while a program has a file open.
# MODULES: dummy_hcd libcomposite usb_f_ss_lb
# LIMIT: 120
. /lkmpg/tests/lib.sh

# A bus and a port in software (dummy_hcd), and what is plugged into that port: a gadget
# that sends zeros to each reader.
gadget=/sys/kernel/config/usb_gadget/one
driver=/sys/bus/usb/drivers/my_driver
bound() { (cd $driver && echo *:*); }
is_bound() { [ "$(bound)" != '*:*' ]; }
is_free() { [ "$(bound)" = '*:*' ]; }
plug() { echo dummy_udc.0 >$gadget/UDC; }
unplug() { echo >$gadget/UDC; }
seen() { grep -qs "$1" /sys/bus/usb/devices/*/idProduct; }

ok 'a USB bus' modprobe -a dummy_hcd libcomposite usb_f_ss_lb
mkdir $gadget $gadget/configs/c.1 $gadget/functions/SourceSink.0
echo 0x1209 >$gadget/idVendor
echo 0x0001 >$gadget/idProduct
ln -s $gadget/functions/SourceSink.0 $gadget/configs/c.1

load my-driver
is "$(bound)" '*:*' 'no device, nothing to do'
plug
ok 'plugged in, it is found' wait_for 10 is_bound
d=$driver/$(bound)
log_has 'packets of 512 bytes'
is "$(cat "$d/packet")" '512 00 00 00 00 00 00 00 00' 'a packet'
refused 'Permission denied' 'a user may not read it' as_reader cat "$d/packet"

exec 3<"$d/packet"
log_mark
unplug
ok 'unplugged, it is gone' wait_for 10 is_free
log_has 'gone$'
refused 'No such device' 'the open file says so' cat <&3
exec 3<&-

plug
ok 'plugged in again, it is found' wait_for 10 is_bound
like "$(cat "$d/packet")" '^512 ' 'and sends'
unload my-driver
load my-driver
ok 'a driver that comes later finds it, too' wait_for 10 is_bound
unplug
ok 'and loses it' wait_for 10 is_free

echo 0x0002 >$gadget/idProduct
plug
ok 'another device' wait_for 10 seen 0002
is "$(bound)" '*:*' 'is not for this driver'
unplug
unload my-driver
load_again my-driver

rm $gadget/configs/c.1/SourceSink.0
rmdir $gadget/configs/c.1 $gadget/functions/SourceSink.0 $gadget
ok 'the bus goes' modprobe -r -a dummy_hcd usb_f_ss_lb libcomposite
modprobe -r -q -a udc_core usbcore usb_common	# what those needed, where it is still there
done_testing
