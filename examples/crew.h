/* SPDX-License-Identifier: GPL-2.0 */
/*
 * crew.h - a few threads that do the same work at the same time
 *
 * The locking examples share this: a lock shows its worth only among several
 * threads on several CPUs. Fill in work and report, then call crew_start();
 * crew_stop() must come before the module goes.
 */
#ifndef LKMPG_CREW_H
#define LKMPG_CREW_H

#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#define CREW_SIZE	4

struct crew {
	/*
	 * Called in every thread with a number of its own, from 0 on; returns
	 * how many steps it did. Must return soon after kthread_should_stop().
	 */
	unsigned int (*work)(unsigned int member);
	/* Called by the thread that is done last, with the sum of the steps. */
	void (*report)(unsigned int steps);

	atomic_t arrived;	/* threads that began to work */
	atomic_t working;	/* threads that are not done */
	atomic_t steps;
	struct task_struct *thread[CREW_SIZE];
};

static inline int crew_thread(void *data)
{
	struct crew *crew = data;
	unsigned int member = atomic_inc_return(&crew->arrived) - 1;

	atomic_add(crew->work(member), &crew->steps);
	if (atomic_dec_and_test(&crew->working))
		crew->report(atomic_read(&crew->steps));
	return 0;
}

/*
 * Stop the threads that are at work and wait until all have left our code.
 * One that was stopped before it ever ran does not run at all: no report then.
 */
static inline void crew_stop(struct crew *crew)
{
	int i;

	for (i = 0; i < CREW_SIZE && crew->thread[i]; i++) {
		kthread_stop(crew->thread[i]);
		put_task_struct(crew->thread[i]);
		crew->thread[i] = NULL;
	}
}

/* Create the threads, each bound to the next CPU, then let them all go. */
static inline int crew_start(struct crew *crew)
{
	unsigned int cpu = nr_cpu_ids;
	struct task_struct *thread;
	int i;

	atomic_set(&crew->working, CREW_SIZE);
	for (i = 0; i < CREW_SIZE; i++) {
		thread = kthread_create(crew_thread, crew, "crew/%d", i);
		if (IS_ERR(thread)) {
			crew_stop(crew);
			return PTR_ERR(thread);
		}
		if (cpu < nr_cpu_ids)
			cpu = cpumask_next(cpu, cpu_online_mask);
		if (cpu >= nr_cpu_ids)
			cpu = cpumask_first(cpu_online_mask);
		kthread_bind(thread, cpu);
		/*
		 * The thread ends by itself when its work is done. This keeps
		 * what kthread_stop() looks at, even then.
		 */
		crew->thread[i] = get_task_struct(thread);
	}
	for (i = 0; i < CREW_SIZE; i++)
		wake_up_process(crew->thread[i]);
	return 0;
}

#endif /* LKMPG_CREW_H */
