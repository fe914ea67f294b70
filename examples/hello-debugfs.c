// SPDX-License-Identifier: GPL-2.0
/*
 * hello-debugfs - files for the person who debugs the module
 *
 * Shows: debugfs, where a variable becomes a file by one line; a seq_file;
 *        bytes as they are; why errors are ignored; what becomes of files that
 *        are open when their module goes.
 *
 * Needs: CONFIG_DEBUG_FS
 *
 * Try:   insmod hello-debugfs.ko
 *        cd /sys/kernel/debug/hello-debugfs
 *        ls -l
 *        cat text; cat text
 *        echo 40 > counter; echo Y > flag; cat text
 *        od -A d -t x1 blob
 *        cd - > /dev/null; rmmod hello-debugfs
 */
#include <linux/compiler.h>
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/types.h>

static struct dentry *hello_debugfs_dir;

/* A write to the files takes no lock, so a lock of ours would not help. */
static u32 hello_debugfs_counter;	/* how often text was read */
static bool hello_debugfs_flag;		/* text says more */

static u8 hello_debugfs_bytes[] = { 0xde, 0xb0, 0x9f, 0x50 };
static struct debugfs_blob_wrapper hello_debugfs_blob = {
	.data = hello_debugfs_bytes,
	.size = sizeof(hello_debugfs_bytes),
};

static int hello_debugfs_text_show(struct seq_file *file, void *unused)
{
	u32 counter = READ_ONCE(hello_debugfs_counter) + 1;

	WRITE_ONCE(hello_debugfs_counter, counter);
	seq_printf(file, "read %u times\n", counter);
	if (READ_ONCE(hello_debugfs_flag))
		seq_printf(file, "the blob has %lu bytes\n",
			   hello_debugfs_blob.size);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(hello_debugfs_text);

/*
 * None of these results is looked at. Without debugfs, or when memory is short,
 * the module does its work all the same; and a directory that is an error makes
 * the calls that get it do nothing.
 */
static int __init hello_debugfs_init(void)
{
	struct dentry *dir = debugfs_create_dir("hello-debugfs", NULL);

	debugfs_create_u32("counter", 0600, dir, &hello_debugfs_counter);
	debugfs_create_bool("flag", 0600, dir, &hello_debugfs_flag);
	debugfs_create_file("text", 0400, dir, NULL, &hello_debugfs_text_fops);
	debugfs_create_blob("blob", 0400, dir, &hello_debugfs_blob);
	hello_debugfs_dir = dir;
	return 0;
}

/* Waits for calls under way; a file that is still open gives EIO after that. */
static void __exit hello_debugfs_exit(void)
{
	debugfs_remove_recursive(hello_debugfs_dir);
}

module_init(hello_debugfs_init);
module_exit(hello_debugfs_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Four files in debugfs");
