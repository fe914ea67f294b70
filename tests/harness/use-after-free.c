// SPDX-License-Identifier: GPL-2.0
/*
 * use-after-free - a module that reads what it has freed
 *
 * Bug: the memory may be somebody else's by then. Seen by KASAN.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

static int __init use_after_free_init(void)
{
	char *text = kzalloc(32, GFP_KERNEL);

	if (!text)
		return -ENOMEM;
	kfree(text);
	READ_ONCE(text[5]);
	return 0;
}

static void __exit use_after_free_exit(void)
{
}

module_init(use_after_free_init);
module_exit(use_after_free_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A use after free");
