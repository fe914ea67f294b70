// SPDX-License-Identifier: GPL-2.0
/*
 * walk-leak - an init that undoes only a part when it fails
 *
 * Bug: when there is no memory for the last, the others are forgotten. Seen
 * by kmemleak, if somebody makes each allocation fail once.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>

static void *walk_leak[8];

static void walk_leak_free(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(walk_leak); i++)
		kfree(walk_leak[i]);
}

static int __init walk_leak_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(walk_leak); i++) {
		walk_leak[i] = kmalloc(100, GFP_KERNEL);
		if (!walk_leak[i])
			return -ENOMEM;	/* Forgotten: walk_leak_free() */
	}
	return 0;
}

static void __exit walk_leak_exit(void)
{
	walk_leak_free();
}

module_init(walk_leak_init);
module_exit(walk_leak_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A leak on the way out of init");
