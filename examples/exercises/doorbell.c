// SPDX-License-Identifier: GPL-2.0
/*
 * doorbell - a bell of which each listener hears how often it was rung
 *
 * Shows: poll for a state of each open file: one counter, of which every reader
 *        has its own copy, and a wait queue that all of them share.
 *
 * Try:   insmod doorbell.ko
 *        exec 3< /dev/doorbell
 *        echo ring > /dev/doorbell; echo ring > /dev/doorbell
 *        head -n 1 <&3
 *        exec 3<&-
 *        rmmod doorbell
 */
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "compat.h"

static DECLARE_WAIT_QUEUE_HEAD(doorbell_listeners);
static atomic_t doorbell_rings;

struct doorbell_file {
	atomic_t heard;		/* the rings that it was told of */
};

static int doorbell_news(struct file *file)
{
	struct doorbell_file *open = file->private_data;

	return atomic_read(&doorbell_rings) - atomic_read(&open->heard);
}

static __poll_t doorbell_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &doorbell_listeners, wait);
	return EPOLLOUT | EPOLLWRNORM |
	       (doorbell_news(file) ? EPOLLIN | EPOLLRDNORM : 0);
}

static ssize_t doorbell_read(struct file *file, char __user *buf, size_t len,
			     loff_t *offset)
{
	struct doorbell_file *open = file->private_data;
	int rings, heard, n;
	char line[16];

	if (len < sizeof(line))
		return -EINVAL;
	do {
		if (file->f_flags & O_NONBLOCK) {
			if (!doorbell_news(file))
				return -EAGAIN;
		} else if (wait_event_interruptible(doorbell_listeners,
						    doorbell_news(file))) {
			return -ERESTARTSYS;
		}
		heard = atomic_read(&open->heard);
		rings = atomic_read(&doorbell_rings);
		/* Of two threads at once, each ring is told to one. */
	} while (rings == heard ||
		 !atomic_try_cmpxchg(&open->heard, &heard, rings));

	n = scnprintf(line, sizeof(line), "%d\n", rings - heard);
	if (copy_to_user(buf, line, n)) {
		atomic_sub(rings - heard, &open->heard);	/* not told */
		return -EFAULT;
	}
	return n;
}

static ssize_t doorbell_write(struct file *file, const char __user *buf,
			      size_t len, loff_t *offset)
{
	if (len) {
		atomic_inc(&doorbell_rings);
		wake_up_interruptible_poll(&doorbell_listeners,
					   EPOLLIN | EPOLLRDNORM);
	}
	return len;
}

static int doorbell_open(struct inode *inode, struct file *file)
{
	struct doorbell_file *open;

	open = kzalloc_obj(*open);
	if (!open)
		return -ENOMEM;
	atomic_set(&open->heard, atomic_read(&doorbell_rings));
	file->private_data = open;
	return stream_open(inode, file);
}

static int doorbell_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations doorbell_fops = {
	.owner = THIS_MODULE,
	.open = doorbell_open,
	.release = doorbell_release,
	.read = doorbell_read,
	.write = doorbell_write,
	.poll = doorbell_poll,
};

static struct miscdevice doorbell_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &doorbell_fops,
	.mode = 0666,
};

module_misc_device(doorbell_misc);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A counter of events that each reader follows");
