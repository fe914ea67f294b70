// SPDX-License-Identifier: GPL-2.0
/*
 * no-exit - a module that has no exit function, and so stays
 */
#include <linux/module.h>

static int __init no_exit_init(void)
{
	return 0;
}

module_init(no_exit_init);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("a module without an exit function");
