// SPDX-License-Identifier: GPL-2.0
/*
 * my-driver - a driver for a USB device
 *
 * It takes the interface of a device by the device's numbers, finds its bulk
 * endpoint and reads packets from it. What to change: the numbers in the table,
 * the endpoints, and the attribute.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/usb.h>

#define MY_DRIVER_TIMEOUT	1000	/* ms that a packet may take */

/* What the driver knows of one device. */
struct my_driver {
	struct usb_device *udev;
	unsigned int in;	/* the pipe that packets come from */
	size_t size;		/* and how large they are */
};

/* Waits for a packet, and says how many bytes it has, and the first of them. */
static ssize_t packet_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	struct my_driver *my = dev_get_drvdata(dev);
	int len, ret;
	u8 *data;

	/* Hardware writes to it: memory of its own, not the stack. */
	data = kzalloc(my->size, GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	ret = usb_bulk_msg(my->udev, my->in, data, my->size, &len,
			   MY_DRIVER_TIMEOUT);
	if (!ret)
		ret = sysfs_emit(buf, "%d %*ph\n", len, min(len, 8), data);
	kfree(data);
	return ret;
}
static DEVICE_ATTR_ADMIN_RO(packet);

static struct attribute *my_driver_attrs[] = {
	&dev_attr_packet.attr,
	NULL
};
ATTRIBUTE_GROUPS(my_driver);

static int my_driver_probe(struct usb_interface *intf,
			   const struct usb_device_id *id)
{
	struct usb_endpoint_descriptor *in;
	struct my_driver *my;
	int ret;

	ret = usb_find_bulk_in_endpoint(intf->cur_altsetting, &in);
	if (ret)
		return dev_err_probe(&intf->dev, ret, "no bulk endpoint\n");
	my = devm_kzalloc(&intf->dev, sizeof(*my), GFP_KERNEL);
	if (!my)
		return -ENOMEM;
	my->udev = interface_to_usbdev(intf);
	my->in = usb_rcvbulkpipe(my->udev, usb_endpoint_num(in));
	my->size = usb_endpoint_maxp(in);
	usb_set_intfdata(intf, my);
	dev_info(&intf->dev, "packets of %zu bytes\n", my->size);
	return 0;
}

/* Unplugged, or unbound. The attribute is gone, and no program is in it. */
static void my_driver_disconnect(struct usb_interface *intf)
{
	dev_info(&intf->dev, "gone\n");
}

/* Who made it and what it is. These are for tests only: get your own. */
static const struct usb_device_id my_driver_ids[] = {
	{ USB_DEVICE(0x1209, 0x0001) },
	{ }
};
MODULE_DEVICE_TABLE(usb, my_driver_ids);

static struct usb_driver my_driver_driver = {
	.name = KBUILD_MODNAME,
	.id_table = my_driver_ids,
	.probe = my_driver_probe,
	.disconnect = my_driver_disconnect,
	.dev_groups = my_driver_groups,
};
module_usb_driver(my_driver_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Your Name");
MODULE_DESCRIPTION("A driver for a USB device");
