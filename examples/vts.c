// SPDX-License-Identifier: GPL-2.0
/*
 * vts - a virtual touch screen, touched by writing to a file
 *
 * Shows: absolute events, which say where; their range, which programs need
 *        to make a place on their screen of it; a state that the input core
 *        keeps, so that what has not changed is no event.
 *
 * Needs: CONFIG_INPUT_EVDEV
 *
 * Try:   insmod vinput.ko
 *        insmod vts.ko
 *        echo vts > /sys/class/vinput/export
 *        echo "100 200" > /dev/vinput0
 *        echo "100 300" > /dev/vinput0
 *        echo up > /dev/vinput0
 *        echo "100 5000" > /dev/vinput0	# fails: Invalid argument
 *        echo 0 > /sys/class/vinput/unexport
 *        rmmod vts
 *        rmmod vinput
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

#include "vinput.h"

#define VTS_MAX		4095	/* in both directions, from 0 on */

/* "Direct": a touch means the place below it. A touch pad is not. */
static int vts_setup(struct input_dev *input)
{
	__set_bit(INPUT_PROP_DIRECT, input->propbit);
	input_set_capability(input, EV_KEY, BTN_TOUCH);
	input_set_abs_params(input, ABS_X, 0, VTS_MAX, 0, 0);
	input_set_abs_params(input, ABS_Y, 0, VTS_MAX, 0, 0);
	return 0;
}

/* "100 200" touches this place, or moves the finger there; "up" lifts it. */
static int vts_send(struct input_dev *input, const char *line)
{
	unsigned int x, y;
	int end = 0;

	if (!strcmp(line, "up")) {
		input_report_key(input, BTN_TOUCH, 0);
		input_sync(input);
		return 0;
	}
	if (sscanf(line, "%5u %5u%n", &x, &y, &end) != 2 || line[end])
		return -EINVAL;
	/* The core does not check the range: that is up to us. */
	if (x > VTS_MAX || y > VTS_MAX)
		return -EINVAL;

	input_report_abs(input, ABS_X, x);
	input_report_abs(input, ABS_Y, y);
	input_report_key(input, BTN_TOUCH, 1);
	input_sync(input);
	return 0;
}

static struct vinput_driver vts_driver = {
	.name = "vts",
	.owner = THIS_MODULE,
	.setup = vts_setup,
	.send = vts_send,
};

static int __init vts_init(void)
{
	return vinput_register(&vts_driver);
}

static void __exit vts_exit(void)
{
	vinput_unregister(&vts_driver);
}

module_init(vts_init);
module_exit(vts_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A virtual touch screen");
