// SPDX-License-Identifier: GPL-2.0
/*
 * pci-3 - a PCI card that reads and writes memory by itself
 *
 * Shows: the mask of the addresses that a card can form; memory that card and
 *        processor share (coherent), and memory that they pass to and fro
 *        (streaming); a card that goes, or sleeps, and is never in the middle
 *        of a transfer then.
 *
 * The bytes in the card are a file: the card fetches what is written to
 * /dev/edu0, and delivers what is read from it.
 *
 * Needs: CONFIG_PCI CONFIG_PM_SLEEP
 *
 * Try:   insmod pci-3.ko
 *        echo "by DMA" > /dev/edu0
 *        head -n 1 /dev/edu0
 *        cat /sys/bus/pci/drivers/pci_3/0000:00:04.0/dma_mask_bits
 *        head -c 5000 /dev/zero > /dev/edu0	# fails: No space left on device
 *        rmmod pci-3
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "edu.h"

static unsigned int pci_3_bits = 28;
module_param_named(bits, pci_3_bits, uint, 0444);
MODULE_PARM_DESC(bits, "address lines of the card (default: 28)");

static unsigned int pci_3_copybreak = 256;
module_param_named(copybreak, pci_3_copybreak, uint, 0644);
MODULE_PARM_DESC(copybreak, "less is copied, not mapped (default: 256 bytes)");

static unsigned int pci_3_patience = 10000;
module_param_named(patience, pci_3_patience, uint, 0644);
MODULE_PARM_DESC(patience, "ms to wait for the card (default: 10000)");

static DEFINE_IDA(pci_3_numbers);

struct pci_3 {
	struct kref users;
	struct miscdevice misc;
	char name[16];
	int number;
	struct completion done;
	struct mutex lock;	/* one transfer at a time; protects gone */
	bool gone;		/* then pdev and what follows are not ours */
	struct pci_dev *pdev;
	void __iomem *regs;
	void *shared;		/* EDU_SIZE bytes ... */
	dma_addr_t shared_dma;	/* ... and where the card sees them */
};

static void pci_3_free(struct kref *users)
{
	kfree(container_of(users, struct pci_3, users));
}

static void pci_3_put(void *card)
{
	kref_put(&((struct pci_3 *)card)->users, pci_3_free);
}

static irqreturn_t pci_3_irq(int irq, void *cookie)
{
	struct pci_3 *card = cookie;
	u32 why = ioread32(card->regs + EDU_IRQ_STATUS);

	if (!why)
		return IRQ_NONE;
	iowrite32(why, card->regs + EDU_IRQ_ACK);
	complete(&card->done);
	return IRQ_HANDLED;
}

/*
 * Have the card move len bytes between the address dma and its own byte pos.
 * When this returns, it does not touch the memory any more.
 */
static int pci_3_move(struct pci_3 *card, dma_addr_t dma, u32 pos, u32 len,
		      enum dma_data_direction dir)
{
	bool in = dir == DMA_FROM_DEVICE;

	reinit_completion(&card->done);
	iowrite32(in ? EDU_BYTES + pos : dma, card->regs + EDU_DMA_SOURCE);
	iowrite32(in ? dma : EDU_BYTES + pos, card->regs + EDU_DMA_TARGET);
	iowrite32(len, card->regs + EDU_DMA_COUNT);
	/* Orders the bytes in memory before the write, as iowrite32() does. */
	iowrite32(EDU_DMA_RUN | EDU_DMA_WANT_IRQ | (in ? EDU_DMA_TO_MEMORY : 0),
		  card->regs + EDU_DMA_COMMAND);
	if (wait_for_completion_timeout(&card->done,
					msecs_to_jiffies(pci_3_patience)))
		return 0;

	/* It may still be at it: keep it off the bus, and use it no more. */
	pci_clear_master(card->pdev);
	card->gone = true;
	pci_err(card->pdev, "does not answer\n");
	return -ETIMEDOUT;
}

/* Few bytes: copied to memory that both see at any time. */
static int pci_3_coherent(struct pci_3 *card, void *buf, u32 pos, u32 len,
			  enum dma_data_direction dir)
{
	int ret;

	if (dir == DMA_TO_DEVICE)
		memcpy(card->shared, buf, len);
	ret = pci_3_move(card, card->shared_dma, pos, len, dir);
	if (!ret && dir == DMA_FROM_DEVICE)
		memcpy(buf, card->shared, len);
	return ret;
}

/* Many: the memory itself is the card's between map and unmap. */
static int pci_3_streaming(struct pci_3 *card, void *buf, u32 pos, u32 len,
			   enum dma_data_direction dir)
{
	struct device *dev = &card->pdev->dev;
	dma_addr_t dma;
	int ret;

	dma = dma_map_single(dev, buf, len, dir);
	if (dma_mapping_error(dev, dma))
		return -EIO;	/* GFP_DMA was near enough */
	ret = pci_3_move(card, dma, pos, len, dir);
	dma_unmap_single(dev, dma, len, dir);
	return ret;
}

static int pci_3_transfer(struct pci_3 *card, void *buf, u32 pos, u32 len,
			  enum dma_data_direction dir)
{
	int ret;

	if (mutex_lock_interruptible(&card->lock))
		return -ERESTARTSYS;
	ret = card->gone ? -ENODEV :
			   pm_runtime_resume_and_get(&card->pdev->dev);
	if (ret)
		goto out_unlock;
	if (len < READ_ONCE(pci_3_copybreak))
		ret = pci_3_coherent(card, buf, pos, len, dir);
	else
		ret = pci_3_streaming(card, buf, pos, len, dir);
	pm_runtime_put(&card->pdev->dev);	/* it may sleep again */
out_unlock:
	mutex_unlock(&card->lock);
	return ret;
}

/* A read and a write differ in one copy, before or after the transfer. */
static ssize_t pci_3_io(struct file *file, char __user *user, size_t len,
			loff_t *offset, enum dma_data_direction dir)
{
	struct pci_3 *card = file->private_data;
	loff_t pos = *offset;
	ssize_t ret;
	void *buf;

	if (!len)
		return 0;
	if (pos >= EDU_SIZE)
		return dir == DMA_TO_DEVICE ? -ENOSPC : 0;
	len = min_t(size_t, len, EDU_SIZE - pos);

	/* Memory near enough for 28 bits: higher, it is copied, or refused. */
	buf = kmalloc(len, GFP_KERNEL | GFP_DMA);
	if (!buf)
		return -ENOMEM;
	ret = -EFAULT;
	if (dir == DMA_TO_DEVICE && copy_from_user(buf, user, len))
		goto out_free;
	ret = pci_3_transfer(card, buf, pos, len, dir);
	if (ret)
		goto out_free;
	ret = -EFAULT;
	if (dir == DMA_FROM_DEVICE && copy_to_user(user, buf, len))
		goto out_free;
	*offset = pos + len;
	ret = len;
out_free:
	kfree(buf);
	return ret;
}

static ssize_t pci_3_read(struct file *file, char __user *user, size_t len,
			  loff_t *offset)
{
	return pci_3_io(file, user, len, offset, DMA_FROM_DEVICE);
}

static ssize_t pci_3_write(struct file *file, const char __user *user,
			   size_t len, loff_t *offset)
{
	return pci_3_io(file, (char __user *)user, len, offset, DMA_TO_DEVICE);
}

static loff_t pci_3_llseek(struct file *file, loff_t offset, int whence)
{
	return fixed_size_llseek(file, offset, whence, EDU_SIZE);
}

static int pci_3_open(struct inode *inode, struct file *file)
{
	struct pci_3 *card = container_of(file->private_data, struct pci_3,
					  misc);

	kref_get(&card->users);
	file->private_data = card;
	return 0;
}

static int pci_3_release(struct inode *inode, struct file *file)
{
	pci_3_put(file->private_data);
	return 0;
}

static const struct file_operations pci_3_fops = {
	.owner = THIS_MODULE,
	.open = pci_3_open,
	.release = pci_3_release,
	.read = pci_3_read,
	.write = pci_3_write,
	.llseek = pci_3_llseek,
};

/* What the card can address, the memory that it shares, its interrupt. */
static int pci_3_set_up(struct pci_dev *pdev, struct pci_3 *card)
{
	int ret;

	/* Its registers for addresses have 32 bits. */
	ret = dma_set_mask_and_coherent(&pdev->dev,
					DMA_BIT_MASK(min(pci_3_bits, 32U)));
	if (ret) {
		pci_err(pdev, "%u address bits do not reach memory here\n",
			pci_3_bits);
		return ret;
	}
	card->shared = dmam_alloc_coherent(&pdev->dev, EDU_SIZE,
					   &card->shared_dma, GFP_KERNEL);
	if (!card->shared)
		return -ENOMEM;

	pci_set_master(pdev);	/* without it a card does not touch memory */
	ret = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_INTX | PCI_IRQ_MSI);
	if (ret < 0)
		return ret;
	iowrite32(~0, card->regs + EDU_IRQ_ACK);
	return devm_request_irq(&pdev->dev, pci_irq_vector(pdev, 0), pci_3_irq,
				IRQF_SHARED, card->name, card);
}

static int pci_3_probe(struct pci_dev *pdev, const struct pci_device_id *match)
{
	struct pci_3 *card;
	int ret;

	card = kzalloc_obj(*card);
	if (!card)
		return -ENOMEM;
	kref_init(&card->users);
	mutex_init(&card->lock);
	init_completion(&card->done);
	card->pdev = pdev;
	ret = devm_add_action_or_reset(&pdev->dev, pci_3_put, card);
	if (ret)
		return ret;

	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	card->regs = pcim_iomap_region(pdev, EDU_BAR, KBUILD_MODNAME);
	if (IS_ERR(card->regs))
		return PTR_ERR(card->regs);	/* not reached: no walk */
	if ((ioread32(card->regs + EDU_ID) & 0xffff) != 0x00ed)
		return -ENODEV;	/* see pci-1 */

	card->number = ida_alloc(&pci_3_numbers, GFP_KERNEL);
	if (card->number < 0)
		return card->number;
	snprintf(card->name, sizeof(card->name), "edu%d", card->number);
	ret = pci_3_set_up(pdev, card);
	if (ret)
		goto err_free_number;

	card->misc.minor = MISC_DYNAMIC_MINOR;
	card->misc.name = card->name;
	card->misc.fops = &pci_3_fops;
	card->misc.parent = &pdev->dev;
	pci_set_drvdata(pdev, card);
	ret = misc_register(&card->misc);
	if (ret)
		goto err_free_number;	/* not reached: no walk */
	pm_runtime_put_noidle(&pdev->dev);	/* the core's, from before */
	return 0;

err_free_number:
	ida_free(&pci_3_numbers, card->number);
	return ret;
}

static void pci_3_remove(struct pci_dev *pdev)
{
	struct pci_3 *card = pci_get_drvdata(pdev);

	misc_deregister(&card->misc);
	mutex_lock(&card->lock);	/* the job under way comes to its end */
	card->gone = true;
	mutex_unlock(&card->lock);
	pm_runtime_get_noresume(&pdev->dev);	/* back to the core */
	pci_clear_master(pdev);
	ida_free(&pci_3_numbers, card->number);
}

/* Nothing is under way: it would hold the card awake, or is frozen. */
static int pci_3_suspend(struct device *dev)
{
	pci_clear_master(to_pci_dev(dev));
	return 0;
}

/* The core has restored the addresses; the rest is what probe has set up. */
static int pci_3_resume(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	struct pci_3 *card = pci_get_drvdata(pdev);

	pci_set_master(pdev);
	iowrite32(~0, card->regs + EDU_IRQ_ACK);
	return 0;
}

static const struct dev_pm_ops pci_3_pm = {
	SYSTEM_SLEEP_PM_OPS(pci_3_suspend, pci_3_resume)
	RUNTIME_PM_OPS(pci_3_suspend, pci_3_resume, NULL)
};

static const struct pci_device_id pci_3_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR, EDU_DEVICE) },
	{ }
};
MODULE_DEVICE_TABLE(pci, pci_3_ids);

static struct pci_driver pci_3_driver = {
	.name = KBUILD_MODNAME,
	.id_table = pci_3_ids,
	.probe = pci_3_probe,
	.remove = pci_3_remove,
	.driver.pm = pm_ptr(&pci_3_pm),
};
module_pci_driver(pci_3_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("PCI: a card that masters the bus");
