// SPDX-License-Identifier: GPL-2.0
/*
 * example_spinlock - threads that share a counter with a timer
 *
 * Shows: spin_lock_irqsave() around a few instructions that threads and a
 *        timer's callback have in common, why the plain spin_lock() would not
 *        do, and what becomes of the counter without any lock.
 *
 * Try:   insmod example_spinlock.ko
 *        sleep 2
 *        cat /sys/module/example_spinlock/parameters/counter
 *        rmmod example_spinlock
 *        insmod example_spinlock.ko broken=1
 *        sleep 1
 *        rmmod example_spinlock
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "compat.h"
#include "crew.h"

#define EXAMPLE_SPINLOCK_STEPS	20000	/* of each thread */

static struct {
	spinlock_t lock;	/* protects counter */
	unsigned int counter;
	unsigned int ticks;	/* written by the timer alone */
	struct timer_list timer;
} example_spinlock = {
	.lock = __SPIN_LOCK_UNLOCKED(example_spinlock.lock),
};

static bool example_spinlock_broken;
module_param_named(broken, example_spinlock_broken, bool, 0444);
MODULE_PARM_DESC(broken, "do without the lock, and count wrong (default: N)");
module_param_named(counter, example_spinlock.counter, uint, 0444);
MODULE_PARM_DESC(counter, "what was counted so far: only to be read");

/* Right only if nothing else comes between the read and the write. */
static void example_spinlock_step(void)
{
	unsigned int seen = READ_ONCE(example_spinlock.counter);

	udelay(2);	/* with a spinlock held: no more, and never asleep */
	WRITE_ONCE(example_spinlock.counter, seen + 1);
}

/*
 * Called by the threads and by the timer. The timer interrupts whatever runs
 * on its CPU. If that were a thread that holds the plain spin_lock(), the
 * callback would wait for a thread that waits for the callback. So no interrupt
 * may come while this CPU has the lock; afterwards, interrupts are on or off as
 * they were before, and no caller has to know which.
 *
 * (Timers run in softirq context. Among threads and softirqs alone,
 * spin_lock_bh() is enough and keeps interrupts on; _irqsave is right for
 * interrupt handlers, too.)
 */
static void example_spinlock_count(void)
{
	unsigned long flags;

	if (example_spinlock_broken) {
		example_spinlock_step();
		return;
	}
	spin_lock_irqsave(&example_spinlock.lock, flags);
	example_spinlock_step();
	spin_unlock_irqrestore(&example_spinlock.lock, flags);
}

static void example_spinlock_tick(struct timer_list *timer)
{
	example_spinlock_count();
	example_spinlock.ticks++;
	mod_timer(timer, jiffies + 1);
}

static unsigned int example_spinlock_work(unsigned int member)
{
	unsigned int steps;

	for (steps = 0; steps < EXAMPLE_SPINLOCK_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		example_spinlock_count();
		cond_resched();
	}
	return steps;
}

static void example_spinlock_report(unsigned int steps)
{
	unsigned int counter, ticks;

	/* Waits for a running callback: never call it with the lock held. */
	timer_delete_sync(&example_spinlock.timer);
	ticks = example_spinlock.ticks;
	counter = READ_ONCE(example_spinlock.counter);
	pr_info("%u steps and %u ticks, the counter says %u: %s\n", steps,
		ticks, counter, counter == steps + ticks ? "right" : "wrong");
}

static struct crew example_spinlock_crew = {
	.work = example_spinlock_work,
	.report = example_spinlock_report,
};

static int __init example_spinlock_init(void)
{
	int ret;

	example_spinlock.counter = 0;	/* whatever was given as a parameter */
	timer_setup(&example_spinlock.timer, example_spinlock_tick, 0);
	mod_timer(&example_spinlock.timer, jiffies + 1);

	ret = crew_start(&example_spinlock_crew);
	if (ret)
		timer_delete_sync(&example_spinlock.timer);
	return ret;
}

static void __exit example_spinlock_exit(void)
{
	crew_stop(&example_spinlock_crew);
	timer_delete_sync(&example_spinlock.timer);
	pr_info("gone\n");
}

module_init(example_spinlock_init);
module_exit(example_spinlock_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A spinlock shared with a timer");
