// SPDX-License-Identifier: GPL-2.0
/*
 * startstop - the other source file: this one ends the module
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static void __exit startstop_exit(void)
{
	pr_info("Goodbye from %s.c.\n", KBUILD_BASENAME);
}

module_exit(startstop_exit);
