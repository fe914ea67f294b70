// SPDX-License-Identifier: GPL-2.0
/*
 * data-race - a module whose two threads count in one variable, without a lock
 *
 * Bug: between one's read and its write the other may have written. Seen by
 * KCSAN.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *data_race_thread[2];
static unsigned int data_race_counter;

static int data_race_count(void *unused)
{
	while (!kthread_should_stop()) {
		data_race_counter++;
		usleep_range(50, 100);
	}
	return 0;
}

static void data_race_stop(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (!IS_ERR_OR_NULL(data_race_thread[i]))
			kthread_stop(data_race_thread[i]);
	}
}

static int __init data_race_init(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		data_race_thread[i] = kthread_run(data_race_count, NULL,
						  "data-race/%d", i);
		if (IS_ERR(data_race_thread[i])) {
			data_race_stop();
			return PTR_ERR(data_race_thread[i]);
		}
	}
	return 0;
}

static void __exit data_race_exit(void)
{
	data_race_stop();
}

module_init(data_race_init);
module_exit(data_race_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A data race");
