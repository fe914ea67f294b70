// SPDX-License-Identifier: GPL-2.0
/*
 * percpu - events that every processor counts, in memory of its own
 *
 * Shows: alloc_percpu() and this_cpu_inc(), a step that needs no lock, although
 *        an interrupt counts as well; a sum that is exact when all is quiet;
 *        the same step in two, into which the interrupt comes; what it costs
 *        beside one atomic counter for all.
 *
 * Try:   insmod percpu.ko
 *        sleep 2
 *        cat /proc/percpu
 *        rmmod percpu
 *        insmod percpu.ko broken=1 steps=100000
 *        sleep 5
 *        rmmod percpu
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/time64.h>

#include "compat.h"
#include "crew.h"

#define PERCPU_STEPS_MAX	10000000
#define PERCPU_PERIOD		(200 * NSEC_PER_USEC)

static unsigned int percpu_steps = 300000;
module_param_named(steps, percpu_steps, uint, 0444);
MODULE_PARM_DESC(steps, "of each thread, 1 to 10000000 (default: 300000)");

static bool percpu_atomic;
module_param_named(atomic, percpu_atomic, bool, 0444);
MODULE_PARM_DESC(atomic, "one atomic counter for all (default: N)");

static bool percpu_broken;
module_param_named(broken, percpu_broken, bool, 0444);
MODULE_PARM_DESC(broken, "read, add and write in three steps (default: N)");

static unsigned int __percpu *percpu_events;	/* an address, plus the CPU's */
static atomic_t percpu_all = ATOMIC_INIT(0);	/* instead, with atomic=1 */
static unsigned int percpu_interrupts;	/* only the timer writes it */
static struct hrtimer percpu_timer;
static u64 percpu_start;	/* ns: when the threads began */

/*
 * this_cpu_inc() finds this processor's counter and adds to it in one step,
 * into which neither an interrupt nor the scheduler can come. In three steps,
 * what an interrupt counts at the udelay() is overwritten.
 */
static void percpu_count(void)
{
	unsigned int events;

	if (percpu_broken) {
		events = this_cpu_read(*percpu_events);
		udelay(1);
		this_cpu_write(*percpu_events, events + 1);
	} else if (percpu_atomic) {
		atomic_inc(&percpu_all);
	} else {
		this_cpu_inc(*percpu_events);
	}
}

static enum hrtimer_restart percpu_interrupt(struct hrtimer *timer)
{
	percpu_interrupts++;
	percpu_count();
	hrtimer_forward_now(timer, ns_to_ktime(PERCPU_PERIOD));
	return HRTIMER_RESTART;
}

static unsigned int percpu_work(unsigned int member)
{
	unsigned int steps;

	for (steps = 0; steps < percpu_steps; steps++) {
		if (steps % 256 == 0) {
			if (kthread_should_stop())
				break;
			cond_resched();
		}
		percpu_count();
	}
	return steps;
}

/* Exact if nobody counts meanwhile; else it was perhaps never true. */
static unsigned int percpu_sum(void)
{
	unsigned int sum = atomic_read(&percpu_all);
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(*per_cpu_ptr(percpu_events, cpu));
	return sum;
}

static void percpu_report(unsigned int steps)
{
	u64 time = ktime_get_ns() - percpu_start;
	unsigned int sum;

	hrtimer_cancel(&percpu_timer);	/* now all is quiet */
	sum = percpu_sum();
	pr_info("%u steps and %u interrupts, %u counted: %s\n", steps,
		percpu_interrupts, sum,
		sum == steps + percpu_interrupts ? "right" : "wrong");
	if (steps)
		pr_info("a step every %llu ps\n",
			div_u64(time * 1000, steps));
}

static struct crew percpu_crew = {
	.work = percpu_work,
	.report = percpu_report,
};

static int percpu_show(struct seq_file *file, void *unused)
{
	int cpu;

	for_each_online_cpu(cpu)
		seq_printf(file, "processor %d: %u\n", cpu,
			   READ_ONCE(*per_cpu_ptr(percpu_events, cpu)));
	seq_printf(file, "sum: %u\n", percpu_sum());
	return 0;
}

static void percpu_stop(void)
{
	crew_stop(&percpu_crew);
	hrtimer_cancel(&percpu_timer);
	free_percpu(percpu_events);
}

static int __init percpu_init(void)
{
	int ret;

	if (percpu_steps < 1 || percpu_steps > PERCPU_STEPS_MAX)
		return -EINVAL;
	percpu_events = alloc_percpu(unsigned int);	/* zeros */
	if (!percpu_events)
		return -ENOMEM;

	hrtimer_setup(&percpu_timer, percpu_interrupt, CLOCK_MONOTONIC,
		      HRTIMER_MODE_REL);
	hrtimer_start(&percpu_timer, ns_to_ktime(PERCPU_PERIOD),
		      HRTIMER_MODE_REL);
	percpu_start = ktime_get_ns();
	ret = crew_start(&percpu_crew);
	if (ret)
		goto err_stop;

	if (!proc_create_single("percpu", 0444, NULL, percpu_show)) {
		ret = -ENOMEM;
		goto err_stop;
	}
	return 0;

err_stop:
	percpu_stop();
	return ret;
}

static void __exit percpu_exit(void)
{
	remove_proc_entry("percpu", NULL);
	percpu_stop();
	pr_info("gone\n");
}

module_init(percpu_init);
module_exit(percpu_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Events counted per processor");
