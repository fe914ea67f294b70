// SPDX-License-Identifier: GPL-2.0
/*
 * hello-3 - code and data that the kernel needs only once
 *
 * Shows: __init and __initdata, whose memory is given back as soon as init has
 *        returned; __exit, which is left out when the module is built into
 *        the kernel, because what is built in never leaves.
 *
 * Try:   insmod hello-3.ko
 *        cat /sys/module/hello_3/initsize
 *        cat /sys/module/hello_3/coresize
 *        rmmod hello-3
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

/* Gone after init: a later read would find memory of something else. */
static int hello_3_number __initdata = 3;

static int __init hello_3_init(void)
{
	pr_info("Hello world %d.\n", hello_3_number);
	return 0;
}

static void __exit hello_3_exit(void)
{
	pr_info("Goodbye world 3.\n");
}

module_init(hello_3_init);
module_exit(hello_3_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Code and data for init only");
