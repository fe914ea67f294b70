// SPDX-License-Identifier: GPL-2.0
/*
 * consumer - a module that calls a function of another
 *
 * Shows: a dependency that nobody wrote down: it follows from the symbol. The
 *        other half is provider.c.
 *
 * Try:   insmod provider.ko
 *        insmod consumer.ko
 *        rmmod provider	# fails: in use
 *        rmmod consumer
 *        rmmod provider
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "provider.h"

static int __init consumer_init(void)
{
	pr_info("call number %d\n", provider_count());
	return 0;
}

static void __exit consumer_exit(void)
{
}

module_init(consumer_init);
module_exit(consumer_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A call of another module's function");
