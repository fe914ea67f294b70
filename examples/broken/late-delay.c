// SPDX-License-Identifier: GPL-2.0
/*
 * late-delay - sched, with its delayed work left behind
 *
 * Bug: exit does not cancel the delayed work. destroy_workqueue() does not see
 * it, because only its timer is set, and the timer lies in the module's memory.
 * The rest is the example itself: once the kernel's headers are read, a macro
 * takes the call out.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/workqueue.h>

#define cancel_delayed_work_sync(work) ((void)(work), false)

#include "sched.c"
