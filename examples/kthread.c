// SPDX-License-Identifier: GPL-2.0
/*
 * kthread - a thread of our own that works, parks, freezes and stops
 *
 * Shows: kthread_run() and kthread_stop(); a loop with one place to sleep,
 *        whose condition knows all that may be wanted of the thread; parking,
 *        to have it out of the way and keep it; the freezer, which suspends it
 *        with the machine.
 *
 * Try:   insmod kthread.ko
 *        ps -o stat,comm | grep kthread/worker
 *        echo 3 > /proc/kthread
 *        sleep 0.5; cat /proc/kthread
 *        echo park > /proc/kthread
 *        echo 5 > /proc/kthread; cat /proc/kthread
 *        echo park > /proc/kthread	# fails: Device or resource busy
 *        echo unpark > /proc/kthread
 *        sleep 0.5; cat /proc/kthread
 *        rmmod kthread
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/freezer.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>

#define KTHREAD_JOBS_MAX	1000000

static struct task_struct *kthread_task;
static struct proc_dir_entry *kthread_entry;
static DECLARE_WAIT_QUEUE_HEAD(kthread_wait);
static atomic_t kthread_jobs = ATOMIC_INIT(0);	/* not done yet */

/* The thread's own; others read them. */
static unsigned int kthread_done, kthread_freezes;

/* Protects parked, and adding jobs. */
static DEFINE_MUTEX(kthread_lock);
static bool kthread_parked;

/* All reasons to wake up. Code that makes one true wakes the thread, too. */
static bool kthread_wanted(void)
{
	return atomic_read(&kthread_jobs) || kthread_should_stop() ||
	       kthread_should_park() || freezing(current);
}

/*
 * A parked thread cannot enter the freezer, and a thread that should and does
 * not keeps the machine awake. It does nothing: let the freezer pass it by.
 */
static void kthread_stay_parked(void)
{
	current->flags |= PF_NOFREEZE;
	kthread_parkme();	/* returns after kthread_unpark() */
	set_freezable();
}

static int kthread_loop(void *data)
{
	bool frozen;

	set_freezable();	/* threads of the kernel are not, by default */
	while (!kthread_freezable_should_stop(&frozen)) {
		if (frozen)
			WRITE_ONCE(kthread_freezes, kthread_freezes + 1);
		if (kthread_should_park()) {
			kthread_stay_parked();
		} else if (atomic_read(&kthread_jobs)) {
			usleep_range(100, 200);		/* a job */
			atomic_dec(&kthread_jobs);
			WRITE_ONCE(kthread_done, kthread_done + 1);
		} else {
			wait_event_interruptible(kthread_wait,
						 kthread_wanted());
		}
	}
	return 0;		/* what kthread_stop() returns */
}

static int kthread_add(const char *number)
{
	unsigned int jobs;
	int ret;

	ret = kstrtouint(number, 10, &jobs);
	if (ret)
		return ret;
	if (jobs > KTHREAD_JOBS_MAX - atomic_read(&kthread_jobs))
		return -ENOSPC;
	atomic_add(jobs, &kthread_jobs);
	wake_up_interruptible(&kthread_wait);
	return 0;
}

static int kthread_command(const char *text)
{
	bool park = sysfs_streq(text, "park");
	int ret = 0;

	if (!park && !sysfs_streq(text, "unpark"))
		return kthread_add(text);
	if (park == kthread_parked)	/* the kernel would warn of it */
		return -EBUSY;
	if (park)
		ret = kthread_park(kthread_task);	/* waits for it */
	else
		kthread_unpark(kthread_task);
	if (!ret)
		WRITE_ONCE(kthread_parked, park);
	return ret;
}

static ssize_t kthread_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	char *text;
	int ret;

	if (len > 16)
		return -EINVAL;
	text = memdup_user_nul(buf, len);
	if (IS_ERR(text))
		return PTR_ERR(text);

	mutex_lock(&kthread_lock);
	ret = kthread_command(text);
	mutex_unlock(&kthread_lock);
	kfree(text);
	return ret ? ret : len;
}

static int kthread_show(struct seq_file *m, void *v)
{
	seq_printf(m, "done %u, to do %u, frozen %u times%s\n",
		   READ_ONCE(kthread_done), atomic_read(&kthread_jobs),
		   READ_ONCE(kthread_freezes),
		   READ_ONCE(kthread_parked) ? ", parked" : "");
	return 0;
}

static int kthread_open(struct inode *inode, struct file *file)
{
	return single_open(file, kthread_show, NULL);
}

static const struct proc_ops kthread_ops = {
	.proc_open = kthread_open,
	.proc_read = seq_read,
	.proc_write = kthread_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

/* kthread_exit() is a function of the kernel's. */
static int __init kthread_module_init(void)
{
	kthread_task = kthread_run(kthread_loop, NULL, "kthread/worker");
	if (IS_ERR(kthread_task))
		return PTR_ERR(kthread_task);

	kthread_entry = proc_create(KBUILD_MODNAME, 0644, NULL, &kthread_ops);
	if (!kthread_entry) {
		kthread_stop(kthread_task);
		return -ENOMEM;
	}
	return 0;
}

static void __exit kthread_module_exit(void)
{
	proc_remove(kthread_entry);
	/* Unparks it, wakes it, and waits until it has returned. */
	kthread_stop(kthread_task);
	pr_info("%u jobs done, %d left undone\n", kthread_done,
		atomic_read(&kthread_jobs));
}

module_init(kthread_module_init);
module_exit(kthread_module_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A thread that parks, freezes and stops");
