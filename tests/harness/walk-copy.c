// SPDX-License-Identifier: GPL-2.0
/*
 * walk-copy - a file that does not notice that nothing was copied
 *
 * Bug: whether copy_from_user() has worked is not looked at.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/uaccess.h>

static struct proc_dir_entry *walk_copy_entry;
static char walk_copy_text[80];

static ssize_t walk_copy_write(struct file *file, const char __user *buf,
			       size_t len, loff_t *offset)
{
	unsigned long missed;

	len = min(len, sizeof(walk_copy_text));
	missed = copy_from_user(walk_copy_text, buf, len);
	(void)missed;	/* Forgotten: -EFAULT */
	return len;
}

static const struct proc_ops walk_copy_ops = {
	.proc_write = walk_copy_write,
};

static int __init walk_copy_init(void)
{
	walk_copy_entry = proc_create("walk-copy", 0200, NULL, &walk_copy_ops);
	return walk_copy_entry ? 0 : -ENOMEM;
}

static void __exit walk_copy_exit(void)
{
	proc_remove(walk_copy_entry);
}

module_init(walk_copy_init);
module_exit(walk_copy_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A copy that nobody checked");
