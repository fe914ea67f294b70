// SPDX-License-Identifier: GPL-2.0
/*
 * knob - hello-sysfs with a parameter instead of a kobject
 *
 * Shows: the shortest way to a file in /sys, for a value that concerns the
 *        module as a whole.
 *
 * Try:   insmod knob.ko
 *        ls -l /sys/module/knob/parameters/myvariable
 *        echo 32 > /sys/module/knob/parameters/myvariable
 *        cat /sys/module/knob/parameters/myvariable
 *        echo x > /sys/module/knob/parameters/myvariable	# fails: EINVAL
 *        rmmod knob
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static int knob_variable;
module_param_named(myvariable, knob_variable, int, 0660);
MODULE_PARM_DESC(myvariable, "a number (default: 0)");

static int __init knob_init(void)
{
	return 0;
}

static void __exit knob_exit(void)
{
	pr_info("myvariable was %d\n", knob_variable);
}

module_init(knob_init);
module_exit(knob_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A parameter as a file in /sys");
