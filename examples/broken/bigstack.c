// SPDX-License-Identifier: GPL-2.0
/*
 * bigstack - uses more stack than there is
 *
 * Bug: a function that calls itself, with a large local array each time. The
 * kernel's stack is 16 KiB for the whole chain of calls, and does not grow.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/types.h>

/* How much each call takes; make KCFLAGS=-DBIGSTACK_FRAME=... for more. */
#ifndef BIGSTACK_FRAME
#define BIGSTACK_FRAME 1024
#endif

static unsigned int depth = 4;
module_param(depth, uint, 0444);
MODULE_PARM_DESC(depth, "how many calls deep to go (default: 4)");

/* A path of numbers, one level deeper with each call: "/1/2/3/4". */
static size_t bigstack_walk(const char *above, unsigned int level)
{
	char path[BIGSTACK_FRAME];
	size_t len;

	len = scnprintf(path, sizeof(path), "%s/%u", above, level);
	if (level < depth)
		len = bigstack_walk(path, level + 1);
	return len;
}

static int __init bigstack_init(void)
{
	pr_info("%u calls deep, the path has %zu characters\n", depth,
		bigstack_walk("", 1));
	return 0;
}

static void __exit bigstack_exit(void)
{
}

module_init(bigstack_init);
module_exit(bigstack_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A stack overflow");
