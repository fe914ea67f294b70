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
} machine = {
	.crank_turned = COMPLETION_INITIALIZER(machine.crank_turned),
	.flywheel_spins = COMPLETION_INITIALIZER(machine.flywheel_spins),
};

static unsigned int crank_ms = 100;
module_param(crank_ms, uint, 0444);
MODULE_PARM_DESC(crank_ms,
		 "how long the crank takes, up to 5000 ms (default: 100)");

static int machine_crank(void *unused)
{
	msleep(crank_ms);
	pr_info("the crank turns\n");
	/* From now on, nobody waits for it any more: now or later. */
	complete_all(&machine.crank_turned);
	return 0;
}

static int machine_flywheel(void *unused)
{
	/* Sleeps; but not if the crank was faster. */
	wait_for_completion(&machine.crank_turned);
	pr_info("the flywheel spins\n");
	complete_all(&machine.flywheel_spins);
	return 0;
}

static int __init completions_init(void)
{
	int ret;

	if (crank_ms > COMPLETIONS_CRANK_MS_MAX)
		return -EINVAL;

	machine.crank = kthread_create(machine_crank, NULL, "crank");
	if (IS_ERR(machine.crank))
		return PTR_ERR(machine.crank);

	machine.flywheel = kthread_create(machine_flywheel, NULL, "flywheel");
	if (IS_ERR(machine.flywheel)) {
		ret = PTR_ERR(machine.flywheel);
		goto err_stop_crank;
	}

	/* The threads end by themselves; these keep what exit looks at. */
	get_task_struct(machine.crank);
	get_task_struct(machine.flywheel);

	/* The flywheel goes first, and still comes second. */
	wake_up_process(machine.flywheel);
	wake_up_process(machine.crank);
	return 0;

err_stop_crank:
	kthread_stop(machine.crank);	/* it made no step yet: none */
	return ret;
}

static void __exit completions_exit(void)
{
	/*
	 * Both must have done their part: kthread_stop() keeps a thread that
	 * has not begun from ever beginning, and who would turn the crank then?
	 */
	wait_for_completion(&machine.flywheel_spins);

	/*
	 * "Done" is not "gone": between its complete_all() and its last
	 * instruction a thread is still in the code that is about to be freed.
	 * kthread_stop() returns when it has left.
	 */
	kthread_stop(machine.flywheel);
	put_task_struct(machine.flywheel);
	kthread_stop(machine.crank);
	put_task_struct(machine.crank);
	pr_info("the machine stands still\n");
}

module_init(completions_init);
module_exit(completions_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Two threads and a completion");
