// SPDX-License-Identifier: GPL-2.0
/*
 * pci-2 - interrupts of a PCI card, and programs that wait for them
 *
 * Shows: MSI, and the old interrupt line that cards share; a completion in the
 *        place of a loop that asks; a node for each card, whose open files
 *        outlive the card; users who take turns.
 *
 * Needs: CONFIG_PCI
 *
 * Try:   insmod pci-2.ko
 *        ls /dev/edu*
 *        other/edu_factorial /dev/edu0 5 12
 *        grep edu0 /proc/interrupts
 *        other/edu_factorial /dev/edu0 13	# fails: out of range
 *        rmmod pci-2
 */
#include <linux/completion.h>
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
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "edu.h"

static bool pci_2_msi = true;
module_param_named(msi, pci_2_msi, bool, 0444);
MODULE_PARM_DESC(msi, "interrupt by messages if the card can (default: true)");

static unsigned int pci_2_patience = 10000;
module_param_named(patience, pci_2_patience, uint, 0644);
MODULE_PARM_DESC(patience, "ms to wait for the card (default: 10000)");

static DEFINE_IDA(pci_2_numbers);

/* Lives as long as the card has its driver, and as long as a file is open. */
struct pci_2 {
	struct kref users;
	struct miscdevice misc;
	char name[16];
	int number;
	struct completion done;	/* the interrupt has come */
	struct mutex lock;	/* one job at a time; protects gone */
	bool gone;		/* then regs must not be touched */
	void __iomem *regs;
};

static void pci_2_free(struct kref *users)
{
	kfree(container_of(users, struct pci_2, users));
}

static void pci_2_put(void *card)
{
	kref_put(&((struct pci_2 *)card)->users, pci_2_free);
}

static irqreturn_t pci_2_irq(int irq, void *cookie)
{
	struct pci_2 *card = cookie;
	u32 why = ioread32(card->regs + EDU_IRQ_STATUS);

	if (!why)
		return IRQ_NONE;	/* another card's, on the same line */
	iowrite32(why, card->regs + EDU_IRQ_ACK);
	complete(&card->done);
	return IRQ_HANDLED;
}

/* With the lock held. Nothing stops the card, so no signal ends the wait. */
static int pci_2_compute(struct pci_2 *card, struct edu_factorial *job)
{
	if (card->gone)
		return -ENODEV;
	if (ioread32(card->regs + EDU_STATUS) & EDU_COMPUTING)
		return -EBUSY;	/* after a timeout */

	reinit_completion(&card->done);
	iowrite32(EDU_WANT_IRQ, card->regs + EDU_STATUS);
	iowrite32(job->n, card->regs + EDU_COMPUTE);
	if (!wait_for_completion_timeout(&card->done,
					 msecs_to_jiffies(pci_2_patience)))
		return -ETIMEDOUT;
	job->result = ioread32(card->regs + EDU_COMPUTE);
	return 0;
}

static long pci_2_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct edu_factorial __user *user = (void __user *)arg;
	struct pci_2 *card = file->private_data;
	struct edu_factorial job;
	int ret;

	if (cmd != EDU_FACTORIAL)
		return -ENOTTY;
	if (copy_from_user(&job, user, sizeof(job)))
		return -EFAULT;
	if (job.n > EDU_FACTORIAL_MAX)
		return -ERANGE;

	if (mutex_lock_interruptible(&card->lock))
		return -ERESTARTSYS;
	ret = pci_2_compute(card, &job);
	mutex_unlock(&card->lock);
	if (ret)
		return ret;
	return copy_to_user(user, &job, sizeof(job)) ? -EFAULT : 0;
}

/* misc_deregister() waits for those who are in here: the card is still ours. */
static int pci_2_open(struct inode *inode, struct file *file)
{
	struct pci_2 *card = container_of(file->private_data, struct pci_2,
					  misc);

	kref_get(&card->users);
	file->private_data = card;
	return nonseekable_open(inode, file);
}

static int pci_2_release(struct inode *inode, struct file *file)
{
	pci_2_put(file->private_data);
	return 0;
}

static const struct file_operations pci_2_fops = {
	.owner = THIS_MODULE,
	.open = pci_2_open,
	.release = pci_2_release,
	.unlocked_ioctl = pci_2_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

/* Interrupts by messages, or else by the line. The vectors are managed. */
static int pci_2_request_irq(struct pci_dev *pdev, struct pci_2 *card)
{
	int ret;

	pci_set_master(pdev);	/* a message is a write to memory */
	ret = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_INTX |
				    (pci_2_msi ? PCI_IRQ_MSI : 0));
	if (ret < 0)
		return ret;
	iowrite32(~0, card->regs + EDU_IRQ_ACK);	/* what was left */
	return devm_request_irq(&pdev->dev, pci_irq_vector(pdev, 0), pci_2_irq,
				IRQF_SHARED, card->name, card);
}

static int pci_2_probe(struct pci_dev *pdev, const struct pci_device_id *match)
{
	struct pci_2 *card;
	int ret;

	card = kzalloc_obj(*card);
	if (!card)
		return -ENOMEM;
	kref_init(&card->users);
	mutex_init(&card->lock);
	init_completion(&card->done);
	ret = devm_add_action_or_reset(&pdev->dev, pci_2_put, card);
	if (ret)
		return ret;

	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	card->regs = pcim_iomap_region(pdev, EDU_BAR, KBUILD_MODNAME);
	if (IS_ERR(card->regs))
		return PTR_ERR(card->regs);	/* not reached: no walk */
	if ((ioread32(card->regs + EDU_ID) & 0xffff) != 0x00ed)
		return -ENODEV;

	card->number = ida_alloc(&pci_2_numbers, GFP_KERNEL);
	if (card->number < 0)
		return card->number;
	snprintf(card->name, sizeof(card->name), "edu%d", card->number);
	ret = pci_2_request_irq(pdev, card);
	if (ret)
		goto err_free_number;

	card->misc.minor = MISC_DYNAMIC_MINOR;
	card->misc.name = card->name;
	card->misc.fops = &pci_2_fops;
	card->misc.parent = &pdev->dev;
	card->misc.mode = 0666;
	pci_set_drvdata(pdev, card);
	ret = misc_register(&card->misc);
	if (ret)
		goto err_free_number;
	return 0;

	/* not reached: no walk of the probe, see the test */
err_free_number:
	ida_free(&pci_2_numbers, card->number);
	return ret;
}

/* After this no new file, no new job; what is managed goes afterwards. */
static void pci_2_remove(struct pci_dev *pdev)
{
	struct pci_2 *card = pci_get_drvdata(pdev);

	misc_deregister(&card->misc);
	mutex_lock(&card->lock);	/* the job under way comes to its end */
	card->gone = true;
	mutex_unlock(&card->lock);
	ida_free(&pci_2_numbers, card->number);
}

static const struct pci_device_id pci_2_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR, EDU_DEVICE) },
	{ }
};
MODULE_DEVICE_TABLE(pci, pci_2_ids);

static struct pci_driver pci_2_driver = {
	.name = KBUILD_MODNAME,
	.id_table = pci_2_ids,
	.probe = pci_2_probe,
	.remove = pci_2_remove,
};
module_pci_driver(pci_2_driver);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("PCI: a card that interrupts");
