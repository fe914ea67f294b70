// SPDX-License-Identifier: GPL-2.0
/*
 * memory - what each way to get memory really gives
 *
 * Shows: kmalloc(), vmalloc(), kvmalloc(), whole pages and devm_kmalloc(): in
 *        which range of addresses the memory lies, how it is aligned, how much
 *        more it is than was asked for, and whether it is one piece for a
 *        device, too.
 *
 * Try:   insmod memory.ko size=5000
 *        rmmod memory
 *        insmod memory.ko size=100
 *        rmmod memory
 *        insmod memory.ko size=5000000
 *        rmmod memory
 *        insmod memory.ko size=0	# fails: Numerical result out of range
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#define MEMORY_MAX	(16 * 1024 * 1024)

static unsigned int memory_size = 5000;
module_param_named(size, memory_size, uint, 0444);
MODULE_PARM_DESC(size, "bytes, 1 to 16777216 (default: 5000)");

static char memory_static[2 * PAGE_SIZE];

/* The page of the machine in which this byte lies, whatever its address. */
static unsigned long memory_pfn(const void *byte)
{
	return page_to_pfn(virt_addr_valid(byte) ? virt_to_page(byte) :
						   vmalloc_to_page(byte));
}

/* In how many pieces a device that knows no page tables would see it. */
static unsigned int memory_pieces(const void *memory, size_t size)
{
	unsigned long end = (unsigned long)memory + size;
	unsigned long page = (unsigned long)memory & PAGE_MASK;
	unsigned long last = memory_pfn((void *)page), pfn;
	unsigned int pieces = 1;

	while ((page += PAGE_SIZE) < end) {
		pfn = memory_pfn((void *)page);
		if (pfn != last + 1)
			pieces++;
		last = pfn;
	}
	return pieces;
}

static const char *memory_range(const void *memory)
{
	if (is_vmalloc_addr(memory))
		return "vmalloc area";
	if (virt_addr_valid(memory))	/* all RAM, mapped once and for good */
		return "linear map";
	return "modules' area";
}

/* real: how many bytes there are, which may be more than were asked for. */
static void memory_tell(const char *kind, const void *memory, size_t real)
{
	unsigned int pieces = memory_pieces(memory, real);

	pr_info("%-12s %zu bytes, %s, aligned to %lu, %u piece%s\n", kind, real,
		memory_range(memory),
		min(1UL << __ffs((unsigned long)memory), PAGE_SIZE),
		pieces, pieces > 1 ? "s" : "");
}

static int memory_kmalloc(size_t size)
{
	void *memory;

	if (size > KMALLOC_MAX_SIZE) {		/* it would fail, and warn */
		pr_info("%-12s at most %lu bytes\n", "kmalloc",
			KMALLOC_MAX_SIZE);
		return 0;
	}
	memory = kmalloc(size, GFP_KERNEL);
	if (!memory)
		return -ENOMEM;
	memory_tell("kmalloc", memory, ksize(memory));
	kfree(memory);
	return 0;
}

/* The page allocator, below all the others. It has powers of two only. */
static int memory_pages(size_t size)
{
	unsigned int order = get_order(size);
	struct page *pages;

	if (size > KMALLOC_MAX_SIZE) {
		pr_info("%-12s at most %lu pages\n", "alloc_pages",
			KMALLOC_MAX_SIZE / PAGE_SIZE);
		return 0;
	}
	pages = alloc_pages(GFP_KERNEL, order);
	if (!pages)
		return -ENOMEM;
	memory_tell("alloc_pages", page_address(pages), PAGE_SIZE << order);
	__free_pages(pages, order);
	return 0;
}

static int memory_vmalloc(size_t size)
{
	void *memory = vmalloc(size);

	if (!memory)
		return -ENOMEM;
	memory_tell("vmalloc", memory, PAGE_ALIGN(size));
	vfree(memory);
	return 0;
}

/* kmalloc() if it can, vmalloc() if not: kvfree() finds out which it was. */
static int memory_kvmalloc(size_t size)
{
	void *memory = kvmalloc(size, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	memory_tell("kvmalloc", memory, size);
	kvfree(memory);
	return 0;
}

/* kmalloc() with a note for the device, which frees it when the device goes. */
static int memory_devm(size_t size)
{
	struct device *device;
	void *memory;

	if (size > KMALLOC_MAX_SIZE / 2)	/* the note needs room, too */
		return 0;
	device = root_device_register(KBUILD_MODNAME);
	if (IS_ERR(device))
		return PTR_ERR(device);
	memory = devm_kmalloc(device, size, GFP_KERNEL);
	if (memory)
		memory_tell("devm_kmalloc", memory, size);
	root_device_unregister(device);
	return memory ? 0 : -ENOMEM;
}

static int (*const memory_kinds[])(size_t size) = {
	memory_kmalloc, memory_pages, memory_vmalloc, memory_kvmalloc,
	memory_devm,
};

static int __init memory_init(void)
{
	unsigned int i;
	int ret;

	if (!memory_size || memory_size > MEMORY_MAX)
		return -ERANGE;
	pr_info("for %u bytes:\n", memory_size);
	for (i = 0; i < ARRAY_SIZE(memory_kinds); i++) {
		ret = memory_kinds[i](memory_size);
		if (ret)
			return ret;
	}
	memory_tell("static", memory_static, sizeof(memory_static));
	return 0;
}

static void __exit memory_exit(void)
{
	/* Nothing was kept. */
}

module_init(memory_init);
module_exit(memory_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("What the allocators give");
