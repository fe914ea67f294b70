// SPDX-License-Identifier: GPL-2.0
/*
 * space-provider - exports a function into a namespace
 */
#include "space.h"

int space_answer(void)
{
	return 42;
}
EXPORT_SYMBOL_MODWHY(space_answer);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("exports a function into a namespace");
