// SPDX-License-Identifier: GPL-2.0
/*
 * my-driver - a driver for a chip on an I2C bus
 *
 * As it is, it shows a register of the chip that i2c-stub pretends to be. What
 * to change: the names in the tables, the registers, and the attributes.
 */
#include <linux/device.h>
#include <linux/i2c.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/sysfs.h>

#define MY_DRIVER_CONFIG	0x01	/* a register; its bit 7 is reserved */
#define MY_DRIVER_MAX		0x7f

static ssize_t config_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	struct i2c_client *client = to_i2c_client(dev);
	int value;

	value = i2c_smbus_read_byte_data(client, MY_DRIVER_CONFIG);
	if (value < 0)
		return value;
	return sysfs_emit(buf, "0x%02x\n", value);
}

static ssize_t config_store(struct device *dev, struct device_attribute *attr,
			    const char *buf, size_t len)
{
	struct i2c_client *client = to_i2c_client(dev);
	u8 value;
	int ret;

	ret = kstrtou8(buf, 0, &value);
	if (ret)
		return ret;
	if (value > MY_DRIVER_MAX)
		return -ERANGE;
	ret = i2c_smbus_write_byte_data(client, MY_DRIVER_CONFIG, value);
	return ret ? ret : len;
}
static DEVICE_ATTR_RW(config);

static struct attribute *my_driver_attrs[] = {
	&dev_attr_config.attr,
	NULL
};
ATTRIBUTE_GROUPS(my_driver);

/*
 * Does a chip answer at this address? Most chips have a register that says what
 * they are: look at that as well.
 */
static int my_driver_probe(struct i2c_client *client)
{
	struct device *dev = &client->dev;
	int value;

	if (!i2c_check_functionality(client->adapter, I2C_FUNC_SMBUS_BYTE_DATA))
		return dev_err_probe(dev, -EOPNOTSUPP, "this bus cannot\n");
	value = i2c_smbus_read_byte_data(client, MY_DRIVER_CONFIG);
	if (value < 0)
		return dev_err_probe(dev, value, "no chip answers\n");
	dev_info(dev, "its configuration is 0x%02x\n", value);
	return 0;
}

/*
 * "i2c: Switch .probe() to not take an id parameter", v6.3: kernels before that
 * call probe with the entry of the table as well. Drop it when you need none.
 */
static int __maybe_unused
my_driver_probe_id(struct i2c_client *client,
		   const struct i2c_device_id *id)
{
	return my_driver_probe(client);
}

#define MY_DRIVER_PROBE __builtin_choose_expr( \
	__same_type(((struct i2c_driver *)NULL)->probe, \
		    &my_driver_probe),	 \
	my_driver_probe, my_driver_probe_id)

static const struct i2c_device_id my_driver_ids[] = {
	{ .name = "my_driver" },
	{ }
};
MODULE_DEVICE_TABLE(i2c, my_driver_ids);

static const struct of_device_id my_driver_of_match[] = {
	{ .compatible = "example,my-driver" },
	{ }
};
MODULE_DEVICE_TABLE(of, my_driver_of_match);

static struct i2c_driver my_driver_driver = {
	.probe = MY_DRIVER_PROBE,
	.id_table = my_driver_ids,
	.driver = {
		.name = KBUILD_MODNAME,
		.of_match_table = my_driver_of_match,
		.dev_groups = my_driver_groups,
	},
};
module_i2c_driver(my_driver_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Your Name");
MODULE_DESCRIPTION("A driver for a chip on an I2C bus");
