// SPDX-License-Identifier: GPL-2.0
/*
 * takes-names - wants a name that something else has: a file in /proc, one in
 * /sys, a class, or a driver of the platform bus
 */
#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/proc_fs.h>
#include <linux/string.h>

static char *what = "proc";
module_param(what, charp, 0);
MODULE_PARM_DESC(what, "proc, sysfs, class or driver");

static const struct proc_ops takes_names_ops = { };

static struct platform_driver takes_names_driver = {
	.driver = { .name = "serial8250" },
};

/* The class of /dev/null. */
static struct class takes_names_class = { .name = "mem" };

static int __init takes_names_init(void)
{
	struct kobject *kobject;

	if (!strcmp(what, "driver"))
		return platform_driver_register(&takes_names_driver);
	if (!strcmp(what, "class"))
		return class_register(&takes_names_class);
	if (!strcmp(what, "sysfs")) {
		kobject = kobject_create_and_add("modules_taken", kernel_kobj);
		if (!kobject)
			return -ENOMEM;
		kobject_put(kobject_create_and_add("modules_taken",
						   kernel_kobj));
		kobject_put(kobject);
		return -EEXIST;
	}
	/* "version" is there since the machine was started. */
	if (!proc_create("version", 0444, NULL, &takes_names_ops))
		return -ENOMEM;
	return 0;
}

static void __exit takes_names_exit(void)
{
}

module_init(takes_names_init);
module_exit(takes_names_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("wants names that are taken");
