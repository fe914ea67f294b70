// SPDX-License-Identifier: GPL-2.0
/*
 * vkbd - a virtual keyboard, typed on by writing to a file
 *
 * Shows: what an input driver has to say of its device before, and of every
 *        event after it is registered; a module that uses another's symbols.
 *
 * Needs: CONFIG_INPUT_EVDEV
 *
 * Try:   insmod vkbd.ko	# fails: Unknown symbol, it needs vinput
 *        insmod vinput.ko
 *        insmod vkbd.ko
 *        echo vkbd > /sys/class/vinput/export
 *        echo +34 > /dev/vinput0
 *        echo -34 > /dev/vinput0
 *        cat /dev/vinput0
 *        echo +999 > /dev/vinput0	# fails: Invalid argument
 *        echo 0 > /sys/class/vinput/unexport
 *        rmmod vkbd
 *        rmmod vinput
 *
 * 34 is KEY_G of <linux/input-event-codes.h>, which has all of the numbers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/module.h>

#include "vinput.h"

static int vkbd_setup(struct input_dev *input)
{
	unsigned int code;

	/* Keys only: from BTN_MISC on come buttons of mice and joysticks. */
	for (code = KEY_ESC; code < BTN_MISC; code++)
		input_set_capability(input, EV_KEY, code);
	/* The input core shall repeat a key that is held down. */
	__set_bit(EV_REP, input->evbit);
	return 0;
}

/* "+34" presses key 34, "-34" releases it. */
static int vkbd_send(struct input_dev *input, const char *line)
{
	unsigned int code;
	int ret;

	/* The digit: kstrtouint() would take one more "+". */
	if ((line[0] != '+' && line[0] != '-') || !isdigit(line[1]))
		return -EINVAL;
	ret = kstrtouint(line + 1, 10, &code);
	if (ret)
		return ret;
	if (code > KEY_MAX || !test_bit(code, input->keybit))
		return -EINVAL;

	input_report_key(input, code, line[0] == '+');
	/* This is all for now: readers get what was reported so far. */
	input_sync(input);
	return 0;
}

static struct vinput_driver vkbd_driver = {
	.name = "vkbd",
	.owner = THIS_MODULE,
	.setup = vkbd_setup,
	.send = vkbd_send,
};

static int __init vkbd_init(void)
{
	return vinput_register(&vkbd_driver);
}

static void __exit vkbd_exit(void)
{
	vinput_unregister(&vkbd_driver);
}

module_init(vkbd_init);
module_exit(vkbd_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A virtual keyboard");
