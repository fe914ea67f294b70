// SPDX-License-Identifier: GPL-2.0
/*
 * proprietary - a module that is not free software
 *
 * Bug: its license is none of those that go with the kernel's own. The kernel
 * sets the taint flag P, and its developers look at no bug report that has it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int __init proprietary_init(void)
{
	pr_info("you may not look inside\n");
	return 0;
}

static void __exit proprietary_exit(void)
{
}

module_init(proprietary_init);
module_exit(proprietary_exit);

MODULE_LICENSE("Proprietary");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A proprietary license");
