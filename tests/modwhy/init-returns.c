// SPDX-License-Identifier: GPL-2.0
/*
 * init-returns - an init that returns what it is told to
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/module.h>

static int init_returns_value;
module_param_named(value, init_returns_value, int, 0444);
MODULE_PARM_DESC(value, "what init returns");

static unsigned int init_returns_ms;
module_param_named(ms, init_returns_ms, uint, 0444);
MODULE_PARM_DESC(ms, "how long init waits before that, at most");

static bool init_returns_go;
module_param_named(go, init_returns_go, bool, 0644);
MODULE_PARM_DESC(go, "whether it need not wait any longer");

static bool init_returns_quiet;
module_param_named(quiet, init_returns_quiet, bool, 0444);
MODULE_PARM_DESC(quiet, "whether init says nothing of it");

static int __init init_returns_init(void)
{
	unsigned long end = jiffies + msecs_to_jiffies(init_returns_ms);

	while (!READ_ONCE(init_returns_go) && time_before(jiffies, end))
		msleep(20);
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
