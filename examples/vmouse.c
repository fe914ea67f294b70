// SPDX-License-Identifier: GPL-2.0
/*
 * vmouse - a virtual mouse, moved by writing to a file
 *
 * Shows: relative events, which say how far and not where; several of them, up
 *        to input_sync(), are one movement; buttons, which are keys.
 *
 * Needs: CONFIG_INPUT_EVDEV
 *
 * Try:   insmod vinput.ko
 *        insmod vmouse.ko
 *        echo vmouse > /sys/class/vinput/export
 *        echo "30 -10" > /dev/vinput0
 *        echo +left > /dev/vinput0
 *        echo -left > /dev/vinput0
 *        echo "30" > /dev/vinput0	# fails: Invalid argument
 *        echo 0 > /sys/class/vinput/unexport
 *        rmmod vmouse
 *        rmmod vinput
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

#include "vinput.h"

#define VMOUSE_FAR	1000	/* one movement goes no farther */

static const struct {
	const char *name;
	unsigned int code;
} vmouse_buttons[] = {
	{ "left", BTN_LEFT },
	{ "right", BTN_RIGHT },
	{ "middle", BTN_MIDDLE },
};

/* By these, programs know a mouse: two axes, and a left button. */
static int vmouse_setup(struct input_dev *input)
{
	unsigned int i;

	input_set_capability(input, EV_REL, REL_X);
	input_set_capability(input, EV_REL, REL_Y);
	for (i = 0; i < ARRAY_SIZE(vmouse_buttons); i++)
		input_set_capability(input, EV_KEY, vmouse_buttons[i].code);
	return 0;
}

/* "+left" presses a button, "-left" releases it. */
static int vmouse_click(struct input_dev *input, const char *line)
{
	unsigned int i;

	if (line[0] != '+' && line[0] != '-')
		return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(vmouse_buttons); i++) {
		if (strcmp(line + 1, vmouse_buttons[i].name))
			continue;
		input_report_key(input, vmouse_buttons[i].code, line[0] == '+');
		input_sync(input);
		return 0;
	}
	return -EINVAL;
}

/* "30 -10": to the right and up. A movement by 0 is no event. */
static int vmouse_move(struct input_dev *input, const char *line)
{
	int x, y, end = 0;

	if (sscanf(line, "%5d %5d%n", &x, &y, &end) != 2 || line[end])
		return -EINVAL;
	if (abs(x) > VMOUSE_FAR || abs(y) > VMOUSE_FAR)
		return -EINVAL;

	input_report_rel(input, REL_X, x);
	input_report_rel(input, REL_Y, y);
	/* Both together: the pointer goes straight there. */
	input_sync(input);
	return 0;
}

static int vmouse_send(struct input_dev *input, const char *line)
{
	if (line[0] && isalpha(line[1]))
		return vmouse_click(input, line);
	return vmouse_move(input, line);
}

static struct vinput_driver vmouse_driver = {
	.name = "vmouse",
	.owner = THIS_MODULE,
	.setup = vmouse_setup,
	.send = vmouse_send,
};

static int __init vmouse_init(void)
{
	return vinput_register(&vmouse_driver);
}

static void __exit vmouse_exit(void)
{
	vinput_unregister(&vmouse_driver);
}

module_init(vmouse_init);
module_exit(vmouse_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A virtual mouse");
