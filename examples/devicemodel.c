// SPDX-License-Identifier: GPL-2.0
/*
 * devicemodel - a device, a driver, and what the kernel does with the two
 *
 * Shows: a platform device and its driver, matched by name; probe and remove;
 *        memory and actions that go with the device (devm_); an attribute that
 *        the core makes and removes; suspend and resume.
 *
 * Needs: CONFIG_PM_SLEEP /sys/power/pm_test
 *
 * Try:   insmod devicemodel.ko
 *        ls -l /sys/bus/platform/drivers/devicemodel
 *        cat /sys/bus/platform/devices/devicemodel/suspends
 *        echo devicemodel > /sys/bus/platform/drivers/devicemodel/unbind
 *        echo devicemodel > /sys/bus/platform/drivers/devicemodel/bind
 *        rmmod devicemodel
 *
 * With the module loaded, "rtcwake -m mem -s 5" sends a whole machine to sleep
 * for five seconds; the log then has what the device was told.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "compat.h"

#define DEVICEMODEL_NAME	"devicemodel"

/* What the driver knows of one device, from probe until after remove. */
struct devicemodel {
	struct device *dev;
	unsigned int suspends;	/* the core calls suspend one at a time */
};

static ssize_t suspends_show(struct device *dev, struct device_attribute *attr,
			     char *buf)
{
	struct devicemodel *state = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", READ_ONCE(state->suspends));
}
static DEVICE_ATTR_RO(suspends);

static struct attribute *devicemodel_attrs[] = {
	&dev_attr_suspends.attr,
	NULL
};
ATTRIBUTE_GROUPS(devicemodel);

static void devicemodel_power_off(void *data)
{
	struct devicemodel *state = data;

	dev_info(state->dev, "power off\n");
}

/* A device and a driver have met: is it really ours, and can we run it? */
static int devicemodel_probe(struct platform_device *pdev)
{
	struct devicemodel *state;
	int ret;

	/* Freed by itself: when probe fails, or else after remove. */
	state = devm_kzalloc(&pdev->dev, sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	state->dev = &pdev->dev;

	/*
	 * The same for whatever has no devm_ function of its own. These are
	 * undone newest first, so the memory is still there for this one.
	 */
	dev_info(&pdev->dev, "power on\n");
	ret = devm_add_action_or_reset(&pdev->dev, devicemodel_power_off,
				       state);
	if (ret)
		return ret;

	platform_set_drvdata(pdev, state);
	dev_info(&pdev->dev, "probed\n");
	return 0;
}

/* The device goes, the driver goes, or root wrote to unbind. */
static void devicemodel_remove(struct platform_device *pdev)
{
	struct devicemodel *state = platform_get_drvdata(pdev);

	dev_info(&pdev->dev, "removed after %u suspends\n", state->suspends);
}

DEFINE_PLATFORM_REMOVE(devicemodel_remove)

/* All processes are frozen already. An error would keep the machine awake. */
static int devicemodel_suspend(struct device *dev)
{
	struct devicemodel *state = dev_get_drvdata(dev);

	WRITE_ONCE(state->suspends, state->suspends + 1);
	dev_info(dev, "suspend\n");
	return 0;
}

static int devicemodel_resume(struct device *dev)
{
	dev_info(dev, "resume\n");
	return 0;
}

/* The same two for hibernation as well. */
static const struct dev_pm_ops devicemodel_pm_ops = {
	SYSTEM_SLEEP_PM_OPS(devicemodel_suspend, devicemodel_resume)
};

static struct platform_driver devicemodel_driver = {
	.probe = devicemodel_probe,
	.remove = PLATFORM_REMOVE(devicemodel_remove),
	.driver = {
		.name = DEVICEMODEL_NAME,
		.dev_groups = devicemodel_groups,
		.pm = pm_sleep_ptr(&devicemodel_pm_ops),
	},
};

/*
 * A real driver has no such thing: the machine's firmware tells the kernel
 * what devices there are (device tree, ACPI), or the bus itself does.
 */
static struct platform_device *devicemodel_device;

static int __init devicemodel_init(void)
{
	int ret;

	ret = platform_driver_register(&devicemodel_driver);
	if (ret)
		return ret;

	/* Its name is the driver's: this is what makes the bus call probe. */
	devicemodel_device =
		platform_device_register_simple(DEVICEMODEL_NAME,
						PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(devicemodel_device)) {
		platform_driver_unregister(&devicemodel_driver);
		return PTR_ERR(devicemodel_device);
	}
	return 0;
}

static void __exit devicemodel_exit(void)
{
	platform_device_unregister(devicemodel_device);
	platform_driver_unregister(&devicemodel_driver);
}

module_init(devicemodel_init);
module_exit(devicemodel_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A platform driver and its device");
