// SPDX-License-Identifier: GPL-2.0
/*
 * vinput - input devices that are driven by writing to a file
 *
 * Shows: a small subsystem: drivers register with it, and users make devices
 *        of them through attributes of its class; a structure that lives until
 *        its last user is gone; modules that hold each other in memory.
 *
 * Needs: CONFIG_INPUT
 *
 * Try:   insmod vinput.ko
 *        insmod vkbd.ko
 *        echo vkbd > /sys/class/vinput/export
 *        ls -l /dev/vinput0 /sys/class/vinput/vinput0
 *        rmmod vkbd	# fails: there is a device of it
 *        echo 0 > /sys/class/vinput/unexport
 *        rmmod vkbd
 *        rmmod vinput
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>

#include "compat.h"
#include "vinput.h"

#define VINPUT_NAME	"vinput"
#define VINPUT_MAX	32	/* devices: vinput0 to vinput31 */
#define VINPUT_LINE_MAX	32	/* bytes of a line */

/* One device. dev counts the references: to its node in /sys, to open files. */
struct vinput {
	struct device dev;
	struct cdev cdev;	/* each open file holds it, and it holds dev */
	const struct vinput_driver *driver;
	struct mutex lock;	/* protects what follows */
	struct input_dev *input;	/* NULL: unexported, but still open */
	char last[VINPUT_LINE_MAX + 2];	/* the last event, "\n" and '\0' */
	size_t last_len;
};

static dev_t vinput_devt;		/* the first of VINPUT_MAX numbers */
static DEFINE_MUTEX(vinput_mutex);	/* protects the two below */
static LIST_HEAD(vinput_drivers);
static DEFINE_XARRAY_ALLOC(vinput_devices);	/* by number */

static int vinput_open(struct inode *inode, struct file *file)
{
	file->private_data = container_of(inode->i_cdev, struct vinput, cdev);
	return 0;
}

static ssize_t vinput_read(struct file *file, char __user *buf, size_t len,
			   loff_t *offset)
{
	struct vinput *vinput = file->private_data;
	char last[sizeof(vinput->last)];
	size_t last_len;

	mutex_lock(&vinput->lock);
	if (!vinput->input) {
		mutex_unlock(&vinput->lock);
		return -ENODEV;
	}
	last_len = vinput->last_len;
	memcpy(last, vinput->last, last_len);
	mutex_unlock(&vinput->lock);

	return simple_read_from_buffer(buf, len, offset, last, last_len);
}

static ssize_t vinput_write(struct file *file, const char __user *buf,
			    size_t len, loff_t *offset)
{
	struct vinput *vinput = file->private_data;
	char text[VINPUT_LINE_MAX + 1];
	char *line;
	int ret;

	if (!len)
		return 0;	/* no line, and so no event */
	if (len > VINPUT_LINE_MAX)
		return -EMSGSIZE;
	if (copy_from_user(text, buf, len))
		return -EFAULT;
	text[len] = '\0';
	if (strlen(text) != len)	/* a '\0' inside would hide the rest */
		return -EINVAL;
	line = strim(text);

	mutex_lock(&vinput->lock);
	ret = vinput->input ? vinput->driver->send(vinput->input, line) :
			      -ENODEV;
	if (!ret)
		vinput->last_len = scnprintf(vinput->last, sizeof(vinput->last),
					     "%s\n", line);
	mutex_unlock(&vinput->lock);
	return ret ? ret : len;
}

static const struct file_operations vinput_fops = {
	.owner = THIS_MODULE,
	.open = vinput_open,
	.read = vinput_read,
	.write = vinput_write,
	.llseek = default_llseek,
};

/* The last reference is gone: no task can reach the device any more. */
static void vinput_release(struct device *dev)
{
	struct vinput *vinput = container_of(dev, struct vinput, dev);

	module_put(vinput->driver->owner);
	kfree(vinput);
}

/* The input device is a child of ours: below us in /sys. */
static int vinput_add_input(struct vinput *vinput)
{
	struct input_dev *input;
	int ret;

	input = input_allocate_device();
	if (!input)
		return -ENOMEM;
	input->name = vinput->driver->name;
	input->phys = VINPUT_NAME;
	input->id.bustype = BUS_VIRTUAL;
	input->dev.parent = &vinput->dev;

	ret = vinput->driver->setup(input);
	if (!ret)
		ret = input_register_device(input);
	if (ret) {
		input_free_device(input);
		return ret;
	}
	vinput->input = input;
	return 0;
}

/* Make the node, then the input device. Undoes both if it fails. */
static int vinput_add(struct vinput *vinput)
{
	int ret;

	/* A write that comes at once waits here until all of it is there. */
	mutex_lock(&vinput->lock);
	ret = cdev_device_add(&vinput->cdev, &vinput->dev);
	if (!ret) {
		ret = vinput_add_input(vinput);
		if (ret)
			cdev_device_del(&vinput->cdev, &vinput->dev);
	}
	mutex_unlock(&vinput->lock);
	return ret;
}

static int vinput_export(CLASS_ATTR_CONST struct class *class,
			 const struct vinput_driver *driver)
{
	struct vinput *vinput;
	u32 id;
	int ret;

	/* It may be on its way out, waiting for vinput_mutex to tell us. */
	if (!try_module_get(driver->owner))
		return -ENODEV;

	vinput = kzalloc_obj(*vinput);
	if (!vinput) {
		module_put(driver->owner);
		return -ENOMEM;
	}
	vinput->driver = driver;
	mutex_init(&vinput->lock);
	cdev_init(&vinput->cdev, &vinput_fops);
	vinput->cdev.owner = THIS_MODULE;

	/* From here on it is put_device() that frees, by vinput_release(). */
	device_initialize(&vinput->dev);
	vinput->dev.class = class;
	vinput->dev.release = vinput_release;

	/* The lowest free number, or -EBUSY if there is none. */
	ret = xa_alloc(&vinput_devices, &id, vinput,
		       XA_LIMIT(0, VINPUT_MAX - 1), GFP_KERNEL);
	if (ret) {
		ret = ret == -EBUSY ? -ENOSPC : ret;
		goto err_put_device;
	}
	vinput->dev.devt = MKDEV(MAJOR(vinput_devt), MINOR(vinput_devt) + id);
	ret = dev_set_name(&vinput->dev, VINPUT_NAME "%u", id);
	if (ret)
		goto err_remove_id;

	ret = vinput_add(vinput);
	if (ret)
		goto err_remove_id;

	pr_info("vinput%u is a %s\n", id, driver->name);
	return 0;

err_remove_id:
	xa_erase(&vinput_devices, id);
err_put_device:
	put_device(&vinput->dev);
	return ret;
}

static int vinput_unexport(unsigned int id)
{
	struct vinput *vinput;

	vinput = xa_erase(&vinput_devices, id);
	if (!vinput)
		return -ENODEV;

	/* Files that are open stay so; all they get from now on is ENODEV. */
	mutex_lock(&vinput->lock);
	input_unregister_device(vinput->input);
	vinput->input = NULL;
	mutex_unlock(&vinput->lock);
	cdev_device_del(&vinput->cdev, &vinput->dev);
	put_device(&vinput->dev);

	pr_info("vinput%u is gone\n", id);
	return 0;
}

static ssize_t export_store(CLASS_ATTR_CONST struct class *class,
			    CLASS_ATTR_CONST struct class_attribute *attr,
			    const char *buf, size_t len)
{
	struct vinput_driver *driver;
	int ret = -ENODEV;

	mutex_lock(&vinput_mutex);
	list_for_each_entry(driver, &vinput_drivers, node) {
		if (sysfs_streq(buf, driver->name)) {
			ret = vinput_export(class, driver);
			break;
		}
	}
	mutex_unlock(&vinput_mutex);
	return ret ? ret : len;
}
static CLASS_ATTR_WO(export);

static ssize_t unexport_store(CLASS_ATTR_CONST struct class *class,
			      CLASS_ATTR_CONST struct class_attribute *attr,
			      const char *buf, size_t len)
{
	unsigned int id;
	int ret;

	ret = kstrtouint(buf, 10, &id);
	if (ret)
		return ret;

	mutex_lock(&vinput_mutex);
	ret = vinput_unexport(id);
	mutex_unlock(&vinput_mutex);
	return ret ? ret : len;
}
static CLASS_ATTR_WO(unexport);

static struct attribute *vinput_class_attrs[] = {
	&class_attr_export.attr,
	&class_attr_unexport.attr,
	NULL
};
ATTRIBUTE_GROUPS(vinput_class);

static struct class vinput_class = {
	.name = VINPUT_NAME,
	.class_groups = vinput_class_groups,
};

/**
 * vinput_register - make a kind of virtual device known
 * @driver: stays the caller's, who may not free it before unregistering
 */
int vinput_register(struct vinput_driver *driver)
{
	struct vinput_driver *other;
	int ret = 0;

	mutex_lock(&vinput_mutex);
	list_for_each_entry(other, &vinput_drivers, node) {
		if (!strcmp(other->name, driver->name))
			ret = -EEXIST;
	}
	if (!ret)
		list_add_tail(&driver->node, &vinput_drivers);
	mutex_unlock(&vinput_mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(vinput_register);

/**
 * vinput_unregister - the opposite, for the module's exit
 * @driver: has no device: any would have kept the module from being unloaded
 */
void vinput_unregister(struct vinput_driver *driver)
{
	mutex_lock(&vinput_mutex);
	list_del(&driver->node);
	mutex_unlock(&vinput_mutex);
}
EXPORT_SYMBOL_GPL(vinput_unregister);

static int __init vinput_init(void)
{
	int ret;

	ret = alloc_chrdev_region(&vinput_devt, 0, VINPUT_MAX, VINPUT_NAME);
	if (ret)
		return ret;

	ret = class_register(&vinput_class);
	if (ret)
		unregister_chrdev_region(vinput_devt, VINPUT_MAX);
	return ret;
}

/*
 * No device is left, and none can come: devices hold their drivers, and the
 * drivers hold us, because they use our symbols.
 */
static void __exit vinput_exit(void)
{
	class_unregister(&vinput_class);
	unregister_chrdev_region(vinput_devt, VINPUT_MAX);
	xa_destroy(&vinput_devices);
}

module_init(vinput_init);
module_exit(vinput_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Virtual input devices, the common part");
