// SPDX-License-Identifier: GPL-2.0
/*
 * chardev - a character device that counts how often it was opened
 *
 * Shows: the four steps that lead to a node in /dev (a number, a cdev, a class,
 *        a device) and back; the file operations; .owner, which keeps the
 *        module loaded while the file is open; one opener at a time.
 *
 * Try:   insmod chardev.ko
 *        ls -l /dev/chardev
 *        cat /dev/chardev
 *        cat /dev/chardev
 *        echo hi > /dev/chardev	# fails: Invalid argument
 *        rmmod chardev
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kdev_t.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "compat.h"

#define CHARDEV_NAME	"chardev"
#define CHARDEV_MSG_MAX	80

static struct {
	dev_t devt;		/* the number: major and minor in one */
	struct cdev cdev;	/* ties the number to the file operations */
	unsigned long is_open;	/* bit 0: the device is open */
	/* Belong to the opening that has set that bit: */
	unsigned int count;
	char msg[CHARDEV_MSG_MAX];
	size_t msg_len;
} chardev;

static int chardev_open(struct inode *inode, struct file *file)
{
	/* Atomic: of two openers at the same moment one sees the bit set. */
	if (test_and_set_bit_lock(0, &chardev.is_open))
		return -EBUSY;

	chardev.msg_len = scnprintf(chardev.msg, sizeof(chardev.msg),
				    "I already told you %u times Hello world!\n",
				    chardev.count++);
	return 0;
}

static int chardev_release(struct inode *inode, struct file *file)
{
	clear_bit_unlock(0, &chardev.is_open);
	return 0;
}

static ssize_t chardev_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	/* Copies what fits, moves *offset, and returns 0 at the end. */
	return simple_read_from_buffer(buf, len, offset, chardev.msg,
				       chardev.msg_len);
}

/* No .write: the kernel itself answers write(2) with EINVAL. */
static const struct file_operations chardev_fops = {
	.owner = THIS_MODULE,
	.open = chardev_open,
	.release = chardev_release,
	.read = chardev_read,
	.llseek = default_llseek,
};

/* The node's mode; its name stays that of the device. */
static char *chardev_devnode(DEVNODE_CONST struct device *dev, umode_t *mode)
{
	if (mode)
		*mode = 0444;
	return NULL;
}

static struct class chardev_class = {
	.name = CHARDEV_NAME,
	.devnode = chardev_devnode,
};

static int __init chardev_init(void)
{
	struct device *dev;
	int ret;

	/* 1. A number that is free: one minor, 0, under any major. */
	ret = alloc_chrdev_region(&chardev.devt, 0, 1, CHARDEV_NAME);
	if (ret)
		return ret;

	/* 2. From here on, opening that number would reach our operations. */
	cdev_init(&chardev.cdev, &chardev_fops);
	chardev.cdev.owner = THIS_MODULE;
	ret = cdev_add(&chardev.cdev, chardev.devt, 1);
	if (ret)
		goto err_free_region;

	/* 3. A directory in /sys/class, and with it the node's mode. */
	ret = class_register(&chardev_class);
	if (ret)
		goto err_del_cdev;

	/* 4. Announce the device: devtmpfs makes /dev/chardev. Last of all. */
	dev = device_create(&chardev_class, NULL, chardev.devt, NULL,
			    CHARDEV_NAME);
	if (IS_ERR(dev)) {
		ret = PTR_ERR(dev);
		goto err_unregister_class;
	}

	pr_info("/dev/%s is major %u, minor %u\n", CHARDEV_NAME,
		MAJOR(chardev.devt), MINOR(chardev.devt));
	return 0;

err_unregister_class:
	class_unregister(&chardev_class);
err_del_cdev:
	cdev_del(&chardev.cdev);
err_free_region:
	unregister_chrdev_region(chardev.devt, 1);
	return ret;
}

static void __exit chardev_exit(void)
{
	device_destroy(&chardev_class, chardev.devt);
	class_unregister(&chardev_class);
	cdev_del(&chardev.cdev);
	unregister_chrdev_region(chardev.devt, 1);
	pr_info("opened %u times, gone\n", chardev.count);
}

module_init(chardev_init);
module_exit(chardev_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A character device, step by step");
