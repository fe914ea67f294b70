// SPDX-License-Identifier: GPL-2.0
/*
 * volume - a parameter that is checked whenever it is set
 *
 * Shows: module_param_cb(), for a parameter with functions of its own; that
 *        the same functions serve insmod and the file in /sys.
 *
 * Try:   insmod volume.ko volume=11
 *        echo 12 > /sys/module/volume/parameters/volume	# fails
 *        cat /sys/module/volume/parameters/volume
 *        rmmod volume
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

#define VOLUME_MAX	11

static unsigned int volume = 5;

/* Called with the parameters of this module locked, so for one at a time. */
static int volume_set(const char *text, const struct kernel_param *kp)
{
	int ret;

	ret = param_set_uint_minmax(text, kp, 0, VOLUME_MAX);
	if (ret)
		return ret;

	pr_info("volume is %u\n", volume);
	return 0;
}

static const struct kernel_param_ops volume_ops = {
	.set = volume_set,
	.get = param_get_uint,
};

module_param_cb(volume, &volume_ops, &volume, 0644);
MODULE_PARM_DESC(volume, "how loud, from 0 to 11 (default: 5)");

static int __init volume_init(void)
{
	pr_info("starting at %u\n", volume);
	return 0;
}

static void __exit volume_exit(void)
{
	pr_info("ending at %u\n", volume);
}

module_init(volume_init);
module_exit(volume_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A parameter that is checked whenever it is set");
