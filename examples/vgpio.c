// SPDX-License-Identifier: GPL-2.0
/*
 * vgpio - a GPIO controller made of software, with interrupts
 *
 * Shows: a gpio_chip, whose lines others read and set; an irq_chip, which makes
 *        interrupts of their edges; the domain that numbers these.
 *
 * Needs: CONFIG_GPIO_CDEV CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod intrpt.ko
 *        echo 1 > /sys/kernel/debug/vgpio/line1
 *        cat /sys/kernel/debug/vgpio/line0
 *        rmmod intrpt
 *        rmmod vgpio
 */
#include <linux/bitops.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/gpio/driver.h>
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqdomain.h>
#include <linux/module.h>

#include "compat.h"

#define VGPIO_LINES	8

/* The registers: a bit for each line, changed in one step. So no lock. */
static unsigned long vgpio_outside;	/* the wire as others hold it */
static unsigned long vgpio_driven;	/* and as the chip does ... */
static unsigned long vgpio_output;	/* ... with these lines */
static unsigned long vgpio_edges[2];	/* 0: falling, 1: rising interrupts */
static unsigned long vgpio_unmasked;
static unsigned long vgpio_pending;	/* an edge came, no handler has run */

static struct irq_domain *vgpio_domain;	/* from a line to its IRQ number */

/* For gpiolib, which has made sure that there is such a line. */
static int vgpio_get(struct gpio_chip *chip, unsigned int line)
{
	return test_bit(line, test_bit(line, &vgpio_output) ? &vgpio_driven :
							      &vgpio_outside);
}

static int vgpio_set(struct gpio_chip *chip, unsigned int line, int value)
{
	assign_bit(line, &vgpio_driven, value);
	return 0;
}

DEFINE_GPIO_SET(vgpio_set)

static int vgpio_direction_input(struct gpio_chip *chip, unsigned int line)
{
	clear_bit(line, &vgpio_output);
	return 0;
}

static int vgpio_direction_output(struct gpio_chip *chip, unsigned int line,
				  int value)
{
	vgpio_set(chip, line, value);	/* first: no other value shows */
	set_bit(line, &vgpio_output);
	return 0;
}

/* The number is given out with the first question for it. */
static int vgpio_to_irq(struct gpio_chip *chip, unsigned int line)
{
	return irq_create_mapping(vgpio_domain, line) ?: -ENOMEM;
}

static struct gpio_chip vgpio_chip = {
	.label = KBUILD_MODNAME,
	.owner = THIS_MODULE,	/* a line in use keeps us loaded */
	.base = -1,		/* no global numbers of our choice */
	.ngpio = VGPIO_LINES,
	.get = vgpio_get,
	.set = GPIO_SET(vgpio_set),
	.direction_input = vgpio_direction_input,
	.direction_output = vgpio_direction_output,
	.to_irq = vgpio_to_irq,
};

/* To the flow handler of each line that has something to tell. */
static void vgpio_fire(struct irq_work *work)
{
	unsigned long ready = READ_ONCE(vgpio_pending) & vgpio_unmasked;
	unsigned int line;

	for_each_set_bit(line, &ready, VGPIO_LINES)
		generic_handle_domain_irq(vgpio_domain, line);
}

/* Instead of a wire: interrupt this processor. HARD: never in a thread. */
static struct irq_work vgpio_work = IRQ_WORK_INIT_HARD(vgpio_fire);

/* For the interrupt core. An edge that comes after the ack counts again. */
static void vgpio_irq_ack(struct irq_data *data)
{
	clear_bit(irqd_to_hwirq(data), &vgpio_pending);
}

static void vgpio_irq_mask(struct irq_data *data)
{
	clear_bit(irqd_to_hwirq(data), &vgpio_unmasked);
}

static void vgpio_irq_unmask(struct irq_data *data)
{
	set_bit(irqd_to_hwirq(data), &vgpio_unmasked);
	irq_work_queue(&vgpio_work);	/* for an edge while it was masked */
}

static int vgpio_irq_set_type(struct irq_data *data, unsigned int type)
{
	unsigned int line = irqd_to_hwirq(data);

	if (type & IRQ_TYPE_LEVEL_MASK)
		return -EINVAL;
	assign_bit(line, &vgpio_edges[0], type & IRQ_TYPE_EDGE_FALLING);
	assign_bit(line, &vgpio_edges[1], type & IRQ_TYPE_EDGE_RISING);
	clear_bit(line, &vgpio_pending);	/* that was for another type */
	return 0;
}

/* Tell gpiolib: a line that interrupts must not become an output. */
static int vgpio_irq_request(struct irq_data *data)
{
	return gpiochip_reqres_irq(&vgpio_chip, irqd_to_hwirq(data));
}

static void vgpio_irq_release(struct irq_data *data)
{
	gpiochip_relres_irq(&vgpio_chip, irqd_to_hwirq(data));
}

static struct irq_chip vgpio_irq_chip = {
	.name = KBUILD_MODNAME,
	.irq_ack = vgpio_irq_ack,
	.irq_mask = vgpio_irq_mask,
	.irq_unmask = vgpio_irq_unmask,
	.irq_set_type = vgpio_irq_set_type,
	.irq_request_resources = vgpio_irq_request,
	.irq_release_resources = vgpio_irq_release,
};

static int vgpio_map(struct irq_domain *domain, unsigned int irq,
		     irq_hw_number_t line)
{
	irq_set_chip_and_handler(irq, &vgpio_irq_chip, handle_edge_irq);
	return 0;
}

static const struct irq_domain_ops vgpio_domain_ops = { .map = vgpio_map };

/* The other end of each wire is a file, whose data is the line's number. */
static int vgpio_wire_get(void *data, u64 *value)
{
	*value = vgpio_get(&vgpio_chip, (uintptr_t)data);
	return 0;
}

static int vgpio_wire_set(void *data, u64 value)
{
	uintptr_t line = (uintptr_t)data;
	bool before;

	if (value > 1)
		return -EINVAL;
	if (test_bit(line, &vgpio_output))
		return -EBUSY;	/* on a board: a short circuit */
	before = value ? test_and_set_bit(line, &vgpio_outside) :
			 test_and_clear_bit(line, &vgpio_outside);
	if (before != value && test_bit(line, &vgpio_edges[value])) {
		set_bit(line, &vgpio_pending);	/* maybe already: one is lost */
		irq_work_queue(&vgpio_work);
	}
	return 0;
}

DEFINE_DEBUGFS_ATTRIBUTE(vgpio_wire, vgpio_wire_get, vgpio_wire_set, "%llu\n");

static struct dentry *vgpio_dir;

static void vgpio_remove_domain(void)
{
	unsigned int line;

	irq_work_sync(&vgpio_work);
	for (line = 0; line < VGPIO_LINES; line++)
		irq_dispose_mapping(irq_find_mapping(vgpio_domain, line));
	irq_domain_remove(vgpio_domain);
}

/* No new edge, no consumer, and then no edge on its way either. */
static void vgpio_remove(void)
{
	debugfs_remove_recursive(vgpio_dir);
	gpiochip_remove(&vgpio_chip);
	vgpio_remove_domain();
}

static int __init vgpio_init(void)
{
	char name[] = "line0";
	struct dentry *file;
	uintptr_t line;
	int ret;

	vgpio_domain = irq_domain_create_linear(NULL, VGPIO_LINES,
						&vgpio_domain_ops, NULL);
	if (!vgpio_domain)
		return -ENOMEM;

	ret = gpiochip_add_data(&vgpio_chip, NULL);
	if (ret) {
		vgpio_remove_domain();
		return ret;
	}

	vgpio_dir = debugfs_create_dir(KBUILD_MODNAME, NULL);
	for (line = 0; line < VGPIO_LINES; line++) {
		name[4] = '0' + line;
		file = debugfs_create_file(name, 0600, vgpio_dir, (void *)line,
					   &vgpio_wire);
		/* An error of debugfs is usually ignored. Not a lost wire. */
		if (IS_ERR(file)) {
			vgpio_remove();
			return PTR_ERR(file);
		}
	}
	return 0;
}

static void __exit vgpio_exit(void)
{
	vgpio_remove();
}

module_init(vgpio_init);
module_exit(vgpio_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A GPIO controller in software");
