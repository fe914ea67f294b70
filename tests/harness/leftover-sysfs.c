// SPDX-License-Identifier: GPL-2.0
/*
 * leftover-sysfs - a module that leaves something in /sys
 *
 * Bug: exit does not undo what init did.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/module.h>

static int __init leftover_sysfs_init(void)
{
	if (!kobject_create_and_add("leftover-sysfs", kernel_kobj))
		return -ENOMEM;
	return 0;
}

static void __exit leftover_sysfs_exit(void)
{
	/* Forgotten: kobject_put() */
}

module_init(leftover_sysfs_init);
module_exit(leftover_sysfs_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A directory left in /sys");
