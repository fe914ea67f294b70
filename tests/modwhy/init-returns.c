// SPDX-License-Identifier: GPL-2.0
/*
 * init-returns - an init that returns what it is told to
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/module.h>

static int init_returns_value;
module_param_named(value, init_returns_value, int, 0444);
MODULE_PARM_DESC(value, "what init returns");

static unsigned int init_returns_ms;
module_param_named(ms, init_returns_ms, uint, 0444);
MODULE_PARM_DESC(ms, "how long init waits before that");

static bool init_returns_quiet;
module_param_named(quiet, init_returns_quiet, bool, 0444);
MODULE_PARM_DESC(quiet, "whether init says nothing of it");

static int __init init_returns_init(void)
{
	msleep(init_returns_ms);
	if (!init_returns_quiet)
		pr_info("returning %d\n", init_returns_value);
	return init_returns_value;
}

static void __exit init_returns_exit(void)
{
}

module_init(init_returns_init);
module_exit(init_returns_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("an init that returns what it is told to");
