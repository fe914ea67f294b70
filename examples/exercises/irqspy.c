// SPDX-License-Identifier: GPL-2.0
/*
 * irqspy - count another driver's interrupts
 *
 * The answer to an exercise of "Interrupts". It shares the line, looks on, and
 * says each time that the interrupt was not its own.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static unsigned int irqspy_irq = 1;
module_param_named(irq, irqspy_irq, uint, 0444);
MODULE_PARM_DESC(irq, "which interrupt to count (default: 1, a PC's keyboard)");

static atomic_t irqspy_count = ATOMIC_INIT(0);

static irqreturn_t irqspy_seen(int irq, void *cookie)
{
	atomic_inc((atomic_t *)cookie);
	return IRQ_NONE;	/* the owner says whether it was its own */
}

static int __init irqspy_init(void)
{
	int ret;

	/* No trigger: whatever the owner has chosen. */
	ret = request_irq(irqspy_irq, irqspy_seen, IRQF_SHARED, KBUILD_MODNAME,
			  &irqspy_count);
	if (ret)
		pr_err("interrupt %u cannot be shared: error %d\n", irqspy_irq,
		       ret);
	return ret;
}

static void __exit irqspy_exit(void)
{
	free_irq(irqspy_irq, &irqspy_count);
	pr_info("interrupt %u came %d times\n", irqspy_irq,
		atomic_read(&irqspy_count));
}

module_init(irqspy_init);
module_exit(irqspy_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Count the interrupts of a shared line");
