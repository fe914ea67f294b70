// SPDX-License-Identifier: GPL-2.0
/*
 * space-user - uses a function from a namespace
 *
 * It imports that, else modpost would stop the build; the tests then take the
 * import out of the file.
 */
#include "space.h"

static int __init space_user_init(void)
{
	return space_answer() == 42 ? 0 : -EINVAL;
}

static void __exit space_user_exit(void)
{
}

module_init(space_user_init);
module_exit(space_user_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("uses a function from a namespace");
/* MODULE_IMPORT_NS(), which 6.13 has changed, is this: */
MODULE_INFO(import_ns, "MODWHY");
