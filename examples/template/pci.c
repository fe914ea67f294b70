// SPDX-License-Identifier: GPL-2.0
/*
 * my-driver - a driver for a PCI card
 *
 * As it is, it drives "edu", a card that QEMU emulates for exercises. What to
 * change: the numbers in the table, the registers, and the attributes.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

/* The range that has the registers, and these. */
#define MY_DRIVER_BAR		0
#define MY_DRIVER_ID		0x00	/* read: what the card is */
#define MY_DRIVER_ID_MASK	0xffff
#define MY_DRIVER_ID_EDU	0x00ed
#define MY_DRIVER_INVERT	0x04	/* write x, read ~x */

/* What the driver knows of one card. */
struct my_driver {
	void __iomem *regs;
};

static ssize_t id_show(struct device *dev, struct device_attribute *attr,
		       char *buf)
{
	struct my_driver *my = dev_get_drvdata(dev);
	u32 id = ioread32(my->regs + MY_DRIVER_ID);

	return sysfs_emit(buf, "0x%08x\n", id);
}
static DEVICE_ATTR_RO(id);

static ssize_t invert_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	struct my_driver *my = dev_get_drvdata(dev);
	u32 value = ioread32(my->regs + MY_DRIVER_INVERT);

	return sysfs_emit(buf, "0x%08x\n", value);
}

static ssize_t invert_store(struct device *dev, struct device_attribute *attr,
			    const char *buf, size_t len)
{
	struct my_driver *my = dev_get_drvdata(dev);
	u32 value;
	int ret;

	ret = kstrtou32(buf, 0, &value);
	if (ret)
		return ret;
	iowrite32(value, my->regs + MY_DRIVER_INVERT);
	return len;
}
static DEVICE_ATTR_RW(invert);

static struct attribute *my_driver_attrs[] = {
	&dev_attr_id.attr,
	&dev_attr_invert.attr,
	NULL
};

static const struct attribute_group my_driver_group = {
	.attrs = my_driver_attrs,
};

/*
 * What pcim_ and devm_ functions take is given back when the card goes. Since
 * 5.15 pci_driver.dev_groups does what the last call does.
 */
static int my_driver_probe(struct pci_dev *pdev,
			   const struct pci_device_id *id)
{
	struct my_driver *my;
	u32 found;
	int ret;

	my = devm_kzalloc(&pdev->dev, sizeof(*my), GFP_KERNEL);
	if (!my)
		return -ENOMEM;
	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	ret = pcim_iomap_regions(pdev, 1 << MY_DRIVER_BAR,
				 KBUILD_MODNAME);
	if (ret)
		return ret;
	my->regs = pcim_iomap_table(pdev)[MY_DRIVER_BAR];

	found = ioread32(my->regs + MY_DRIVER_ID);
	if ((found & MY_DRIVER_ID_MASK) != MY_DRIVER_ID_EDU)
		return dev_err_probe(&pdev->dev, -ENODEV,
				     "this card is 0x%08x\n", found);
	pci_set_drvdata(pdev, my);
	return devm_device_add_group(&pdev->dev, &my_driver_group);
}

static const struct pci_device_id my_driver_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },	/* by whom it is, and what */
	{ }
};
MODULE_DEVICE_TABLE(pci, my_driver_ids);

static struct pci_driver my_driver_driver = {
	.name = KBUILD_MODNAME,
	.id_table = my_driver_ids,
	.probe = my_driver_probe,
};
module_pci_driver(my_driver_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Your Name");
MODULE_DESCRIPTION("A driver for a PCI card");
