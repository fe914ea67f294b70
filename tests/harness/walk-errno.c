// SPDX-License-Identifier: GPL-2.0
/*
 * walk-errno - an init that lies about why it failed
 *
 * Bug: a bare -1 is -EPERM, and insmod says that it is not permitted.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

static void *walk_errno_buffer;

static int __init walk_errno_init(void)
{
	walk_errno_buffer = kmalloc(100, GFP_KERNEL);
	return walk_errno_buffer ? 0 : -1;
}

static void __exit walk_errno_exit(void)
{
	kfree(walk_errno_buffer);
}

module_init(walk_errno_init);
module_exit(walk_errno_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("The wrong error");
