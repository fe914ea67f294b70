// SPDX-License-Identifier: GPL-2.0
/*
 * out-of-bounds - a module that writes beyond what it allocated
 *
 * Bug: one byte too far, which hits nobody since kmalloc() rounds sizes up: not
 * today. Seen by KASAN.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>

static unsigned int at = 10;
module_param(at, uint, 0444);
MODULE_PARM_DESC(at, "where to write (0 to 9 would be right)");

static int __init out_of_bounds_init(void)
{
	char *text = kzalloc(10, GFP_KERNEL);

	if (!text)
		return -ENOMEM;
	text[at] = 'x';
	kfree(text);
	return 0;
}

static void __exit out_of_bounds_exit(void)
{
}

module_init(out_of_bounds_init);
module_exit(out_of_bounds_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A write out of bounds");
