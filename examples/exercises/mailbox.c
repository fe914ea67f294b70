// SPDX-License-Identifier: GPL-2.0
/*
 * mailbox - one message at a time, from any writer to any reader
 *
 * Shows: waiting for a condition that a mutex protects; two wait queues, since
 *        readers and writers wait for opposite things; O_NONBLOCK and signals.
 *
 * Try:   insmod mailbox.ko
 *        head -n 1 /dev/mailbox &
 *        echo hello > /dev/mailbox
 *        wait
 *        rmmod mailbox
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define MAILBOX_MAX	79

static struct {
	struct mutex lock;		/* protects len and text */
	wait_queue_head_t readers;	/* wait until there is a message */
	wait_queue_head_t writers;	/* wait until there is none */
	size_t len;			/* 0: the box is empty */
	char text[MAILBOX_MAX];
} mailbox = {
	.lock = __MUTEX_INITIALIZER(mailbox.lock),
	.readers = __WAIT_QUEUE_HEAD_INITIALIZER(mailbox.readers),
	.writers = __WAIT_QUEUE_HEAD_INITIALIZER(mailbox.writers),
};

static bool mailbox_is(bool full)
{
	return (READ_ONCE(mailbox.len) > 0) == full;
}

/*
 * Return 0 with the lock held and the box full or empty, as asked for.
 *
 * The lock cannot be held asleep: the task that will change the box needs it.
 * So sleep first, then lock, and look again, because another task may have been
 * faster. Not _exclusive: a task that was woken alone, and then gave up because
 * of a signal while it waited for the lock, would leave the others asleep.
 */
static int mailbox_lock_when(struct file *file, wait_queue_head_t *queue,
			     bool full)
{
	for (;;) {
		if (mutex_lock_interruptible(&mailbox.lock))
			return -ERESTARTSYS;
		if (mailbox_is(full))
			return 0;
		mutex_unlock(&mailbox.lock);

		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(*queue, mailbox_is(full)))
			return -ERESTARTSYS;
	}
}

/* Takes the message out only if all of it has arrived. */
static ssize_t mailbox_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	ssize_t ret;

	ret = mailbox_lock_when(file, &mailbox.readers, true);
	if (ret)
		return ret;
	if (len < mailbox.len)
		ret = -EMSGSIZE;
	else if (copy_to_user(buf, mailbox.text, mailbox.len))
		ret = -EFAULT;
	else
		ret = mailbox.len;
	if (ret > 0)
		WRITE_ONCE(mailbox.len, 0);
	mutex_unlock(&mailbox.lock);

	if (ret > 0)
		wake_up(&mailbox.writers);
	return ret;
}

static ssize_t mailbox_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	ssize_t ret;

	if (len == 0)
		return 0;
	if (len > MAILBOX_MAX)
		return -EMSGSIZE;

	ret = mailbox_lock_when(file, &mailbox.writers, false);
	if (ret)
		return ret;
	if (copy_from_user(mailbox.text, buf, len)) {
		ret = -EFAULT;
	} else {
		WRITE_ONCE(mailbox.len, len);
		ret = len;
	}
	mutex_unlock(&mailbox.lock);

	if (ret > 0)
		wake_up(&mailbox.readers);
	return ret;
}

/* A message has no position: nonseekable_open() refuses lseek and pread. */
static const struct file_operations mailbox_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.read = mailbox_read,
	.write = mailbox_write,
};

static struct miscdevice mailbox_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "mailbox",
	.fops = &mailbox_fops,
	.mode = 0666,
};

module_misc_device(mailbox_device);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A message from a writer to a reader");
