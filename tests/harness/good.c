// SPDX-License-Identifier: GPL-2.0
/*
 * good - a module without a bug: the control of the experiment
 *
 * Runs after each of the bad ones, and must pass whatever they broke.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int __init good_init(void)
{
	pr_info("nothing to see here\n");
	return 0;
}

static void __exit good_exit(void)
{
	pr_info("gone\n");
}

module_init(good_init);
module_exit(good_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("No bug");
