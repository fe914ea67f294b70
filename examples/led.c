// SPDX-License-Identifier: GPL-2.0
/*
 * led - two LEDs on GPIO lines, which the LED class shows
 *
 * Shows: a driver that registers with a class instead of making files of its
 *        own; the triggers that come with it; a probe that is deferred until
 *        the chip with the line is there.
 *
 * Needs: CONFIG_LEDS_CLASS CONFIG_GPIOLIB CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod led.ko
 *        echo 1 > /sys/class/leds/green:status/brightness
 *        cat /sys/kernel/debug/vgpio/line0
 *        echo led.0 > /sys/bus/platform/drivers/led/unbind
 *        cat /sys/kernel/debug/vgpio/line0
 *        rmmod led
 *        rmmod vgpio
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/machine.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/leds.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#define LED_NAME	"led"
#define LED_COUNT	2

static char *led_chip = "vgpio";
module_param_named(chip, led_chip, charp, 0444);
MODULE_PARM_DESC(chip, "label of the GPIO chip, see gpiodetect (default: vgpio)");

static ushort led_lines[LED_COUNT] = { 0, 3 };
module_param_array_named(lines, led_lines, ushort, NULL, 0444);
MODULE_PARM_DESC(lines, "offsets of the two lines (default: 0,3)");

/* The colour and what the LED is for: names that programs can look for. */
static const char * const led_names[LED_COUNT] = {
	"green:status", "red:fault",
};

struct led {
	struct led_classdev cdev;
	struct gpio_desc *line;
};

/*
 * "Blocking": may sleep, as the line does whose chip is on a slow bus. So the
 * core calls it from a work item, also if a timer wants the LED lit.
 */
static int led_set(struct led_classdev *cdev, enum led_brightness brightness)
{
	struct led *led = container_of(cdev, struct led, cdev);

	gpiod_set_value_cansleep(led->line, brightness);
	return 0;
}

/* There is no remove: what this function gets, the core gives back. */
static int led_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct led *led;

	/* With driver_override, root can give us a device that is not ours. */
	if (pdev->id < 0 || pdev->id >= LED_COUNT)
		return -ENODEV;

	led = devm_kzalloc(dev, sizeof(*led), GFP_KERNEL);
	if (!led)
		return -ENOMEM;

	/* "Not yet" (-EPROBE_DEFER) is no failure, and no line in the log. */
	led->line = devm_gpiod_get(dev, NULL, GPIOD_OUT_LOW);
	if (IS_ERR(led->line))
		return dev_err_probe(dev, PTR_ERR(led->line), "no line\n");

	led->cdev.name = led_names[pdev->id];
	led->cdev.max_brightness = 1;
	led->cdev.brightness_set_blocking = led_set;
	/* Last, so it is undone first: the LED goes out, then the line goes. */
	return devm_led_classdev_register(dev, &led->cdev);
}

static struct platform_driver led_driver = {
	.probe = led_probe,
	.driver = { .name = LED_NAME },
};

/*
 * The rest of the file is the board: which devices there are, and which line
 * is whose. A device tree would say the same in ten lines.
 */
static struct gpiod_lookup_table led_green_line = {
	.dev_id = LED_NAME ".0",
	.table = { { .flags = GPIO_ACTIVE_HIGH }, { } },
};

static struct gpiod_lookup_table led_red_line = {
	.dev_id = LED_NAME ".1",
	.table = { { .flags = GPIO_ACTIVE_HIGH }, { } },
};

static struct gpiod_lookup_table *led_board[LED_COUNT] = {
	&led_green_line, &led_red_line,
};

static struct platform_device *led_devices[LED_COUNT];

/* Take away the first COUNT devices, the newest first. */
static void led_remove_devices(int count)
{
	while (count--) {
		platform_device_unregister(led_devices[count]);
		gpiod_remove_lookup_table(led_board[count]);
	}
}

static int __init led_init(void)
{
	int i, ret;

	ret = platform_driver_register(&led_driver);
	if (ret)
		return ret;

	for (i = 0; i < LED_COUNT; i++) {
		led_board[i]->table[0].key = led_chip;
		led_board[i]->table[0].chip_hwnum = led_lines[i];
		gpiod_add_lookup_table(led_board[i]);

		led_devices[i] = platform_device_register_simple(LED_NAME, i,
								 NULL, 0);
		if (IS_ERR(led_devices[i])) {
			ret = PTR_ERR(led_devices[i]);
			gpiod_remove_lookup_table(led_board[i]);
			goto err_remove_devices;
		}
	}
	return 0;

err_remove_devices:
	led_remove_devices(i);
	platform_driver_unregister(&led_driver);
	return ret;
}

static void __exit led_exit(void)
{
	led_remove_devices(LED_COUNT);
	platform_driver_unregister(&led_driver);
}

module_init(led_init);
module_exit(led_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Two LEDs of the LED class on GPIO lines");
