// SPDX-License-Identifier: GPL-2.0
/*
 * poll - a pipe of 64 bytes that programs can wait for among other files
 *
 * Shows: poll, which enters the caller in the wait queues and then looks; one
 *        function that says what is possible, for read, write and poll;
 *        wake-ups that say what for; SIGIO for programs that asked for it; with
 *        broken=1, how the wrong order loses a wake-up.
 *
 * Try:   insmod poll.ko
 *        ./other/poll_wait poll 1 /dev/lkpoll &
 *        echo hello > /dev/lkpoll
 *        wait; head -n 1 /dev/lkpoll
 *        ./other/poll_wait -t 0 poll 1 /dev/lkpoll	# fails: nothing is left
 *        rmmod poll
 */
#include <linux/fs.h>
#include <linux/kfifo.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define POLL_SIZE	64

static bool poll_broken;
module_param_named(broken, poll_broken, bool, 0444);
MODULE_PARM_DESC(broken, "poll looks first and enters the queue afterwards");

static DECLARE_WAIT_QUEUE_HEAD(poll_readers);
static DECLARE_WAIT_QUEUE_HEAD(poll_writers);
static struct fasync_struct *poll_async;	/* who wants SIGIO */

/* Protects the three below against each other; to look needs no lock. */
static DEFINE_MUTEX(poll_lock);
static DEFINE_KFIFO(poll_fifo, char, POLL_SIZE);
static unsigned int poll_writing;	/* open files that may write */
static unsigned long poll_hangups;	/* how often the last has closed */

/* What could be done now without waiting; a moment later, who knows. */
static __poll_t poll_events(struct file *file)
{
	__poll_t events = 0;

	if (file->f_mode & FMODE_READ) {
		if (!kfifo_is_empty(&poll_fifo))
			events |= EPOLLIN | EPOLLRDNORM;
		if (!READ_ONCE(poll_writing) && READ_ONCE(poll_hangups) !=
		    (unsigned long)file->private_data)
			events |= EPOLLHUP;
	}
	if (file->f_mode & FMODE_WRITE && !kfifo_is_full(&poll_fifo))
		events |= EPOLLOUT | EPOLLWRNORM;
	return events;
}

/*
 * Wake all in this queue that sleep in read or write, and those in poll, select
 * or epoll that want one of the events. And send SIGIO, with the reason.
 */
static void poll_wake(wait_queue_head_t *queue, __poll_t events, int reason)
{
	wake_up_interruptible_poll(queue, events);
	kill_fasync(&poll_async, SIGIO, reason);
}

/* Return 0 with the lock held and one of the events true, or an error. */
static int poll_lock_when(struct file *file, wait_queue_head_t *queue,
			  __poll_t wanted)
{
	while (!mutex_lock_interruptible(&poll_lock)) {
		if (poll_events(file) & wanted)
			return 0;
		mutex_unlock(&poll_lock);
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(*queue,
					     poll_events(file) & wanted))
			break;
	}
	return -ERESTARTSYS;
}

/* As much as there is; 0 when there is nothing and the writers have gone. */
static ssize_t poll_read(struct file *file, char __user *buf, size_t len,
			 loff_t *offset)
{
	unsigned int copied;
	int ret;

	if (!len)
		return 0;
	ret = poll_lock_when(file, &poll_readers, EPOLLIN | EPOLLHUP);
	if (ret)
		return ret;
	ret = kfifo_to_user(&poll_fifo, buf, len, &copied);
	mutex_unlock(&poll_lock);
	if (copied)
		poll_wake(&poll_writers, EPOLLOUT | EPOLLWRNORM, POLL_OUT);
	return copied ? (ssize_t)copied : ret;
}

/* As much as fits; the caller comes again with the rest. */
static ssize_t poll_write(struct file *file, const char __user *buf,
			  size_t len, loff_t *offset)
{
	unsigned int copied;
	int ret;

	if (!len)
		return 0;
	ret = poll_lock_when(file, &poll_writers, EPOLLOUT);
	if (ret)
		return ret;
	ret = kfifo_from_user(&poll_fifo, buf, len, &copied);
	mutex_unlock(&poll_lock);
	if (copied)
		poll_wake(&poll_readers, EPOLLIN | EPOLLRDNORM, POLL_IN);
	return copied ? (ssize_t)copied : ret;
}

/*
 * The wrong order: one day, an event comes after the look and before the queue.
 * Here it always does, because we wait for it. The wake-up finds no one.
 */
static __poll_t poll_look_first(struct file *file, poll_table *wait)
{
	__poll_t events = poll_events(file);

	if (!events)
		wait_event_interruptible(poll_readers, poll_events(file));
	poll_wait(file, &poll_readers, wait);
	poll_wait(file, &poll_writers, wait);
	return events;
}

/*
 * Does not wait: it enters the caller in the queues, and looks. A caller that
 * wants to look only has no _qproc, the function that enters a queue.
 */
static __poll_t poll_poll(struct file *file, poll_table *wait)
{
	if (poll_broken && wait && wait->_qproc)
		return poll_look_first(file, wait);
	poll_wait(file, &poll_readers, wait);
	poll_wait(file, &poll_writers, wait);
	return poll_events(file);
}

/* For F_SETFL with O_ASYNC. The last close takes the file off the list. */
static int poll_fasync(int fd, struct file *file, int on)
{
	return fasync_helper(fd, file, on, &poll_async);
}

static int poll_open(struct inode *inode, struct file *file)
{
	mutex_lock(&poll_lock);
	WRITE_ONCE(poll_writing, poll_writing + !!(file->f_mode & FMODE_WRITE));
	/* A hang-up from before this opening does not concern it. */
	file->private_data = (void *)poll_hangups;
	mutex_unlock(&poll_lock);
	return stream_open(inode, file);
}

static int poll_release(struct inode *inode, struct file *file)
{
	if (!(file->f_mode & FMODE_WRITE))
		return 0;
	mutex_lock(&poll_lock);
	WRITE_ONCE(poll_hangups, poll_hangups + (poll_writing == 1));
	WRITE_ONCE(poll_writing, poll_writing - 1);
	if (!poll_writing)
		poll_wake(&poll_readers, EPOLLHUP, POLL_HUP);
	mutex_unlock(&poll_lock);
	return 0;
}

static const struct file_operations poll_fops = {
	.owner = THIS_MODULE,	/* no exit while it is open, by a waiter too */
	.open = poll_open,
	.release = poll_release,
	.read = poll_read,
	.write = poll_write,
	.poll = poll_poll,
	.fasync = poll_fasync,
};

static struct miscdevice poll_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "lkpoll",
	.fops = &poll_fops,
	.mode = 0666,
};

module_misc_device(poll_misc);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A small pipe that programs can poll");
