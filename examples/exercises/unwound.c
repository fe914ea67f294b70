// SPDX-License-Identifier: GPL-2.0
/*
 * unwound - fails to load and leaves nothing behind
 *
 * The answer to an exercise of "Common pitfalls": broken/nounwind.c, repaired.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>

static char *unwound_buffer;

static ssize_t unwound_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	return simple_read_from_buffer(buf, len, offset, unwound_buffer, 100);
}

static const struct proc_ops unwound_ops = {
	.proc_read = unwound_read,
	.proc_lseek = default_llseek,
};

/* Stands for anything that may go wrong: there is no such device. */
static int unwound_find_device(void)
{
	return -ENODEV;
}

static int __init unwound_init(void)
{
	int ret;

	unwound_buffer = kzalloc(100, GFP_KERNEL);
	if (!unwound_buffer)
		return -ENOMEM;

	if (!proc_create("unwound", 0444, NULL, &unwound_ops)) {
		ret = -ENOMEM;
		goto err_free_buffer;
	}

	ret = unwound_find_device();
	if (ret)
		goto err_remove_file;
	return 0;

err_remove_file:
	remove_proc_entry("unwound", NULL);
err_free_buffer:
	kfree(unwound_buffer);
	return ret;
}

static void __exit unwound_exit(void)
{
	remove_proc_entry("unwound", NULL);
	kfree(unwound_buffer);
}

module_init(unwound_init);
module_exit(unwound_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An error with unwinding");
