// SPDX-License-Identifier: GPL-2.0
/*
 * howlong - how long kmalloc() and kfree() take together
 *
 * The answer to an exercise of "Speed".
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/types.h>

#define HOWLONG_CALLS	100
#define HOWLONG_RUNS	1000

static uint howlong_size = 64;
module_param_named(size, howlong_size, uint, 0444);
MODULE_PARM_DESC(size, "how many bytes to allocate (default: 64)");

/*
 * Time for HOWLONG_CALLS pairs. kmalloc() may sleep here, so neither interrupts
 * nor preemption can be off: a run that is disturbed is simply slower.
 */
static int howlong_run(u64 *ns)
{
	u64 start = ktime_get_ns();
	void *memory;
	int i;

	for (i = 0; i < HOWLONG_CALLS; i++) {
		memory = kmalloc(howlong_size, GFP_KERNEL);
		if (!memory)
			return -ENOMEM;
		kfree(memory);
	}
	*ns = ktime_get_ns() - start;
	return 0;
}

static int __init howlong_init(void)
{
	u64 best = U64_MAX, worst = 0, ns;
	int ret, run;

	/* More than this is no request but a bug, and the kernel warns. */
	if (!howlong_size || howlong_size > KMALLOC_MAX_SIZE)
		return -EINVAL;

	for (run = 0; run < HOWLONG_RUNS; run++) {
		ret = howlong_run(&ns);
		if (ret)
			return ret;
		best = min(best, ns);
		worst = max(worst, ns);
		cond_resched();		/* others want to run, too */
		if (fatal_signal_pending(current))
			return -EINTR;
	}
	pr_info("%u bytes: %llu ns at best, %llu ns in the worst run\n",
		howlong_size, div_u64(best, HOWLONG_CALLS),
		div_u64(worst, HOWLONG_CALLS));
	return 0;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit howlong_exit(void)
{
}

module_init(howlong_init);
module_exit(howlong_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("The time that an allocation takes");
