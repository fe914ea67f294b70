// SPDX-License-Identifier: GPL-2.0
/*
 * rcu - a list of names that is read while it is changed
 *
 * Shows: readers that take no lock (rcu_read_lock() is none) and meet each name
 *        either old or new; writers that copy, change the copy and put it in
 *        its place; two ways to free what readers may still see, kfree_rcu()
 *        and call_rcu(); rcu_barrier(), or the module would go first.
 *
 * Try:   insmod rcu.ko
 *        echo +anna > /proc/rcu
 *        echo +berta > /proc/rcu
 *        echo anna=carla > /proc/rcu
 *        echo anna=dora > /proc/rcu	# fails: No such file or directory
 *        cat /proc/rcu
 *        echo -berta > /proc/rcu
 *        cat /proc/rcu
 *        rmmod rcu
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/processor.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

#define RCU_NAME	31	/* the longest, in bytes */

struct rcu_name {
	struct rcu_head rcu;	/* a place in the queue to be freed */
	struct list_head node;
	char name[RCU_NAME + 1];	/* never changes */
};

static LIST_HEAD(rcu_names);

/* Protects the list among writers, and the count. Readers do not take it. */
static DEFINE_SPINLOCK(rcu_names_lock);
static unsigned int rcu_names_waiting;
module_param_named(waiting, rcu_names_waiting, uint, 0444);
MODULE_PARM_DESC(waiting, "names removed, and not yet freed: only to be read");

static bool rcu_names_broken;
module_param_named(broken, rcu_names_broken, bool, 0444);
MODULE_PARM_DESC(broken, "free at once, readers or not (default: N)");
static ushort rcu_names_pause;
module_param_named(pause, rcu_names_pause, ushort, 0644);
MODULE_PARM_DESC(pause, "milliseconds a reader stays at a name (default: 0)");

/* Stay, awake, until it is time. mdelay() is late where others need the CPU. */
static void rcu_names_linger(void)
{
	ktime_t end = ktime_add_ms(ktime_get(), READ_ONCE(rcu_names_pause));

	while (ktime_before(ktime_get(), end))
		cpu_relax();
}

/*
 * One read section, which must not sleep: seq_printf() only fills memory.
 * While it lasts, nothing is freed that the list had when it began.
 */
static int rcu_names_show(struct seq_file *m, void *unused)
{
	struct rcu_name *entry;

	rcu_read_lock();
	list_for_each_entry_rcu(entry, &rcu_names, node) {
		rcu_names_linger();
		seq_printf(m, "%s\n", entry->name);
	}
	rcu_read_unlock();
	return 0;
}

/* RCU calls this, usually in a softirq, when no reader can see it any more. */
static void rcu_name_free(struct rcu_head *head)
{
	spin_lock(&rcu_names_lock);
	rcu_names_waiting--;
	spin_unlock(&rcu_names_lock);
	kfree(container_of(head, struct rcu_name, rcu));
}

/* For writers, with the lock held. */
static struct rcu_name *rcu_names_find(const char *name)
{
	struct rcu_name *entry;

	list_for_each_entry(entry, &rcu_names, node) {
		if (!strcmp(entry->name, name))
			return entry;
	}
	return NULL;
}

/* Put a new name in, in the place of an old one if there is one. */
static int rcu_names_put(const char *old_name, const char *name)
{
	struct rcu_name *entry, *old = NULL;
	int ret = 0;

	entry = kzalloc_obj(*entry);
	if (!entry)
		return -ENOMEM;
	strscpy(entry->name, name, sizeof(entry->name));

	spin_lock_bh(&rcu_names_lock);
	if (old_name)
		old = rcu_names_find(old_name);
	if (old_name && !old)
		ret = -ENOENT;
	else if (rcu_names_find(name))
		ret = -EEXIST;
	else if (old)
		list_replace_rcu(&old->node, &entry->node);
	else
		list_add_tail_rcu(&entry->node, &rcu_names);
	spin_unlock_bh(&rcu_names_lock);

	if (ret)
		kfree(entry);		/* no reader has seen it */
	else if (old && rcu_names_broken)
		kfree(old);
	else if (old)
		kfree_rcu(old, rcu);	/* as soon as no reader sees it */
	return ret;
}

static int rcu_names_remove(const char *name)
{
	struct rcu_name *entry;

	spin_lock_bh(&rcu_names_lock);
	entry = rcu_names_find(name);
	if (entry) {
		list_del_rcu(&entry->node);
		rcu_names_waiting += !rcu_names_broken;
	}
	spin_unlock_bh(&rcu_names_lock);

	if (!entry)
		return -ENOENT;
	if (rcu_names_broken)
		kfree(entry);
	else
		call_rcu(&entry->rcu, rcu_name_free);
	return 0;
}

/* +NAME, -NAME or OLD=NEW */
static ssize_t rcu_names_write(struct file *file, const char __user *buf,
			       size_t len, loff_t *offset)
{
	char line[2 * RCU_NAME + 3], *name = line, *old = NULL;
	int ret;

	if (len >= sizeof(line))
		return -EMSGSIZE;
	if (copy_from_user(line, buf, len))
		return -EFAULT;
	line[len] = '\0';
	strim(line);

	if (line[0] == '+' || line[0] == '-')
		name++;
	else
		old = strsep(&name, "=");
	if (!name || !*name || strlen(name) > RCU_NAME || strchr(name, '\n'))
		return -EINVAL;

	if (line[0] == '-')
		ret = rcu_names_remove(name);
	else
		ret = rcu_names_put(old, name);
	return ret ?: len;
}

static int rcu_names_open(struct inode *inode, struct file *file)
{
	return single_open(file, rcu_names_show, NULL);
}

static const struct proc_ops rcu_names_ops = {
	.proc_open = rcu_names_open,
	.proc_read = seq_read,
	.proc_write = rcu_names_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static int __init rcu_names_init(void)
{
	if (!proc_create(KBUILD_MODNAME, 0644, NULL, &rcu_names_ops))
		return -ENOMEM;
	return 0;
}

static void __exit rcu_names_exit(void)
{
	struct rcu_name *entry, *next;

	remove_proc_entry(KBUILD_MODNAME, NULL);
	/* No reader is left, and none can come. */
	list_for_each_entry_safe(entry, next, &rcu_names, node)
		kfree(entry);
	/* But functions of ours may still be in RCU's queue. */
	rcu_barrier();
	pr_info("%u names not freed\n", rcu_names_waiting);
}

module_init(rcu_names_init);
module_exit(rcu_names_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Readers without a lock");
