// SPDX-License-Identifier: GPL-2.0
/*
 * warn - a module whose own check says that something is wrong
 *
 * Bug: a state that should never be, found by WARN(). All goes on, and the
 * module does what it should: only the log and the taint flag tell.
 */
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/module.h>

static int __init warn_init(void)
{
	WARN(1, "this should never happen\n");
	return 0;
}

static void __exit warn_exit(void)
{
}

module_init(warn_init);
module_exit(warn_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A warning in init");
