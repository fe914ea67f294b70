// SPDX-License-Identifier: GPL-2.0
/*
 * leftover-proc - a module that leaves something in /proc
 *
 * Bug: exit does not undo what init did. (A directory has no operations of the
 * module: a later look at it does no harm.)
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/proc_fs.h>

static int __init leftover_proc_init(void)
{
	if (!proc_mkdir("leftover-proc", NULL))
		return -ENOMEM;
	return 0;
}

static void __exit leftover_proc_exit(void)
{
	/* Forgotten: proc_remove() */
}

module_init(leftover_proc_init);
module_exit(leftover_proc_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A directory left in /proc");
