// SPDX-License-Identifier: GPL-2.0
/*
 * hello-4 - what a module says about itself
 *
 * Shows: the licence (without one the build stops; one the kernel does not
 *        know taints it and hides the GPL-only symbols), author, description
 *        and version, all of which modinfo reads from the file; and the taint
 *        flags that say what kind of module was loaded.
 *
 * Try:   modinfo hello-4.ko
 *        insmod hello-4.ko
 *        cat /sys/module/hello_4/version
 *        cat /sys/module/hello_4/taint
 *        rmmod hello-4
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int __init hello_4_init(void)
{
	pr_info("Hello world 4.\n");
	return 0;
}

static void __exit hello_4_exit(void)
{
	pr_info("Goodbye world 4.\n");
}

module_init(hello_4_init);
module_exit(hello_4_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A module that introduces itself");
MODULE_VERSION("4.0");
