// SPDX-License-Identifier: GPL-2.0
/*
 * sched - work for later, on a queue of our own
 *
 * Shows: an ordered workqueue, whose items run one after the other; an item
 *        on the system's queue, which does not wait for ours; delayed work;
 *        and how to leave none of it behind.
 *
 * Try:   insmod sched.ko
 *        sleep 1
 *        rmmod sched
 *        insmod sched.ko delay_ms=60000
 *        rmmod sched
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

static unsigned int sched_delay_ms = 500;
module_param_named(delay_ms, sched_delay_ms, uint, 0444);
MODULE_PARM_DESC(delay_ms, "how long the delayed work waits (default: 500)");

static struct workqueue_struct *sched_queue;
static ktime_t sched_queued;	/* when the delayed work was */

/* Slow, so that the second would overtake it if the queue allowed that. */
static void sched_first(struct work_struct *work)
{
	pr_info("the first begins\n");
	msleep(100);
	pr_info("the first ends\n");
}

static void sched_second(struct work_struct *work)
{
	pr_info("the second runs\n");
}

/* Half as slow: done before the first, so that the log has one order. */
static void sched_system(struct work_struct *work)
{
	msleep(50);
	pr_info("the system's queue runs\n");
}

static void sched_delayed(struct work_struct *work)
{
	pr_info("the delayed work runs after %lld ms\n",
		ktime_ms_delta(ktime_get(), sched_queued));
}

static DECLARE_WORK(sched_first_work, sched_first);
static DECLARE_WORK(sched_second_work, sched_second);
static DECLARE_WORK(sched_system_work, sched_system);
static DECLARE_DELAYED_WORK(sched_delayed_work, sched_delayed);

static int __init sched_init(void)
{
	/*
	 * alloc_workqueue() makes a queue that runs several items at once;
	 * this one is its strict sister: one at a time, in the order queued.
	 * For an item now and then, schedule_work() needs no queue of ours.
	 */
	sched_queue = alloc_ordered_workqueue("%s", 0, KBUILD_MODNAME);
	if (!sched_queue)
		return -ENOMEM;

	sched_queued = ktime_get();
	queue_delayed_work(sched_queue, &sched_delayed_work,
			   msecs_to_jiffies(sched_delay_ms));
	queue_work(sched_queue, &sched_first_work);
	queue_work(sched_queue, &sched_second_work);
	schedule_work(&sched_system_work);
	return 0;
}

static void __exit sched_exit(void)
{
	/* Waits if it runs; takes it off the queue, or its timer, if not. */
	if (cancel_delayed_work_sync(&sched_delayed_work))
		pr_info("the delayed work was cancelled\n");

	/* The system's queue is not ours to empty: wait for our item only. */
	flush_work(&sched_system_work);

	/* Runs what is still queued, then frees the queue. */
	destroy_workqueue(sched_queue);
	pr_info("no work is left\n");
}

module_init(sched_init);
module_exit(sched_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Work queues");
