/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mmap.h - what page 0 of /dev/lkmap begins with, for the module and for
 * programs that map it. Only the kernel writes there.
 */
#ifndef LKMPG_MMAP_H
#define LKMPG_MMAP_H

#include <linux/types.h>

#define MMAP_PAGES	4

struct mmap_head {
	__u64 ticks;		/* one more each time the timer runs */
	__u32 mappings;		/* that there are now, in all processes */
	__u32 faults;		/* that have brought in a page */
};

#endif /* LKMPG_MMAP_H */
