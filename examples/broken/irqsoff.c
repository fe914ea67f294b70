// SPDX-License-Identifier: GPL-2.0
/*
 * irqsoff - turns the interrupts off and forgets about it
 *
 * Bug: an early return between local_irq_disable() and local_irq_enable(). The
 * same with preempt_disable(), which taking a spinlock does as well.
 */
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>

static bool preempt;
module_param(preempt, bool, 0444);
MODULE_PARM_DESC(preempt, "leave preemption disabled instead (default: no)");

static int irqsoff_value;

static int irqsoff_take_preempt(void)
{
	preempt_disable();
	if (!irqsoff_value)
		return 0;	/* Forgotten: preempt_enable() */
	irqsoff_value--;
	preempt_enable();
	return 0;
}

static int __init irqsoff_init(void)
{
	if (preempt)
		return irqsoff_take_preempt();

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
