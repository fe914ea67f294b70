// SPDX-License-Identifier: GPL-2.0
/*
 * ioctl - commands for a device beyond reading and writing
 *
 * Shows: how _IOR() and _IOW() put direction, size, magic and number into one
 *        command; private_data, a value for each open file; compat_ioctl, for
 *        32-bit programs on a 64-bit kernel; ENOTTY for what is not known.
 *
 * Try:   insmod ioctl.ko
 *        head -c 8 /dev/ioctltest | od -An -tx1
 *        fop /dev/ioctltest r ioctl-int:0x80046601:0
 *        fop /dev/ioctltest r ioctl-int:0x40046600:65 read:8
 *        fop /dev/ioctltest r ioctl-int:0x40046603:7
 *        fop /dev/ioctltest r ioctl-int:0x80046602:0
 *        fop /dev/ioctltest r ioctl:0x6604:0	# fails: no such command
 *        rmmod ioctl
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ioctl.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

#define IOCTL_NAME	"ioctltest"
#define IOCTL_VAL_FIRST	0xff	/* what a newly opened file has */

struct ioctl_arg {
	unsigned int val;
};

/*
 * The third argument is a type: its size becomes part of the command, and arg
 * points to one. W and R are the program's view: it writes to the driver.
 */
#define IOCTL_MAGIC	'f'
#define IOCTL_VALSET	_IOW(IOCTL_MAGIC, 0, struct ioctl_arg)	/* 0x40046600 */
#define IOCTL_VALGET	_IOR(IOCTL_MAGIC, 1, struct ioctl_arg)	/* 0x80046601 */
#define IOCTL_NUMGET	_IOR(IOCTL_MAGIC, 2, int)		/* 0x80046602 */
#define IOCTL_NUMSET	_IOW(IOCTL_MAGIC, 3, int)		/* 0x40046603 */

/*
 * One number for all; the value, a struct ioctl_arg, is one for each open
 * file. Neither needs a lock: an int is read and written as a whole, and
 * READ_ONCE() and WRITE_ONCE() keep the compiler from doing it twice.
 */
static int ioctl_num;

static int ioctl_open(struct inode *inode, struct file *file)
{
	struct ioctl_arg *priv;

	priv = kmalloc_obj(*priv);
	if (!priv)
		return -ENOMEM;

	priv->val = IOCTL_VAL_FIRST;
	file->private_data = priv;

	/* What is read depends on no position: lseek and pread get ESPIPE. */
	return stream_open(inode, file);
}

static int ioctl_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

/* Fill the whole buffer with the lowest byte of the file's value. */
static ssize_t ioctl_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	struct ioctl_arg *priv = file->private_data;
	unsigned long missed;
	size_t done = 0;
	char chunk[256];
	size_t n;

	memset(chunk, READ_ONCE(priv->val), sizeof(chunk));
	while (done < len) {
		n = min(len - done, sizeof(chunk));
		missed = copy_to_user(buf + done, chunk, n);
		done += n - missed;
		if (missed && !done)
			return -EFAULT;
		/* A short read is no error; len may be two gigabytes. */
		if (missed || signal_pending(current))
			break;
	}
	return done;
}

static long ioctl_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct ioctl_arg *priv = file->private_data;
	void __user *user = (void __user *)arg;
	struct ioctl_arg val;
	int num;

	switch (cmd) {
	case IOCTL_VALSET:
		if (copy_from_user(&val, user, sizeof(val)))
			return -EFAULT;
		WRITE_ONCE(priv->val, val.val);
		return 0;
	case IOCTL_VALGET:
		val.val = READ_ONCE(priv->val);
		return copy_to_user(user, &val, sizeof(val)) ? -EFAULT : 0;
	case IOCTL_NUMGET:
		/* For a single value there are get_user() and put_user(). */
		return put_user(READ_ONCE(ioctl_num), (int __user *)user);
	case IOCTL_NUMSET:
		if (get_user(num, (int __user *)user))
			return -EFAULT;
		WRITE_ONCE(ioctl_num, num);
		return 0;
	default:
		return -ENOTTY;
	}
}

/*
 * A 32-bit program on a 64-bit kernel comes here, and gets ENOTTY if there is
 * no such function. Our types look the same to it; only the pointer has to be
 * widened. compat_ptr_ioctl() does just that, see chardev2. But here the magic
 * is not ours alone: file systems use 'f', and kernels after 5.10 turn
 * their _IOR('f', 1, int) of a 32-bit program, and with it VALGET, into
 * _IOR('f', 1, long) before it looks whose file it is.
 */
#ifdef CONFIG_COMPAT
static long ioctl_compat(struct file *file, unsigned int cmd,
			 unsigned long arg)
{
	if (cmd == FS_IOC_GETFLAGS)
		cmd = IOCTL_VALGET;
	return ioctl_ioctl(file, cmd, (unsigned long)compat_ptr(arg));
}
#endif

static const struct file_operations ioctl_fops = {
	.owner = THIS_MODULE,
	.open = ioctl_open,
	.release = ioctl_release,
	.read = ioctl_read,
	.unlocked_ioctl = ioctl_ioctl,
#ifdef CONFIG_COMPAT
	.compat_ioctl = ioctl_compat,
#endif
};

/* All four steps of chardev.c in one: misc devices share a major number. */
static struct miscdevice ioctl_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = IOCTL_NAME,
	.fops = &ioctl_fops,
	.mode = 0600,
};

static int __init ioctl_init(void)
{
	int ret;

	ret = misc_register(&ioctl_misc);
	if (ret)
		return ret;

	pr_info("/dev/%s created\n", IOCTL_NAME);
	return 0;
}

static void __exit ioctl_exit(void)
{
	misc_deregister(&ioctl_misc);
	pr_info("/dev/%s removed\n", IOCTL_NAME);
}

module_init(ioctl_init);
module_exit(ioctl_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A device with ioctl commands");
