// SPDX-License-Identifier: GPL-2.0
/*
 * chatter - log what users write, but not too often and nothing dangerous
 *
 * Shows: pr_info_ratelimited(); %*pE, which escapes what is not printable.
 *
 * Try:   insmod chatter.ko
 *        echo hello > /dev/chatter
 *        printf 'two\nlines' > /dev/chatter
 *        for i in $(seq 20); do echo $i > /dev/chatter; done
 *        sleep 5
 *        echo again > /dev/chatter
 *        rmmod chatter
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#define CHATTER_MAX	79

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

static const struct file_operations chatter_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.write = chatter_write,
};

static struct miscdevice chatter_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "chatter",
	.fops = &chatter_fops,
	.mode = 0222,
};

module_misc_device(chatter_device);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A log of what users say");
