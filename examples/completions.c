// SPDX-License-Identifier: GPL-2.0
/*
 * completions - one thread waits until another has done its part
 *
 * Shows: struct completion, complete_all() and wait_for_completion(); a thread
 *        that waits asleep for an event, whichever of the two comes first; and
 *        why a completion does not say that a thread has left our code.
 *
 * Try:   insmod completions.ko
 *        sleep 1
 *        rmmod completions
 *        insmod completions.ko crank_ms=2000
 *        rmmod completions
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#define COMPLETIONS_CRANK_MS_MAX	5000

static struct {
	struct completion crank_turned;
	struct completion flywheel_spins;
	struct task_struct *crank;
	struct task_struct *flywheel;
} completions = {
	.crank_turned = COMPLETION_INITIALIZER(completions.crank_turned),
	.flywheel_spins = COMPLETION_INITIALIZER(completions.flywheel_spins),
};

static unsigned int completions_crank_ms = 100;
module_param_named(crank_ms, completions_crank_ms, uint, 0444);
MODULE_PARM_DESC(crank_ms,
		 "how long the crank takes, up to 5000 ms (default: 100)");

static int completions_crank(void *unused)
{
	msleep(completions_crank_ms);
	pr_info("the crank turns\n");
	/* From now on, no task has to wait for it: now or later. */
	complete_all(&completions.crank_turned);
	return 0;
}

static int completions_flywheel(void *unused)
{
	/* Sleeps; but not if the crank was faster. */
	wait_for_completion(&completions.crank_turned);
	pr_info("the flywheel spins\n");
	complete_all(&completions.flywheel_spins);
	return 0;
}

static int __init completions_init(void)
{
	int ret;

	if (completions_crank_ms > COMPLETIONS_CRANK_MS_MAX)
		return -EINVAL;

	completions.crank = kthread_create(completions_crank, NULL, "crank");
	if (IS_ERR(completions.crank))
		return PTR_ERR(completions.crank);

	completions.flywheel = kthread_create(completions_flywheel, NULL,
					      "flywheel");
	if (IS_ERR(completions.flywheel)) {
		ret = PTR_ERR(completions.flywheel);
		goto err_stop_crank;
	}

	/* The threads end by themselves; these keep what exit looks at. */
	get_task_struct(completions.crank);
	get_task_struct(completions.flywheel);

	/* The flywheel goes first, and still comes second. */
	wake_up_process(completions.flywheel);
	wake_up_process(completions.crank);
	return 0;

err_stop_crank:
	kthread_stop(completions.crank);	/* never woken: never runs */
	return ret;
}

static void __exit completions_exit(void)
{
	/*
	 * Both must have done their part: kthread_stop() keeps a thread that
	 * has not begun from ever beginning, and the flywheel would wait for a
	 * crank that is not turned.
	 */
	wait_for_completion(&completions.flywheel_spins);

	/*
	 * "Done" is not "gone": between its complete_all() and its last
	 * instruction a thread is still in the code that is about to be freed.
	 * kthread_stop() returns when it has left.
	 */
	kthread_stop(completions.flywheel);
	put_task_struct(completions.flywheel);
	kthread_stop(completions.crank);
	put_task_struct(completions.crank);
	pr_info("the machine stands still\n");
}

module_init(completions_init);
module_exit(completions_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Two threads and a completion");
