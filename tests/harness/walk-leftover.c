// SPDX-License-Identifier: GPL-2.0
/*
 * walk-leftover - an init that fails and leaves a file behind
 *
 * Bug: the error path of the second step does not undo the first.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/slab.h>

static struct kobject *walk_leftover_kobj;
static void *walk_leftover_buffer;

static int __init walk_leftover_init(void)
{
	walk_leftover_kobj = kobject_create_and_add("walk-leftover",
						    kernel_kobj);
	if (!walk_leftover_kobj)
		return -ENOMEM;

	walk_leftover_buffer = kmalloc(100, GFP_KERNEL);
	if (!walk_leftover_buffer)
		return -ENOMEM;	/* Forgotten: kobject_put() */
	return 0;
}

static void __exit walk_leftover_exit(void)
{
	kfree(walk_leftover_buffer);
	kobject_put(walk_leftover_kobj);
}

module_init(walk_leftover_init);
module_exit(walk_leftover_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A directory left by an init that failed");
