// SPDX-License-Identifier: GPL-2.0
/*
 * bh_threaded - the slow half of an interrupt in a thread of its own
 *
 * Shows: bottomhalf's job by request_threaded_irq(): the kernel makes the
 *        thread, wakes it, and waits for it when the interrupt is freed; one
 *        thread for each line, so that two buttons do not wait for each other.
 *
 * Needs: CONFIG_GPIOLIB CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod bh_threaded.ko work_ms=300
 *        ps -o args | grep '^.irq.*bh_th'
 *        button=/sys/kernel/debug/vgpio/line1
 *        for i in 1 2 3; do echo 1 > $button; echo 0 > $button; done
 *        cat /sys/module/bh_threaded/parameters/pressed
 *        cat /sys/module/bh_threaded/parameters/handled
 *        sleep 2
 *        cat /sys/module/bh_threaded/parameters/handled
 *        rmmod bh_threaded
 *        rmmod vgpio
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sysfs.h>

#include "panel.h"

#define BH_THREADED_WORK_MS_MAX	5000

static ushort bh_threaded_work_ms = 500;
module_param_named(work_ms, bh_threaded_work_ms, ushort, 0444);
MODULE_PARM_DESC(work_ms,
		 "how long the slow half takes, up to 5000 ms (default: 500)");

/* Counts for the reader; two interrupts and two threads change them. */
static atomic_t bh_threaded_pressed = ATOMIC_INIT(0);
static atomic_t bh_threaded_busy = ATOMIC_INIT(0);
static atomic_t bh_threaded_handled = ATOMIC_INIT(0);

static int bh_threaded_get(char *buf, const struct kernel_param *kp)
{
	return sysfs_emit(buf, "%d\n", atomic_read((atomic_t *)kp->arg));
}

/* Not for insmod either, which calls this function without asking for it. */
/* not reached: by gcov, which counts from init on; parameters come before. */
static int bh_threaded_set(const char *val, const struct kernel_param *kp)
{
	return -EINVAL;
}

static const struct kernel_param_ops bh_threaded_count_ops = {
	.get = bh_threaded_get,
	.set = bh_threaded_set,
};

module_param_cb(pressed, &bh_threaded_count_ops, &bh_threaded_pressed, 0444);
MODULE_PARM_DESC(pressed, "presses that the handler has seen (read-only)");
module_param_cb(busy, &bh_threaded_count_ops, &bh_threaded_busy, 0444);
MODULE_PARM_DESC(busy, "threads that are at work now (read-only)");
module_param_cb(handled, &bh_threaded_count_ops, &bh_threaded_handled, 0444);
MODULE_PARM_DESC(handled, "presses that a thread has handled (read-only)");

static struct panel bh_threaded_panel;
static bool bh_threaded_stopping;	/* leave what is still to do */

/* The cookie: whatever both halves of one line have in common. */
struct bh_threaded_button {
	atomic_t todo;		/* presses that the thread has not seen yet */
	int level;		/* what a press makes of the LED */
};

static struct bh_threaded_button bh_threaded_on = { .level = 1 };
static struct bh_threaded_button bh_threaded_off = { .level = 0 };

/* In the interrupt. Count, and ask for the thread: woken once for many. */
static irqreturn_t bh_threaded_irq(int irq, void *cookie)
{
	struct bh_threaded_button *button = cookie;

	atomic_inc(&bh_threaded_pressed);
	atomic_inc(&button->todo);
	return IRQ_WAKE_THREAD;
}

/* In the thread of this line, which may sleep, and runs once at a time. */
static irqreturn_t bh_threaded_thread(int irq, void *cookie)
{
	struct bh_threaded_button *button = cookie;

	atomic_inc(&bh_threaded_busy);
	while (!READ_ONCE(bh_threaded_stopping) &&
	       atomic_dec_if_positive(&button->todo) >= 0) {
		gpiod_set_value_cansleep(bh_threaded_panel.led, button->level);
		msleep(bh_threaded_work_ms);	/* the slow part */
		atomic_inc(&bh_threaded_handled);
	}
	atomic_dec(&bh_threaded_busy);
	return IRQ_HANDLED;
}

/* ONESHOT: where a level tells us, the line stays masked for the thread. */
static int bh_threaded_request(int irq, const char *name,
			       struct bh_threaded_button *button)
{
	return request_threaded_irq(irq, bh_threaded_irq, bh_threaded_thread,
				    IRQF_TRIGGER_RISING | IRQF_ONESHOT, name,
				    button);
}

static int __init bh_threaded_init(void)
{
	int ret;

	if (bh_threaded_work_ms > BH_THREADED_WORK_MS_MAX)
		return -EINVAL;

	ret = panel_get(&bh_threaded_panel);
	if (ret)
		return ret;

	ret = bh_threaded_request(bh_threaded_panel.irq_on, "bh_threaded-on",
				  &bh_threaded_on);
	if (ret)
		goto err_put_panel;

	ret = bh_threaded_request(bh_threaded_panel.irq_off, "bh_threaded-off",
				  &bh_threaded_off);
	if (ret)
		goto err_free_on;
	return 0;

err_free_on:
	WRITE_ONCE(bh_threaded_stopping, true);	/* a press came already */
	free_irq(bh_threaded_panel.irq_on, &bh_threaded_on);
err_put_panel:
	panel_put(&bh_threaded_panel);
	return ret;
}

static void __exit bh_threaded_exit(void)
{
	/* Each waits for its thread, but only for the press it is at. */
	WRITE_ONCE(bh_threaded_stopping, true);
	free_irq(bh_threaded_panel.irq_off, &bh_threaded_off);
	free_irq(bh_threaded_panel.irq_on, &bh_threaded_on);
	gpiod_set_value_cansleep(bh_threaded_panel.led, 0);
	panel_put(&bh_threaded_panel);
	pr_info("%d presses, %d handled\n", atomic_read(&bh_threaded_pressed),
		atomic_read(&bh_threaded_handled));
}

module_init(bh_threaded_init);
module_exit(bh_threaded_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Slow work in the thread of an interrupt");
