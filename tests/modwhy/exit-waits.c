// SPDX-License-Identifier: GPL-2.0
/*
 * exit-waits - an exit that takes its time, as one that is stuck would
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/module.h>

static unsigned int exit_waits_ms = 3000;
module_param_named(ms, exit_waits_ms, uint, 0444);
MODULE_PARM_DESC(ms, "how long exit takes, at most");

static bool exit_waits_go;
module_param_named(go, exit_waits_go, bool, 0644);
MODULE_PARM_DESC(go, "whether it need not wait any longer");

static int __init exit_waits_init(void)
{
	return 0;
}

static void __exit exit_waits_exit(void)
{
	unsigned long end = jiffies + msecs_to_jiffies(exit_waits_ms);

	while (!READ_ONCE(exit_waits_go) && time_before(jiffies, end))
		msleep(20);
}

module_init(exit_waits_init);
module_exit(exit_waits_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("an exit that takes its time");
