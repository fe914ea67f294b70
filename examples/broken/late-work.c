// SPDX-License-Identifier: GPL-2.0
/*
 * late-work - a module that leaves before its work is done
 *
 * Bug: exit does not wait for the work item. rmmod frees the code while the
 * item sleeps in the middle of it, and the thread that runs it wakes up in
 * memory that is no longer there.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

static void late_work_callback(struct work_struct *work)
{
	pr_info("the work begins\n");
	msleep(300);
	pr_info("the work ends\n");
}

static DECLARE_WORK(late_work, late_work_callback);

static int __init late_work_init(void)
{
	schedule_work(&late_work);
	return 0;
}

static void __exit late_work_exit(void)
{
	/* Here cancel_work_sync(&late_work) is missing. */
	pr_info("exit\n");
}

module_init(late_work_init);
module_exit(late_work_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Work that outlives its module");
