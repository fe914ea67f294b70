// SPDX-License-Identifier: GPL-2.0
/*
 * hello-6 - a parameter that is checked, and that tells the module of a change
 *
 * Shows: module_param_cb() with functions of our own for reading and writing;
 *        that the loader calls them before init; kernel_param_lock(), by which
 *        the rest of the module sees no half of a change.
 *
 * Try:   insmod hello-6.ko level=7
 *        cat /sys/module/hello_6/parameters/level
 *        echo 10 > /sys/module/hello_6/parameters/level
 *        echo 11 > /sys/module/hello_6/parameters/level	# fails: range
 *        cat /sys/module/hello_6/parameters/changes
 *        rmmod hello-6
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

#define HELLO_6_MAX	10

/* The two belong together: kernel_param_lock() protects them. */
static unsigned int hello_6_level = 5;
static unsigned int hello_6_changes;	/* of the level, since loading */

/*
 * Called by the loader before init, and later for each write to the file, both
 * times with the lock held. A value that is refused must not change anything.
 */
static int hello_6_set_level(const char *text, const struct kernel_param *kp)
{
	unsigned int level;
	int ret;

	ret = kstrtouint(text, 0, &level);
	if (ret)
		return ret;
	if (level > HELLO_6_MAX)
		return -ERANGE;
	if (level == hello_6_level)
		return 0;

	hello_6_level = level;
	hello_6_changes++;
	return 0;
}

/* The buffer has a page. What is returned is the length. */
static int hello_6_get_level(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%u dB\n", hello_6_level);
}

static const struct kernel_param_ops hello_6_level_ops = {
	.set = hello_6_set_level,
	.get = hello_6_get_level,
};

module_param_cb(level, &hello_6_level_ops, NULL, 0644);
MODULE_PARM_DESC(level, "how loud, 0 to 10 dB (default: 5)");
module_param_named(changes, hello_6_changes, uint, 0444);
MODULE_PARM_DESC(changes, "how often the level has changed (read-only)");

/* The files are there already: a user may write while we read. */
static void hello_6_report(const char *when)
{
	kernel_param_lock(THIS_MODULE);
	pr_info("%s: %u dB after %u changes\n", when, hello_6_level,
		hello_6_changes);
	kernel_param_unlock(THIS_MODULE);
}

static int __init hello_6_init(void)
{
	hello_6_report("init");
	return 0;
}

static void __exit hello_6_exit(void)
{
	hello_6_report("exit");
}

module_init(hello_6_init);
module_exit(hello_6_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A module parameter with operations of its own");
