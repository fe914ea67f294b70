// SPDX-License-Identifier: GPL-2.0
/*
 * scratch - one driver, two devices that keep what is written to them
 *
 * Shows: write and its contract; two minor numbers of one cdev, from which open
 *        finds the device; private_data, by which the other operations find it
 *        again; a mutex for each device, because many may have it open.
 *
 * Try:   insmod scratch.ko
 *        ls -l /dev/scratch0 /dev/scratch1
 *        echo "left" > /dev/scratch0
 *        echo "right" > /dev/scratch1
 *        cat /dev/scratch0 /dev/scratch1
 *        cat /proc/cpuinfo > /dev/scratch0	# fails: No space left on device
 *        rmmod scratch
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define SCRATCH_DEVICES	2
#define SCRATCH_SIZE	128

struct scratch {
	struct mutex lock;	/* protects len and text */
	size_t len;
	char text[SCRATCH_SIZE];
};

static struct scratch scratch_devices[SCRATCH_DEVICES];
static dev_t scratch_devt;	/* the first number */
static struct cdev scratch_cdev;

/* The cdev has no other minor numbers: the index is in the array. */
static int scratch_open(struct inode *inode, struct file *file)
{
	file->private_data = &scratch_devices[iminor(inode) -
					      MINOR(scratch_devt)];
	return 0;
}

static ssize_t scratch_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	struct scratch *scratch = file->private_data;
	ssize_t ret;

	if (mutex_lock_interruptible(&scratch->lock))
		return -ERESTARTSYS;
	ret = simple_read_from_buffer(buf, len, offset, scratch->text,
				      scratch->len);
	mutex_unlock(&scratch->lock);
	return ret;
}

/*
 * Take what fits, and say how much that was: the caller comes again with the
 * rest. The text ends where the latest write has ended.
 */
static ssize_t scratch_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	struct scratch *scratch = file->private_data;
	char text[SCRATCH_SIZE];
	size_t pos;

	if (!len)
		return 0;
	if (*offset >= SCRATCH_SIZE)
		return -ENOSPC;
	pos = *offset;
	len = min(len, SCRATCH_SIZE - pos);

	/* By way of a copy: a bad pointer leaves the old text whole. */
	if (copy_from_user(text, buf, len))
		return -EFAULT;

	if (mutex_lock_interruptible(&scratch->lock))
		return -ERESTARTSYS;
	if (pos > scratch->len)		/* a gap: zeros, and nothing old */
		memset(scratch->text + scratch->len, 0, pos - scratch->len);
	memcpy(scratch->text + pos, text, len);
	scratch->len = pos + len;
	mutex_unlock(&scratch->lock);

	*offset = pos + len;
	return len;
}

static const struct file_operations scratch_fops = {
	.owner = THIS_MODULE,
	.open = scratch_open,
	.read = scratch_read,
	.write = scratch_write,
	.llseek = default_llseek,
};

static struct class scratch_class = {
	.name = KBUILD_MODNAME,
};

static void scratch_destroy(int devices)
{
	while (devices-- > 0)
		device_destroy(&scratch_class, scratch_devt + devices);
}

/* The four steps of chardev, the last one for each device. */
static int __init scratch_init(void)
{
	struct device *dev;
	int i, ret;

	ret = alloc_chrdev_region(&scratch_devt, 0, SCRATCH_DEVICES,
				  KBUILD_MODNAME);
	if (ret)
		return ret;

	for (i = 0; i < SCRATCH_DEVICES; i++)
		mutex_init(&scratch_devices[i].lock);
	cdev_init(&scratch_cdev, &scratch_fops);
	scratch_cdev.owner = THIS_MODULE;
	ret = cdev_add(&scratch_cdev, scratch_devt, SCRATCH_DEVICES);
	if (ret)
		goto err_free_region;

	ret = class_register(&scratch_class);
	if (ret)
		goto err_del_cdev;

	for (i = 0; i < SCRATCH_DEVICES; i++) {
		dev = device_create(&scratch_class, NULL, scratch_devt + i,
				    NULL, "scratch%d", i);
		if (IS_ERR(dev)) {
			ret = PTR_ERR(dev);
			goto err_destroy;
		}
	}
	return 0;

err_destroy:
	scratch_destroy(i);
	class_unregister(&scratch_class);
err_del_cdev:
	cdev_del(&scratch_cdev);
err_free_region:
	unregister_chrdev_region(scratch_devt, SCRATCH_DEVICES);
	return ret;
}

static void __exit scratch_exit(void)
{
	scratch_destroy(SCRATCH_DEVICES);
	class_unregister(&scratch_class);
	cdev_del(&scratch_cdev);
	unregister_chrdev_region(scratch_devt, SCRATCH_DEVICES);
}

module_init(scratch_init);
module_exit(scratch_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Two devices that can be written");
