// SPDX-License-Identifier: GPL-2.0
/*
 * memory-leak - a module that forgets what it allocated
 *
 * Bug: memory that nothing points to any more, so that nobody can free it. Seen
 * by kmemleak (CONFIG_DEBUG_KMEMLEAK).
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

static int __init memory_leak_init(void)
{
	int i;

	/* Several: a stale copy of one pointer may hide that one. */
	for (i = 0; i < 8; i++) {
		if (!kmalloc(100, GFP_KERNEL))
			return -ENOMEM;
	}
	return 0;
}

static void __exit memory_leak_exit(void)
{
}

module_init(memory_leak_init);
module_exit(memory_leak_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A memory leak");
