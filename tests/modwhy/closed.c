// SPDX-License-Identifier: GPL-2.0
/*
 * closed - exports a function, and says that it is not free software
 */
#include <linux/module.h>

int closed_answer(void);

int closed_answer(void)
{
	return 42;
}
EXPORT_SYMBOL(closed_answer);

MODULE_LICENSE("Proprietary");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("exports a function, and says that it is not free");
