// SPDX-License-Identifier: GPL-2.0
/*
 * heartbeat - a work item that comes again every so often
 *
 * Shows: delayed work that queues itself; a rhythm that does not depend on how
 *        long the work takes; cancel_delayed_work_sync() copes with that.
 *
 * Try:   insmod heartbeat.ko period_ms=100
 *        sleep 2
 *        cat /sys/module/heartbeat/parameters/beats
 *        rmmod heartbeat
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#define HEARTBEAT_MS_MIN	20
#define HEARTBEAT_MS_MAX	10000

static unsigned int heartbeat_period_ms = 1000;
module_param_named(period_ms, heartbeat_period_ms, uint, 0444);
MODULE_PARM_DESC(period_ms, "ms from beat to beat, 20 to 10000 (default: 1000)");

static unsigned int heartbeat_beats;
module_param_named(beats, heartbeat_beats, uint, 0444);
MODULE_PARM_DESC(beats, "beats so far: only to be read");

static unsigned long heartbeat_next;	/* when, in jiffies; the work's own */

static void heartbeat_beat(struct work_struct *work);
static DECLARE_DELAYED_WORK(heartbeat_work, heartbeat_beat);

/* Not "in one period from now": that would add the length of the work. */
static void heartbeat_queue(void)
{
	unsigned long now = jiffies;

	heartbeat_next += msecs_to_jiffies(heartbeat_period_ms);
	queue_delayed_work(system_long_wq, &heartbeat_work,
			   time_after(heartbeat_next, now) ?
			   heartbeat_next - now : 0);
}

static void heartbeat_beat(struct work_struct *work)
{
	WRITE_ONCE(heartbeat_beats, heartbeat_beats + 1);
	msleep(heartbeat_period_ms / 2);
	heartbeat_queue();
}

static int __init heartbeat_init(void)
{
	if (heartbeat_period_ms < HEARTBEAT_MS_MIN ||
	    heartbeat_period_ms > HEARTBEAT_MS_MAX)
		return -ERANGE;

	heartbeat_beats = 0;	/* whatever was given as a parameter */
	heartbeat_next = jiffies;
	heartbeat_queue();
	return 0;
}

static void __exit heartbeat_exit(void)
{
	/* Waits for the function, and keeps it from queueing itself again. */
	cancel_delayed_work_sync(&heartbeat_work);
	pr_info("%u beats\n", heartbeat_beats);
}

module_init(heartbeat_init);
module_exit(heartbeat_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Work that comes again");
