// SPDX-License-Identifier: GPL-2.0
/*
 * irqsoff - turns the interrupts off and forgets about it
 *
 * Bug: an early return between local_irq_disable() and local_irq_enable(). The
 * same mistake with a spin lock leaves preemption disabled.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/spinlock.h>

static bool lock;
module_param(lock, bool, 0444);
MODULE_PARM_DESC(lock, "keep a spin lock instead (default: no)");

static DEFINE_SPINLOCK(irqsoff_lock);
static int irqsoff_value;

static int irqsoff_take_lock(void)
{
	spin_lock(&irqsoff_lock);
	if (!irqsoff_value)
		return 0;	/* Forgotten: spin_unlock() */
	irqsoff_value--;
	spin_unlock(&irqsoff_lock);
	return 0;
}

static int __init irqsoff_init(void)
{
	if (lock)
		return irqsoff_take_lock();

	local_irq_disable();
	if (!irqsoff_value)
		return 0;	/* Forgotten: local_irq_enable() */
	irqsoff_value--;
	local_irq_enable();
	return 0;
}

static void __exit irqsoff_exit(void)
{
}

module_init(irqsoff_init);
module_exit(irqsoff_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Interrupts left off");
