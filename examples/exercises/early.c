// SPDX-License-Identifier: GPL-2.0
/*
 * early - a node that can be opened before there is a driver behind it
 *
 * Shows: what chardev would be with its cdev added last: while init is between
 *        the two steps, an open of the node fails. The pause makes the gap wide
 *        enough to be hit in every run.
 *
 * Try:   (sleep 1; cat /dev/early) & insmod early.ko pause_ms=2000
 *        cat /dev/early
 *        rmmod early
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

#define EARLY_NAME	"early"

static unsigned int early_pause_ms = 100;
module_param_named(pause_ms, early_pause_ms, uint, 0444);
MODULE_PARM_DESC(pause_ms, "time between the node and the cdev (default: 100)");

static const char early_text[] = "the driver is there\n";

static struct {
	dev_t devt;
	struct cdev cdev;
} early;

static ssize_t early_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	return simple_read_from_buffer(buf, len, offset, early_text,
				       sizeof(early_text) - 1);
}

static const struct file_operations early_fops = {
	.owner = THIS_MODULE,
	.read = early_read,
	.llseek = default_llseek,
};

static struct class early_class = {
	.name = EARLY_NAME,
};

static int __init early_init(void)
{
	struct device *dev;
	int ret;

	ret = alloc_chrdev_region(&early.devt, 0, 1, EARLY_NAME);
	if (ret)
		return ret;

	ret = class_register(&early_class);
	if (ret)
		goto err_free_region;

	/* The mistake: the node appears, and its number leads nowhere yet. */
	dev = device_create(&early_class, NULL, early.devt, NULL, EARLY_NAME);
	if (IS_ERR(dev)) {
		ret = PTR_ERR(dev);
		goto err_unregister_class;
	}

	msleep(early_pause_ms);

	cdev_init(&early.cdev, &early_fops);
	early.cdev.owner = THIS_MODULE;
	ret = cdev_add(&early.cdev, early.devt, 1);
	if (ret)
		goto err_destroy_device;
	return 0;

err_destroy_device:
	device_destroy(&early_class, early.devt);
err_unregister_class:
	class_unregister(&early_class);
err_free_region:
	unregister_chrdev_region(early.devt, 1);
	return ret;
}

static void __exit early_exit(void)
{
	cdev_del(&early.cdev);
	device_destroy(&early_class, early.devt);
	class_unregister(&early_class);
	unregister_chrdev_region(early.devt, 1);
}

module_init(early_init);
module_exit(early_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Steps 2 and 4 of chardev in the wrong order");
