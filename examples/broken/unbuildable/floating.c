// SPDX-License-Identifier: GPL-2.0
/*
 * floating - computes with floating point
 *
 * Bug: the floating-point registers belong to the process that was interrupted,
 * so kernel code is compiled without the right to use them. This does not
 * compile.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static int celsius = 21;
module_param(celsius, int, 0444);
MODULE_PARM_DESC(celsius, "degrees Celsius (default: 21)");

static double floating_fahrenheit(double degrees)
{
	return degrees * 1.8 + 32;
}

static int __init floating_init(void)
{
	int fahrenheit = floating_fahrenheit(celsius);

	pr_info("%d degrees Celsius are %d Fahrenheit\n", celsius, fahrenheit);
	return 0;
}

static void __exit floating_exit(void)
{
}

module_init(floating_init);
module_exit(floating_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Floating point in the kernel");
