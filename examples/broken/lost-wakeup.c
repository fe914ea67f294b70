// SPDX-License-Identifier: GPL-2.0
/*
 * lost-wakeup - a thread that looks first and falls asleep afterwards
 *
 * Bug: between the sleeper's look at the bell and its sleep the bell rings, and
 * wakes no task. The window is a few instructions wide; msleep() makes it wide
 * enough to be hit at the first try. Unloading hangs, too: restart to end it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched.h>

static struct task_struct *lost_sleeper;
static bool lost_bell_rang;

static int lost_sleep(void *unused)
{
	pr_info("the sleeper has not heard the bell, and lies down\n");
	if (!READ_ONCE(lost_bell_rang)) {
		msleep(300);	/* the window */
		set_current_state(TASK_UNINTERRUPTIBLE);
		schedule();
	}
	pr_info("the sleeper gets up\n");

	while (!kthread_should_stop())
		msleep(100);
	return 0;
}

static int __init lost_wakeup_init(void)
{
	lost_sleeper = kthread_run(lost_sleep, NULL, "sleeper");
	if (IS_ERR(lost_sleeper))
		return PTR_ERR(lost_sleeper);

	msleep(100);	/* now it is in the window */
	WRITE_ONCE(lost_bell_rang, true);
	wake_up_process(lost_sleeper);
	pr_info("the bell has rung\n");
	return 0;
}

static void __exit lost_wakeup_exit(void)
{
	kthread_stop(lost_sleeper);
}

module_init(lost_wakeup_init);
module_exit(lost_wakeup_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A wake-up that nobody hears");
