// SPDX-License-Identifier: GPL-2.0
/*
 * exit-waits - an exit that takes its time, as one that is stuck would
 */
#include <linux/delay.h>
#include <linux/module.h>

static int __init exit_waits_init(void)
{
	return 0;
}

static void __exit exit_waits_exit(void)
{
	msleep(3000);
}

module_init(exit_waits_init);
module_exit(exit_waits_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("an exit that takes its time");
