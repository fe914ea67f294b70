// SPDX-License-Identifier: GPL-2.0
/*
 * sleep - a file that one opener has at a time, while others wait for it
 *
 * Shows: wait_event_interruptible_exclusive() and wake_up(), with a condition
 *        that is tested and claimed in one atomic step; what O_NONBLOCK and a
 *        signal ask of a function that sleeps; a module that is not unloaded
 *        while a task sleeps in it.
 *
 * Try:   insmod sleep.ko
 *        echo hello > /proc/sleep
 *        exec 3< /proc/sleep
 *        ./other/cat_nonblock /proc/sleep	# fails: we have it open, as 3
 *        timeout 1 cat /proc/sleep	# fails: sleeps until the signal
 *        exec 3<&-
 *        cat /proc/sleep
 *        rmmod sleep
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define SLEEP_NAME	"sleep"
#define SLEEP_PREFIX	"Last input:"
#define SLEEP_MSG_MAX	79

static const size_t sleep_prefix_len = sizeof(SLEEP_PREFIX) - 1;

static struct {
	unsigned long is_open;	/* bit 0: the file is open */
	wait_queue_head_t waiters;	/* the tasks that want to set it, too */
	/*
	 * One opener is not one user: threads share an open file, and so do
	 * parent and child. The lock protects what follows.
	 */
	struct mutex lock;
	size_t len;
	char text[sizeof(SLEEP_PREFIX) - 1 + SLEEP_MSG_MAX];
} sleep = {
	.waiters = __WAIT_QUEUE_HEAD_INITIALIZER(sleep.waiters),
	.lock = __MUTEX_INITIALIZER(sleep.lock),
	.len = sizeof(SLEEP_PREFIX "\n") - 1,
	.text = SLEEP_PREFIX "\n",
};

static struct proc_dir_entry *sleep_entry;

/* Test and claim in one: of many tasks that see the file free, one gets it. */
static bool sleep_claim(void)
{
	return !test_and_set_bit_lock(0, &sleep.is_open);
}

static int sleep_wait(void)
{
	/*
	 * In this order: enter the queue, test the condition, sleep. A task
	 * that closes the file between the last two finds us in the queue, so
	 * no wake-up is lost. _exclusive: wake_up() wakes one of us, because
	 * all the others would only have to go to sleep again.
	 *
	 * A signal ends the wait with -ERESTARTSYS: the kernel then calls us
	 * again, or returns EINTR to the program, as its handler asked for.
	 */
	return wait_event_interruptible_exclusive(sleep.waiters, sleep_claim());
}

/*
 * /proc would let the module go while the file is open (see procfs1), but not
 * while a call is under way: proc_remove() waits for it, and nothing can
 * interrupt rmmod there. A sleeper would block it for as long as it sleeps. So
 * each opener has a reference to the module, from before it sleeps until it
 * closes the file, and rmmod is refused at once.
 *
 * try_module_get(THIS_MODULE) is usually a mistake: if the module can go, the
 * call itself may be gone, too. Here /proc keeps the code in place until we
 * return. If rmmod came first, the call fails, and no task falls asleep in a
 * module that is leaving.
 */
static int sleep_open(struct inode *inode, struct file *file)
{
	int ret = 0;

	if (!try_module_get(THIS_MODULE))
		return -ENOENT;

	if (file->f_flags & O_NONBLOCK)
		ret = sleep_claim() ? 0 : -EAGAIN;
	else
		ret = sleep_wait();
	if (ret)
		module_put(THIS_MODULE);
	return ret;
}

static int sleep_release(struct inode *inode, struct file *file)
{
	clear_bit_unlock(0, &sleep.is_open);
	wake_up(&sleep.waiters);
	module_put(THIS_MODULE);
	return 0;
}

static ssize_t sleep_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	ssize_t ret;

	if (mutex_lock_interruptible(&sleep.lock))
		return -ERESTARTSYS;
	ret = simple_read_from_buffer(buf, len, offset, sleep.text, sleep.len);
	mutex_unlock(&sleep.lock);
	return ret;
}

/* Each write is a message of its own. The return value says what fitted. */
static ssize_t sleep_write(struct file *file, const char __user *buf,
			   size_t len, loff_t *offset)
{
	char msg[SLEEP_MSG_MAX];

	if (!len)
		return 0;	/* no message, so the last one stays */
	len = min(len, sizeof(msg));
	/* Before the lock: a bad pointer must leave the last message whole. */
	if (copy_from_user(msg, buf, len))
		return -EFAULT;

	if (mutex_lock_interruptible(&sleep.lock))
		return -ERESTARTSYS;
	memcpy(sleep.text + sleep_prefix_len, msg, len);
	sleep.len = sleep_prefix_len + len;
	mutex_unlock(&sleep.lock);
	return len;
}

static const struct proc_ops sleep_ops = {
	.proc_open = sleep_open,
	.proc_release = sleep_release,
	.proc_read = sleep_read,
	.proc_write = sleep_write,
	.proc_lseek = default_llseek,
};

static int __init sleep_init(void)
{
	sleep_entry = proc_create(SLEEP_NAME, 0644, NULL, &sleep_ops);
	if (!sleep_entry)
		return -ENOMEM;

	pr_info("/proc/%s created\n", SLEEP_NAME);
	return 0;
}

static void __exit sleep_exit(void)
{
	proc_remove(sleep_entry);
	pr_info("/proc/%s removed\n", SLEEP_NAME);
}

module_init(sleep_init);
module_exit(sleep_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A file in /proc that one opener has at a time");
