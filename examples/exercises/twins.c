// SPDX-License-Identifier: GPL-2.0
/*
 * twins - two devices of one driver, each with a name and a count of its own
 *
 * Shows: one cdev for a range of minor numbers; how open finds out which
 *        device is meant, and leaves that in private_data, with what belongs
 *        to this opening alone; a write, which changes the device.
 *
 * Try:   insmod twins.ko
 *        cat /dev/twin0
 *        cat /dev/twin1
 *        echo Castor > /dev/twin0
 *        cat /dev/twin0
 *        cat /dev/twin1
 *        echo "a name that is too long" > /dev/twin1	# fails: too long
 *        rmmod twins
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

#define TWINS_NAME	"twins"
#define TWINS		2
#define TWINS_MSG_MAX	40
#define TWINS_NAME_MAX	16

/* One device. */
struct twins_twin {
	struct mutex lock;	/* protects both of these: */
	char name[TWINS_NAME_MAX];
	unsigned int openings;
};

static struct {
	dev_t devt;		/* the first of the two */
	struct cdev cdev;	/* serves both */
	struct twins_twin twin[TWINS];
} twins;

/* One opening: the device it is of, and a text that never changes. */
struct twins_opening {
	struct twins_twin *twin;
	size_t len;
	char text[TWINS_MSG_MAX];
};

static int twins_open(struct inode *inode, struct file *file)
{
	/* cdev_add() claimed TWINS minors from devt: no other comes here. */
	unsigned int minor = iminor(inode) - MINOR(twins.devt);
	struct twins_twin *twin = &twins.twin[minor];
	struct twins_opening *opening;

	opening = kmalloc_obj(*opening);
	if (!opening)
		return -ENOMEM;

	opening->twin = twin;
	mutex_lock(&twin->lock);
	opening->len = scnprintf(opening->text, sizeof(opening->text),
				 "%s, opening %u\n", twin->name,
				 ++twin->openings);
	mutex_unlock(&twin->lock);
	file->private_data = opening;
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
	struct twins_opening *opening = file->private_data;

	return simple_read_from_buffer(buf, len, offset, opening->text,
				       opening->len);
}

/* What is written is the device's new name, whatever the offset. */
static ssize_t twins_write(struct file *file, const char __user *buf,
			   size_t len, loff_t *offset)
{
	struct twins_opening *opening = file->private_data;
	struct twins_twin *twin = opening->twin;
	char name[TWINS_NAME_MAX];

	/* One byte is for the NUL. */
	if (len >= sizeof(name))
		return -EINVAL;
	if (copy_from_user(name, buf, len))
		return -EFAULT;
	name[len] = '\0';
	strim(name);	/* the newline of echo */
	if (!name[0])
		return -EINVAL;

	mutex_lock(&twin->lock);
	strscpy(twin->name, name, sizeof(twin->name));
	mutex_unlock(&twin->lock);
	return len;
}

static const struct file_operations twins_fops = {
	.owner = THIS_MODULE,
	.open = twins_open,
	.release = twins_release,
	.read = twins_read,
	.write = twins_write,
	.llseek = default_llseek,
};

static char *twins_devnode(DEVNODE_CONST struct device *dev, umode_t *mode)
{
	if (mode)
		*mode = 0644;
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

	/* Before they can be opened. */
	for (i = 0; i < TWINS; i++) {
		mutex_init(&twins.twin[i].lock);
		scnprintf(twins.twin[i].name, TWINS_NAME_MAX, "twin %d", i);
	}

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
