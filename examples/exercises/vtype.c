// SPDX-License-Identifier: GPL-2.0
/*
 * vtype - a virtual keyboard that takes text
 *
 * The answer to an exercise of "Virtual input": "echo hello > /dev/vinput0"
 * types the five letters.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/module.h>

#include "vinput.h"

/* The codes follow the rows of the keys, not the alphabet. */
static const unsigned int vtype_letters[] = {
	KEY_A, KEY_B, KEY_C, KEY_D, KEY_E, KEY_F, KEY_G, KEY_H, KEY_I,
	KEY_J, KEY_K, KEY_L, KEY_M, KEY_N, KEY_O, KEY_P, KEY_Q, KEY_R,
	KEY_S, KEY_T, KEY_U, KEY_V, KEY_W, KEY_X, KEY_Y, KEY_Z,
};

/* 0 (KEY_RESERVED) if there is no key for it. */
static unsigned int vtype_code(char c)
{
	if (c == ' ')
		return KEY_SPACE;
	if (c < 'a' || c > 'z')
		return KEY_RESERVED;
	return vtype_letters[c - 'a'];
}

static int vtype_setup(struct input_dev *input)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(vtype_letters); i++)
		input_set_capability(input, EV_KEY, vtype_letters[i]);
	input_set_capability(input, EV_KEY, KEY_SPACE);
	return 0;
}

static int vtype_send(struct input_dev *input, const char *line)
{
	const char *c;

	/* All or nothing: half a word would be worse than none. */
	for (c = line; *c; c++) {
		if (!vtype_code(*c))
			return -EINVAL;
	}

	for (c = line; *c; c++) {
		input_report_key(input, vtype_code(*c), 1);
		input_sync(input);
		input_report_key(input, vtype_code(*c), 0);
		input_sync(input);
	}
	return 0;
}

static struct vinput_driver vtype_driver = {
	.name = "vtype",
	.owner = THIS_MODULE,
	.setup = vtype_setup,
	.send = vtype_send,
};

static int __init vtype_init(void)
{
	return vinput_register(&vtype_driver);
}

static void __exit vtype_exit(void)
{
	vinput_unregister(&vtype_driver);
}

module_init(vtype_init);
module_exit(vtype_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A virtual keyboard that takes text");
