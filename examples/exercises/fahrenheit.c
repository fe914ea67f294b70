// SPDX-License-Identifier: GPL-2.0
/*
 * fahrenheit - degrees Fahrenheit without floating point
 *
 * The answer to an exercise of "Common pitfalls": thousandths of a degree, as
 * the kernel's own thermometers count.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/types.h>

static int fahrenheit_celsius = 21000;
module_param_named(celsius, fahrenheit_celsius, int, 0444);
MODULE_PARM_DESC(celsius, "thousandths of a degree Celsius (default: 21000)");

static int __init fahrenheit_init(void)
{
	/* 64 bits: nine times an int does not fit into an int. */
	s64 milli = div_s64((s64)fahrenheit_celsius * 9, 5) + 32000;
	/* Tenths, rounded, without the sign: -0.5 is "-" and 0 and 5. */
	u64 tenths = div_u64(abs(milli) + 50, 100);
	u32 tenth;
	u64 degrees = div_u64_rem(tenths, 10, &tenth);

	pr_info("%d thousandths of a degree Celsius are %s%llu.%u Fahrenheit\n",
		fahrenheit_celsius, milli < 0 && tenths ? "-" : "", degrees,
		tenth);
	return 0;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit fahrenheit_exit(void)
{
}

module_init(fahrenheit_init);
module_exit(fahrenheit_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Arithmetic without floating point");
