// SPDX-License-Identifier: GPL-2.0
/*
 * plain-lock - example_spinlock, with the plain spin_lock()
 *
 * Bug: the timer interrupts a thread that has the lock or waits for it, and
 * its function waits for that thread. The rest is the example itself: once the
 * kernel's headers are read, two macros change what its two calls mean.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#undef spin_lock_irqsave
#define spin_lock_irqsave(lock, flags)		\
	do {					\
		(flags) = 0;			\
		spin_lock(lock);		\
	} while (0)
#define spin_unlock_irqrestore(lock, flags)	\
	do {					\
		(void)(flags);			\
		spin_unlock(lock);		\
	} while (0)

#include "example_spinlock.c"
