// SPDX-License-Identifier: GPL-2.0
/*
 * sleep-in-atomic - a module that might sleep holding a spin lock
 *
 * Bug: GFP_KERNEL under spin_lock(). It goes well as long as there is memory,
 * which is why only a kernel with CONFIG_DEBUG_ATOMIC_SLEEP sees it.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static void *memory;

static int __init sleep_in_atomic_init(void)
{
	spin_lock(&lock);
	memory = kmalloc(64, GFP_KERNEL);
	spin_unlock(&lock);
	return memory ? 0 : -ENOMEM;
}

static void __exit sleep_in_atomic_exit(void)
{
	kfree(memory);
}

module_init(sleep_in_atomic_init);
module_exit(sleep_in_atomic_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Perhaps sleeping under a spin lock");
