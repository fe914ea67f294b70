/* SPDX-License-Identifier: GPL-2.0 */
/*
 * space.h - a symbol in a namespace, whatever the kernel's version
 *
 * "module: Convert symbol namespace to string literal" (6.13) put quotes
 * around the name. Not in examples/compat.h, for no example exports into one.
 */
#include <linux/module.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define EXPORT_SYMBOL_MODWHY(sym)	EXPORT_SYMBOL_NS_GPL(sym, MODWHY)
#else
#define EXPORT_SYMBOL_MODWHY(sym)	EXPORT_SYMBOL_NS_GPL(sym, "MODWHY")
#endif

int space_answer(void);
