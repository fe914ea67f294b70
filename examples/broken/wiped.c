// SPDX-License-Identifier: GPL-2.0
/*
 * wiped - a write that copies from user space straight to the shared data
 *
 * Bug: copy_from_user() fills what it could not copy with zeros, so a write
 *      with a bad pointer fails and wipes out what was there. procfs2 copies
 *      to a buffer on the way.
 *
 * Try: insmod wiped.ko
 *      cat /proc/wiped
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/uaccess.h>

#define WIPED_SIZE	1024

static struct {
	struct proc_dir_entry *entry;
	struct mutex lock;	/* protects all that follows */
	size_t len;
	char data[WIPED_SIZE];
} wiped = {
	.lock = __MUTEX_INITIALIZER(wiped.lock),
};

static ssize_t wiped_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	ssize_t ret;

	mutex_lock(&wiped.lock);
	ret = simple_read_from_buffer(buf, len, offset, wiped.data, wiped.len);
	mutex_unlock(&wiped.lock);
	return ret;
}

static ssize_t wiped_write(struct file *file, const char __user *buf,
			   size_t len, loff_t *offset)
{
	size_t pos;

	if (*offset >= WIPED_SIZE)
		return -ENOSPC;
	pos = *offset;
	len = min(len, WIPED_SIZE - pos);

	mutex_lock(&wiped.lock);
	if (copy_from_user(wiped.data + pos, buf, len)) {
		mutex_unlock(&wiped.lock);
		return -EFAULT;
	}
	wiped.len = pos + len;
	mutex_unlock(&wiped.lock);

	*offset = pos + len;
	return len;
}

static const struct proc_ops wiped_ops = {
	.proc_read = wiped_read,
	.proc_write = wiped_write,
	.proc_lseek = default_llseek,
};

static int __init wiped_init(void)
{
	wiped.entry = proc_create("wiped", 0644, NULL, &wiped_ops);
	return wiped.entry ? 0 : -ENOMEM;
}

static void __exit wiped_exit(void)
{
	proc_remove(wiped.entry);
}

module_init(wiped_init);
module_exit(wiped_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A write that destroys what it does not replace");
