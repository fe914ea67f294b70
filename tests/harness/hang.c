// SPDX-License-Identifier: GPL-2.0
/*
 * hang - a module whose init never comes back
 *
 * Bug: a loop without an end in kernel context, where no signal reaches it.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/processor.h>

static int __init hang_init(void)
{
	for (;;)
		cpu_relax();
	return 0;	/* never */
}

module_init(hang_init);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An endless loop in init");
