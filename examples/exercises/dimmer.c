// SPDX-License-Identifier: GPL-2.0
/*
 * dimmer - one driver, two lamps
 *
 * The answer to an exercise of "The device model". The state of a lamp belongs
 * to its device, so that a second one costs nothing.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#define DIMMER_NAME	"dimmer"
#define DIMMER_LAMPS	2
#define DIMMER_MAX	10

struct dimmer {
	struct device *dev;
	unsigned int level;	/* one machine word: no lock needed */
};

static ssize_t level_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	struct dimmer *dimmer = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", READ_ONCE(dimmer->level));
}

static ssize_t level_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	struct dimmer *dimmer = dev_get_drvdata(dev);
	unsigned int level;
	int ret;

	ret = kstrtouint(buf, 10, &level);
	if (ret)
		return ret;
	if (level > DIMMER_MAX)
		return -ERANGE;

	WRITE_ONCE(dimmer->level, level);
	return len;
}
static DEVICE_ATTR_RW(level);

static struct attribute *dimmer_attrs[] = {
	&dev_attr_level.attr,
	NULL
};
ATTRIBUTE_GROUPS(dimmer);

/* The attribute is gone by now: the core removes it before all else. */
static void dimmer_off(void *data)
{
	struct dimmer *dimmer = data;

	dev_info(dimmer->dev, "out, was at %u\n", dimmer->level);
}

static int dimmer_probe(struct platform_device *pdev)
{
	struct dimmer *dimmer;

	dimmer = devm_kzalloc(&pdev->dev, sizeof(*dimmer), GFP_KERNEL);
	if (!dimmer)
		return -ENOMEM;
	dimmer->dev = &pdev->dev;
	platform_set_drvdata(pdev, dimmer);
	return devm_add_action_or_reset(&pdev->dev, dimmer_off, dimmer);
}

static struct platform_driver dimmer_driver = {
	.probe = dimmer_probe,
	.driver = {
		.name = DIMMER_NAME,
		.dev_groups = dimmer_groups,
	},
};

static struct platform_device *dimmer_lamps[DIMMER_LAMPS];

static int __init dimmer_init(void)
{
	int i, ret;

	ret = platform_driver_register(&dimmer_driver);
	if (ret)
		return ret;

	for (i = 0; i < DIMMER_LAMPS; i++) {
		dimmer_lamps[i] = platform_device_register_simple(DIMMER_NAME,
								  i, NULL, 0);
		if (IS_ERR(dimmer_lamps[i])) {
			ret = PTR_ERR(dimmer_lamps[i]);
			goto err_unregister;
		}
	}
	return 0;

err_unregister:
	while (--i >= 0)
		platform_device_unregister(dimmer_lamps[i]);
	platform_driver_unregister(&dimmer_driver);
	return ret;
}

static void __exit dimmer_exit(void)
{
	int i;

	for (i = DIMMER_LAMPS - 1; i >= 0; i--)
		platform_device_unregister(dimmer_lamps[i]);
	platform_driver_unregister(&dimmer_driver);
}

module_init(dimmer_init);
module_exit(dimmer_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A platform driver with two devices");
