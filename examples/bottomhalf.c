// SPDX-License-Identifier: GPL-2.0
/*
 * bottomhalf - buttons whose work takes longer than an interrupt may
 *
 * Shows: the two halves of interrupt handling: the top half, which only counts
 *        the press and returns at once, and the bottom half, a work item that
 *        may sleep; and a count between them, so that presses that come while
 *        the slow half is busy are handled late, but not lost.
 *
 * Needs: CONFIG_GPIOLIB CONFIG_DEBUG_FS
 *
 * Try:   insmod vgpio.ko
 *        insmod bottomhalf.ko work_ms=300
 *        button=/sys/kernel/debug/vgpio/line1
 *        for i in 1 2 3; do echo 1 > $button; echo 0 > $button; done
 *        cat /sys/module/bottomhalf/parameters/pressed
 *        cat /sys/module/bottomhalf/parameters/handled
 *        sleep 2
 *        cat /sys/module/bottomhalf/parameters/handled
 *        rmmod bottomhalf
 *        rmmod vgpio
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "panel.h"

#define BOTTOMHALF_WORK_MS_MAX	5000

static ushort bottomhalf_work_ms = 500;
module_param_named(work_ms, bottomhalf_work_ms, ushort, 0444);
MODULE_PARM_DESC(work_ms,
		 "how long the slow half takes, up to 5000 ms (default: 500)");

static struct panel bottomhalf_panel;

/* Presses that the bottom half has still to handle, per button. */
static atomic_t bottomhalf_todo_on = ATOMIC_INIT(0);
static atomic_t bottomhalf_todo_off = ATOMIC_INIT(0);

/* For the reader. Each has one writer at a time: see below. */
static uint bottomhalf_handled;
module_param_named(handled, bottomhalf_handled, uint, 0444);
MODULE_PARM_DESC(handled, "presses that the bottom half has handled");

static atomic_t bottomhalf_pressed = ATOMIC_INIT(0);

static int bottomhalf_get_pressed(char *buf, const struct kernel_param *kp)
{
	return sysfs_emit(buf, "%d\n", atomic_read(&bottomhalf_pressed));
}

/* Not for insmod either, which calls this function without asking for it. */
/* not reached: by gcov, which counts from init on; parameters come before. */
static int bottomhalf_set_pressed(const char *val,
				  const struct kernel_param *kp)
{
	return -EINVAL;
}

static const struct kernel_param_ops bottomhalf_pressed_ops = {
	.get = bottomhalf_get_pressed,
	.set = bottomhalf_set_pressed,
};

module_param_cb(pressed, &bottomhalf_pressed_ops, NULL, 0444);
MODULE_PARM_DESC(pressed, "presses that the top half has seen (read-only)");

/*
 * The bottom half: a kernel thread runs it, so that it may sleep. An item that
 * goes to one queue only does not run twice at once, but may find many presses.
 */
static void bottomhalf_work(struct work_struct *work)
{
	for (;;) {
		if (atomic_dec_if_positive(&bottomhalf_todo_on) >= 0)
			gpiod_set_value_cansleep(bottomhalf_panel.led, 1);
		else if (atomic_dec_if_positive(&bottomhalf_todo_off) >= 0)
			gpiod_set_value_cansleep(bottomhalf_panel.led, 0);
		else
			break;

		msleep(bottomhalf_work_ms);	/* the slow part */
		WRITE_ONCE(bottomhalf_handled, bottomhalf_handled + 1);
	}
}

static DECLARE_WORK(bottomhalf_worker, bottomhalf_work);

/*
 * The top half: in the interrupt, where nothing may sleep. Count first, then
 * queue: if the work is running, it is queued once more, and sees the count.
 */
static irqreturn_t bottomhalf_irq(int irq, void *cookie)
{
	atomic_t *todo = cookie;

	atomic_inc(&bottomhalf_pressed);
	atomic_inc(todo);
	schedule_work(&bottomhalf_worker);
	return IRQ_HANDLED;
}

static int __init bottomhalf_init(void)
{
	int ret;

	if (bottomhalf_work_ms > BOTTOMHALF_WORK_MS_MAX)
		return -EINVAL;

	ret = panel_get(&bottomhalf_panel);
	if (ret)
		return ret;

	ret = request_irq(bottomhalf_panel.irq_on, bottomhalf_irq,
			  IRQF_TRIGGER_RISING, "bottomhalf-on",
			  &bottomhalf_todo_on);
	if (ret)
		goto err_put_panel;

	ret = request_irq(bottomhalf_panel.irq_off, bottomhalf_irq,
			  IRQF_TRIGGER_RISING, "bottomhalf-off",
			  &bottomhalf_todo_off);
	if (ret)
		goto err_free_on;

	pr_info("ready: each press takes %u ms to handle\n",
		bottomhalf_work_ms);
	return 0;

err_free_on:
	free_irq(bottomhalf_panel.irq_on, &bottomhalf_todo_on);
	cancel_work_sync(&bottomhalf_worker);	/* a press came already */
err_put_panel:
	panel_put(&bottomhalf_panel);
	return ret;
}

static void __exit bottomhalf_exit(void)
{
	/*
	 * No new presses first; then no old ones, or rmmod would wait for all
	 * of them; then no work, and then the lines that it uses.
	 */
	free_irq(bottomhalf_panel.irq_off, &bottomhalf_todo_off);
	free_irq(bottomhalf_panel.irq_on, &bottomhalf_todo_on);
	atomic_set(&bottomhalf_todo_off, 0);
	atomic_set(&bottomhalf_todo_on, 0);
	cancel_work_sync(&bottomhalf_worker);
	gpiod_set_value_cansleep(bottomhalf_panel.led, 0);
	panel_put(&bottomhalf_panel);
	pr_info("%d presses, %u handled\n", atomic_read(&bottomhalf_pressed),
		bottomhalf_handled);
}

module_init(bottomhalf_init);
module_exit(bottomhalf_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Slow work after an interrupt");
