// SPDX-License-Identifier: GPL-2.0
/*
 * speed - what likely() and unlikely() tell the compiler, and what it is worth
 *
 * Shows: the same function three times, with a different guess each, for a
 *        look at the machine code; and how to measure a few nanoseconds: many
 *        rounds, interrupts off, the best of several runs.
 *
 * Try:   insmod speed.ko
 *        rmmod speed
 *        insmod speed.ko bad_percent=50
 *        rmmod speed
 *        insmod speed.ko bad_percent=101	# fails: Invalid parameters
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/types.h>

#define SPEED_VALUES	1024
#define SPEED_RUNS	20
#define SPEED_ROUNDS_MAX	100000

static uint speed_rounds = 100;
module_param_named(rounds, speed_rounds, uint, 0444);
MODULE_PARM_DESC(rounds, "rounds per run, of 1024 calls (default: 100, most: 100000)");

static uint speed_bad_percent = 1;
module_param_named(bad_percent, speed_bad_percent, uint, 0444);
MODULE_PARM_DESC(bad_percent, "how many of 100 values are bad (default: 1)");

static int speed_values[SPEED_VALUES];
static unsigned int speed_errors;	/* counted: the branch shall matter */

/* The rare case, kept out of the way. */
static noinline int speed_bad(int value)
{
	speed_errors++;
	return -value;
}

/* noinline: a call each, so that all three are measured alike. */
static noinline int speed_plain(int value)
{
	if (value < 0)
		return speed_bad(value);
	return value + 1;
}

static noinline int speed_unlikely(int value)
{
	if (unlikely(value < 0))
		return speed_bad(value);
	return value + 1;
}

static noinline int speed_likely(int value)
{
	if (likely(value < 0))
		return speed_bad(value);
	return value + 1;
}

/* One run. With interrupts off: no other work is measured with ours. */
static u64 speed_run(int (*function)(int value))
{
	unsigned long flags;
	u64 start, ns;
	int i;

	local_irq_save(flags);
	start = ktime_get_ns();
	for (i = 0; i < SPEED_VALUES; i++)
		function(speed_values[i]);
	ns = ktime_get_ns() - start;
	local_irq_restore(flags);
	return ns;
}

/*
 * The fastest of several: a disturbance makes a run slower, nothing makes it
 * faster. In hundredths of a nanosecond per call. Between two rounds other
 * tasks may run, and insmod may be killed: no loop whose length a user
 * chooses may hold a processor, nor outlive its process.
 */
static int speed_measure(const char *name, int (*function)(int value))
{
	u64 best = U64_MAX;
	u32 hundredths;
	unsigned int run, i;
	u64 ns;

	for (run = 0; run < SPEED_RUNS; run++) {
		ns = 0;
		for (i = 0; i < speed_rounds; i++) {
			ns += speed_run(function);
			cond_resched();
			if (fatal_signal_pending(current))
				return -EINTR;
		}
		best = min(best, ns);
	}
	best = div64_u64(best * 100, (u64)speed_rounds * SPEED_VALUES);
	best = div_u64_rem(best, 100, &hundredths);
	pr_info("%-8s %llu.%02u ns\n", name, best, hundredths);
	return 0;
}

static int __init speed_init(void)
{
	int i, ret;

	if (!speed_rounds || speed_rounds > SPEED_ROUNDS_MAX ||
	    speed_bad_percent > 100)
		return -EINVAL;

	for (i = 0; i < SPEED_VALUES; i++)
		speed_values[i] = get_random_u32() % 100 < speed_bad_percent ?
				  -1 : i;

	ret = speed_measure("plain", speed_plain);
	if (!ret)
		ret = speed_measure("unlikely", speed_unlikely);
	if (!ret)
		ret = speed_measure("likely", speed_likely);
	pr_debug("%u bad values\n", speed_errors);
	return ret;
}

static void __exit speed_exit(void)
{
}

module_init(speed_init);
module_exit(speed_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Branch hints, seen and measured");
