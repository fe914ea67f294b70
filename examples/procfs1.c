// SPDX-License-Identifier: GPL-2.0
/*
 * procfs1 - a file in /proc that says hello
 *
 * Shows: proc_create() and struct proc_ops; a read that honours the offset,
 *        so that the reader meets the end of the file.
 *
 * Try:   insmod procfs1.ko
 *        cat /proc/helloworld
 *        head -c 5 /proc/helloworld
 *        rmmod procfs1
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>

#define PROCFS1_NAME	"helloworld"

static const char procfs1_text[] = "HelloWorld!\n";

static struct proc_dir_entry *procfs1_entry;

static ssize_t procfs1_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	/* Without the offset, cat would read the same text forever. */
	return simple_read_from_buffer(buf, len, offset, procfs1_text,
				       sizeof(procfs1_text) - 1);
}

/*
 * No .owner here: /proc counts the calls that are under way, and
 * proc_remove() waits for them and then closes the files still open.
 */
static const struct proc_ops procfs1_ops = {
	.proc_read = procfs1_read,
	.proc_lseek = default_llseek,
};

static int __init procfs1_init(void)
{
	procfs1_entry = proc_create(PROCFS1_NAME, 0444, NULL, &procfs1_ops);
	if (!procfs1_entry)
		return -ENOMEM;

	pr_info("/proc/%s created\n", PROCFS1_NAME);
	return 0;
}

static void __exit procfs1_exit(void)
{
	proc_remove(procfs1_entry);
	pr_info("/proc/%s removed\n", PROCFS1_NAME);
}

module_init(procfs1_init);
module_exit(procfs1_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A read-only file in /proc");
