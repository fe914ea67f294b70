// SPDX-License-Identifier: GPL-2.0
/*
 * walk-success - an init that says 0 after it failed
 *
 * Bug: the module is loaded and has no buffer.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

static void *walk_success_buffer;

static int __init walk_success_init(void)
{
	walk_success_buffer = kmalloc(100, GFP_KERNEL);
	return 0;	/* Forgotten: what if it is NULL? */
}

static void __exit walk_success_exit(void)
{
	kfree(walk_success_buffer);
}

module_init(walk_success_init);
module_exit(walk_success_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Success after a failure");
