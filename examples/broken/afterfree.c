// SPDX-License-Identifier: GPL-2.0
/*
 * afterfree - reads from what it has freed
 *
 * Bug: the last line of the log comes from memory that is no longer ours. Until
 * another owner gets it, all looks well.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>

struct afterfree {
	unsigned int uses;
};

static struct afterfree *afterfree_state;

static int __init afterfree_init(void)
{
	afterfree_state = kzalloc(sizeof(*afterfree_state), GFP_KERNEL);
	if (!afterfree_state)
		return -ENOMEM;
	afterfree_state->uses = 3;
	return 0;
}

static void __exit afterfree_exit(void)
{
	kfree(afterfree_state);
	pr_info("used %u times\n", afterfree_state->uses);
}

module_init(afterfree_init);
module_exit(afterfree_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A use after free");
