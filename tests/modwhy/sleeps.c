// SPDX-License-Identifier: GPL-2.0
/*
 * sleeps - sleeps with a spinlock held, in init or in exit; or crashes in exit
 */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static bool crash;
module_param(crash, bool, 0);
MODULE_PARM_DESC(crash, "exit follows NULL");

static DEFINE_SPINLOCK(sleeps_lock);

static int __init sleeps_init(void)
{
	if (crash)
		return 0;
	spin_lock(&sleeps_lock);
	msleep(20);
	spin_unlock(&sleeps_lock);
	return 0;
}

static void __exit sleeps_exit(void)
{
	int *nothing = NULL;

	if (crash)
		WRITE_ONCE(*nothing, 1);
}

module_init(sleeps_init);
module_exit(sleeps_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("sleeps where it must not");
