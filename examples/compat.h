/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compat.h - what kernels older than the newest lack
 *
 * The examples are written for the newest supported kernel. Everything that
 * an older one names or types differently is made up for here and only here;
 * each entry says which commit changed it, in which version, and from when on
 * it can be dropped.
 */
#ifndef LKMPG_COMPAT_H
#define LKMPG_COMPAT_H

#include <linux/version.h>

/*
 * ff62b8e6588f ("driver core: make struct class.devnode() take a const *"),
 * v6.2: the device became const. It is a parameter's type, which the
 * preprocessor cannot ask for. Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
#define DEVNODE_CONST const
#else
#define DEVNODE_CONST
#endif

#endif /* LKMPG_COMPAT_H */
