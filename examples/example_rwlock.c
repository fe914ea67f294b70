// SPDX-License-Identifier: GPL-2.0
/*
 * example_rwlock - many may read while none writes
 *
 * Shows: read_lock(), which lets readers in together, and write_lock(), which
 *        lets a writer in alone; readers that without them see half a change.
 *
 * Try:   insmod example_rwlock.ko
 *        sleep 2
 *        cat /sys/module/example_rwlock/parameters/torn
 *        rmmod example_rwlock
 *        insmod example_rwlock.ko broken=1
 *        sleep 1
 *        rmmod example_rwlock
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "crew.h"

#define EXAMPLE_RWLOCK_STEPS	30000	/* of each thread */

static struct {
	rwlock_t lock;		/* protects all but readers */
	unsigned int left;	/* these two are always equal, but */
	unsigned int right;	/* while the writer is between them */
	unsigned int torn;	/* how often a reader saw them differ */
	unsigned int together;	/* readers that were in at the same time */
	atomic_t readers;	/* readers that are in now */
} example_rwlock = {
	.lock = __RW_LOCK_UNLOCKED(example_rwlock.lock),
};

static bool example_rwlock_broken;
module_param_named(broken, example_rwlock_broken, bool, 0444);
MODULE_PARM_DESC(broken, "do without the lock, and read nonsense (default: N)");
module_param_named(counter, example_rwlock.left, uint, 0444);
MODULE_PARM_DESC(counter, "changes made so far: only to be read");
module_param_named(torn, example_rwlock.torn, uint, 0444);
MODULE_PARM_DESC(torn, "reads that saw half a change: only to be read");

static void example_rwlock_change(void)
{
	WRITE_ONCE(example_rwlock.left, example_rwlock.left + 1);
	udelay(1);
	WRITE_ONCE(example_rwlock.right, example_rwlock.right + 1);
}

/* True if the two differ. Adds to *together what company there was. */
static bool example_rwlock_differ(unsigned int *together)
{
	unsigned int left, right, readers;

	readers = atomic_inc_return(&example_rwlock.readers);
	*together = max(*together, readers);
	left = READ_ONCE(example_rwlock.left);
	udelay(1);
	right = READ_ONCE(example_rwlock.right);
	atomic_dec(&example_rwlock.readers);
	return left != right;
}

static unsigned int example_rwlock_write(void)
{
	unsigned int steps;

	for (steps = 0; steps < EXAMPLE_RWLOCK_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		if (example_rwlock_broken) {
			example_rwlock_change();
		} else {
			/*
			 * No interrupt handler and no timer uses this lock;
			 * otherwise: write_lock_irqsave(), as for a spinlock.
			 */
			write_lock(&example_rwlock.lock);
			example_rwlock_change();
			write_unlock(&example_rwlock.lock);
		}
		cond_resched();
	}
	return steps;
}

static unsigned int example_rwlock_read(void)
{
	unsigned int steps, torn = 0, together = 0;

	for (steps = 0; steps < EXAMPLE_RWLOCK_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		if (example_rwlock_broken) {
			torn += example_rwlock_differ(&together);
		} else {
			read_lock(&example_rwlock.lock);
			torn += example_rwlock_differ(&together);
			read_unlock(&example_rwlock.lock);
		}
		cond_resched();
	}

	write_lock(&example_rwlock.lock);
	example_rwlock.torn += torn;
	example_rwlock.together = max(example_rwlock.together, together);
	write_unlock(&example_rwlock.lock);
	return steps;
}

/* One writes, the others read. */
static unsigned int example_rwlock_work(unsigned int member)
{
	return member == 0 ? example_rwlock_write() : example_rwlock_read();
}

static void example_rwlock_report(unsigned int steps)
{
	unsigned int changes = READ_ONCE(example_rwlock.left);

	pr_info("%u changes, %u reads by up to %u readers at once, %u torn: %s\n",
		changes, steps - changes, example_rwlock.together,
		example_rwlock.torn, example_rwlock.torn ? "wrong" : "right");
}

static struct crew example_rwlock_crew = {
	.work = example_rwlock_work,
	.report = example_rwlock_report,
};

static int __init example_rwlock_init(void)
{
	/* Whatever was given as parameters. */
	example_rwlock.left = 0;
	example_rwlock.torn = 0;
	return crew_start(&example_rwlock_crew);
}

static void __exit example_rwlock_exit(void)
{
	crew_stop(&example_rwlock_crew);
	pr_info("gone\n");
}

module_init(example_rwlock_init);
module_exit(example_rwlock_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A reader-writer lock, with and without");
