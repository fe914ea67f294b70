// SPDX-License-Identifier: GPL-2.0
/*
 * chardev2 - a device that keeps a message, and its header for programs
 *
 * Shows: ioctl commands described in chardev.h, which the module and the
 *        program other/userspace_ioctl share; a mutex around the data, never
 *        around an open; an index that is checked before it is used.
 *
 * Try:   insmod chardev2.ko
 *        echo "Hello, device" > /dev/char_dev
 *        cat /dev/char_dev
 *        ./other/userspace_ioctl set "Hello, ioctl"
 *        ./other/userspace_ioctl get
 *        ./other/userspace_ioctl byte 7
 *        ./other/userspace_ioctl byte 12	# fails: the message ends before
 *        rmmod chardev2
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "chardev.h"

static struct {
	struct mutex lock;	/* protects msg */
	struct chardev_msg msg;
} chardev2 = {
	.lock = __MUTEX_INITIALIZER(chardev2.lock),
};

/*
 * A user's page may have to come from the disk, or never comes. So messages
 * go to and from user space by way of a copy, and no task waits for a page
 * with the lock held.
 */
static struct chardev_msg chardev2_get(void)
{
	struct chardev_msg msg;

	mutex_lock(&chardev2.lock);
	msg = chardev2.msg;
	mutex_unlock(&chardev2.lock);
	return msg;
}

static void chardev2_set(const struct chardev_msg *msg)
{
	mutex_lock(&chardev2.lock);
	chardev2.msg = *msg;
	mutex_unlock(&chardev2.lock);
}

static ssize_t chardev2_read(struct file *file, char __user *buf, size_t len,
			     loff_t *offset)
{
	struct chardev_msg msg = chardev2_get();

	return simple_read_from_buffer(buf, len, offset, msg.text, msg.len);
}

/* Each write is a whole new message, whatever the offset is. */
static ssize_t chardev2_write(struct file *file, const char __user *buf,
			      size_t len, loff_t *offset)
{
	struct chardev_msg msg = { .len = len };

	if (!len)
		return 0;	/* no message, so the old one stays */
	/* Taking a part would make the caller write the rest: a new message. */
	if (len > sizeof(msg.text))
		return -EMSGSIZE;
	if (copy_from_user(msg.text, buf, len))
		return -EFAULT;

	chardev2_set(&msg);
	return len;
}

static long chardev2_set_msg(struct file *file,
			     const struct chardev_msg __user *user)
{
	struct chardev_msg msg;

	/* Without this, a program that may only read could set the message. */
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (copy_from_user(&msg, user, sizeof(msg)))
		return -EFAULT;
	if (msg.len > sizeof(msg.text))
		return -EINVAL;

	/* GET_MSG promises zeros after the text. */
	memset(msg.text + msg.len, 0, sizeof(msg.text) - msg.len);
	chardev2_set(&msg);
	return 0;
}

static long chardev2_get_msg(struct chardev_msg __user *user)
{
	struct chardev_msg msg = chardev2_get();

	return copy_to_user(user, &msg, sizeof(msg)) ? -EFAULT : 0;
}

static long chardev2_get_nth_byte(struct chardev_byte __user *user)
{
	struct chardev_msg msg = chardev2_get();
	struct chardev_byte byte;

	if (copy_from_user(&byte, user, sizeof(byte)))
		return -EFAULT;
	/* Beyond this there would be the stack, for every user to read. */
	if (byte.index >= msg.len)
		return -EINVAL;

	/* char is signed on some machines: 0xe4 shall not become -28. */
	byte.value = (unsigned char)msg.text[byte.index];
	return copy_to_user(user, &byte, sizeof(byte)) ? -EFAULT : 0;
}

static long chardev2_ioctl(struct file *file, unsigned int cmd,
			   unsigned long arg)
{
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case CHARDEV_SET_MSG:
		return chardev2_set_msg(file, user);
	case CHARDEV_GET_MSG:
		return chardev2_get_msg(user);
	case CHARDEV_GET_NTH_BYTE:
		return chardev2_get_nth_byte(user);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations chardev2_fops = {
	.owner = THIS_MODULE,
	.read = chardev2_read,
	.write = chardev2_write,
	.llseek = default_llseek,
	.unlocked_ioctl = chardev2_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice chardev2_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = CHARDEV_DEVICE,
	.fops = &chardev2_fops,
	.mode = 0644,
};

static int __init chardev2_init(void)
{
	int ret;

	ret = misc_register(&chardev2_misc);
	if (ret)
		return ret;

	pr_info("/dev/%s created\n", CHARDEV_DEVICE);
	return 0;
}

static void __exit chardev2_exit(void)
{
	misc_deregister(&chardev2_misc);
	pr_info("/dev/%s removed\n", CHARDEV_DEVICE);
}

module_init(chardev2_init);
module_exit(chardev2_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A device that keeps a message");
