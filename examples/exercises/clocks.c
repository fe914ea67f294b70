// SPDX-License-Identifier: GPL-2.0
/*
 * clocks - the kernel's clocks side by side, and the tick
 *
 * Shows: which clocks there are, and what each of them does when the
 *        machine sleeps or its time is set; jiffies, and how to turn them
 *        into milliseconds.
 *
 * Try:   insmod clocks.ko
 *        cat /proc/clocks; cat /proc/uptime
 *        rmmod clocks
 */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/timekeeping.h>

static struct proc_dir_entry *clocks_entry;

static int clocks_show(struct seq_file *m, void *v)
{
	/* Read as close together as possible; the lines are written later. */
	u64 ticks = get_jiffies_64();
	s64 monotonic = ktime_get_ns();
	s64 coarse = ktime_get_coarse_ns();
	s64 boottime = ktime_get_boottime_ns();
	s64 real = ktime_get_real_ns();

	seq_printf(m, "monotonic %lld ns\n", monotonic);
	seq_printf(m, "coarse    %lld ns, as of the last tick\n", coarse);
	seq_printf(m, "boottime  %lld ns, sleep included\n", boottime);
	seq_printf(m, "real      %lld ns, since 1970\n", real);
	seq_printf(m, "jiffies   %llu ms, %d a second\n",
		   (unsigned long long)jiffies64_to_msecs(ticks -
							  INITIAL_JIFFIES),
		   HZ);
	return 0;
}

static int __init clocks_init(void)
{
	clocks_entry = proc_create_single(KBUILD_MODNAME, 0444, NULL,
					  clocks_show);
	return clocks_entry ? 0 : -ENOMEM;
}

static void __exit clocks_exit(void)
{
	proc_remove(clocks_entry);
}

module_init(clocks_init);
module_exit(clocks_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("The kernel's clocks");
