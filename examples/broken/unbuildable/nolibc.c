// SPDX-License-Identifier: GPL-2.0
/*
 * nolibc - wants a header of the C library
 *
 * Bug: there is no C library in the kernel, and none of its headers is found.
 * This does not compile.
 */
#include <linux/init.h>
#include <linux/module.h>

#include <stdlib.h>

static void *nolibc_memory;

static int __init nolibc_init(void)
{
	nolibc_memory = malloc(100);
	return nolibc_memory ? 0 : -ENOMEM;
}

static void __exit nolibc_exit(void)
{
	free(nolibc_memory);
}

module_init(nolibc_init);
module_exit(nolibc_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A module that wants libc");
