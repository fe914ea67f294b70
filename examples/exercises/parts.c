// SPDX-License-Identifier: GPL-2.0
/*
 * parts - a counter of which each processor has its own part
 *
 * Shows: DEFINE_PER_CPU() and this_cpu_inc(), a step that needs no lock and
 *        moves no memory between processors; a sum that is exact only when
 *        no thread counts any more.
 *
 * Try:   insmod parts.ko
 *        cat /sys/module/parts/parameters/counter
 *        sleep 2
 *        cat /sys/module/parts/parameters/counter
 *        rmmod parts
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sysfs.h>

#include "crew.h"

#define PARTS_STEPS	1000000	/* of each thread */

static DEFINE_PER_CPU(unsigned int, parts_mine);

/* Reads one part after the other, while they may go on counting. */
static unsigned int parts_sum(void)
{
	unsigned int sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(per_cpu(parts_mine, cpu));
	return sum;
}

static int parts_get_counter(char *buf, const struct kernel_param *kp)
{
	return sysfs_emit(buf, "%u\n", parts_sum());
}

/* Called for counter=5 on the command line, whatever the file's mode says. */
static int parts_set_counter(const char *val, const struct kernel_param *kp)
{
	return -EINVAL;
}

static const struct kernel_param_ops parts_counter_ops = {
	.get = parts_get_counter,
	.set = parts_set_counter,
};

module_param_cb(counter, &parts_counter_ops, NULL, 0444);
MODULE_PARM_DESC(counter, "what the threads counted so far (read-only)");

/*
 * this_cpu_inc() finds out the processor and counts in one step that neither
 * the scheduler nor an interrupt can come between, whatever that takes here: on
 * x86 it is a single instruction.
 */
static unsigned int parts_work(unsigned int member)
{
	unsigned int steps;

	for (steps = 0; steps < PARTS_STEPS; steps++) {
		if (kthread_should_stop())
			break;
		this_cpu_inc(parts_mine);
		cond_resched();
	}
	return steps;
}

static void parts_report(unsigned int steps)
{
	unsigned int sum = parts_sum();

	pr_info("%u steps, the sum is %u: %s\n", steps, sum,
		sum == steps ? "right" : "wrong");
}

static struct crew parts_crew = {
	.work = parts_work,
	.report = parts_report,
};

static int __init parts_init(void)
{
	return crew_start(&parts_crew);
}

static void __exit parts_exit(void)
{
	crew_stop(&parts_crew);
	pr_info("gone\n");
}

module_init(parts_init);
module_exit(parts_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A counter in parts");
