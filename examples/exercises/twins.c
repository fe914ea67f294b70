// SPDX-License-Identifier: GPL-2.0
/*
 * twins - two devices of one driver, each with a count of its own
 *
 * Shows: one cdev for a range of minor numbers; how open finds out which
 *        device is meant, and leaves it in private_data for read.
 *
 * Try:   insmod twins.ko
 *        cat /dev/twin0
 *        cat /dev/twin0
 *        cat /dev/twin1
 *        rmmod twins
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "compat.h"

#define TWINS_NAME	"twins"
#define TWINS		2
#define TWINS_MSG_MAX	40

static struct {
	dev_t devt;		/* the first of the two */
	struct cdev cdev;	/* serves both */
	atomic_t count[TWINS];
} twins;

/* What an open file has of its own. No opener waits for another. */
struct twins_msg {
	size_t len;
	char text[TWINS_MSG_MAX];
};

static int twins_open(struct inode *inode, struct file *file)
{
	/* cdev_add() claimed TWINS minors from devt: no other comes here. */
	unsigned int twin = iminor(inode) - MINOR(twins.devt);
	struct twins_msg *msg;

	msg = kmalloc_obj(*msg);
	if (!msg)
		return -ENOMEM;

	msg->len = scnprintf(msg->text, sizeof(msg->text),
			     "twin %u, opening %d\n", twin,
			     atomic_inc_return(&twins.count[twin]));
	file->private_data = msg;
	return 0;
}

static int twins_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static ssize_t twins_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	struct twins_msg *msg = file->private_data;

	return simple_read_from_buffer(buf, len, offset, msg->text, msg->len);
}

static const struct file_operations twins_fops = {
	.owner = THIS_MODULE,
	.open = twins_open,
	.release = twins_release,
	.read = twins_read,
	.llseek = default_llseek,
};

static char *twins_devnode(DEVNODE_CONST struct device *dev, umode_t *mode)
{
	if (mode)
		*mode = 0444;
	return NULL;
}

static struct class twins_class = {
	.name = TWINS_NAME,
	.devnode = twins_devnode,
};

static int __init twins_init(void)
{
	struct device *dev;
	int i, ret;

	ret = alloc_chrdev_region(&twins.devt, 0, TWINS, TWINS_NAME);
	if (ret)
		return ret;

	cdev_init(&twins.cdev, &twins_fops);
	twins.cdev.owner = THIS_MODULE;
	ret = cdev_add(&twins.cdev, twins.devt, TWINS);
	if (ret)
		goto err_free_region;

	ret = class_register(&twins_class);
	if (ret)
		goto err_del_cdev;

	for (i = 0; i < TWINS; i++) {
		dev = device_create(&twins_class, NULL, twins.devt + i, NULL,
				    "twin%d", i);
		if (IS_ERR(dev)) {
			ret = PTR_ERR(dev);
			goto err_destroy_devices;
		}
	}
	return 0;

err_destroy_devices:
	while (i-- > 0)
		device_destroy(&twins_class, twins.devt + i);
	class_unregister(&twins_class);
err_del_cdev:
	cdev_del(&twins.cdev);
err_free_region:
	unregister_chrdev_region(twins.devt, TWINS);
	return ret;
}

static void __exit twins_exit(void)
{
	int i;

	for (i = TWINS - 1; i >= 0; i--)
		device_destroy(&twins_class, twins.devt + i);
	class_unregister(&twins_class);
	cdev_del(&twins.cdev);
	unregister_chrdev_region(twins.devt, TWINS);
}

module_init(twins_init);
module_exit(twins_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("One driver, two devices");
