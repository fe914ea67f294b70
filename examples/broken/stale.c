// SPDX-License-Identifier: GPL-2.0
/*
 * stale - hands user space what lay on the stack before
 *
 * Bug: a structure is copied out whole, though only a part of it was filled in.
 * The rest is what an earlier call left there: here, a passphrase.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/types.h>

struct stale_answer {
	u8 version;		/* and seven bytes of padding behind it */
	u64 uptime;
	char name[32];
};

/* What any other code may have done before, on the same stack. */
static noinline void stale_check_passphrase(void)
{
	char passphrase[128];
	int i;

	for (i = 0; i < sizeof(passphrase); i += 8)
		memcpy(passphrase + i, "hunter2", 8);
	barrier_data(passphrase);	/* as if it were used */
}

static noinline ssize_t stale_copy_answer(char __user *buf, size_t len,
					  loff_t *offset)
{
	struct stale_answer answer;	/* "= { }" need not set the holes */

	answer.version = 1;
	answer.uptime = 7;
	strscpy(answer.name, "tick", sizeof(answer.name));
	return simple_read_from_buffer(buf, len, offset, &answer,
				       sizeof(answer));
}

static ssize_t stale_read(struct file *file, char __user *buf, size_t len,
			  loff_t *offset)
{
	stale_check_passphrase();
	return stale_copy_answer(buf, len, offset);
}

static const struct proc_ops stale_ops = {
	.proc_read = stale_read,
	.proc_lseek = default_llseek,
};

static int __init stale_init(void)
{
	if (!proc_create("stale", 0444, NULL, &stale_ops))
		return -ENOMEM;
	return 0;
}

static void __exit stale_exit(void)
{
	remove_proc_entry("stale", NULL);
}

module_init(stale_init);
module_exit(stale_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An information leak");
