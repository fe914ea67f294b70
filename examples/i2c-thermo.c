// SPDX-License-Identifier: GPL-2.0
/*
 * i2c-thermo - a driver for a thermometer on an I2C bus
 *
 * Shows: an i2c_driver and how the core finds it by a name; regmap, which knows
 *        how registers are sent, which of them may be cached and which must not
 *        be read by chance; a class, hwmon, that has files for all sensors.
 *
 * Needs: CONFIG_I2C CONFIG_REGMAP_I2C CONFIG_HWMON CONFIG_DEBUG_FS
 *
 * Try:   insmod vi2c.ko
 *        insmod i2c-thermo.ko
 *        echo lkthermo 0x48 > /sys/bus/i2c/devices/i2c-0/new_device
 *        cd /sys/bus/i2c/devices/0-0048/hwmon/hwmon*
 *        echo 0xfe80 > /sys/kernel/debug/vi2c/48-temp
 *        cat temp1_input
 *        echo 1 > /sys/kernel/debug/vi2c/48-deaf
 *        cat temp1_input	# fails: No such device or address
 *        cd -
 *        rmmod i2c-thermo
 *        rmmod vi2c
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/hwmon.h>
#include <linux/i2c.h>
#include <linux/kernel.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/regmap.h>

#include "compat.h"

/* The registers of the chip. */
#define I2C_THERMO_TEMP		0	/* two's complement, 1/256 degrees */
#define I2C_THERMO_MAX		1	/* as well, but in steps of 16 */
#define I2C_THERMO_STATUS	2	/* reading it clears it */
#define   I2C_THERMO_HOT	0x0001	/* it was above MAX */
#define I2C_THERMO_ID		3
#define   I2C_THERMO_IS_OURS	0x4c4b

/* What it is made for, in millidegrees. */
#define I2C_THERMO_LOWEST	-55000
#define I2C_THERMO_HIGHEST	125000

/* The chip changes these by itself: always ask it. */
static bool i2c_thermo_volatile(struct device *dev, unsigned int reg)
{
	return reg == I2C_THERMO_TEMP || reg == I2C_THERMO_STATUS;
}

/* Reading this one changes it: only for us, not for a dump of all registers. */
static bool i2c_thermo_precious(struct device *dev, unsigned int reg)
{
	return reg == I2C_THERMO_STATUS;
}

static bool i2c_thermo_writeable(struct device *dev, unsigned int reg)
{
	return reg == I2C_THERMO_MAX;
}

static const struct regmap_config i2c_thermo_regmap = {
	.reg_bits = 8,
	.val_bits = 16,		/* the high byte first, unless we say more */
	.max_register = I2C_THERMO_ID,
	.volatile_reg = i2c_thermo_volatile,
	.precious_reg = i2c_thermo_precious,
	.writeable_reg = i2c_thermo_writeable,
	.cache_type = REGCACHE_RBTREE,
};

static umode_t i2c_thermo_is_visible(const void *data,
				     enum hwmon_sensor_types type, u32 attr,
				     int channel)
{
	return attr == hwmon_temp_max ? 0644 : 0444;
}

static unsigned int i2c_thermo_register(u32 attr)
{
	switch (attr) {
	case hwmon_temp_max:
		return I2C_THERMO_MAX;
	case hwmon_temp_max_alarm:
		return I2C_THERMO_STATUS;
	default:
		return I2C_THERMO_TEMP;
	}
}

/* For hwmon, which asks for no others than those of i2c_thermo_channels. */
static int i2c_thermo_read(struct device *dev, enum hwmon_sensor_types type,
			   u32 attr, int channel, long *value)
{
	struct regmap *regmap = dev_get_drvdata(dev);
	unsigned int raw;
	int ret;

	ret = regmap_read(regmap, i2c_thermo_register(attr), &raw);
	if (ret)
		return ret;
	if (attr == hwmon_temp_max_alarm)
		*value = raw & I2C_THERMO_HOT;
	else
		*value = DIV_ROUND_CLOSEST((s16)raw * 1000, 256);
	return 0;
}

/* Rounded as the chip does it: the cache must not know better than the chip. */
static int i2c_thermo_write(struct device *dev, enum hwmon_sensor_types type,
			    u32 attr, int channel, long value)
{
	struct regmap *regmap = dev_get_drvdata(dev);
	int steps;

	value = clamp_val(value, I2C_THERMO_LOWEST, I2C_THERMO_HIGHEST);
	steps = DIV_ROUND_CLOSEST((int)value * 16, 1000);
	return regmap_write(regmap, I2C_THERMO_MAX, (u16)(steps * 16));
}

static const struct hwmon_ops i2c_thermo_ops = {
	.is_visible = i2c_thermo_is_visible,
	.read = i2c_thermo_read,
	.write = i2c_thermo_write,
};

static const struct hwmon_channel_info *i2c_thermo_channels[] = {
	HWMON_CHANNEL_INFO(temp, HWMON_T_INPUT | HWMON_T_MAX |
			   HWMON_T_MAX_ALARM),
	NULL
};

static const struct hwmon_chip_info i2c_thermo_chip = {
	.ops = &i2c_thermo_ops,
	.info = i2c_thermo_channels,
};

/* An address is no proof: any chip may have it, or none. */
static int i2c_thermo_probe(struct i2c_client *client)
{
	struct device *dev = &client->dev, *hwmon;
	struct regmap *regmap;
	unsigned int id;
	int ret;

	regmap = devm_regmap_init_i2c(client, &i2c_thermo_regmap);
	if (IS_ERR(regmap))
		return PTR_ERR(regmap);

	ret = regmap_read(regmap, I2C_THERMO_ID, &id);
	if (ret)
		return dev_err_probe(dev, ret, "no answer\n");
	if (id != I2C_THERMO_IS_OURS)
		return dev_err_probe(dev, -ENODEV, "not ours: 0x%04x\n", id);

	/* Users may read at once. There is no remove: devm_ undoes both. */
	hwmon = devm_hwmon_device_register_with_info(dev, client->name, regmap,
						     &i2c_thermo_chip, NULL);
	return PTR_ERR_OR_ZERO(hwmon);
}

static const struct i2c_device_id i2c_thermo_ids[] = {
	{ "lkthermo" },
	{ }
};
MODULE_DEVICE_TABLE(i2c, i2c_thermo_ids);

static const struct of_device_id i2c_thermo_of_match[] = {
	{ .compatible = "lkmpg,lkthermo" },
	{ }
};
MODULE_DEVICE_TABLE(of, i2c_thermo_of_match);

static struct i2c_driver i2c_thermo_driver = {
	.I2C_PROBE = i2c_thermo_probe,
	.id_table = i2c_thermo_ids,
	.driver = {
		.name = KBUILD_MODNAME,
		.of_match_table = i2c_thermo_of_match,
	},
};

module_i2c_driver(i2c_thermo_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A thermometer on an I2C bus");
