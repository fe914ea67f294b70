// SPDX-License-Identifier: GPL-2.0
/*
 * procfs2 - a file in /proc that keeps what is written to it
 *
 * Shows: copy_from_user(), and why its target is never the shared data; a
 *        write that takes what fits and says how much that was; a mutex, so
 *        that a reader gets one writer's text and not a mix of two.
 *
 * Try:   insmod procfs2.ko
 *        echo "something to keep" > /proc/buffer1k
 *        cat /proc/buffer1k
 *        printf %01024d 0 > /proc/buffer1k
 *        wc -c < /proc/buffer1k
 *        printf %01025d 0 > /proc/buffer1k	# fails: one too many
 *        rmmod procfs2
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define PROCFS2_NAME	"buffer1k"
#define PROCFS2_SIZE	1024

static struct {
	struct proc_dir_entry *entry;
	struct mutex lock;	/* protects all that follows */
	size_t len;
	char data[PROCFS2_SIZE];
	char incoming[PROCFS2_SIZE];	/* on its way from user space */
} procfs2 = {
	.lock = __MUTEX_INITIALIZER(procfs2.lock),
};

static ssize_t procfs2_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	ssize_t ret;

	/* User space may make us wait here for long: let ^C end that. */
	if (mutex_lock_interruptible(&procfs2.lock))
		return -ERESTARTSYS;
	ret = simple_read_from_buffer(buf, len, offset, procfs2.data,
				      procfs2.len);
	mutex_unlock(&procfs2.lock);
	return ret;
}

/* Writes at the offset; the content ends where the latest write ended. */
static ssize_t procfs2_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	size_t pos;

	/* Nothing to write: the content stays. */
	if (!len)
		return 0;
	/* The offset may be anything but negative. First see that it fits. */
	if (*offset >= PROCFS2_SIZE)
		return -ENOSPC;
	pos = *offset;
	len = min(len, PROCFS2_SIZE - pos);

	if (mutex_lock_interruptible(&procfs2.lock))
		return -ERESTARTSYS;

	/*
	 * copy_from_user() zeroes what it could not copy: straight to data, a
	 * bad pointer would wipe out the content.
	 */
	if (copy_from_user(procfs2.incoming, buf, len)) {
		mutex_unlock(&procfs2.lock);
		return -EFAULT;
	}

	/* A gap reads as zeros, not as what was once there. */
	if (pos > procfs2.len)
		memset(procfs2.data + procfs2.len, 0, pos - procfs2.len);
	memcpy(procfs2.data + pos, procfs2.incoming, len);
	procfs2.len = pos + len;
	mutex_unlock(&procfs2.lock);

	*offset = pos + len;
	/* If this is less than was asked for, the caller goes on from here. */
	return len;
}

static const struct proc_ops procfs2_ops = {
	.proc_read = procfs2_read,
	.proc_write = procfs2_write,
	.proc_lseek = default_llseek,
};

static int __init procfs2_init(void)
{
	procfs2.entry = proc_create(PROCFS2_NAME, 0644, NULL, &procfs2_ops);
	if (!procfs2.entry)
		return -ENOMEM;

	pr_info("/proc/%s created\n", PROCFS2_NAME);
	return 0;
}

static void __exit procfs2_exit(void)
{
	proc_remove(procfs2.entry);
	pr_info("/proc/%s removed\n", PROCFS2_NAME);
}

module_init(procfs2_init);
module_exit(procfs2_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A file in /proc that can be written");
