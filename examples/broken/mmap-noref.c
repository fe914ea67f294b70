// SPDX-License-Identifier: GPL-2.0
/*
 * mmap-noref - mmap, whose fault handler takes no reference
 *
 * Bug: get_page() is missing: two processes and the module share a page that
 * has one reference, and the first to let go frees it. The rest is the example
 * itself: after the kernel's headers, a macro takes the call away.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define get_page(page) do { } while (0)

#include "mmap.c"
