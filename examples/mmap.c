// SPDX-License-Identifier: GPL-2.0
/*
 * mmap - memory that a module and programs share
 *
 * Shows: mmap, which only checks, and the fault handler, which brings in page
 *        after page, each with a reference of its own; open and close of a
 *        mapping; a page that programs may read and never write; what keeps
 *        the module while it is mapped.
 *
 * Try:   insmod mmap.ko
 *        ./other/mmap_watch /dev/lkmap r map:0:1:r ticks counts
 *        ./other/mmap_watch /dev/lkmap rw map:1:3:rw put:1:hello
 *        dd if=/dev/lkmap bs=4096 skip=1 count=1 2> /dev/null | head -c 5; echo
 *        ./other/mmap_watch /dev/lkmap rw map:0:4:rw	# fails: read only
 *        ./other/mmap_watch /dev/lkmap rw map:1:4:rw	# fails: too long
 *        rmmod mmap
 */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "compat.h"
#include "mmap.h"

#define MMAP_TICK_MS	10

static struct page *mmap_pages[MMAP_PAGES];

/* Protects what we write to page 0; the timer writes there, too. */
static DEFINE_SPINLOCK(mmap_lock);

static struct mmap_head *mmap_head(void)
{
	return page_address(mmap_pages[0]);
}

static void mmap_tick(struct timer_list *timer)
{
	spin_lock(&mmap_lock);
	/* A program looks at any moment: whole values only, in one write. */
	WRITE_ONCE(mmap_head()->ticks, mmap_head()->ticks + 1);
	spin_unlock(&mmap_lock);
	mod_timer(timer, jiffies + msecs_to_jiffies(MMAP_TICK_MS));
}

static DEFINE_TIMER(mmap_timer, mmap_tick);

static void mmap_count(int mappings, int faults)
{
	spin_lock_bh(&mmap_lock);
	WRITE_ONCE(mmap_head()->mappings, mmap_head()->mappings + mappings);
	WRITE_ONCE(mmap_head()->faults, mmap_head()->faults + faults);
	spin_unlock_bh(&mmap_lock);
}

/*
 * A program has touched a page that its table lacks. The table's entry is a
 * user of the page, so it gets a reference, which the kernel drops with it.
 */
static vm_fault_t mmap_fault(struct vm_fault *vmf)
{
	/* mmap() was within bounds, but mremap() may have made it longer. */
	if (vmf->pgoff >= MMAP_PAGES)
		return VM_FAULT_SIGBUS;

	vmf->page = mmap_pages[vmf->pgoff];
	get_page(vmf->page);
	mmap_count(0, 1);
	return 0;
}

/* One more mapping: by fork, or one was cut in two or moved. Not by mmap. */
static void mmap_open(struct vm_area_struct *vma)
{
	mmap_count(1, 0);
}

static void mmap_close(struct vm_area_struct *vma)
{
	mmap_count(-1, 0);
}

static const struct vm_operations_struct mmap_vm_ops = {
	.open = mmap_open,
	.close = mmap_close,
	.fault = mmap_fault,
};

/* No page is mapped here: this checks what is asked for, and sets vm_ops. */
static int mmap_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff >= MMAP_PAGES ||
	    vma_pages(vma) > MMAP_PAGES - vma->vm_pgoff)
		return -EINVAL;

	/*
	 * Page 0 must not be written, now or after mprotect(). A private
	 * mapping may be: its writes go to copies.
	 */
	if (vma->vm_pgoff == 0 && vma->vm_flags & VM_SHARED) {
		if (vma->vm_flags & VM_WRITE)
			return -EACCES;
		vm_flags_clear(vma, VM_MAYWRITE);
	}
	vma->vm_ops = &mmap_vm_ops;
	mmap_open(vma);
	return 0;
}

/* The same pages for read(): up to the end of one page at a time. */
static ssize_t mmap_read(struct file *file, char __user *buf, size_t len,
			 loff_t *offset)
{
	loff_t within = offset_in_page(*offset);
	struct page *page;
	ssize_t ret;

	if (*offset >= MMAP_PAGES * PAGE_SIZE)
		return 0;
	page = mmap_pages[*offset >> PAGE_SHIFT];
	ret = simple_read_from_buffer(buf, len, &within, page_address(page),
				      PAGE_SIZE);
	if (ret > 0)
		*offset += ret;
	return ret;
}

/* A mapping holds the open file, and the file holds the module. */
static const struct file_operations mmap_fops = {
	.owner = THIS_MODULE,
	.read = mmap_read,
	.llseek = default_llseek,
	.mmap = mmap_mmap,
};

static struct miscdevice mmap_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "lkmap",
	.fops = &mmap_fops,
	.mode = 0666,
};

/* No mapping is left, but something else, a pipe perhaps, may hold a page. */
static void mmap_put_pages(void)
{
	int i;

	for (i = 0; i < MMAP_PAGES && mmap_pages[i]; i++)
		put_page(mmap_pages[i]);
}

static int __init mmap_module_init(void)
{
	int i, ret = -ENOMEM;

	for (i = 0; i < MMAP_PAGES; i++) {
		/* Zeroed: programs see every byte of it. */
		mmap_pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!mmap_pages[i])
			goto err_put_pages;
	}
	ret = misc_register(&mmap_misc);
	if (ret)
		goto err_put_pages;
	mod_timer(&mmap_timer, jiffies + 1);
	return 0;

err_put_pages:
	mmap_put_pages();
	return ret;
}

static void __exit mmap_module_exit(void)
{
	misc_deregister(&mmap_misc);
	timer_delete_sync(&mmap_timer);
	mmap_put_pages();
}

module_init(mmap_module_init);
module_exit(mmap_module_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Four pages that programs can map");
