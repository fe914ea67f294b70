// SPDX-License-Identifier: GPL-2.0
/*
 * hrtimer - a timer that counts in nanoseconds, and how late it is
 *
 * Shows: hrtimer_setup() and hrtimer_start(); a function that restarts its own
 *        timer, and hrtimer_forward_now(), which keeps the rhythm and counts
 *        the periods that were missed; hard interrupt or softirq; lateness as
 *        a histogram, because a mean says little.
 *
 * Try:   insmod hrtimer.ko period_us=1000
 *        sleep 1
 *        cat /proc/hrtimer
 *        echo 9000 > /proc/hrtimer
 *        head -n 4 /proc/hrtimer
 *        rmmod hrtimer
 *        insmod hrtimer.ko period_us=10	# fails: out of range
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/time64.h>

#include "compat.h"

#define HRTIMER_HOG_MAX	10000	/* microseconds */
#define HRTIMER_BUCKETS	16	/* < 1 us, < 2, < 4, ...; the last one: more */

static unsigned int hrtimer_period_us = 1000;
module_param_named(period_us, hrtimer_period_us, uint, 0444);
MODULE_PARM_DESC(period_us, "microseconds, 100 to 1000000 (default: 1000)");

static bool hrtimer_soft;
module_param_named(soft, hrtimer_soft, bool, 0444);
MODULE_PARM_DESC(soft, "expire in a softirq, not in the interrupt (default: N)");

struct hrtimer_stats {
	unsigned long expiries, missed;	/* missed: periods without any */
	s64 first, next;	/* when they were due, monotonic, ns */
	s64 min, max, sum;	/* how late, ns */
	unsigned int bucket[HRTIMER_BUCKETS];
	bool in_hardirq;
};

static struct hrtimer hrtimer_timer;
static ktime_t hrtimer_period;
static int hrtimer_cpu;		/* where the timer expires */
static struct proc_dir_entry *hrtimer_entry;

/*
 * Protects the statistics. Raw, because it is taken in a hard interrupt on a
 * real-time kernel, too, where other spin locks sleep.
 */
static DEFINE_RAW_SPINLOCK(hrtimer_lock);
static struct hrtimer_stats hrtimer_stats;

static enum hrtimer_restart hrtimer_expired(struct hrtimer *timer)
{
	struct hrtimer_stats *stats = &hrtimer_stats;	/* under the lock */
	s64 due = ktime_to_ns(hrtimer_get_expires(timer));
	s64 late = ktime_get_ns() - due;
	int bucket = fls64(div_u64(late, NSEC_PER_USEC));
	u64 periods;

	/*
	 * The next time is counted from the time that this one was due, not
	 * from now, or each expiry would add its lateness to all that follow.
	 */
	periods = hrtimer_forward_now(timer, hrtimer_period);

	raw_spin_lock(&hrtimer_lock);
	if (!stats->expiries) {
		stats->first = due;
		stats->min = late;
	}
	stats->expiries++;
	stats->missed += periods - 1;
	stats->next = ktime_to_ns(hrtimer_get_expires(timer));
	stats->min = min(stats->min, late);
	stats->max = max(stats->max, late);
	stats->sum += late;
	stats->bucket[min(bucket, HRTIMER_BUCKETS - 1)]++;
	stats->in_hardirq = hardirq_count();
	raw_spin_unlock(&hrtimer_lock);
	WRITE_ONCE(hrtimer_cpu, smp_processor_id());
	return HRTIMER_RESTART;
}

static int hrtimer_show(struct seq_file *m, void *v)
{
	struct hrtimer_stats stats;
	int i;

	/* A copy: the slow part is done without the lock. */
	raw_spin_lock_irq(&hrtimer_lock);
	stats = hrtimer_stats;
	raw_spin_unlock_irq(&hrtimer_lock);

	seq_printf(m, "expiries %lu missed %lu\n", stats.expiries,
		   stats.missed);
	seq_printf(m, "in %s on cpu %d\n",
		   stats.in_hardirq ? "hardirq" : "softirq",
		   READ_ONCE(hrtimer_cpu));
	seq_printf(m, "due first %lld next %lld ns\n", stats.first, stats.next);
	seq_printf(m, "late min %lld avg %lld max %lld ns\n", stats.min,
		   div64_s64(stats.sum, max(stats.expiries, 1UL)), stats.max);
	for (i = 0; i < HRTIMER_BUCKETS - 1; i++)
		seq_printf(m, "< %5u us: %u\n", 1 << i, stats.bucket[i]);
	seq_printf(m, "  more    : %u\n", stats.bucket[i]);
	return 0;
}

static int hrtimer_open(struct inode *inode, struct file *file)
{
	return single_open(file, hrtimer_show, NULL);
}

/* What a bad driver does: in here, interrupts are off on this processor. */
static void hrtimer_hog(void *us)
{
	mdelay((unsigned long)us / 1000);
	udelay((unsigned long)us % 1000);
}

/* Write a number: for so many microseconds, hog the timer's processor. */
static ssize_t hrtimer_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	unsigned long us;
	int ret = kstrtoul_from_user(buf, len, 10, &us);

	if (ret)
		return ret;
	if (us > HRTIMER_HOG_MAX)
		return -ERANGE;
	ret = smp_call_function_single(READ_ONCE(hrtimer_cpu), hrtimer_hog,
				       (void *)us, 1);
	return ret ? ret : len;
}

static const struct proc_ops hrtimer_ops = {
	.proc_open = hrtimer_open,
	.proc_read = seq_read,
	.proc_write = hrtimer_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

/* Not hrtimer_init(): up to 6.14, the kernel has a function of that name. */
static int __init hrtimer_module_init(void)
{
	enum hrtimer_mode mode;

	if (hrtimer_period_us < 100 || hrtimer_period_us > 1000000)
		return -ERANGE;

	/* Without _HARD it would be a softirq on a real-time kernel. */
	mode = hrtimer_soft ? HRTIMER_MODE_REL_SOFT : HRTIMER_MODE_REL_HARD;
	hrtimer_setup(&hrtimer_timer, hrtimer_expired, CLOCK_MONOTONIC, mode);

	hrtimer_entry = proc_create(KBUILD_MODNAME, 0644, NULL, &hrtimer_ops);
	if (!hrtimer_entry)
		return -ENOMEM;
	hrtimer_period = ns_to_ktime(hrtimer_period_us * NSEC_PER_USEC);
	hrtimer_start(&hrtimer_timer, hrtimer_period, mode);
	return 0;
}

static void __exit hrtimer_module_exit(void)
{
	proc_remove(hrtimer_entry);
	/* Waits for the function, and stops what it may have restarted. */
	hrtimer_cancel(&hrtimer_timer);
	pr_info("%lu expiries\n", hrtimer_stats.expiries);
}

module_init(hrtimer_module_init);
module_exit(hrtimer_module_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A high-resolution timer and its lateness");
