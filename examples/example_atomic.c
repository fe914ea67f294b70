// SPDX-License-Identifier: GPL-2.0
/*
 * example_atomic - one step that nothing can come between
 *
 * Shows: atomic_inc(); test_and_set_bit(), which many call and one wins;
 *        atomic_try_cmpxchg(), of which any other operation can be made; and
 *        that two atomic operations in a row are not one.
 *
 * Try:   insmod example_atomic.ko
 *        sleep 2
 *        cat /sys/module/example_atomic/parameters/counter
 *        rmmod example_atomic
 *        insmod example_atomic.ko broken=1
 *        sleep 1
 *        rmmod example_atomic
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/types.h>

#include "crew.h"

#define EXAMPLE_ATOMIC_STEPS	10000	/* of each thread */
#define EXAMPLE_ATOMIC_SEATS	(EXAMPLE_ATOMIC_STEPS * CREW_SIZE)

static struct {
	atomic_t counter;	/* one more with each step */
	atomic_t chain;		/* each step makes a new number of the old */
	/* Each step takes a seat that is free: a set bit is a taken seat. */
	DECLARE_BITMAP(seats, EXAMPLE_ATOMIC_SEATS);
} example_atomic;

static bool example_atomic_broken;
module_param_named(broken, example_atomic_broken, bool, 0444);
MODULE_PARM_DESC(broken, "use two operations where one is needed (default: N)");
/* An atomic_t is an int with rules; to read it as one is within the rules. */
module_param_named(counter, example_atomic.counter.counter, int, 0444);
MODULE_PARM_DESC(counter, "what the threads counted so far: only to be read");

/* No CPU has an instruction for this; any function would do as well. */
static int example_atomic_next(int number)
{
	return (u32)number * 5 + 7;
}

/* All seats before *seat are taken; there is one for every step. */
static void example_atomic_step(unsigned int *seat)
{
	int old;

	atomic_inc(&example_atomic.counter);

	/* Sets the bit and says what it was before: only one caller gets 0. */
	do {
		*seat = find_next_zero_bit(example_atomic.seats,
					   EXAMPLE_ATOMIC_SEATS, *seat);
	} while (test_and_set_bit(*seat, example_atomic.seats));

	/* Writes if it still finds old; otherwise updates old: once more. */
	old = atomic_read(&example_atomic.chain);
	while (!atomic_try_cmpxchg(&example_atomic.chain, &old,
				   example_atomic_next(old)))
		;
}

/* Every single operation here is atomic, too. That is not enough. */
static void example_atomic_broken_step(unsigned int *seat)
{
	int count = atomic_read(&example_atomic.counter);
	int old = atomic_read(&example_atomic.chain);

	*seat = find_next_zero_bit(example_atomic.seats, EXAMPLE_ATOMIC_SEATS,
				   *seat);
	udelay(5);
	atomic_set(&example_atomic.counter, count + 1);
	set_bit(*seat, example_atomic.seats);
	atomic_set(&example_atomic.chain, example_atomic_next(old));
}

static unsigned int example_atomic_work(unsigned int member)
{
	unsigned int steps, seat = 0;

	for (steps = 0; steps < EXAMPLE_ATOMIC_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		if (example_atomic_broken)
			example_atomic_broken_step(&seat);
		else
			example_atomic_step(&seat);
		cond_resched();
	}
	return steps;
}

static void example_atomic_report(unsigned int steps)
{
	unsigned int counter = atomic_read(&example_atomic.counter);
	unsigned int seats = bitmap_weight(example_atomic.seats,
					   EXAMPLE_ATOMIC_SEATS);
	int chain = atomic_read(&example_atomic.chain);
	int wanted = 0;
	unsigned int i;

	for (i = 0; i < steps; i++)
		wanted = example_atomic_next(wanted);

	pr_info("%u steps, the counter says %u: %s\n", steps, counter,
		counter == steps ? "right" : "wrong");
	pr_info("%u steps took %u seats: %s\n", steps, seats,
		seats == steps ? "right" : "wrong");
	pr_info("%u steps led the chain to %#x: %s\n", steps, chain,
		chain == wanted ? "right" : "wrong");
}

static struct crew example_atomic_crew = {
	.work = example_atomic_work,
	.report = example_atomic_report,
};

static int __init example_atomic_init(void)
{
	atomic_set(&example_atomic.counter, 0);	/* whatever was given */
	return crew_start(&example_atomic_crew);
}

static void __exit example_atomic_exit(void)
{
	crew_stop(&example_atomic_crew);
	pr_info("gone\n");
}

module_init(example_atomic_init);
module_exit(example_atomic_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Atomic operations, and what is not one");
