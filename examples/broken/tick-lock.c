// SPDX-License-Identifier: GPL-2.0
/*
 * tick-lock - a lock shared with a timer, taken as if it were not
 *
 * Bug: tick_show() takes the lock by plain spin_lock(), interrupts on. If the
 * timer's callback runs on this CPU just then, it waits for a lock whose owner
 * cannot go on before the callback returns. Here the timer comes later. A
 * kernel with CONFIG_PROVE_LOCKING has seen both, which is enough for it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "compat.h"

static DEFINE_SPINLOCK(tick_lock);	/* protects ticks */
static unsigned int ticks;
static struct timer_list tick_timer;

static void tick_callback(struct timer_list *timer)
{
	spin_lock(&tick_lock);
	ticks++;
	spin_unlock(&tick_lock);
}

static noinline void tick_show(void)
{
	spin_lock(&tick_lock);
	pr_info("%u ticks so far\n", ticks);
	spin_unlock(&tick_lock);
}

static int __init tick_lock_init(void)
{
	tick_show();
	timer_setup(&tick_timer, tick_callback, 0);
	mod_timer(&tick_timer, jiffies + 1);
	return 0;
}

static void __exit tick_lock_exit(void)
{
	timer_delete_sync(&tick_timer);
}

module_init(tick_lock_init);
module_exit(tick_lock_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A spinlock that forgets about the timer");
