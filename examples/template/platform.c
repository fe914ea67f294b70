// SPDX-License-Identifier: GPL-2.0
/*
 * my-driver - a driver for a device that the firmware describes
 *
 * A device tree, ACPI or a board's code says that there is one, and what it is
 * like: its properties. Where none does, demo=1 makes a device, for tests.
 * What to change: the compatible string, the properties, and the attribute.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>
#include <linux/printk.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

static bool my_driver_demo;
module_param_named(demo, my_driver_demo, bool, 0444);
MODULE_PARM_DESC(demo, "make a device to try the driver on (default: no)");

static unsigned int my_driver_demo_max = 100;
module_param_named(demo_max, my_driver_demo_max, uint, 0444);
MODULE_PARM_DESC(demo_max, "its largest level (default: 100)");

static struct platform_device *my_driver_demo_device;

/* What the driver knows of one device. */
struct my_driver {
	u32 max;
	u32 level;	/* one machine word: no lock needed */
};

static ssize_t level_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	struct my_driver *my = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", READ_ONCE(my->level));
}

static ssize_t level_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	struct my_driver *my = dev_get_drvdata(dev);
	u32 level;
	int ret;

	ret = kstrtou32(buf, 0, &level);
	if (ret)
		return ret;
	if (level > my->max)
		return -ERANGE;
	WRITE_ONCE(my->level, level);
	return len;
}
static DEVICE_ATTR_RW(level);

static struct attribute *my_driver_attrs[] = {
	&dev_attr_level.attr,
	NULL
};
ATTRIBUTE_GROUPS(my_driver);

/* What devm_ functions take is given back when the device goes. */
static int my_driver_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct my_driver *my;
	int ret;

	my = devm_kzalloc(dev, sizeof(*my), GFP_KERNEL);
	if (!my)
		return -ENOMEM;
	ret = device_property_read_u32(dev, "max-level", &my->max);
	if (ret)
		return dev_err_probe(dev, ret, "no max-level\n");
	if (!my->max)
		return dev_err_probe(dev, -EINVAL, "max-level is 0\n");
	platform_set_drvdata(pdev, my);
	return 0;
}

static const struct of_device_id my_driver_of_match[] = {
	{ .compatible = "example,my-driver" },
	{ }
};
MODULE_DEVICE_TABLE(of, my_driver_of_match);

static struct platform_driver my_driver_driver = {
	.probe = my_driver_probe,
	.driver = {
		.name = KBUILD_MODNAME,
		.of_match_table = my_driver_of_match,
		.dev_groups = my_driver_groups,
	},
};

/* A device with properties and without firmware; matched by its name. */
static struct platform_device *my_driver_make_demo(void)
{
	struct property_entry properties[] = {
		PROPERTY_ENTRY_U32("max-level", my_driver_demo_max),
		{ }
	};
	struct platform_device_info info = {
		.name = KBUILD_MODNAME,
		.id = PLATFORM_DEVID_AUTO,
		.properties = properties,
	};

	return platform_device_register_full(&info);
}

static int __init my_driver_init(void)
{
	int ret;

	ret = platform_driver_register(&my_driver_driver);
	if (ret || !my_driver_demo)
		return ret;
	my_driver_demo_device = my_driver_make_demo();
	ret = PTR_ERR_OR_ZERO(my_driver_demo_device);
	if (ret)
		platform_driver_unregister(&my_driver_driver);
	return ret;
}

static void __exit my_driver_exit(void)
{
	if (my_driver_demo)
		platform_device_unregister(my_driver_demo_device);
	platform_driver_unregister(&my_driver_driver);
}

module_init(my_driver_init);
module_exit(my_driver_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Your Name");
MODULE_DESCRIPTION("A driver for a device that the firmware describes");
