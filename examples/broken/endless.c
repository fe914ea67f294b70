// SPDX-License-Identifier: GPL-2.0
/*
 * endless - a file whose end is never reached
 *
 * Bug: read copies the text from its start each time and never looks at the
 * offset, so it never returns the 0 that means "end of file".
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/uaccess.h>

#define ENDLESS_NAME	"endless"

static const char endless_text[] = "HelloWorld!\n";

static struct proc_dir_entry *endless_entry;

static ssize_t endless_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	len = min(len, sizeof(endless_text) - 1);
	if (copy_to_user(buf, endless_text, len))
		return -EFAULT;
	return len;
}

static const struct proc_ops endless_ops = {
	.proc_read = endless_read,
	.proc_lseek = default_llseek,
};

static int __init endless_init(void)
{
	endless_entry = proc_create(ENDLESS_NAME, 0444, NULL, &endless_ops);
	return endless_entry ? 0 : -ENOMEM;
}

static void __exit endless_exit(void)
{
	proc_remove(endless_entry);
}

module_init(endless_init);
module_exit(endless_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A file in /proc without an end");
