// SPDX-License-Identifier: GPL-2.0
/*
 * leftover-thread - a module whose thread outlives it
 *
 * Bug: exit does not undo what init did. (What the thread runs is code of the
 * kernel, not of the module: it does not fall when that is gone.)
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

static int __init leftover_thread_init(void)
{
	struct kthread_worker *worker;

	/* A macro that ends in a semicolon (7.3): it has to be a statement. */
	worker = kthread_create_worker(0, "leftover-thread");
	return PTR_ERR_OR_ZERO(worker);
}

static void __exit leftover_thread_exit(void)
{
	/* Forgotten: kthread_destroy_worker() */
}

module_init(leftover_thread_init);
module_exit(leftover_thread_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A thread left behind");
