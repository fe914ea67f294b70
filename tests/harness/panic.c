// SPDX-License-Identifier: GPL-2.0
/*
 * panic - a module that ends the whole machine
 *
 * Bug: panic(), the last resort when going on would do harm, without a reason.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int __init panic_init(void)
{
	panic("the harness asked for it\n");
}

module_init(panic_init);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A panic in init");
