// SPDX-License-Identifier: GPL-2.0
/*
 * kretprobe - how long a function of the kernel takes, as a histogram
 *
 * Shows: a kretprobe, which has a handler where a function begins and one where
 *        it returns; data of our own for each call that is under way, and how
 *        many of them there may be; that calls beyond these are missed, and
 *        counted.
 *
 * Needs: CONFIG_KRETPROBES
 *
 * Try:   insmod kretprobe.ko func=hrtimer_nanosleep maxactive=2
 *        sleep 0.01; sleep 0.1; sleep 0.1
 *        cat /proc/kretprobe
 *        sleep 1 & sleep 1 & sleep 1 & wait
 *        head -n 1 /proc/kretprobe
 *        rmmod kretprobe
 *        insmod kretprobe.ko func=none	# fails: Unknown symbol in module
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/ptrace.h>
#include <linux/seq_file.h>
#include <linux/timekeeping.h>

#define KRETPROBE_BUCKETS	36	/* the last one: 2^35 ns and more */
#define KRETPROBE_MOST		4096	/* calls that may be under way */

static char *kretprobe_func = "hrtimer_nanosleep";
module_param_named(func, kretprobe_func, charp, 0444);
MODULE_PARM_DESC(func, "the function to time (default: hrtimer_nanosleep)");

static unsigned int kretprobe_maxactive = 64;
module_param_named(maxactive, kretprobe_maxactive, uint, 0444);
MODULE_PARM_DESC(maxactive,
		 "calls that can be timed at once, 1 to 4096 (default: 64)");

/* Of one call: from its beginning to its return. */
struct kretprobe_call {
	u64 start;
};

/*
 * Bucket n counts the calls that took at least 2^n ns, and less than twice as
 * long. Calls return on all processors at once: no lock, atomic counters.
 */
static atomic_t kretprobe_bucket[KRETPROBE_BUCKETS];

/*
 * Both handlers run with preemption off, wherever the function is called: in an
 * interrupt perhaps, or with locks held. This clock may be read everywhere;
 * ktime_get_ns() could wait for one who is just setting the time.
 */
static int kretprobe_entry(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	struct kretprobe_call *call = (void *)instance->data;

	call->start = ktime_get_mono_fast_ns();
	return 0;	/* anything else: do not tell me when it returns */
}

NOKPROBE_SYMBOL(kretprobe_entry);

static int kretprobe_return(struct kretprobe_instance *instance,
			    struct pt_regs *regs)
{
	struct kretprobe_call *call = (void *)instance->data;
	u64 ns = ktime_get_mono_fast_ns() - call->start;

	/* Or'ed with 1: zero has no logarithm. */
	atomic_inc(&kretprobe_bucket[min(ilog2(ns | 1),
					 KRETPROBE_BUCKETS - 1)]);
	return 0;
}

NOKPROBE_SYMBOL(kretprobe_return);

static struct kretprobe kretprobe_probe = {
	.entry_handler = kretprobe_entry,
	.handler = kretprobe_return,
	.data_size = sizeof(struct kretprobe_call),
};

static int kretprobe_show(struct seq_file *m, void *v)
{
	unsigned int count[KRETPROBE_BUCKETS], total = 0;
	int i;

	for (i = 0; i < KRETPROBE_BUCKETS; i++) {
		count[i] = atomic_read(&kretprobe_bucket[i]);
		total += count[i];
	}
	seq_printf(m, "%s: timed %u missed %d\n", kretprobe_func, total,
		   kretprobe_probe.nmissed);
	for (i = 0; i < KRETPROBE_BUCKETS; i++)
		if (count[i])
			seq_printf(m, ">= %11llu ns: %u\n", 1ULL << i,
				   count[i]);
	return 0;
}

static int __init kretprobe_init(void)
{
	struct proc_dir_entry *entry;
	int ret;

	if (!kretprobe_maxactive || kretprobe_maxactive > KRETPROBE_MOST)
		return -ERANGE;

	/*
	 * The kernel allocates one instance for each call that may be under
	 * way, with data_size bytes at its end: a handler could not.
	 */
	kretprobe_probe.kp.symbol_name = kretprobe_func;
	kretprobe_probe.maxactive = kretprobe_maxactive;
	ret = register_kretprobe(&kretprobe_probe);
	if (ret)
		return ret;

	entry = proc_create_single(KBUILD_MODNAME, 0444, NULL, kretprobe_show);
	if (!entry) {
		unregister_kretprobe(&kretprobe_probe);
		return -ENOMEM;
	}
	return 0;
}

static void __exit kretprobe_exit(void)
{
	remove_proc_entry(KBUILD_MODNAME, NULL);
	/*
	 * Calls that are still under way return through a trampoline of the
	 * kernel's: none of them comes back to us, and we need not wait.
	 */
	unregister_kretprobe(&kretprobe_probe);
	pr_info("%s: missed %d\n", kretprobe_func, kretprobe_probe.nmissed);
}

module_init(kretprobe_init);
module_exit(kretprobe_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Time a function of the kernel");
