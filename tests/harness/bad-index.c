// SPDX-License-Identifier: GPL-2.0
/*
 * bad-index - a module that counts beyond the end of an array
 *
 * Bug: the index is one too large, and what comes out is the next member of the
 * structure. That is valid memory: only UBSAN (CONFIG_UBSAN_BOUNDS) sees it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static unsigned int at = 4;
module_param(at, uint, 0444);
MODULE_PARM_DESC(at, "which number to read (0 to 3 would be right)");

static struct {
	int number[4];
	int secret;
} table = {
	.number = { 1, 2, 3, 4 },
	.secret = 42,
};

static int __init bad_index_init(void)
{
	pr_info("number %u is %d\n", at, table.number[at]);
	return 0;
}

static void __exit bad_index_exit(void)
{
}

module_init(bad_index_init);
module_exit(bad_index_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An index out of bounds");
