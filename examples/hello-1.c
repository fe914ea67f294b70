// SPDX-License-Identifier: GPL-2.0
/*
 * hello-1 - the smallest module: one function to enter, one to leave
 *
 * Shows: module_init() and module_exit(), which name the two functions that
 *        the kernel calls; printk() by its short form pr_info(); and the
 *        licence, without which the module is not even linked.
 *
 * Try:   insmod hello-1.ko
 *        lsmod
 *        rmmod hello-1
 *        dmesg | tail -n 2
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int hello_1_init(void)
{
	pr_info("Hello world 1.\n");

	/* Zero: loaded. Anything negative: an error, and nothing stays. */
	return 0;
}

static void hello_1_exit(void)
{
	pr_info("Goodbye world 1.\n");
}

module_init(hello_1_init);
module_exit(hello_1_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("The smallest module");
