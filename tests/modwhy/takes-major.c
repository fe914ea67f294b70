// SPDX-License-Identifier: GPL-2.0
/*
 * takes-major - wants one device number, and no other: misc has the major 10
 */
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/module.h>

#define TAKES_MAJOR_DEVT	MKDEV(10, 0)

static int __init takes_major_init(void)
{
	return register_chrdev_region(TAKES_MAJOR_DEVT, 1, "takes-major");
}

static void __exit takes_major_exit(void)
{
	unregister_chrdev_region(TAKES_MAJOR_DEVT, 1);
}

module_init(takes_major_init);
module_exit(takes_major_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("wants a device number that is taken");
