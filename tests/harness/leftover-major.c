// SPDX-License-Identifier: GPL-2.0
/*
 * leftover-major - a module that keeps a device number forever
 *
 * Bug: exit does not undo what init did: /proc/devices still lists the number.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/types.h>

static dev_t devt;

static int __init leftover_major_init(void)
{
	return alloc_chrdev_region(&devt, 0, 1, "leftover-major");
}

static void __exit leftover_major_exit(void)
{
	/* Forgotten: unregister_chrdev_region() */
}

module_init(leftover_major_init);
module_exit(leftover_major_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A device number left behind");
