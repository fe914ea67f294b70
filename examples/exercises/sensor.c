// SPDX-License-Identifier: GPL-2.0
/*
 * sensor - broken/nullptr.c, repaired
 *
 * Shows: a pointer that is tested before it is followed; memory that is freed
 *        when it is replaced and when the module goes; and that the functions
 *        of a module's parameters are called one at a time.
 *
 * Try:   insmod sensor.ko
 *        echo 1 > /sys/module/sensor/parameters/measure	# fails
 *        echo 21 > /sys/module/sensor/parameters/attach
 *        echo 1 > /sys/module/sensor/parameters/measure
 *        rmmod sensor
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "compat.h"

struct sensor {
	char name[16];
	int celsius;
};

/*
 * Set and followed only in the functions of the parameters, and those are
 * called with the lock of this module's parameters held.
 */
static struct sensor *sensor;

static int sensor_attach(const char *text, const struct kernel_param *kp)
{
	struct sensor *new;
	int ret;

	new = kzalloc_obj(*new);
	if (!new)
		return -ENOMEM;

	ret = kstrtoint(text, 10, &new->celsius);
	if (ret)
		goto err_free;
	scnprintf(new->name, sizeof(new->name), "fixed");

	kfree(sensor);	/* NULL, the first time: kfree() takes that */
	sensor = new;
	return 0;

err_free:
	kfree(new);
	return ret;
}

static int sensor_measure(const char *text, const struct kernel_param *kp)
{
	if (!sensor)
		return -ENODEV;

	pr_info("%s: %d degrees\n", sensor->name, sensor->celsius);
	return 0;
}

/*
 * Called when the module goes, and also when it never comes: if a later
 * parameter is refused, neither init nor exit runs.
 */
static void sensor_detach(void *arg)
{
	kfree(sensor);
	sensor = NULL;
}

static const struct kernel_param_ops sensor_attach_ops = {
	.set = sensor_attach,
	.free = sensor_detach,
};

static const struct kernel_param_ops sensor_measure_ops = {
	.set = sensor_measure,
};

module_param_cb(attach, &sensor_attach_ops, NULL, 0200);
MODULE_PARM_DESC(attach, "write so many degrees: attach a sensor that shows them");
module_param_cb(measure, &sensor_measure_ops, NULL, 0200);
MODULE_PARM_DESC(measure, "write anything: log what the sensor shows");

static int __init sensor_init(void)
{
	return 0;
}

/* sensor_detach() comes after this. */
static void __exit sensor_exit(void)
{
}

module_init(sensor_init);
module_exit(sensor_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A sensor that may be missing");
