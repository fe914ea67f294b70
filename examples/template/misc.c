// SPDX-License-Identifier: GPL-2.0
/*
 * my-driver - a character device that keeps a message
 *
 * misc_register() gives it a number and a node in /dev. What to change: the
 * message, what read and write do with it, and the mode of the node.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uaccess.h>

#define MY_DRIVER_SIZE	64	/* bytes in the longest message */

static DEFINE_MUTEX(my_driver_lock);	/* protects the two below */
static char my_driver_text[MY_DRIVER_SIZE];
static size_t my_driver_len;

static ssize_t my_driver_read(struct file *file, char __user *buf,
			      size_t count, loff_t *pos)
{
	ssize_t ret;

	if (mutex_lock_interruptible(&my_driver_lock))
		return -ERESTARTSYS;
	ret = simple_read_from_buffer(buf, count, pos, my_driver_text,
				      my_driver_len);
	mutex_unlock(&my_driver_lock);
	return ret;
}

/* Each write is a whole message; a bad pointer leaves the old one. */
static ssize_t my_driver_write(struct file *file, const char __user *buf,
			       size_t count, loff_t *pos)
{
	char text[MY_DRIVER_SIZE];

	if (count > sizeof(text))
		return -EMSGSIZE;
	if (copy_from_user(text, buf, count))
		return -EFAULT;

	if (mutex_lock_interruptible(&my_driver_lock))
		return -ERESTARTSYS;
	memcpy(my_driver_text, text, count);
	my_driver_len = count;
	mutex_unlock(&my_driver_lock);
	return count;
}

static const struct file_operations my_driver_fops = {
	.owner = THIS_MODULE,
	.read = my_driver_read,
	.write = my_driver_write,
	.llseek = default_llseek,
};

static struct miscdevice my_driver_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &my_driver_fops,
	.mode = 0600,
};
module_misc_device(my_driver_device);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Your Name");
MODULE_DESCRIPTION("A driver for a character device");
