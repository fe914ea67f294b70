// SPDX-License-Identifier: GPL-2.0
/*
 * contexts - call a function of the kernel where it may or may not be called
 *
 * Bug: each forbidden call is one. "CALL CONTEXT", written to the parameter
 * try, makes the call in that context; a debug kernel complains if the call is
 * forbidden there. No call has to wait, because what it asks for is there
 * already; so the machine goes on after the complaint.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "compat.h"

enum contexts_where { PROCESS, SPINLOCK, SOFTIRQ, HARDIRQ, CONTEXTS };

static const char * const contexts_names[] = {
	[PROCESS] = "process",
	[SPINLOCK] = "spinlock",
	[SOFTIRQ] = "softirq",
	[HARDIRQ] = "hardirq",
};

/* Locks of their own for each context, or lockdep would see them shared. */
static spinlock_t contexts_spinlocks[CONTEXTS] = {
	__SPIN_LOCK_UNLOCKED(contexts_spinlocks[PROCESS]),
	__SPIN_LOCK_UNLOCKED(contexts_spinlocks[SPINLOCK]),
	__SPIN_LOCK_UNLOCKED(contexts_spinlocks[SOFTIRQ]),
	__SPIN_LOCK_UNLOCKED(contexts_spinlocks[HARDIRQ]),
};

static struct mutex contexts_mutexes[CONTEXTS] = {
	__MUTEX_INITIALIZER(contexts_mutexes[PROCESS]),
	__MUTEX_INITIALIZER(contexts_mutexes[SPINLOCK]),
	__MUTEX_INITIALIZER(contexts_mutexes[SOFTIRQ]),
	__MUTEX_INITIALIZER(contexts_mutexes[HARDIRQ]),
};

static struct rw_semaphore contexts_rwsems[CONTEXTS] = {
	__RWSEM_INITIALIZER(contexts_rwsems[PROCESS]),
	__RWSEM_INITIALIZER(contexts_rwsems[SPINLOCK]),
	__RWSEM_INITIALIZER(contexts_rwsems[SOFTIRQ]),
	__RWSEM_INITIALIZER(contexts_rwsems[HARDIRQ]),
};

static DEFINE_SPINLOCK(contexts_held);	/* the one held around a call */
static DECLARE_WAIT_QUEUE_HEAD(contexts_queue);
static DECLARE_COMPLETION(contexts_completion);
static DECLARE_COMPLETION(contexts_past);	/* completed in init */
static DECLARE_COMPLETION(contexts_done);	/* the call was made */

static void contexts_work_callback(struct work_struct *work)
{
}

static DECLARE_WORK(contexts_work, contexts_work_callback);

static void contexts_idle_callback(struct timer_list *timer)
{
}

static struct timer_list contexts_idle;	/* for the calls, not for us */

static void contexts_spin_lock(enum contexts_where where)
{
	spin_lock(&contexts_spinlocks[where]);
	spin_unlock(&contexts_spinlocks[where]);
}

static void contexts_spin_lock_irqsave(enum contexts_where where)
{
	unsigned long flags;

	spin_lock_irqsave(&contexts_spinlocks[where], flags);
	spin_unlock_irqrestore(&contexts_spinlocks[where], flags);
}

static void contexts_spin_lock_bh(enum contexts_where where)
{
	spin_lock_bh(&contexts_spinlocks[where]);
	spin_unlock_bh(&contexts_spinlocks[where]);
}

static void contexts_rcu_read_lock(enum contexts_where where)
{
	rcu_read_lock();
	rcu_read_unlock();
}

static void contexts_mutex_lock(enum contexts_where where)
{
	mutex_lock(&contexts_mutexes[where]);
	mutex_unlock(&contexts_mutexes[where]);
}

static void contexts_down_read(enum contexts_where where)
{
	down_read(&contexts_rwsems[where]);
	up_read(&contexts_rwsems[where]);
}

static void contexts_wait_event(enum contexts_where where)
{
	wait_event(contexts_queue, true);
}

static void contexts_wait_for_completion(enum contexts_where where)
{
	wait_for_completion(&contexts_past);
}

static void contexts_wake_up(enum contexts_where where)
{
	wake_up(&contexts_queue);
}

static void contexts_complete(enum contexts_where where)
{
	complete_all(&contexts_completion);
}

static void contexts_atomic(enum contexts_where where)
{
	kfree(kmalloc(64, GFP_ATOMIC));
}

static void contexts_kernel(enum contexts_where where)
{
	kfree(kmalloc(64, GFP_KERNEL));
}

/* Address 0 is no program's: the copy fails, wherever it is made. */
static void contexts_copy_to_user(enum contexts_where where)
{
	if (!copy_to_user(NULL, "", 1))
		pr_err("copy_to_user() has written to address 0\n");
}

static void contexts_printk(enum contexts_where where)
{
	pr_info("a call in context %s\n", contexts_names[where]);
}

static void contexts_schedule_work(enum contexts_where where)
{
	schedule_work(&contexts_work);
}

static void contexts_cancel_work_sync(enum contexts_where where)
{
	cancel_work_sync(&contexts_work);
}

static void contexts_mod_timer(enum contexts_where where)
{
	mod_timer(&contexts_idle, jiffies + HZ);
}

static void contexts_timer_delete(enum contexts_where where)
{
	timer_delete(&contexts_idle);
}

static void contexts_timer_delete_sync(enum contexts_where where)
{
	timer_delete_sync(&contexts_idle);
}

static const struct {
	const char *name;
	void (*call)(enum contexts_where where);
} contexts_calls[] = {
	{ "spin_lock", contexts_spin_lock },
	{ "spin_lock_bh", contexts_spin_lock_bh },
	{ "spin_lock_irqsave", contexts_spin_lock_irqsave },
	{ "rcu_read_lock", contexts_rcu_read_lock },
	{ "mutex_lock", contexts_mutex_lock },
	{ "down_read", contexts_down_read },
	{ "wait_event", contexts_wait_event },
	{ "wait_for_completion", contexts_wait_for_completion },
	{ "wake_up", contexts_wake_up },
	{ "complete_all", contexts_complete },
	{ "GFP_ATOMIC", contexts_atomic },
	{ "GFP_KERNEL", contexts_kernel },
	{ "copy_to_user", contexts_copy_to_user },
	{ "printk", contexts_printk },
	{ "schedule_work", contexts_schedule_work },
	{ "cancel_work_sync", contexts_cancel_work_sync },
	{ "mod_timer", contexts_mod_timer },
	{ "timer_delete", contexts_timer_delete },
	{ "timer_delete_sync", contexts_timer_delete_sync },
};

static int contexts_chosen;	/* for the two functions below */

static void contexts_softirq(struct timer_list *timer)
{
	contexts_calls[contexts_chosen].call(SOFTIRQ);
	complete(&contexts_done);
}

/* A wrong call may come back with interrupts on: switch them off again. */
static void contexts_hardirq(struct irq_work *work)
{
	contexts_calls[contexts_chosen].call(HARDIRQ);
	local_irq_disable();
	complete(&contexts_done);
}

static bool contexts_ready;	/* insmod sets parameters before init runs */
static struct timer_list contexts_timer;
static struct irq_work contexts_irq_work;

static void contexts_make(int where)
{
	switch (where) {
	case PROCESS:
		contexts_calls[contexts_chosen].call(PROCESS);
		return;
	case SPINLOCK:
		spin_lock(&contexts_held);
		contexts_calls[contexts_chosen].call(SPINLOCK);
		spin_unlock(&contexts_held);
		return;
	case SOFTIRQ:
		mod_timer(&contexts_timer, jiffies + 1);
		break;
	case HARDIRQ:
		irq_work_queue(&contexts_irq_work);
		break;
	}
	wait_for_completion(&contexts_done);
}

/* Under the lock of the parameters: one call at a time. */
static int contexts_try(const char *val, const struct kernel_param *kp)
{
	char name[24], context[12];
	int call, where;

	if (!contexts_ready)
		return -EAGAIN;
	if (sscanf(val, "%23s %11s", name, context) != 2)
		return -EINVAL;
	where = match_string(contexts_names, CONTEXTS, context);
	if (where < 0)
		return where;
	for (call = 0; call < ARRAY_SIZE(contexts_calls); call++)
		if (!strcmp(name, contexts_calls[call].name))
			break;
	if (call == ARRAY_SIZE(contexts_calls))
		return -EINVAL;
	contexts_chosen = call;
	contexts_make(where);
	return 0;
}

static const struct kernel_param_ops contexts_try_ops = {
	.set = contexts_try,
};

module_param_cb(try, &contexts_try_ops, NULL, 0200);
MODULE_PARM_DESC(try, "make a call: its name and the context");

static int __init contexts_init(void)
{
	timer_setup(&contexts_idle, contexts_idle_callback, 0);
	timer_setup(&contexts_timer, contexts_softirq, 0);
	init_irq_work(&contexts_irq_work, contexts_hardirq);
	complete_all(&contexts_past);
	contexts_ready = true;
	return 0;
}

static void __exit contexts_exit(void)
{
	irq_work_sync(&contexts_irq_work);
	timer_delete_sync(&contexts_timer);
	timer_delete_sync(&contexts_idle);
	cancel_work_sync(&contexts_work);
}

module_init(contexts_init);
module_exit(contexts_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("What may be called where");
