/* SPDX-License-Identifier: GPL-2.0 */
/*
 * panel.h - two buttons and an LED, as GPIO descriptors
 *
 * What the drivers for the buttons share: the parameters that say where the
 * lines are, and how they are asked for. A board's device tree or ACPI
 * tables would normally say it; a lookup table does the same from C. The lines
 * are named by the label of their chip and their offset in it, never by a
 * global number: these depended on the order of probing and are going away.
 */
#ifndef LKMPG_PANEL_H
#define LKMPG_PANEL_H

#include <linux/err.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/machine.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>
#include <linux/printk.h>

static char *panel_chip = "vgpio";
module_param_named(chip, panel_chip, charp, 0444);
MODULE_PARM_DESC(chip, "label of the GPIO chip, see gpiodetect (default: vgpio)");

static ushort panel_led;
module_param_named(led, panel_led, ushort, 0444);
MODULE_PARM_DESC(led, "offset of the LED's line (default: 0)");

static ushort panel_button_on = 1;
module_param_named(button_on, panel_button_on, ushort, 0444);
MODULE_PARM_DESC(button_on, "offset of the first button's line (default: 1)");

static ushort panel_button_off = 2;
module_param_named(button_off, panel_button_off, ushort, 0444);
MODULE_PARM_DESC(button_off, "offset of the second button's line (default: 2)");

struct panel {
	struct platform_device *pdev;	/* the consumer, in whose name we ask */
	struct gpio_desc *led;
	struct gpio_desc *on;
	struct gpio_desc *off;
	int irq_on;
	int irq_off;
};

static struct gpiod_lookup_table panel_lookup = {
	.dev_id = KBUILD_MODNAME,
	.table = {
		{ .con_id = "led", .flags = GPIO_ACTIVE_HIGH },
		{ .con_id = "on", .flags = GPIO_ACTIVE_HIGH },
		{ .con_id = "off", .flags = GPIO_ACTIVE_HIGH },
		{ }	/* the end */
	},
};

/* Give back all that panel_get() got. A line that it did not get is NULL. */
static void panel_put(struct panel *panel)
{
	gpiod_put(panel->off);
	gpiod_put(panel->on);
	gpiod_put(panel->led);
	gpiod_remove_lookup_table(&panel_lookup);
	platform_device_unregister(panel->pdev);
}

/* Get *DESC; leaves it NULL and returns an errno if that fails. */
static int panel_get_line(struct panel *panel, const char *name,
			  enum gpiod_flags flags, struct gpio_desc **desc)
{
	struct gpio_desc *line = gpiod_get(&panel->pdev->dev, name, flags);

	if (IS_ERR(line))
		return PTR_ERR(line);

	*desc = line;
	return 0;
}

/*
 * Ask for the three lines and for the buttons' interrupt numbers. Returns 0 or
 * an errno, with a line in the log: -ENODEV if there is no such chip, -EBUSY if
 * a line is taken, -EINVAL if the chip has no such line.
 */
static int panel_get(struct panel *panel)
{
	const ushort offsets[] = {
		panel_led, panel_button_on, panel_button_off,
	};
	int i, ret;

	panel->pdev = platform_device_register_simple(KBUILD_MODNAME,
						      PLATFORM_DEVID_NONE,
						      NULL, 0);
	if (IS_ERR(panel->pdev))
		return PTR_ERR(panel->pdev);

	for (i = 0; i < 3; i++) {
		panel_lookup.table[i].key = panel_chip;
		panel_lookup.table[i].chip_hwnum = offsets[i];
	}
	gpiod_add_lookup_table(&panel_lookup);

	ret = panel_get_line(panel, "led", GPIOD_OUT_LOW, &panel->led);
	if (!ret)
		ret = panel_get_line(panel, "on", GPIOD_IN, &panel->on);
	if (!ret)
		ret = panel_get_line(panel, "off", GPIOD_IN, &panel->off);
	if (ret)
		goto err_put;

	panel->irq_on = gpiod_to_irq(panel->on);
	panel->irq_off = gpiod_to_irq(panel->off);
	ret = min(panel->irq_on, panel->irq_off);
	if (ret < 0)
		goto err_put;	/* not reached: vgpio has interrupts */

	return 0;

err_put:
	/*
	 * "Not yet, ask again later" is meant for the driver core, which does
	 * ask again after a probe. An init function is called once, and no
	 * program knows this error.
	 */
	if (ret == -EPROBE_DEFER)
		ret = -ENODEV;
	pr_err("no LED or no buttons on chip \"%s\": error %d\n", panel_chip,
	       ret);
	panel_put(panel);
	return ret;
}

#endif /* LKMPG_PANEL_H */
