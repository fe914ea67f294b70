// SPDX-License-Identifier: GPL-2.0
/*
 * patch-table - what writing to the table of system calls leads to
 *
 * Bug: the table is read-only, as all constants of the kernel are. The write
 * ends in a page fault, and the kernel kills insmod.
 *
 * The value that is written is the one that is there already, so nothing would
 * change even on a kernel that allowed it. Give it the address of
 * sys_call_table, which root reads in /proc/kallsyms.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static unsigned long table;
module_param(table, ulong, 0444);
MODULE_PARM_DESC(table, "the address of sys_call_table");

static int __init patch_table_init(void)
{
	unsigned long *entry = (unsigned long *)table;

	if (!entry)
		return -EINVAL;

	WRITE_ONCE(entry[0], READ_ONCE(entry[0]));
	pr_info("this kernel lets modules write to its constants\n");
	return 0;
}

static void __exit patch_table_exit(void)
{
}

module_init(patch_table_init);
module_exit(patch_table_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A write to a read-only table");
