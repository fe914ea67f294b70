// SPDX-License-Identifier: GPL-2.0
/*
 * same-symbol - exports a name that a module of the examples exports, too
 */
#include <linux/module.h>

int vinput_register(void);

int vinput_register(void)
{
	return 0;
}
EXPORT_SYMBOL_GPL(vinput_register);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("exports a name that is taken");
