// SPDX-License-Identifier: GPL-2.0
/*
 * late-timer - kbleds, with a timer that is not waited for
 *
 * Bug: timer_delete() in the place of timer_delete_sync(): the timer's function
 * may be running, and sets the timer once more before the memory is freed. A
 * delay makes that window wide. The rest is the example itself: once the
 * kernel's headers are read, two macros change what its calls mean.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/input.h>
#include <linux/module.h>
#include <linux/timer.h>

#include "compat.h"

#undef timer_delete_sync
#define timer_delete_sync(timer) timer_delete(timer)
#define mod_timer(timer, when)		\
	do {				\
		mdelay(900);		\
		mod_timer(timer, when);	\
	} while (0)

#include "kbleds.c"
