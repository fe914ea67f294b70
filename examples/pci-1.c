// SPDX-License-Identifier: GPL-2.0
/*
 * pci-1 - a PCI driver that finds its card and talks to its registers
 *
 * Shows: the table of numbers by which the core finds the driver for a card;
 *        probe, which maps the card's registers and asks what the card is;
 *        attributes; and that a remove is not needed.
 *
 * The card is QEMU's edu, a device made for learning.
 *
 * Needs: CONFIG_PCI
 *
 * Try:   cat /sys/bus/pci/devices/0000:00:04.0/modalias
 *        insmod pci-1.ko
 *        cd /sys/bus/pci/drivers/pci_1; ls
 *        cat 0000:00:04.0/version
 *        echo 1 > 0000:00:04.0/liveness
 *        cat 0000:00:04.0/liveness
 *        rmmod pci-1
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "compat.h"
#include "edu.h"

/* What the driver knows of one card. */
struct pci_1 {
	void __iomem *regs;
	u32 id;			/* as probe has read it */
};

/* Bits that are stuck, or wires that are crossed, show in one of the two. */
static bool pci_1_is_alive(struct pci_1 *card)
{
	static const u32 patterns[] = { 0x5a5a00ff, 0xa5a5ff00 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(patterns); i++) {
		iowrite32(patterns[i], card->regs + EDU_LIVENESS);
		if (ioread32(card->regs + EDU_LIVENESS) != ~patterns[i])
			return false;
	}
	return true;
}

static ssize_t version_show(struct device *dev, struct device_attribute *attr,
			    char *buf)
{
	struct pci_1 *card = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u.%u\n", card->id >> 24,
			  (card->id >> 16) & 0xff);
}
static DEVICE_ATTR_RO(version);

static ssize_t liveness_show(struct device *dev, struct device_attribute *attr,
			     char *buf)
{
	struct pci_1 *card = dev_get_drvdata(dev);

	return sysfs_emit(buf, "0x%08x\n",
			  ioread32(card->regs + EDU_LIVENESS));
}

static ssize_t liveness_store(struct device *dev, struct device_attribute *attr,
			      const char *buf, size_t len)
{
	struct pci_1 *card = dev_get_drvdata(dev);
	u32 value;
	int ret;

	ret = kstrtou32(buf, 0, &value);
	if (ret)
		return ret;
	iowrite32(value, card->regs + EDU_LIVENESS);
	return len;
}
static DEVICE_ATTR_RW(liveness);

static struct attribute *pci_1_attrs[] = {
	&dev_attr_version.attr,
	&dev_attr_liveness.attr,
	NULL
};
ATTRIBUTE_GROUPS(pci_1);

/* All of it is managed: undone when probe fails, and when the card goes. */
static int pci_1_probe(struct pci_dev *pdev, const struct pci_device_id *match)
{
	struct pci_1 *card;
	int ret;

	card = devm_kzalloc(&pdev->dev, sizeof(*card), GFP_KERNEL);
	if (!card)
		return -ENOMEM;
	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	card->regs = pcim_iomap_region(pdev, EDU_BAR, KBUILD_MODNAME);
	if (IS_ERR(card->regs))
		return PTR_ERR(card->regs);

	/* A card that is gone, or was never there, reads as all ones. */
	card->id = ioread32(card->regs + EDU_ID);
	if ((card->id & 0xffff) != 0x00ed || !pci_1_is_alive(card)) {
		pci_err(pdev, "no edu: its id is 0x%08x\n", card->id);
		return -ENODEV;
	}
	pci_set_drvdata(pdev, card);
	pci_info(pdev, "edu at %pR\n", &pdev->resource[EDU_BAR]);
	return 0;
}

static const struct pci_device_id pci_1_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR, EDU_DEVICE) },
	{ }
};
MODULE_DEVICE_TABLE(pci, pci_1_ids);

static struct pci_driver pci_1_driver = {
	.name = KBUILD_MODNAME,
	.id_table = pci_1_ids,
	.probe = pci_1_probe,
	.PCI_DEV_GROUPS = pci_1_groups,
};
module_pci_driver(pci_1_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("PCI: find the card and read its registers");
