// SPDX-License-Identifier: GPL-2.0
/*
 * no-owner - its file operations do not say whose they are
 *
 * Bug: without .owner an open file does not hold the module, so the module can
 * be unloaded meanwhile. The next call goes to memory that is gone.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/printk.h>

static const char no_owner_text[] = "still here\n";

static ssize_t no_owner_read(struct file *file, char __user *buf, size_t len,
			     loff_t *offset)
{
	return simple_read_from_buffer(buf, len, offset, no_owner_text,
				       sizeof(no_owner_text) - 1);
}

static const struct file_operations no_owner_fops = {
	.read = no_owner_read,
};

static struct miscdevice no_owner_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "no-owner",
	.fops = &no_owner_fops,
	.mode = 0444,
};

static int __init no_owner_init(void)
{
	return misc_register(&no_owner_misc);
}

static void __exit no_owner_exit(void)
{
	misc_deregister(&no_owner_misc);
	pr_info("gone\n");
}

module_init(no_owner_init);
module_exit(no_owner_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A device that can be unloaded while it is open");
