// SPDX-License-Identifier: GPL-2.0
/*
 * five - its init returns a number that means nothing, and it has no exit
 *
 * Bug: init should return zero or a negative error. The kernel complains of the
 *      5 and loads the module; without an exit function it cannot unload it.
 *
 * Try: insmod five.ko
 *      rmmod five
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int five_init(void)
{
	pr_info("Hello world.\n");
	return 5;
}

module_init(five_init);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A positive return value, and no way out");
