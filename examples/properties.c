// SPDX-License-Identifier: GPL-2.0
/*
 * properties - a driver for lamps that reads what each of them can do
 *
 * Shows: device_property_*, the same for a device tree, ACPI and a description
 *        in C, a software node; required and optional properties; a table of
 *        "compatible" strings; a description that is refused.
 *
 * Try:   insmod properties.ko
 *        cd /sys/bus/platform/devices
 *        ls properties.0/software_node/
 *        cat properties.0/label properties.1/label
 *        echo 2 > properties.0/level
 *        cat properties.0/duty
 *        cd -
 *        rmmod properties
 *        insmod properties.ko start=9
 *        ls -d /sys/bus/platform/drivers/properties/properties.*
 *        rmmod properties
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "lamps.h"

#define PROPERTIES_LEVELS	8	/* at most */
#define PROPERTIES_DUTY		255	/* always on */

struct properties_lamp {
	const char *label;	/* in the description, which outlives us */
	u32 duties[PROPERTIES_LEVELS];	/* level: how much of the time on */
	u32 levels;
	u32 level;		/* one machine word: no lock needed */
	bool active_low;	/* lit while the wire is low */
};

static ssize_t label_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	struct properties_lamp *lamp = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", lamp->label);
}
static DEVICE_ATTR_RO(label);

static ssize_t level_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	struct properties_lamp *lamp = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", READ_ONCE(lamp->level));
}

static ssize_t level_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	struct properties_lamp *lamp = dev_get_drvdata(dev);
	u32 level;
	int ret;

	ret = kstrtou32(buf, 10, &level);
	if (ret)
		return ret;
	if (level >= lamp->levels)
		return -ERANGE;
	WRITE_ONCE(lamp->level, level);
	return len;
}
static DEVICE_ATTR_RW(level);

/* What a PWM would make of it: 0, the wire is always low, to 255, never. */
static ssize_t duty_show(struct device *dev, struct device_attribute *attr,
			 char *buf)
{
	struct properties_lamp *lamp = dev_get_drvdata(dev);
	u32 duty = lamp->duties[READ_ONCE(lamp->level)];

	return sysfs_emit(buf, "%u\n",
			  lamp->active_low ? PROPERTIES_DUTY - duty : duty);
}
static DEVICE_ATTR_RO(duty);

static struct attribute *properties_attrs[] = {
	&dev_attr_label.attr,
	&dev_attr_level.attr,
	&dev_attr_duty.attr,
	NULL
};
ATTRIBUTE_GROUPS(properties);

/* Required: how bright the levels are. It may have been written wrong. */
static int properties_read_levels(struct device *dev,
				  struct properties_lamp *lamp)
{
	const char *name = "brightness-levels";
	int i, count, ret;

	count = device_property_count_u32(dev, name);
	if (count < 0)
		return dev_err_probe(dev, count, "no %s\n", name);
	if (count < 1 || count > PROPERTIES_LEVELS)
		return dev_err_probe(dev, -EINVAL, "%d %s\n", count, name);

	ret = device_property_read_u32_array(dev, name, lamp->duties, count);
	if (ret)
		return ret;
	for (i = 0; i < count; i++) {
		if (lamp->duties[i] > PROPERTIES_DUTY)
			return dev_err_probe(dev, -EINVAL, "%s: %u\n", name,
					     lamp->duties[i]);
	}
	lamp->levels = count;
	return 0;
}

static int properties_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct properties_lamp *lamp;
	int ret;

	lamp = devm_kzalloc(dev, sizeof(*lamp), GFP_KERNEL);
	if (!lamp)
		return -ENOMEM;

	ret = properties_read_levels(dev, lamp);
	if (ret)
		return ret;

	/* Optional: if it is not there, its default stays what it was. */
	device_property_read_u32(dev, "default-brightness-level", &lamp->level);
	if (lamp->level >= lamp->levels)
		return dev_err_probe(dev, -EINVAL, "there is no level %u\n",
				     lamp->level);

	lamp->label = dev_name(dev);
	device_property_read_string(dev, "label", &lamp->label);

	/* Without a value: it is true if it is there. */
	lamp->active_low = device_property_read_bool(dev, "active-low");

	platform_set_drvdata(pdev, lamp);
	return 0;
}

/* For a device tree: made by, and what. Ours are matched by their names. */
static const struct of_device_id properties_of_match[] = {
	{ .compatible = "lkmpg,lamp" },
	{ }
};
MODULE_DEVICE_TABLE(of, properties_of_match);

static struct platform_driver properties_driver = {
	.probe = properties_probe,
	.driver = {
		.name = KBUILD_MODNAME,
		.of_match_table = properties_of_match,
		.dev_groups = properties_groups,
	},
};

static int __init properties_init(void)
{
	int ret;

	ret = platform_driver_register(&properties_driver);
	if (ret)
		return ret;
	ret = lamps_add();
	if (ret) {
		/* not reached: no walk, see the test */
		platform_driver_unregister(&properties_driver);
	}

	return ret;
}

static void __exit properties_exit(void)
{
	lamps_remove(LAMPS);
	platform_driver_unregister(&properties_driver);
}

module_init(properties_init);
module_exit(properties_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Lamps described by properties");
