/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lamps.h - two lamps for properties.c: what the firmware of a board would say
 *
 * Each is a platform device with a software node, which is a set of properties
 * written in C. The first one is described as it should be; the parameters
 * describe the second, as wrongly as you like.
 */
#ifndef LKMPG_LAMPS_H
#define LKMPG_LAMPS_H

#include <linux/err.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>
#include <linux/property.h>

#define LAMPS	2

static uint lamps_levels[16] = { 0, 255 };
static uint lamps_levels_count = 2;
module_param_array_named(levels, lamps_levels, uint, &lamps_levels_count, 0444);
MODULE_PARM_DESC(levels, "brightness-levels of the second lamp (default: 0,255)");

static uint lamps_start = 1;
module_param_named(start, lamps_start, uint, 0444);
MODULE_PARM_DESC(start, "its default-brightness-level (default: 1)");

static const u32 lamps_shelf_levels[] = { 0, 16, 64, 255 };

static const struct property_entry lamps_shelf[] = {
	PROPERTY_ENTRY_STRING("label", "shelf"),
	PROPERTY_ENTRY_U32_ARRAY("brightness-levels", lamps_shelf_levels),
	PROPERTY_ENTRY_BOOL("active-low"),
	{ }
};

static struct property_entry lamps_desk[3];	/* the last one: the end */

static const struct software_node lamps_nodes[LAMPS] = {
	{ .name = "lamp-shelf", .properties = lamps_shelf },
	{ .name = "lamp-desk", .properties = lamps_desk },
};

static struct platform_device *lamps_devices[LAMPS];

/* Take away the first COUNT devices, and then what described them. */
static void lamps_remove(int count)
{
	while (count--) {
		platform_device_unregister(lamps_devices[count]);
		software_node_unregister(&lamps_nodes[count]);
	}
}

static int lamps_add_one(int i)
{
	struct platform_device_info info = { .name = KBUILD_MODNAME, .id = i };
	int ret;

	ret = software_node_register(&lamps_nodes[i]);
	if (ret)
		return ret;

	info.fwnode = software_node_fwnode(&lamps_nodes[i]);
	lamps_devices[i] = platform_device_register_full(&info);
	if (IS_ERR(lamps_devices[i])) {
		/* not reached: no walk, see the test of properties */
		software_node_unregister(&lamps_nodes[i]);
		return PTR_ERR(lamps_devices[i]);
	}

	return 0;
}

static int lamps_add(void)
{
	int i, ret;

	lamps_desk[0] = PROPERTY_ENTRY_U32_ARRAY_LEN("brightness-levels",
						     lamps_levels,
						     lamps_levels_count);
	lamps_desk[1] = PROPERTY_ENTRY_U32("default-brightness-level",
					   lamps_start);

	for (i = 0; i < LAMPS; i++) {
		ret = lamps_add_one(i);
		if (ret) {
			/* not reached: no walk */
			lamps_remove(i);
			return ret;
		}
	}

	return 0;
}

#endif /* LKMPG_LAMPS_H */
