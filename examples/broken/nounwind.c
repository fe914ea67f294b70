// SPDX-License-Identifier: GPL-2.0
/*
 * nounwind - fails to load and leaves half of itself behind
 *
 * Bug: init returns an error without undoing what it had done. The module's
 * memory is freed, but its file stays, and so does the memory that only the
 * module knew of.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>

static char *nounwind_buffer;

static ssize_t nounwind_read(struct file *file, char __user *buf, size_t len,
			     loff_t *offset)
{
	return simple_read_from_buffer(buf, len, offset, nounwind_buffer, 100);
}

static const struct proc_ops nounwind_ops = {
	.proc_read = nounwind_read,
	.proc_lseek = default_llseek,
};

/* Stands for anything that may go wrong: there is no such device. */
static int nounwind_find_device(void)
{
	return -ENODEV;
}

static int __init nounwind_init(void)
{
	nounwind_buffer = kzalloc(100, GFP_KERNEL);
	if (!nounwind_buffer)
		return -ENOMEM;

	if (!proc_create("nounwind", 0444, NULL, &nounwind_ops))
		return -ENOMEM;	/* Forgotten: kfree() */

	return nounwind_find_device();	/* Forgotten: both */
}

static void __exit nounwind_exit(void)
{
	remove_proc_entry("nounwind", NULL);
	kfree(nounwind_buffer);
}

module_init(nounwind_init);
module_exit(nounwind_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An error without unwinding");
