// SPDX-License-Identifier: GPL-2.0
/*
 * keyboard - a module with the name of a part of the kernel that is built in
 */
#include <linux/module.h>

static int __init keyboard_init(void)
{
	return 0;
}

static void __exit keyboard_exit(void)
{
}

module_init(keyboard_init);
module_exit(keyboard_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("a module with the name of one that is built in");
