// SPDX-License-Identifier: GPL-2.0
/*
 * nullptr - a pointer that is followed before it points anywhere
 *
 * Bug: nullptr_sensor is NULL until a sensor is found, and none ever is. A
 *      process that asks for a measurement dies in the kernel, lock in hand.
 *
 * Try: insmod nullptr.ko
 *      sh -c 'echo 1 > /sys/module/nullptr/parameters/measure'
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

struct nullptr_sensor {
	char name[16];
	int celsius;
};

/* To be set when a sensor is found. */
static struct nullptr_sensor *nullptr_sensor;

/* Reading the file is safe: here somebody thought of it. */
static int nullptr_name(char *buf, const struct kernel_param *kp)
{
	const struct nullptr_sensor *sensor = READ_ONCE(nullptr_sensor);

	return scnprintf(buf, PAGE_SIZE, "%s\n",
			 sensor ? sensor->name : "no sensor");
}

static int nullptr_read(void)
{
	return READ_ONCE(nullptr_sensor)->celsius;
}

static int nullptr_measure(const char *text, const struct kernel_param *kp)
{
	pr_info("measured %d degrees\n", nullptr_read());
	return 0;
}

static const struct kernel_param_ops nullptr_ops = {
	.get = nullptr_name,
	.set = nullptr_measure,
};

module_param_cb(measure, &nullptr_ops, NULL, 0600);
MODULE_PARM_DESC(measure, "write anything to measure, read the sensor's name");

static int __init nullptr_init(void)
{
	pr_info("looking for a sensor\n");
	return 0;
}

static void __exit nullptr_exit(void)
{
	pr_info("gone\n");
}

module_init(nullptr_init);
module_exit(nullptr_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A NULL pointer dereference in a system call");
