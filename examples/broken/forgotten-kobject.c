// SPDX-License-Identifier: GPL-2.0
/*
 * forgotten-kobject - a directory in /sys that outlives its module
 *
 * Bug: exit does not drop the reference that kobject_create_and_add() gave us.
 * The directory stays, the memory is lost, and the second insmod fails.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/module.h>

static struct kobject *forgotten_kobj;

static int __init forgotten_init(void)
{
	forgotten_kobj = kobject_create_and_add("forgotten", kernel_kobj);
	return forgotten_kobj ? 0 : -ENOMEM;
}

static void __exit forgotten_exit(void)
{
	/* Missing: kobject_put(forgotten_kobj); */
}

module_init(forgotten_init);
module_exit(forgotten_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A kobject that nobody puts");
