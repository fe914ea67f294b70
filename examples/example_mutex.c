// SPDX-License-Identifier: GPL-2.0
/*
 * example_mutex - threads that take turns, even asleep
 *
 * Shows: mutex_lock() and mutex_unlock() around a read, a nap and a write; that
 *        the owner of a mutex may sleep; what becomes of a counter without it.
 *
 * Try:   insmod example_mutex.ko
 *        sleep 2
 *        cat /sys/module/example_mutex/parameters/counter
 *        rmmod example_mutex
 *        insmod example_mutex.ko broken=1
 *        sleep 1
 *        rmmod example_mutex
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/printk.h>

#include "crew.h"

#define EXAMPLE_MUTEX_STEPS	250	/* of each thread */

static struct {
	struct mutex lock;	/* protects counter */
	unsigned int counter;
} example_mutex = {
	.lock = __MUTEX_INITIALIZER(example_mutex.lock),
};

static bool example_mutex_broken;
module_param_named(broken, example_mutex_broken, bool, 0444);
MODULE_PARM_DESC(broken, "do without the mutex, and count wrong (default: N)");
module_param_named(counter, example_mutex.counter, uint, 0444);
MODULE_PARM_DESC(counter, "what the threads counted so far: only to be read");

/*
 * Right only for one thread at a time: another one that comes between the read
 * and the write reads the same number, and one of the two steps is lost.
 */
static void example_mutex_step(void)
{
	unsigned int seen = READ_ONCE(example_mutex.counter);

	/* Long enough to need a mutex: no spinlock may be held asleep. */
	usleep_range(20, 40);
	WRITE_ONCE(example_mutex.counter, seen + 1);
}

static unsigned int example_mutex_work(unsigned int member)
{
	unsigned int steps;

	for (steps = 0; steps < EXAMPLE_MUTEX_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		if (example_mutex_broken) {
			example_mutex_step();
			continue;
		}
		/* A thread that finds it taken sleeps until it is free. */
		mutex_lock(&example_mutex.lock);
		example_mutex_step();
		mutex_unlock(&example_mutex.lock);
	}
	return steps;
}

static void example_mutex_report(unsigned int steps)
{
	unsigned int counter = READ_ONCE(example_mutex.counter);

	pr_info("%u threads did %u steps, the counter says %u: %s\n", CREW_SIZE,
		steps, counter, counter == steps ? "right" : "wrong");
}

static struct crew example_mutex_crew = {
	.work = example_mutex_work,
	.report = example_mutex_report,
};

static int __init example_mutex_init(void)
{
	example_mutex.counter = 0;	/* whatever was given as a parameter */
	return crew_start(&example_mutex_crew);
}

static void __exit example_mutex_exit(void)
{
	crew_stop(&example_mutex_crew);
	pr_info("gone\n");
}

module_init(example_mutex_init);
module_exit(example_mutex_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A mutex, with and without");
