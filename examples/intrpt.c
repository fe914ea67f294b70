// SPDX-License-Identifier: GPL-2.0
/*
 * intrpt - one button lights the LED, the other puts it out
 *
 * Shows: asking for an interrupt and giving it back; the trigger flags; the
 *        cookie that tells the handler which button it was; the counters in
 *        /proc/interrupts; and why this handler runs in a thread.
 *
 * Needs: CONFIG_GPIOLIB CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod intrpt.ko
 *        cd /sys/kernel/debug/vgpio
 *        echo 1 > line1; echo 0 > line1; cat line0
 *        echo 1 > line2; echo 0 > line2; cat line0
 *        grep intrpt /proc/interrupts
 *        rmmod intrpt
 *        rmmod vgpio
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "panel.h"

static struct panel intrpt_panel;

/*
 * Runs in a thread of its own, at each press. Only what cannot sleep may run
 * in the interrupt itself, and a GPIO may be behind a slow bus such as I2C:
 * then, setting the line sleeps, and the _cansleep variant says that we know.
 */
static irqreturn_t intrpt_pressed(int irq, void *cookie)
{
	bool light = cookie == intrpt_panel.on;

	gpiod_set_value_cansleep(intrpt_panel.led, light);
	return IRQ_HANDLED;
}

/*
 * RISING: at the moment of the press, not for as long as it lasts. ONESHOT: a
 * line that interrupts by its level stays silent until the thread has run. With
 * no handler (NULL) in the interrupt itself to silence it, the kernel insists.
 */
static int intrpt_request(int irq, const char *name, struct gpio_desc *button)
{
	return request_threaded_irq(irq, NULL, intrpt_pressed,
				    IRQF_TRIGGER_RISING | IRQF_ONESHOT,
				    name, button);
}

static int __init intrpt_init(void)
{
	int ret;

	ret = panel_get(&intrpt_panel);
	if (ret)
		return ret;

	ret = intrpt_request(intrpt_panel.irq_on, "intrpt-on",
			     intrpt_panel.on);
	if (ret)
		goto err_put_panel;

	ret = intrpt_request(intrpt_panel.irq_off, "intrpt-off",
			     intrpt_panel.off);
	if (ret)
		goto err_free_on;

	pr_info("ready: interrupts %d and %d\n", intrpt_panel.irq_on,
		intrpt_panel.irq_off);
	return 0;

err_free_on:
	free_irq(intrpt_panel.irq_on, intrpt_panel.on);
err_put_panel:
	panel_put(&intrpt_panel);
	return ret;
}

static void __exit intrpt_exit(void)
{
	/* The same cookie again. Waits for a handler that is running. */
	free_irq(intrpt_panel.irq_off, intrpt_panel.off);
	free_irq(intrpt_panel.irq_on, intrpt_panel.on);
	gpiod_set_value_cansleep(intrpt_panel.led, 0);
	panel_put(&intrpt_panel);
	pr_info("the LED is off\n");
}

module_init(intrpt_init);
module_exit(intrpt_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Interrupts from two buttons");
