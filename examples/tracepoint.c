// SPDX-License-Identifier: GPL-2.0
/*
 * tracepoint - a purse that tells the tracer of each coin
 *
 * Shows: two trace events of our own, made by TRACE_EVENT() in a header that
 *        is read many times; where they appear in tracefs, with filter, trigger
 *        and histogram; that while they are off, they cost one instruction that
 *        does nothing.
 *
 * Needs: CONFIG_EVENT_TRACING
 *
 * Try:   insmod tracepoint.ko
 *        cd /sys/kernel/tracing/events/lkmpg
 *        ls
 *        echo 'amount < 0' > purse_change/filter
 *        echo 1 > enable
 *        echo "+30 wages" > /dev/purse
 *        echo "-7 bread" > /dev/purse
 *        echo "-99 car" > /dev/purse	# fails: Numerical result out of range
 *        cat /dev/purse
 *        grep purse_ /sys/kernel/tracing/trace
 *        cd -
 *        rmmod tracepoint
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uaccess.h>

/*
 * In one file of the module, and only there, the header also makes what the
 * events consist of; elsewhere it declares trace_purse_change() and the like.
 */
#define CREATE_TRACE_POINTS
#include "tracepoint.h"

#define TRACEPOINT_TEXT	32	/* the longest write, with a 0 behind it */

/* Protects the balance, and keeps the events in the order of the changes. */
static DEFINE_MUTEX(tracepoint_lock);
static int tracepoint_balance;

static ssize_t tracepoint_read(struct file *file, char __user *buf, size_t len,
			       loff_t *offset)
{
	char text[16];
	int n;

	mutex_lock(&tracepoint_lock);
	n = scnprintf(text, sizeof(text), "%d\n", tracepoint_balance);
	mutex_unlock(&tracepoint_lock);
	return simple_read_from_buffer(buf, len, offset, text, n);
}

/* Put coins in or take some out: a number, and what they are for. */
static int tracepoint_pay(int amount, const char *what)
{
	int balance, ret = 0;

	mutex_lock(&tracepoint_lock);
	if (check_add_overflow(tracepoint_balance, amount, &balance) ||
	    balance < 0) {
		trace_purse_refuse(amount, tracepoint_balance);
		ret = -ERANGE;
	} else {
		tracepoint_balance = balance;
		trace_purse_change(amount, balance, what);
	}
	mutex_unlock(&tracepoint_lock);
	return ret;
}

/* The first word is the amount; the rest of the line is free text. */
static ssize_t tracepoint_write(struct file *file, const char __user *buf,
				size_t len, loff_t *offset)
{
	char text[TRACEPOINT_TEXT];
	char *what, *number;
	int amount, ret;

	if (len >= sizeof(text))
		return -EMSGSIZE;
	if (copy_from_user(text, buf, len))
		return -EFAULT;
	text[len] = '\0';

	/* Else a line break of a user's would forge a line of the trace. */
	text[strcspn(text, "\n")] = '\0';
	what = text;
	number = strsep(&what, " ");
	ret = kstrtoint(number, 10, &amount);
	if (ret)
		return ret;

	ret = tracepoint_pay(amount, what ? skip_spaces(what) : "");
	return ret ? ret : len;
}

static const struct file_operations tracepoint_fops = {
	.owner = THIS_MODULE,
	.read = tracepoint_read,
	.write = tracepoint_write,
	.llseek = default_llseek,
};

static struct miscdevice tracepoint_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "purse",
	.fops = &tracepoint_fops,
	.mode = 0666,
};

/* The events need no line here: the loader finds them in the module. */
static int __init tracepoint_init(void)
{
	return misc_register(&tracepoint_device);
}

static void __exit tracepoint_exit(void)
{
	misc_deregister(&tracepoint_device);
	pr_info("%d left\n", tracepoint_balance);
}

module_init(tracepoint_init);
module_exit(tracepoint_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A purse with trace events");
