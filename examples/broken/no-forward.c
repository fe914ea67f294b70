// SPDX-License-Identifier: GPL-2.0
/*
 * no-forward - a timer that is restarted for a time that has passed
 *
 * Bug: the function returns HRTIMER_RESTART, but has not moved the timer on. It
 * is due again at once, and the processor does not leave the interrupt.
 */
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/module.h>

#include "compat.h"

static struct hrtimer no_forward_timer;

static enum hrtimer_restart no_forward_expired(struct hrtimer *timer)
{
	return HRTIMER_RESTART;
}

static int __init no_forward_init(void)
{
	hrtimer_setup(&no_forward_timer, no_forward_expired, CLOCK_MONOTONIC,
		      HRTIMER_MODE_REL_HARD);
	hrtimer_start(&no_forward_timer, ms_to_ktime(100),
		      HRTIMER_MODE_REL_HARD);
	return 0;
}

static void __exit no_forward_exit(void)
{
	hrtimer_cancel(&no_forward_timer);
}

module_init(no_forward_init);
module_exit(no_forward_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A timer that does not move on");
