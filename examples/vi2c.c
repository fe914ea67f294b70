// SPDX-License-Identifier: GPL-2.0
/*
 * vi2c - an I2C bus made of software, with two thermometers on it
 *
 * Shows: an i2c_adapter, the side of a bus that drivers of chips call; what a
 *        chip does with the messages; the errors that belong to a bus.
 *
 * Needs: CONFIG_I2C CONFIG_DEBUG_FS
 *
 * Each chip has four registers of 16 bits, sent with the high byte first. What
 * the chip measures, and whether it behaves, is written to its files in
 * debugfs: 48-temp, 48-id and 48-deaf, and the same for 49. A chip that holds
 * the clock low is trouble for the whole bus: stuck.
 *
 * A real bus takes its time: a byte is 90 microseconds at 100 kHz, and a chip
 * may hold the clock to have more. A real chip measures some times a second,
 * whether it is read or not, and forgets all limits when its power fails.
 *
 * Try:   insmod vi2c.ko
 *        ls /sys/kernel/debug/vi2c
 *        grep . /sys/bus/i2c/devices/i2c-0/name
 *        echo 0x1980 > /sys/kernel/debug/vi2c/48-temp
 *        rmmod vi2c
 */
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/i2c.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/module.h>
#include <linux/mutex.h>

#include "compat.h"

#define VI2C_TIMEOUT_MS	50	/* then the controller gives a transfer up */
#define VI2C_MAX_MASK	0xfff0	/* a limit has no finer bits */

enum { VI2C_TEMP, VI2C_MAX, VI2C_STATUS, VI2C_ID, VI2C_REGISTERS };

struct vi2c_chip {
	u16 addr;
	u16 registers[VI2C_REGISTERS];
	u16 deaf;	/* does not acknowledge its address */
	u8 pointer;	/* the register that is read next */
};

#define VI2C_CHIP(address)						\
	{								\
		.addr = (address),					\
		.registers = {						\
			[VI2C_TEMP] = 22 << 8,	/* in 1/256 degrees */	\
			[VI2C_MAX] = 80 << 8,				\
			[VI2C_ID] = 0x4c4b,				\
		},							\
	}

static DEFINE_MUTEX(vi2c_lock);		/* the chips */
static struct vi2c_chip vi2c_chips[] = { VI2C_CHIP(0x48), VI2C_CHIP(0x49) };
static u16 vi2c_stuck;			/* the clock is held low */

/* After each measurement: too hot? STATUS says so until it has been read. */
static void vi2c_compare(struct vi2c_chip *chip)
{
	if ((s16)chip->registers[VI2C_TEMP] > (s16)chip->registers[VI2C_MAX])
		chip->registers[VI2C_STATUS] = 1;
}

static u16 vi2c_read(struct vi2c_chip *chip)
{
	u16 value = chip->registers[chip->pointer];

	if (chip->pointer == VI2C_STATUS) {
		chip->registers[VI2C_STATUS] = 0;
		vi2c_compare(chip);	/* the next measurement */
	}
	return value;
}

/* The first byte says which register; more bytes are written to it. */
static void vi2c_write(struct vi2c_chip *chip, const u8 *bytes, u16 len)
{
	if (len)
		chip->pointer = bytes[0] % VI2C_REGISTERS;
	if (len >= 3 && chip->pointer == VI2C_MAX) {
		chip->registers[VI2C_MAX] =
			(bytes[1] << 8 | bytes[2]) & VI2C_MAX_MASK;
		vi2c_compare(chip);
	}
}

static void vi2c_message(struct vi2c_chip *chip, struct i2c_msg *msg)
{
	u16 i, value = 0;

	if (!(msg->flags & I2C_M_RD)) {
		vi2c_write(chip, msg->buf, msg->len);
		return;
	}
	for (i = 0; i < msg->len; i++) {
		value = i % 2 ? value << 8 : vi2c_read(chip);
		msg->buf[i] = value >> 8;
	}
}

/* Who acknowledges this address? No chip, and there is nothing on the wire. */
static struct vi2c_chip *vi2c_find(const struct i2c_msg *msg)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(vi2c_chips); i++) {
		if (vi2c_chips[i].addr == msg->addr && !vi2c_chips[i].deaf &&
		    !(msg->flags & I2C_M_TEN))
			return &vi2c_chips[i];
	}
	return NULL;
}

/*
 * For the I2C core, which calls this for one transfer at a time: messages with
 * no stop between them. The errors are those of i2c/fault-codes.rst.
 */
static int vi2c_xfer(struct i2c_adapter *adapter, struct i2c_msg *msgs,
		     int count)
{
	struct vi2c_chip *chip;
	int i, ret = count;

	if (READ_ONCE(vi2c_stuck)) {
		msleep(VI2C_TIMEOUT_MS);
		return -ETIMEDOUT;
	}

	mutex_lock(&vi2c_lock);
	for (i = 0; i < count; i++) {
		chip = vi2c_find(&msgs[i]);
		if (!chip) {
			ret = -ENXIO;
			break;
		}
		vi2c_message(chip, &msgs[i]);
	}
	mutex_unlock(&vi2c_lock);
	return ret;
}

static u32 vi2c_functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm vi2c_algorithm = {
	.I2C_XFER = vi2c_xfer,
	.functionality = vi2c_functionality,
};

static struct i2c_adapter vi2c_adapter = {
	.owner = THIS_MODULE,	/* an open /dev/i2c-N keeps us loaded */
	.name = KBUILD_MODNAME,
	.algo = &vi2c_algorithm,
};

/* The other side. The data of a file is where the chip has the value. */
static int vi2c_knob_get(void *data, u64 *value)
{
	*value = READ_ONCE(*(u16 *)data);
	return 0;
}

static int vi2c_knob_set(void *data, u64 value)
{
	unsigned int i;

	if (value > U16_MAX)
		return -EINVAL;
	mutex_lock(&vi2c_lock);
	WRITE_ONCE(*(u16 *)data, value);
	for (i = 0; i < ARRAY_SIZE(vi2c_chips); i++)
		vi2c_compare(&vi2c_chips[i]);
	mutex_unlock(&vi2c_lock);
	return 0;
}

DEFINE_DEBUGFS_ATTRIBUTE(vi2c_knob, vi2c_knob_get, vi2c_knob_set, "0x%04llx\n");

static struct dentry *vi2c_dir;

static int __init vi2c_add_knob(const char *chip, const char *name, u16 *value)
{
	char path[16];

	snprintf(path, sizeof(path), "%s%s", chip, name);
	return PTR_ERR_OR_ZERO(debugfs_create_file(path, 0600, vi2c_dir, value,
						   &vi2c_knob));
}

static int __init vi2c_add_knobs(const char *name, struct vi2c_chip *chip)
{
	return vi2c_add_knob(name, "temp", &chip->registers[VI2C_TEMP]) ?:
	       vi2c_add_knob(name, "id", &chip->registers[VI2C_ID]) ?:
	       vi2c_add_knob(name, "deaf", &chip->deaf);
}

static int __init vi2c_init(void)
{
	int ret;

	vi2c_dir = debugfs_create_dir(KBUILD_MODNAME, NULL);
	ret = vi2c_add_knobs("48-", &vi2c_chips[0]) ?:
	      vi2c_add_knobs("49-", &vi2c_chips[1]) ?:
	      vi2c_add_knob("", "stuck", &vi2c_stuck) ?:
	      i2c_add_adapter(&vi2c_adapter);
	if (ret) {
		/* not reached: no walk, see the test */
		debugfs_remove_recursive(vi2c_dir);
	}

	return ret;
}

static void __exit vi2c_exit(void)
{
	i2c_del_adapter(&vi2c_adapter);
	debugfs_remove_recursive(vi2c_dir);
}

module_init(vi2c_init);
module_exit(vi2c_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An I2C bus in software, with two thermometers");
