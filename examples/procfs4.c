// SPDX-License-Identifier: GPL-2.0
/*
 * procfs4 - a list in /proc, written out by seq_file
 *
 * Shows: start, next, stop and show, with which seq_file walks a list and
 *        writes out as much as each read wants; a lock that is held from start
 *        to stop; why start may be asked to begin anywhere.
 *
 * Try:   insmod procfs4.ko
 *        head -n 3 /proc/iter
 *        wc /proc/iter
 *        dd if=/proc/iter bs=1 skip=8008 count=44 2>/dev/null
 *        echo 42 > /proc/iter
 *        tail -n 3 /proc/iter
 *        rmmod procfs4
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "compat.h"

#define PROCFS4_NAME	"iter"
#define PROCFS4_MAX	10000

static unsigned int procfs4_items = 1000;
module_param_named(items, procfs4_items, uint, 0444);
MODULE_PARM_DESC(items, "how many to begin with (default: 1000, most: 10000)");

struct procfs4_item {
	struct list_head node;
	unsigned int number;
};

static struct {
	struct proc_dir_entry *entry;
	struct mutex lock;	/* protects items and count */
	struct list_head items;
	unsigned int count;
} procfs4 = {
	.lock = __MUTEX_INITIALIZER(procfs4.lock),
	.items = LIST_HEAD_INIT(procfs4.items),
};

static int procfs4_add(unsigned int number)
{
	struct procfs4_item *item;
	int ret = 0;

	item = kmalloc_obj(*item);
	if (!item)
		return -ENOMEM;
	item->number = number;

	mutex_lock(&procfs4.lock);
	if (procfs4.count < PROCFS4_MAX) {
		list_add_tail(&item->node, &procfs4.items);
		procfs4.count++;
	} else {
		kfree(item);
		ret = -ENOSPC;
	}
	mutex_unlock(&procfs4.lock);
	return ret;
}

/* Only while no other task can reach the list: before or after the file. */
static void procfs4_free_items(void)
{
	struct procfs4_item *item, *next;

	list_for_each_entry_safe(item, next, &procfs4.items, node) {
		list_del(&item->node);
		kfree(item);
	}
}

/*
 * A walk begins here, at item *pos. There is one for each read, as a rule: the
 * buffer is full or the reader has enough, stop is called, the list may change,
 * and the next read starts again where the last one ended. Therefore a
 * pointer to an item is worth nothing after stop, and the position counts.
 */
static void *procfs4_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&procfs4.lock);
	return seq_list_start(&procfs4.items, *pos);
}

/* The item after v, and *pos moved on to it; NULL ends the walk. */
static void *procfs4_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &procfs4.items, pos);
}

/* Ends every walk, also one that start itself ended with NULL. */
static void procfs4_stop(struct seq_file *m, void *v)
{
	mutex_unlock(&procfs4.lock);
}

/* No side effects: what did not fit in the buffer will be shown again. */
static int procfs4_show(struct seq_file *m, void *v)
{
	struct procfs4_item *item = list_entry(v, struct procfs4_item, node);

	seq_printf(m, "number %u\n", item->number);
	return 0;
}

static const struct seq_operations procfs4_seq_ops = {
	.start = procfs4_start,
	.next = procfs4_next,
	.stop = procfs4_stop,
	.show = procfs4_show,
};

static int procfs4_open(struct inode *inode, struct file *file)
{
	return seq_open(file, &procfs4_seq_ops);
}

/* A number written to the file becomes the list's last item. */
static ssize_t procfs4_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	unsigned int number;
	int ret;

	ret = kstrtouint_from_user(buf, len, 10, &number);
	if (ret)
		return ret;
	ret = procfs4_add(number);
	return ret ? ret : len;
}

/* seq_file does the rest: short reads, offsets, lseek, a growing buffer. */
static const struct proc_ops procfs4_ops = {
	.proc_open = procfs4_open,
	.proc_read = seq_read,
	.proc_write = procfs4_write,
	.proc_lseek = seq_lseek,
	.proc_release = seq_release,
};

static int __init procfs4_init(void)
{
	unsigned int i;
	int ret;

	for (i = 0; i < procfs4_items; i++) {
		ret = procfs4_add(i);
		if (ret)
			goto err_free_items;
	}

	procfs4.entry = proc_create(PROCFS4_NAME, 0644, NULL, &procfs4_ops);
	if (!procfs4.entry) {
		ret = -ENOMEM;
		goto err_free_items;
	}

	pr_info("/proc/%s created, %u items\n", PROCFS4_NAME, procfs4_items);
	return 0;

err_free_items:
	procfs4_free_items();
	return ret;
}

static void __exit procfs4_exit(void)
{
	proc_remove(procfs4.entry);
	procfs4_free_items();
	pr_info("/proc/%s removed\n", PROCFS4_NAME);
}

module_init(procfs4_init);
module_exit(procfs4_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A list in /proc by seq_file");
