// SPDX-License-Identifier: GPL-2.0
/*
 * atomicsleep - may sleep while it holds a spinlock
 *
 * Bug: GFP_KERNEL allows kmalloc() to sleep until there is memory. It nearly
 * never has to, so that this seems to work.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(atomicsleep_lock);
static void *atomicsleep_memory;

static int __init atomicsleep_init(void)
{
	spin_lock(&atomicsleep_lock);
	atomicsleep_memory = kmalloc(64, GFP_KERNEL);
	spin_unlock(&atomicsleep_lock);
	return atomicsleep_memory ? 0 : -ENOMEM;
}

static void __exit atomicsleep_exit(void)
{
	kfree(atomicsleep_memory);
}

module_init(atomicsleep_init);
module_exit(atomicsleep_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Sleeping in atomic context");
