// SPDX-License-Identifier: GPL-2.0
/*
 * closed-user - uses GPL-only functions, and one of a module that is not free
 */
#include <linux/kprobes.h>
#include <linux/module.h>

int closed_answer(void);

static int __init closed_user_init(void)
{
	struct kprobe kp = { .symbol_name = "no_such_function" };

	/* GPL-only; and it fails, which is all the same here. */
	return register_kprobe(&kp) == 0 ? closed_answer() : 0;
}

static void __exit closed_user_exit(void)
{
}

module_init(closed_user_init);
module_exit(closed_user_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("uses a function of a module that is not free");
