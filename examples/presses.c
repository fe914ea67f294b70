// SPDX-License-Identifier: GPL-2.0
/*
 * presses - a whole small driver: interrupts that programs read
 *
 * Shows: the earlier chapters in one: a handler that fills a ring buffer under
 *        a spinlock, a read that sleeps, poll, a position for each open file,
 *        and an order of init and exit that uses nothing too early or too late.
 *
 * Needs: CONFIG_GPIOLIB CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod presses.ko
 *        cat /dev/presses > /tmp/presses &
 *        button=/sys/kernel/debug/vgpio/line1
 *        for i in 1 2 3; do echo 1 > $button; echo 0 > $button; done
 *        cat /tmp/presses
 *        rmmod presses	# fails: Module presses is in use
 *        kill %1; wait
 *        rmmod presses
 *        rmmod vgpio
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "compat.h"
#include "panel.h"

#define PRESSES_RING	64
#define PRESSES_LINE	48	/* bytes: no line is longer */

struct presses_event {
	u64 ns;			/* since boot */
	unsigned int button;	/* 1 or 2 */
};

static struct panel presses_panel;
static DECLARE_WAIT_QUEUE_HEAD(presses_readers);

/* Protects the two below between the handler and the readers. */
static DEFINE_SPINLOCK(presses_lock);
static struct presses_event presses_ring[PRESSES_RING];	/* the latest */
static unsigned long presses_count;	/* so far: the next one's number */

/* An open file has all events from its opening on. */
struct presses_file {
	struct mutex lock;	/* protects next: threads share open files */
	unsigned long next;	/* the number of the event to read next */
};

static irqreturn_t presses_pressed(int irq, void *cookie)
{
	struct presses_event *event;
	unsigned long flags;

	spin_lock_irqsave(&presses_lock, flags);
	event = &presses_ring[presses_count % PRESSES_RING];
	event->ns = ktime_get_ns();
	event->button = cookie == presses_panel.on ? 1 : 2;
	WRITE_ONCE(presses_count, presses_count + 1);
	spin_unlock_irqrestore(&presses_lock, flags);

	wake_up_interruptible(&presses_readers);
	return IRQ_HANDLED;
}

/* No lock for a question whose answer may be old in the next moment. */
static bool presses_ready(struct presses_file *open)
{
	return READ_ONCE(presses_count) != READ_ONCE(open->next);
}

/*
 * Get the event with number *next. If it has been overwritten, the oldest that
 * is left, and *next becomes its number: the gap shows how many are lost.
 */
static bool presses_get(unsigned long *next, struct presses_event *event)
{
	unsigned long flags, behind;

	spin_lock_irqsave(&presses_lock, flags);
	behind = presses_count - *next;
	if (behind > PRESSES_RING)
		*next = presses_count - PRESSES_RING;
	*event = presses_ring[*next % PRESSES_RING];
	spin_unlock_irqrestore(&presses_lock, flags);
	return behind;
}

/* Copy whole lines, as many as there are and fit. */
static ssize_t presses_copy(struct presses_file *open, char __user *buf,
			    size_t len)
{
	struct presses_event event;
	char line[PRESSES_LINE];
	unsigned long next;
	size_t done = 0;
	int n;

	while (len - done >= sizeof(line)) {
		next = open->next;
		if (!presses_get(&next, &event))
			break;
		n = scnprintf(line, sizeof(line), "%lu %u %llu\n", next,
			      event.button, event.ns);
		/* May sleep: the spinlock is free, and the mutex allows it. */
		if (copy_to_user(buf + done, line, n))
			return done ? done : -EFAULT;
		WRITE_ONCE(open->next, next + 1);
		done += n;
	}
	return done;
}

static ssize_t presses_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	struct presses_file *open = file->private_data;
	ssize_t ret;

	if (len < PRESSES_LINE)
		return -EINVAL;

	do {
		if (file->f_flags & O_NONBLOCK) {
			if (!presses_ready(open))
				return -EAGAIN;
		} else if (wait_event_interruptible(presses_readers,
						    presses_ready(open))) {
			return -ERESTARTSYS;
		}
		if (mutex_lock_interruptible(&open->lock))
			return -ERESTARTSYS;
		ret = presses_copy(open, buf, len);
		mutex_unlock(&open->lock);
	} while (!ret);		/* another thread was faster */
	return ret;
}

/* Enters the queue without waiting, and then asks, so that none is missed. */
static __poll_t presses_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &presses_readers, wait);
	return presses_ready(file->private_data) ? EPOLLIN | EPOLLRDNORM : 0;
}

static int presses_open(struct inode *inode, struct file *file)
{
	struct presses_file *open;

	open = kzalloc_obj(*open);
	if (!open)
		return -ENOMEM;
	mutex_init(&open->lock);
	open->next = READ_ONCE(presses_count);
	file->private_data = open;
	return stream_open(inode, file);
}

static int presses_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations presses_fops = {
	.owner = THIS_MODULE,	/* no exit while a file is open */
	.open = presses_open,
	.release = presses_release,
	.read = presses_read,
	.poll = presses_poll,
};

static struct miscdevice presses_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &presses_fops,
	.mode = 0444,
};

static int presses_request(int irq, struct gpio_desc *button)
{
	return request_irq(irq, presses_pressed, IRQF_TRIGGER_RISING,
			   KBUILD_MODNAME, button);
}

/* First what the handler needs, then the handlers, last what programs see. */
static int __init presses_init(void)
{
	int ret;

	ret = panel_get(&presses_panel);
	if (ret)
		return ret;
	ret = presses_request(presses_panel.irq_on, presses_panel.on);
	if (ret)
		goto err_put_panel;
	ret = presses_request(presses_panel.irq_off, presses_panel.off);
	if (ret)
		goto err_free_on;
	ret = misc_register(&presses_misc);
	if (ret)
		goto err_free_off;
	return 0;

err_free_off:
	free_irq(presses_panel.irq_off, presses_panel.off);
err_free_on:
	free_irq(presses_panel.irq_on, presses_panel.on);
err_put_panel:
	panel_put(&presses_panel);
	return ret;
}

/* The reverse. No file is open, thanks to .owner. */
static void __exit presses_exit(void)
{
	misc_deregister(&presses_misc);
	free_irq(presses_panel.irq_off, presses_panel.off);
	free_irq(presses_panel.irq_on, presses_panel.on);
	panel_put(&presses_panel);
	pr_info("%lu presses\n", presses_count);
}

module_init(presses_init);
module_exit(presses_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A driver from the interrupt to the program");
