// SPDX-License-Identifier: GPL-2.0
/*
 * example_tasklet - a tasklet, and the work item to use instead
 *
 * Shows: tasklet_schedule(), which has a function run soon in softirq context,
 *        where it must not sleep; schedule_work(), which has one run in a
 *        kernel thread, where it may; how to be sure that neither runs later.
 *
 * Tasklets are on their way out: they delay all tasks on their CPU, they cannot
 * sleep, and hardly any driver needs them. New code takes a work item, a
 * threaded interrupt handler, or since 6.9, if it really has to run in softirq
 * context, a work item on system_bh_wq.
 *
 * Try:   insmod example_tasklet.ko
 *        rmmod example_tasklet
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(example_tasklet_ran);

/*
 * Runs on the CPU that scheduled it, on top of whatever task is there, so the
 * name means nothing. ksoftirqd is the thread for softirqs that had to wait.
 */
static void example_tasklet_callback(struct tasklet_struct *tasklet)
{
	pr_info("the tasklet runs in %s context, as a guest of %s\n",
		in_serving_softirq() ? "softirq" : "process", current->comm);
	complete(&example_tasklet_ran);
}

static DECLARE_TASKLET(example_tasklet, example_tasklet_callback);

static void example_tasklet_work_callback(struct work_struct *work)
{
	msleep(100);	/* a tasklet must not do this */
	pr_info("the work runs in %s context, and slept\n",
		in_serving_softirq() ? "softirq" : "process");
}

static DECLARE_WORK(example_tasklet_work, example_tasklet_work_callback);

static int __init example_tasklet_init(void)
{
	pr_info("init starts\n");
	tasklet_schedule(&example_tasklet);
	/* It runs when it runs. To see it first, sleep until it has. */
	wait_for_completion(&example_tasklet_ran);
	pr_info("init goes on\n");

	schedule_work(&example_tasklet_work);
	return 0;
}

static void __exit example_tasklet_exit(void)
{
	/* Both return when the function is not running, and will not run. */
	tasklet_kill(&example_tasklet);
	flush_work(&example_tasklet_work);
	pr_info("exit\n");
}

module_init(example_tasklet_init);
module_exit(example_tasklet_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A tasklet and a work item");
