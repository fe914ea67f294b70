// SPDX-License-Identifier: GPL-2.0
/*
 * startstop - one module made of two source files; this one starts it
 *
 * Shows: how Kbuild links start.o and stop.o into startstop.ko; that the name
 *        of the module (KBUILD_MODNAME) is that of the whole, in both files.
 *
 * Try:   insmod startstop.ko
 *        rmmod startstop
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int __init startstop_init(void)
{
	pr_info("Hello from %s.c.\n", KBUILD_BASENAME);
	return 0;
}

module_init(startstop_init);

/* Said once, in any of the files. */
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("One module from two source files");
