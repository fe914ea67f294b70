// SPDX-License-Identifier: GPL-2.0
/*
 * lkusb - drive a USB device that sends back what it is sent
 *
 * Shows: a usb_driver that finds its device by class and its endpoints by what
 *        they are; URBs, and an anchor that ends all that are under way; a node
 *        whose open files outlive the device; autosuspend.
 *
 * Needs: CONFIG_USB
 *
 * Try:   modprobe -a dummy_hcd libcomposite usb_f_fs
 *        other/usb_gadget upper &	# the device: plays until it is killed
 *        insmod lkusb.ko
 *        until [ -e /dev/lkusb0 ]; do sleep 0.1; done
 *        echo hello >/dev/lkusb0
 *        head -n 1 /dev/lkusb0
 *        kill $!
 *        wait
 *        rmmod lkusb
 *
 * A real device has a chip and a cable, and numbers that its maker has
 * registered: USB_DEVICE(vendor, product) is then the match.
 */
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/usb.h>

#include "compat.h"

#define LKUSB_MINOR_BASE 240	/* of major 180, where minors are not dynamic */

/* Lives as long as the device has its driver, and as long as a file is open. */
struct lkusb {
	struct kref users;
	struct usb_interface *intf;
	struct usb_device *udev;
	unsigned int in, out;	/* pipes: the device's endpoints, for URBs */
	struct usb_anchor flying;	/* URBs that have not come back */
	struct mutex lock;	/* protects gone; who submits holds it */
	bool gone;
	size_t packet_size;	/* of the device, both ways */
};

static struct usb_driver lkusb_driver;

static void lkusb_free(struct kref *users)
{
	struct lkusb *dev = container_of(users, struct lkusb, users);

	usb_put_intf(dev->intf);
	usb_put_dev(dev->udev);
	kfree(dev);
}

/* In interrupt context: the URB is back, and carries its own result. */
static void lkusb_complete(struct urb *urb)
{
	complete(urb->context);
}

/*
 * Send or receive one buffer, which kmalloc() made: the controller reads and
 * writes it by DMA. Returns how many bytes it was, or an error.
 */
static ssize_t lkusb_transfer(struct lkusb *dev, unsigned int pipe, void *data,
			      size_t len)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct urb *urb = usb_alloc_urb(0, GFP_KERNEL);
	int interrupted;
	ssize_t ret;

	if (!urb)
		return -ENOMEM;
	usb_fill_bulk_urb(urb, dev->udev, pipe, data, len, lkusb_complete,
			  &done);
	usb_anchor_urb(urb, &dev->flying);
	mutex_lock(&dev->lock);
	ret = dev->gone ? -ENODEV : usb_submit_urb(urb, GFP_KERNEL);
	mutex_unlock(&dev->lock);
	if (ret) {
		usb_unanchor_urb(urb);
		goto out;
	}

	interrupted = wait_for_completion_interruptible(&done);
	if (interrupted)
		usb_kill_urb(urb);	/* and wait until it is back */
	ret = urb->status;
	if (!ret || (interrupted && urb->actual_length))
		ret = urb->actual_length;
	else if (interrupted)
		ret = -ERESTARTSYS;
	else if (ret == -EPIPE)	/* the device refuses: let it be asked again */
		usb_clear_halt(dev->udev, pipe);
out:
	usb_free_urb(urb);
	/* Ended by disconnect, or by the core, or too late for both. */
	return ret == -ENOENT || ret == -ESHUTDOWN ? -ENODEV : ret;
}

/* The buffer holds any packet; a reader with a smaller one loses the rest. */
static ssize_t lkusb_read(struct file *file, char __user *buf, size_t count,
			  loff_t *offset)
{
	struct lkusb *dev = file->private_data;
	ssize_t ret;
	void *data;

	if (!count)
		return 0;
	data = kmalloc(dev->packet_size, GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	do {	/* an empty packet is no end of file */
		ret = lkusb_transfer(dev, dev->in, data, dev->packet_size);
	} while (!ret);
	if (ret > 0) {
		ret = min_t(size_t, ret, count);
		if (copy_to_user(buf, data, ret))
			ret = -EFAULT;
	}
	kfree(data);
	return ret;
}

/* A packet at most, so that the device never waits for the rest of one. */
static ssize_t lkusb_write(struct file *file, const char __user *buf,
			   size_t count, loff_t *offset)
{
	struct lkusb *dev = file->private_data;
	void *data;
	ssize_t ret;

	count = min(count, dev->packet_size);
	if (!count)
		return 0;
	data = memdup_user(buf, count);
	if (IS_ERR(data))
		return PTR_ERR(data);
	ret = lkusb_transfer(dev, dev->out, data, count);
	kfree(data);
	return ret;
}

/* usb_deregister_dev() waits for those who are in here: the device is ours. */
static int lkusb_open(struct inode *inode, struct file *file)
{
	struct usb_interface *intf = usb_find_interface(&lkusb_driver,
							iminor(inode));
	struct lkusb *dev = intf ? usb_get_intfdata(intf) : NULL;
	int ret;

	if (!dev)
		return -ENODEV;
	ret = usb_autopm_get_interface(intf);	/* wake it up */
	if (ret)
		return ret;
	kref_get(&dev->users);
	file->private_data = dev;
	return stream_open(inode, file);	/* no write waits for a read */
}

static int lkusb_release(struct inode *inode, struct file *file)
{
	struct lkusb *dev = file->private_data;

	usb_autopm_put_interface(dev->intf);	/* gone or not: it counts */
	kref_put(&dev->users, lkusb_free);
	return 0;
}

static const struct file_operations lkusb_fops = {
	.owner = THIS_MODULE,
	.open = lkusb_open,
	.release = lkusb_release,
	.read = lkusb_read,
	.write = lkusb_write,
};

static struct usb_class_driver lkusb_class = {
	.name = "lkusb%d",
	.fops = &lkusb_fops,
	.minor_base = LKUSB_MINOR_BASE,
};

static int lkusb_probe(struct usb_interface *intf,
		       const struct usb_device_id *match)
{
	struct usb_endpoint_descriptor *in, *out;
	struct lkusb *dev;
	int ret;

	ret = usb_find_common_endpoints(intf->cur_altsetting, &in, &out, NULL,
					NULL);
	if (ret)
		return ret;
	dev = kzalloc_obj(*dev);
	if (!dev)
		return -ENOMEM;
	kref_init(&dev->users);
	mutex_init(&dev->lock);
	init_usb_anchor(&dev->flying);
	dev->intf = usb_get_intf(intf);
	dev->udev = usb_get_dev(interface_to_usbdev(intf));
	dev->in = usb_rcvbulkpipe(dev->udev, usb_endpoint_num(in));
	dev->out = usb_sndbulkpipe(dev->udev, usb_endpoint_num(out));
	dev->packet_size = usb_endpoint_maxp(in);
	usb_set_intfdata(intf, dev);
	ret = usb_register_dev(intf, &lkusb_class);
	if (!ret)
		return 0;

	/* not reached: no walk in 6.1, see the test */
	usb_set_intfdata(intf, NULL);
	kref_put(&dev->users, lkusb_free);
	return ret;
}

/* First nobody can come, then nobody can send, then all that flies is back. */
static void lkusb_disconnect(struct usb_interface *intf)
{
	struct lkusb *dev = usb_get_intfdata(intf);

	usb_deregister_dev(intf, &lkusb_class);
	mutex_lock(&dev->lock);
	dev->gone = true;
	mutex_unlock(&dev->lock);
	usb_kill_anchored_urbs(&dev->flying);
	usb_set_intfdata(intf, NULL);
	kref_put(&dev->users, lkusb_free);
}

/* Nobody has it open, or all processes are frozen. */
static int lkusb_suspend(struct usb_interface *intf, pm_message_t message)
{
	struct lkusb *dev = usb_get_intfdata(intf);

	usb_kill_anchored_urbs(&dev->flying);
	return 0;
}

static int lkusb_resume(struct usb_interface *intf)
{
	return 0;
}

static const struct usb_device_id lkusb_table[] = {
	/* vendor's class (0xff), and a subclass and protocol of ours */
	{ USB_INTERFACE_INFO(USB_CLASS_VENDOR_SPEC, 0x4c, 0x4b) },
	{ }
};
MODULE_DEVICE_TABLE(usb, lkusb_table);

static struct usb_driver lkusb_driver = {
	.name = KBUILD_MODNAME,
	.id_table = lkusb_table,
	.probe = lkusb_probe,
	.disconnect = lkusb_disconnect,
	.suspend = lkusb_suspend,
	.resume = lkusb_resume,
	.supports_autosuspend = 1,
};
module_usb_driver(lkusb_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Drive a USB device that sends back what it is sent");
