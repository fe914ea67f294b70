// SPDX-License-Identifier: GPL-2.0
/*
 * readers - what it costs to read a pair that nobody is changing
 *
 * Shows: the same two words read by four threads under RCU, under a lock for
 *        readers and writers, and under a spinlock; what each read takes.
 *
 * Try:   insmod readers.ko
 *        sleep 2
 *        rmmod readers
 *        insmod readers.ko how=rwlock
 *        sleep 2
 *        rmmod readers
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "crew.h"

#define READERS_READS_MAX	10000000

enum readers_how {
	READERS_RCU,
	READERS_RWLOCK,
	READERS_SPINLOCK,
};

static const char * const readers_ways[] = {
	[READERS_RCU] = "rcu",
	[READERS_RWLOCK] = "rwlock",
	[READERS_SPINLOCK] = "spinlock",
};

static char *readers_how = "rcu";
module_param_named(how, readers_how, charp, 0444);
MODULE_PARM_DESC(how, "rcu, rwlock or spinlock (default: rcu)");

static unsigned int readers_reads = 300000;
module_param_named(reads, readers_reads, uint, 0444);
MODULE_PARM_DESC(reads, "of each thread, 1 to 10000000 (default: 300000)");

struct readers_pair {
	unsigned int one, other;	/* always equal */
};

/* Static, since nobody ever puts another in its place. */
static struct readers_pair readers_only = { .one = 1, .other = 1 };
static struct readers_pair __rcu *readers_pair =
	RCU_INITIALIZER(&readers_only);
static DEFINE_RWLOCK(readers_rwlock);
static DEFINE_SPINLOCK(readers_spinlock);

static int readers_way;		/* an enum readers_how, or an error */
static u64 readers_start;	/* ns: when the threads began */

/* What a reader does in its read section, whatever that is made by. */
static bool readers_equal(const struct readers_pair *pair)
{
	return READ_ONCE(pair->one) == READ_ONCE(pair->other);
}

static bool readers_read(void)
{
	bool equal;

	switch (readers_way) {
	case READERS_RCU:
		rcu_read_lock();
		equal = readers_equal(rcu_dereference(readers_pair));
		rcu_read_unlock();
		break;
	case READERS_RWLOCK:
		read_lock(&readers_rwlock);
		equal = readers_equal(&readers_only);
		read_unlock(&readers_rwlock);
		break;
	default:
		spin_lock(&readers_spinlock);
		equal = readers_equal(&readers_only);
		spin_unlock(&readers_spinlock);
		break;
	}
	return equal;
}

static unsigned int readers_work(unsigned int member)
{
	unsigned int reads, equal = 0;

	for (reads = 0; reads < readers_reads; reads++) {
		if (reads % 256 == 0) {
			if (kthread_should_stop())
				break;
			cond_resched();
		}
		equal += readers_read();
	}
	return equal;
}

static void readers_report(unsigned int reads)
{
	u64 time = ktime_get_ns() - readers_start;

	pr_info("%u reads, %s\n", reads, readers_how);
	if (reads)
		pr_info("a read every %llu ps\n", div_u64(time * 1000, reads));
}

static struct crew readers_crew = {
	.work = readers_work,
	.report = readers_report,
};

static int __init readers_init(void)
{
	if (readers_reads < 1 || readers_reads > READERS_READS_MAX)
		return -EINVAL;
	readers_way = match_string(readers_ways, ARRAY_SIZE(readers_ways),
				   readers_how);
	if (readers_way < 0)
		return readers_way;

	readers_start = ktime_get_ns();
	return crew_start(&readers_crew);
}

static void __exit readers_exit(void)
{
	crew_stop(&readers_crew);
	pr_info("gone\n");
}

module_init(readers_init);
module_exit(readers_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("What a read costs");
