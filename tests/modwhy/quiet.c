// SPDX-License-Identifier: GPL-2.0
/*
 * quiet - a module whose messages are not seen, each for a reason of its own
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

/* Not __init: there Linux 5.10 does not switch on a pr_debug() with dyndbg. */
static int quiet_init(void)
{
	pr_debug("loaded\n");
	return 0;
}

static void __exit quiet_exit(void)
{
	pr_info("gone");
}

module_init(quiet_init);
module_exit(quiet_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("a module whose messages are not seen");
