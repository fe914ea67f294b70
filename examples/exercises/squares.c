// SPDX-License-Identifier: GPL-2.0
/*
 * squares - a table in /proc that is computed while it is read
 *
 * Shows: seq_file without a list: the position itself is the item; a header
 *        by SEQ_START_TOKEN; proc_create_seq(), which needs no proc_ops.
 *
 * Try:   insmod squares.ko count=3
 *        cat /proc/squares
 *        rmmod squares
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>

#define SQUARES_NAME	"squares"

static unsigned int squares_count = 10;
module_param_named(count, squares_count, uint, 0444);
MODULE_PARM_DESC(count, "how many rows the table has (default: 10)");

static struct proc_dir_entry *squares_entry;

/* Position 0 is the header, position n the row of the number n. */
static void *squares_start(struct seq_file *m, loff_t *pos)
{
	if (*pos == 0)
		return SEQ_START_TOKEN;
	/* Any pointer but NULL says "there is a row": show looks at index. */
	return *pos <= squares_count ? pos : NULL;
}

static void *squares_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return squares_start(m, pos);
}

/* Nothing was locked or allocated. */
static void squares_stop(struct seq_file *m, void *v)
{
}

static int squares_show(struct seq_file *m, void *v)
{
	u64 n = m->index;

	if (v == SEQ_START_TOKEN)
		seq_puts(m, "number square\n");
	else
		seq_printf(m, "%6llu %6llu\n", n, n * n);
	return 0;
}

static const struct seq_operations squares_ops = {
	.start = squares_start,
	.next = squares_next,
	.stop = squares_stop,
	.show = squares_show,
};

static int __init squares_init(void)
{
	squares_entry = proc_create_seq(SQUARES_NAME, 0444, NULL, &squares_ops);
	return squares_entry ? 0 : -ENOMEM;
}

static void __exit squares_exit(void)
{
	proc_remove(squares_entry);
}

module_init(squares_init);
module_exit(squares_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A table that is computed while it is read");
