// SPDX-License-Identifier: GPL-2.0
/*
 * chatter - log what users write, but not too often and nothing dangerous
 *
 * Shows: pr_info_ratelimited(); %*pE, which escapes what is not printable.
 *
 * Try:   insmod chatter.ko
 *        echo hello > /proc/chatter
 *        printf 'two\nlines' > /proc/chatter
 *        for i in $(seq 20); do echo $i > /proc/chatter; done
 *        sleep 5
 *        echo again > /proc/chatter
 *        rmmod chatter
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#define CHATTER_NAME	"chatter"
#define CHATTER_MAX	79

static struct proc_dir_entry *chatter_entry;

/*
 * The number of the process, and not its name: that is chosen by the user as
 * well, and may contain a newline.
 */
static ssize_t chatter_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	char text[CHATTER_MAX];
	int shown;

	len = min(len, sizeof(text));
	if (copy_from_user(text, buf, len))
		return -EFAULT;

	shown = len;
	if (shown > 0 && text[shown - 1] == '\n')
		shown--;
	pr_info_ratelimited("%d says: %*pE\n", task_pid_nr(current), shown,
			    text);
	return len;
}

static const struct proc_ops chatter_ops = {
	.proc_write = chatter_write,
};

static int __init chatter_init(void)
{
	chatter_entry = proc_create(CHATTER_NAME, 0222, NULL, &chatter_ops);
	return chatter_entry ? 0 : -ENOMEM;
}

static void __exit chatter_exit(void)
{
	proc_remove(chatter_entry);
}

module_init(chatter_init);
module_exit(chatter_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A log of what users say");
