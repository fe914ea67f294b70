// SPDX-License-Identifier: GPL-2.0
/*
 * kfifo - numbers from a timer to a thread, without a lock
 *
 * Shows: a kfifo, which one producer and one consumer may use at the same time
 *        without a lock; a producer in a softirq, which must not wait, and so
 *        counts what finds no room; an end at which nothing is left behind.
 *
 * Try:   insmod kfifo.ko
 *        cd /sys/module/kfifo/parameters
 *        sleep 1; cat made taken lost
 *        echo 100 > pause
 *        sleep 2; cat lost
 *        rmmod kfifo
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kfifo.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/wait.h>

#include "compat.h"

#define KFIFO_SIZE	64	/* numbers; a power of two */
#define KFIFO_BURST	16	/* numbers with each tick of the timer */

/* The timer alone puts in, the thread alone takes out: that needs no lock. */
static DEFINE_KFIFO(kfifo_numbers, unsigned int, KFIFO_SIZE);
static DECLARE_WAIT_QUEUE_HEAD(kfifo_arrival);
static struct task_struct *kfifo_consumer;

/* Written by the timer, 1, 2, 3 and so on; only to be read by others. */
static unsigned int kfifo_made, kfifo_lost;
module_param_named(made, kfifo_made, uint, 0444);
MODULE_PARM_DESC(made, "numbers made by the timer: only to be read");
module_param_named(lost, kfifo_lost, uint, 0444);
MODULE_PARM_DESC(lost, "numbers that found no room: only to be read");

/* Written by the thread. */
static unsigned int kfifo_taken, kfifo_disorder;
module_param_named(taken, kfifo_taken, uint, 0444);
MODULE_PARM_DESC(taken, "numbers taken by the thread: only to be read");

static ushort kfifo_pause;
module_param_named(pause, kfifo_pause, ushort, 0644);
MODULE_PARM_DESC(pause, "milliseconds of rest after each (default: 0)");

static void kfifo_produce(struct timer_list *timer)
{
	int i;

	for (i = 0; i < KFIFO_BURST; i++) {
		WRITE_ONCE(kfifo_made, kfifo_made + 1);
		if (!kfifo_put(&kfifo_numbers, kfifo_made))
			WRITE_ONCE(kfifo_lost, kfifo_lost + 1);
	}
	wake_up(&kfifo_arrival);
	mod_timer(timer, jiffies + 1);
}

static DEFINE_TIMER(kfifo_timer, kfifo_produce);

/* Take one number, if there is one. For one task at a time. */
static bool kfifo_take(void)
{
	static unsigned int last;
	unsigned int number;

	if (!kfifo_get(&kfifo_numbers, &number))
		return false;
	WRITE_ONCE(kfifo_taken, kfifo_taken + 1);
	if (number <= last)
		kfifo_disorder++;	/* not reached: it is in order */
	last = number;
	return true;
}

static int kfifo_consume(void *unused)
{
	unsigned int pause;

	while (!kthread_should_stop()) {
		wait_event_idle(kfifo_arrival,
				!kfifo_is_empty(&kfifo_numbers) ||
				kthread_should_stop());
		kfifo_take();
		pause = READ_ONCE(kfifo_pause);
		if (pause)
			msleep(pause);
	}
	return 0;
}

static int __init kfifo_start(void)
{
	/* Whatever was given as parameters. */
	kfifo_made = 0;
	kfifo_lost = 0;
	kfifo_taken = 0;
	kfifo_consumer = kthread_run(kfifo_consume, NULL, KBUILD_MODNAME);
	if (IS_ERR(kfifo_consumer))
		return PTR_ERR(kfifo_consumer);
	mod_timer(&kfifo_timer, jiffies + 1);
	return 0;
}

/* First the producer, then the consumer; what is left is for us. */
static void __exit kfifo_stop(void)
{
	bool right;

	timer_delete_sync(&kfifo_timer);
	kthread_stop(kfifo_consumer);
	while (kfifo_take())
		;
	right = kfifo_taken + kfifo_lost == kfifo_made && !kfifo_disorder;
	pr_info("%u made, %u taken, %u lost, %u out of order: %s\n", kfifo_made,
		kfifo_taken, kfifo_lost, kfifo_disorder,
		right ? "right" : "wrong");
}

module_init(kfifo_start);
module_exit(kfifo_stop);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A queue without a lock");
