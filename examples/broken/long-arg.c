// SPDX-License-Identifier: GPL-2.0
/*
 * long-arg - an ioctl whose structure depends on the program's word size
 *
 * Bug: a long has 8 bytes in a 64-bit program and 4 in a 32-bit one. Its size
 * is part of the command, so the two programs ask for different commands, and
 * compat_ptr_ioctl(), which widens the pointer and no more, cannot help.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ioctl.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

struct long_arg {
	long val;
};

#define LONG_ARG_GET	_IOR(0xcd, 16, struct long_arg)

static long long_arg_ioctl(struct file *file, unsigned int cmd,
			   unsigned long arg)
{
	struct long_arg val = { .val = 42 };

	if (cmd != LONG_ARG_GET)
		return -ENOTTY;
	return copy_to_user((void __user *)arg, &val, sizeof(val)) ?
	       -EFAULT : 0;
}

static const struct file_operations long_arg_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = long_arg_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice long_arg_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "long-arg",
	.fops = &long_arg_fops,
	.mode = 0600,
};

module_misc_device(long_arg_misc);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An ioctl that 32-bit programs cannot use");
