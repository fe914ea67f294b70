// SPDX-License-Identifier: GPL-2.0
/*
 * provider - a function that another module calls
 *
 * Shows: EXPORT_SYMBOL_GPL(), and a module that others hold in memory. The
 *        other half is consumer.c.
 *
 * Try:   insmod provider.ko
 *        cat /sys/module/provider/refcnt
 *        rmmod provider
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "provider.h"

static atomic_t provider_calls = ATOMIC_INIT(0);

/* Counts how often it was called; several modules may do so at once. */
int provider_count(void)
{
	return atomic_inc_return(&provider_calls);
}
EXPORT_SYMBOL_GPL(provider_count);

static int __init provider_init(void)
{
	return 0;
}

static void __exit provider_exit(void)
{
	pr_info("called %d times\n", atomic_read(&provider_calls));
}

module_init(provider_init);
module_exit(provider_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A function for other modules");
