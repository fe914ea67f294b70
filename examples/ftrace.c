// SPDX-License-Identifier: GPL-2.0
/*
 * ftrace - counts the calls of the functions that a filter selects
 *
 * Shows: struct ftrace_ops, with which the kernel calls a module at the entry
 *        of functions; a filter of names and patterns, changed while they are
 *        being called; protection against recursion; counters per processor.
 *
 * Needs: CONFIG_DYNAMIC_FTRACE
 *
 * Try:   insmod static_key.ko; insmod ftrace.ko
 *        echo static_key_pass static_key_pass_variable > /proc/ftrace
 *        echo 1000 > /sys/module/static_key/parameters/pass; cat /proc/ftrace
 *        echo 'vfs_* !vfs_write' > /proc/ftrace
 *        rmmod ftrace; rmmod static_key
 */
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/ftrace.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

#define FTRACE_COUNT_TEXT	128
#define FTRACE_COUNT_SLOTS	32

/* A slot is of the function that came first, the last one of all others. */
static unsigned long ftrace_count_ip[FTRACE_COUNT_SLOTS + 1];
static DEFINE_PER_CPU(unsigned long [FTRACE_COUNT_SLOTS + 1],
		      ftrace_count_calls);

static DEFINE_MUTEX(ftrace_count_lock);	/* protects active and text */
static struct ftrace_ops *ftrace_count_active;
static char ftrace_count_text[FTRACE_COUNT_TEXT];

/* Many processors may be here at once, and an interrupt: no lock. */
static notrace unsigned int ftrace_count_slot(unsigned long ip)
{
	unsigned int slot;
	unsigned long owner;

	for (slot = 0; slot < FTRACE_COUNT_SLOTS; slot++) {
		owner = READ_ONCE(ftrace_count_ip[slot]) ?:
			cmpxchg(&ftrace_count_ip[slot], 0, ip) ?: ip;
		if (owner == ip)
			break;
	}
	return slot;
}

/*
 * Called at the entry of each selected function, in whatever context it runs.
 * If we called such a function here, it would call us, and so on: the recursion
 * lock ends that, for each context by itself. An interrupt is another context.
 */
static notrace void
ftrace_count_call(unsigned long ip, unsigned long parent_ip,
		  struct ftrace_ops *ops, struct ftrace_regs *fregs)
{
	int bit = ftrace_test_recursion_trylock(ip, parent_ip);

	if (bit < 0)
		return;	/* never: nothing here calls what is traced */
	if (ops == READ_ONCE(ftrace_count_active))
		this_cpu_inc(ftrace_count_calls[ftrace_count_slot(ip)]);
	ftrace_test_recursion_unlock(bit);
}

/* One that counts, and one for the filter that comes next. */
static struct ftrace_ops ftrace_count_ops[] = {
	{ .func = ftrace_count_call },
	{ .func = ftrace_count_call },
};

/* Set the filter of @ops, which must not be registered. Changes @words. */
static int ftrace_count_filter(struct ftrace_ops *ops, char *words)
{
	int ret = ftrace_set_filter(ops, NULL, 0, 1);	/* 1: forget all */
	void *empty = rcu_access_pointer(ops->func_hash->filter_hash);
	char *word;

	while (!ret && (word = strsep(&words, "\n ")))
		if (*word)
			ret = ftrace_set_filter(ops, word, strlen(word), 0);

	/*
	 * An empty filter selects all functions of the kernel. A word with a !
	 * may leave one; so may a lack of memory, which nobody else reports.
	 */
	if (!ret && rcu_access_pointer(ops->func_hash->filter_hash) == empty)
		ret = -ENOENT;
	return ret;
}

/* Count what @text selects from now on; nothing, if it is empty. */
static int ftrace_count_change(const char *text)
{
	struct ftrace_ops *old = ftrace_count_active, *next = NULL;
	char words[FTRACE_COUNT_TEXT];
	int ret;

	if (*text) {
		next = &ftrace_count_ops[old == &ftrace_count_ops[0]];
		strscpy(words, text, sizeof(words));
		ret = ftrace_count_filter(next, words) ?:
		      register_ftrace_function(next);
		if (ret)
			return ret;	/* and the old one counts on */
	}

	/* For a moment both are called, @next first. At most one counts. */
	WRITE_ONCE(ftrace_count_active, next);
	if (old)
		unregister_ftrace_function(old);	/* waits for calls */
	strscpy(ftrace_count_text, text, sizeof(ftrace_count_text));
	return 0;
}

static int ftrace_count_show(struct seq_file *m, void *v)
{
	unsigned long ip, sum;
	int i, cpu;

	mutex_lock(&ftrace_count_lock);
	seq_printf(m, "filter: %s\n", ftrace_count_text);
	mutex_unlock(&ftrace_count_lock);

	for (i = 0; i <= FTRACE_COUNT_SLOTS; i++) {
		sum = 0;
		for_each_possible_cpu(cpu)
			sum += READ_ONCE(per_cpu(ftrace_count_calls[i], cpu));
		ip = READ_ONCE(ftrace_count_ip[i]);
		if (ip)
			seq_printf(m, "%lu %ps\n", sum, (void *)ip);
		else if (sum)
			seq_printf(m, "%lu others\n", sum);
	}
	return 0;
}

static int ftrace_count_open(struct inode *inode, struct file *file)
{
	return single_open(file, ftrace_count_show, NULL);
}

static ssize_t ftrace_count_write(struct file *file, const char __user *buf,
				  size_t len, loff_t *offset)
{
	char text[FTRACE_COUNT_TEXT];
	int ret;

	if (len >= sizeof(text))
		return -EMSGSIZE;
	if (copy_from_user(text, buf, len))
		return -EFAULT;
	text[len] = '\0';

	mutex_lock(&ftrace_count_lock);
	ret = ftrace_count_change(strim(text));
	mutex_unlock(&ftrace_count_lock);
	return ret ?: len;
}

static const struct proc_ops ftrace_count_proc_ops = {
	.proc_open = ftrace_count_open,
	.proc_read = seq_read,
	.proc_write = ftrace_count_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static int __init ftrace_count_init(void)
{
	/* For root alone: addresses in the kernel are a secret. */
	return proc_create(KBUILD_MODNAME, 0600, NULL, &ftrace_count_proc_ops) ?
	       0 : -ENOMEM;
}

static void __exit ftrace_count_exit(void)
{
	remove_proc_entry(KBUILD_MODNAME, NULL);
	ftrace_count_change("");
	ftrace_free_filter(&ftrace_count_ops[0]);
	ftrace_free_filter(&ftrace_count_ops[1]);
}

module_init(ftrace_count_init);
module_exit(ftrace_count_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Count the calls of selected functions");
