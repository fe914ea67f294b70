// SPDX-License-Identifier: GPL-2.0
/*
 * seqlock - a clock that many read, and that is never late for them
 *
 * Shows: write_seqlock(), which waits for other writers and for no reader;
 *        read_seqbegin() and read_seqretry(), with which a reader notices that
 *        the clock was set while it looked, and looks again; readers that do
 *        not, and see the time go backwards.
 *
 * Try:   insmod seqlock.ko
 *        sleep 2
 *        cat /sys/module/seqlock/parameters/retries
 *        rmmod seqlock
 *        insmod seqlock.ko broken=1
 *        sleep 1
 *        rmmod seqlock
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#include "crew.h"

#define SEQLOCK_STEPS	30000	/* of each thread */
#define SEQLOCK_TICKS	10	/* in a second of this clock */

/* Two words that only together are a time: 1.9 is followed by 2.0. */
static struct {
	seqlock_t lock;		/* protects the two below */
	unsigned int second;
	unsigned int tick;
} seqlock_clock = {
	.lock = __SEQLOCK_UNLOCKED(seqlock_clock.lock),
};

static DEFINE_SPINLOCK(seqlock_lock);	/* protects the two below */
static unsigned int seqlock_backwards;
static unsigned int seqlock_retries;
module_param_named(backwards, seqlock_backwards, uint, 0444);
MODULE_PARM_DESC(backwards, "times that came before the last: only to be read");
module_param_named(retries, seqlock_retries, uint, 0444);
MODULE_PARM_DESC(retries, "looks that had to be repeated: only to be read");

static bool seqlock_broken;
module_param_named(broken, seqlock_broken, bool, 0444);
MODULE_PARM_DESC(broken, "believe the first look (default: N)");

/* With an interrupt handler among the writers: write_seqlock_irqsave(). */
static void seqlock_advance(void)
{
	write_seqlock(&seqlock_clock.lock);
	if (seqlock_clock.tick < SEQLOCK_TICKS - 1) {
		WRITE_ONCE(seqlock_clock.tick, seqlock_clock.tick + 1);
	} else {
		WRITE_ONCE(seqlock_clock.tick, 0);
		udelay(1);
		WRITE_ONCE(seqlock_clock.second, seqlock_clock.second + 1);
	}
	write_sequnlock(&seqlock_clock.lock);
}

static unsigned int seqlock_look(void)
{
	unsigned int second, tick;

	second = READ_ONCE(seqlock_clock.second);
	udelay(1);
	tick = READ_ONCE(seqlock_clock.tick);
	return second * SEQLOCK_TICKS + tick;
}

/* What a reader sees may be nonsense, until read_seqretry() says it is not. */
static unsigned int seqlock_now(unsigned int *retries)
{
	unsigned int start, now;

	for (;;) {
		start = read_seqbegin(&seqlock_clock.lock);
		now = seqlock_look();
		if (!read_seqretry(&seqlock_clock.lock, start))
			return now;
		++*retries;
	}
}

static unsigned int seqlock_write(void)
{
	unsigned int steps;

	for (steps = 0; steps < SEQLOCK_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		seqlock_advance();
		cond_resched();
	}
	return steps;
}

static unsigned int seqlock_read(void)
{
	unsigned int steps, now, last = 0, backwards = 0, retries = 0;

	for (steps = 0; steps < SEQLOCK_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		now = seqlock_broken ? seqlock_look() : seqlock_now(&retries);
		backwards += now < last;
		last = now;
		cond_resched();
	}

	spin_lock(&seqlock_lock);
	seqlock_backwards += backwards;
	seqlock_retries += retries;
	spin_unlock(&seqlock_lock);
	return steps;
}

/* One writes, the others read. */
static unsigned int seqlock_work(unsigned int member)
{
	return member == 0 ? seqlock_write() : seqlock_read();
}

static void seqlock_report(unsigned int steps)
{
	unsigned int now = seqlock_look();

	pr_info("%u ticks, %u reads, %u repeated, %u went backwards: %s\n",
		now, steps - now, seqlock_retries, seqlock_backwards,
		seqlock_backwards ? "wrong" : "right");
}

static struct crew seqlock_crew = {
	.work = seqlock_work,
	.report = seqlock_report,
};

/* seqlock_init() is the kernel's. */
static int __init seqlock_clock_init(void)
{
	/* Whatever was given as parameters. */
	seqlock_backwards = 0;
	seqlock_retries = 0;
	return crew_start(&seqlock_crew);
}

static void __exit seqlock_clock_exit(void)
{
	crew_stop(&seqlock_crew);
	pr_info("gone\n");
}

module_init(seqlock_clock_init);
module_exit(seqlock_clock_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A clock with a sequence lock");
