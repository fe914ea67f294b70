// SPDX-License-Identifier: GPL-2.0
/*
 * null-pointer - a module that reads where nothing is
 *
 * Bug: a NULL pointer is followed. The kernel ends the process that it happens
 * to, insmod, in the middle of init: the module can never be removed.
 */
#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/module.h>

static int *nowhere;

static int __init null_pointer_init(void)
{
	return READ_ONCE(*nowhere);
}

static void __exit null_pointer_exit(void)
{
}

module_init(null_pointer_init);
module_exit(null_pointer_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A NULL pointer dereference in init");
