// SPDX-License-Identifier: GPL-2.0
/*
 * canvas - 64 KiB that programs draw in and the kernel looks at
 *
 * Shows: vmalloc_user() and remap_vmalloc_range(), the short way to share
 *        memory that is contiguous for the kernel, too.
 *
 * Try:   insmod canvas.ko
 *        ../examples/other/mmap_watch /dev/canvas rw map:0:16:rw put:15:hello
 *        tail -c 4096 /dev/canvas | head -c 5; echo
 *        rmmod canvas
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sizes.h>
#include <linux/vmalloc.h>

#define CANVAS_SIZE	SZ_64K

static void *canvas_area;

/* Checks the bounds against the area's own, and maps all of it at once. */
static int canvas_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_vmalloc_range(vma, canvas_area, vma->vm_pgoff);
}

static ssize_t canvas_read(struct file *file, char __user *buf, size_t len,
			   loff_t *offset)
{
	return simple_read_from_buffer(buf, len, offset, canvas_area,
				       CANVAS_SIZE);
}

static const struct file_operations canvas_fops = {
	.owner = THIS_MODULE,
	.read = canvas_read,
	.llseek = default_llseek,
	.mmap = canvas_mmap,
};

static struct miscdevice canvas_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &canvas_fops,
	.mode = 0666,
};

static int __init canvas_init(void)
{
	int ret;

	/* _user: zeroed, in whole pages, and marked: it may be mapped. */
	canvas_area = vmalloc_user(CANVAS_SIZE);
	if (!canvas_area)
		return -ENOMEM;
	ret = misc_register(&canvas_misc);
	if (ret)
		vfree(canvas_area);
	return ret;
}

static void __exit canvas_exit(void)
{
	misc_deregister(&canvas_misc);
	vfree(canvas_area);
}

module_init(canvas_init);
module_exit(canvas_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A vmalloc area that programs can map");
