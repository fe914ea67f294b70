// SPDX-License-Identifier: GPL-2.0
/*
 * leakscan - makes kmemleak's scans short, at the end of a test
 *
 * For the lab's debug kernels, on x86; lab/guest/test loads it when the test is
 * over, and only the scans are left.
 *
 * kmemleak reads all memory that the kernel has set aside at boot, and its .data
 * and .bss. A good part of that leads to no memory that could be lost:
 *
 * - the shadow of KASAN, a byte for every eight (memblock_alloc_range_nid() in
 *   mm/memblock.c); it comes in pieces of 2 MB, from kasan_populate_pmd() in
 *   arch/x86/mm/kasan_init_64.c;
 * - the heads of the stack depot's lists (lib/stackdepot.c);
 * - tables of the debugging code, and printk's ring: see tables[].
 *
 * It takes and gives back a lock for each object and each page in use, which
 * lockdep watches; and it believes in no leak for five seconds (jiffies_min_age
 * in mm/kmemleak.c), for the sake of objects that are just being handed on. When a
 * test is over, nothing is, and a second is enough. What remains as it was: an
 * object is lost if two scans in a row find no pointer to it, and it has not
 * changed between them.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debug_locks.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/kallsyms.h>
#include <linux/kasan.h>
#include <linux/kmemleak.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pfn.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

/* What they point to is static, or memory that kmemleak does not watch. */
static const char *const tables[] = {
	"__log_buf", "_printk_rb_static_descs", "_printk_rb_static_infos",
	"chain_hlocks", "list_entries", "lock_chains", "lock_classes", "stack_trace",
	"dma_entry_hash", "mem_pool", "obj_hash",
};

static unsigned long (*lookup)(const char *name);

/* Not exported; but the address of a probe's function can be asked for. */
static int find_lookup(void)
{
	struct kprobe probe = { .symbol_name = "kallsyms_lookup_name" };
	int err = register_kprobe(&probe);

	if (err)
		return err;
	lookup = (void *)probe.addr;
	unregister_kprobe(&probe);
	return 0;
}

/* The first table at or behind FROM; its size is what comes before the next symbol. */
static unsigned long next_table(unsigned long from, unsigned long *size)
{
	char text[KSYM_SYMBOL_LEN], *slash;
	unsigned long found = ULONG_MAX;

	for (int i = 0; i < ARRAY_SIZE(tables); i++) {
		unsigned long table = lookup(tables[i]);

		if (table >= from && table < found)
			found = table;
	}
	*size = 0;
	if (found == ULONG_MAX)
		return found;
	sprint_symbol(text, found);	/* "name+0x0/0x400" */
	slash = strrchr(text, '/');
	return slash && sscanf(slash, "/0x%lx", size) == 1 ? found : ULONG_MAX;
}

/* Have a section scanned but for the tables. */
static void leave_out_tables(const char *first, const char *last)
{
	unsigned long from = lookup(first), end = lookup(last);

	while (from < end) {
		unsigned long size, table = min(next_table(from, &size), end);

		if (table > from)
			kmemleak_scan_area((void *)from, table - from, GFP_KERNEL);
		from = table + size;
	}
}

static void leave_out_shadow(void)
{
	void *shadow = kasan_mem_to_shadow((void *)PAGE_OFFSET);
	void *end = kasan_mem_to_shadow(high_memory);

	for (; shadow + PMD_SIZE <= end; shadow += PMD_SIZE) {
		phys_addr_t start = PFN_PHYS(page_to_pfn(vmalloc_to_page(shadow)));

		if (IS_ALIGNED(start, PMD_SIZE))
			kmemleak_ignore_phys(start);
	}
}

static int __init leakscan_init(void)
{
	void **stacks;
	unsigned long *age;
	int err = find_lookup();

	if (err)
		return err;
	stacks = (void **)lookup("stack_table");
	age = (unsigned long *)lookup("jiffies_min_age");
	if (!stacks || !age)
		return -ENOENT;
	leave_out_shadow();
	kmemleak_ignore_phys(virt_to_phys(*stacks));
	leave_out_tables("_sdata", "_edata");
	leave_out_tables("__bss_start", "__bss_stop");
	*age = HZ;
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
