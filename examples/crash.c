// SPDX-License-Identifier: GPL-2.0
/*
 * crash - makes each kind of report of the kernel, when root asks for it
 *
 * Shows: what a mistake looks like in the log, and which kernels see it; how
 *        a module survives a task that dies in it: files are closed at its end.
 *
 * Needs: CONFIG_SOFTLOCKUP_DETECTOR
 *
 * Try:   insmod crash.ko
 *        echo > /dev/crash	# fails: Invalid argument
 *        echo null > /sys/module/crash/parameters/kind
 *        rmmod crash
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/processor.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/wait.h>

struct crash_victim {
	char name[16];
	int count;
};

static int crash_kind;	/* the index in crash_kinds; 0: none */
static DECLARE_WAIT_QUEUE_HEAD(crash_changed);

static int crash_none(void)
{
	return -EINVAL;
}

/* Without OPTIMIZER_HIDE_VAR() the compiler would see it coming. */
static int crash_null(void)
{
	struct crash_victim *victim = NULL;

	OPTIMIZER_HIDE_VAR(victim);
	return READ_ONCE(victim->count);
}

/* No address has such bits. list_del() leaves this one in an entry. */
static int crash_gpf(void)
{
	struct crash_victim *victim = LIST_POISON1;

	OPTIMIZER_HIDE_VAR(victim);
	return READ_ONCE(victim->count);
}

static int crash_warn(void)
{
	WARN(1, "the victim has no name\n");
	return 0;
}

/* Asleep, and no signal ends it: until there is another kind to make. */
static int crash_hung(void)
{
	int kind = READ_ONCE(crash_kind);

	wait_event(crash_changed, READ_ONCE(crash_kind) != kind);
	return 0;
}

/* The same awake. It takes another processor to end it. */
static int crash_soft(void)
{
	int kind = READ_ONCE(crash_kind);

	preempt_disable();
	while (READ_ONCE(crash_kind) == kind)
		cpu_relax();
	preempt_enable();
	return 0;
}

/* kmalloc() takes 16 bytes or more, of which only ten are ours. */
static int crash_oob(void)
{
	char *name = kzalloc(10, GFP_KERNEL);
	int next;

	if (!name)
		return -ENOMEM;
	OPTIMIZER_HIDE_VAR(name);
	next = READ_ONCE(name[10]);
	kfree(name);
	return next;
}

/* Beyond the array, yet within the structure: KASAN does not mind. */
static int crash_ubsan(void)
{
	struct crash_victim victim;
	size_t beyond = sizeof(victim.name) + 1;

	OPTIMIZER_HIDE_VAR(beyond);
	WRITE_ONCE(victim.count, 0);
	WRITE_ONCE(victim.name[beyond], 1);
	pr_info("the count is %d\n", READ_ONCE(victim.count));
	return 0;
}

/* The list has lost its entry, and the entry does not know. */
static int crash_list(void)
{
	struct list_head entry;
	LIST_HEAD(list);

	list_add(&entry, &list);
	list.next = &list;
	list_del(&entry);
	return 0;
}

static int crash_refcount(void)
{
	refcount_t users = REFCOUNT_INIT(INT_MAX);

	refcount_inc(&users);
	return 0;
}

static const struct {
	const char *name;
	int (*make)(void);	/* 0 or an error, if it returns */
} crash_kinds[] = {
	{ "none", crash_none },		{ "null", crash_null },
	{ "gpf", crash_gpf },		{ "warn", crash_warn },
	{ "hung", crash_hung },		{ "soft", crash_soft },
	{ "oob", crash_oob },		{ "ubsan", crash_ubsan },
	{ "list", crash_list },		{ "refcount", crash_refcount },
};

static int crash_set(const char *val, const struct kernel_param *kp)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(crash_kinds); i++) {
		if (sysfs_streq(val, crash_kinds[i].name)) {
			WRITE_ONCE(crash_kind, i);
			wake_up_all(&crash_changed);
			return 0;
		}
	}
	return -EINVAL;
}

static int crash_get(char *buf, const struct kernel_param *kp)
{
	return sysfs_emit(buf, "%s\n", crash_kinds[crash_kind].name);
}

static const struct kernel_param_ops crash_ops = {
	.set = crash_set,
	.get = crash_get,
};

module_param_cb(kind, &crash_ops, NULL, 0600);
MODULE_PARM_DESC(kind, "what a write to /dev/crash makes (default: none)");

static ssize_t crash_write(struct file *file, const char __user *buf,
			   size_t len, loff_t *offset)
{
	return crash_kinds[READ_ONCE(crash_kind)].make() ?: len;
}

static const struct file_operations crash_fops = {
	.owner = THIS_MODULE,
	.write = crash_write,
};

static struct miscdevice crash_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &crash_fops,
	.mode = 0200,
};

module_misc_device(crash_device);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Each kind of crash, on purpose");
