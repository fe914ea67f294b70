// SPDX-License-Identifier: GPL-2.0
/*
 * schedule-in-atomic - a module that goes to sleep holding a spin lock
 *
 * Bug: msleep() under spin_lock(). The scheduler itself notices, in any kernel
 * that counts the reasons not to preempt (CONFIG_PREEMPT_COUNT).
 */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);

static int __init schedule_in_atomic_init(void)
{
	spin_lock(&lock);
	msleep(20);
	spin_unlock(&lock);
	return 0;
}

static void __exit schedule_in_atomic_exit(void)
{
}

module_init(schedule_in_atomic_init);
module_exit(schedule_in_atomic_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Sleeping under a spin lock");
