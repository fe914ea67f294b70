// SPDX-License-Identifier: GPL-2.0
/*
 * hello-2 - what the log shows, and what happens when init fails
 *
 * Shows: pr_fmt(), which puts the module's name before every line; the log
 *        levels; pr_debug(), silent until dynamic debug turns it on; and that
 *        a module whose init returns an error is not loaded, so that its exit
 *        function is never called.
 *
 * Try:   insmod hello-2.ko dyndbg=+p
 *        rmmod hello-2
 *        insmod hello-2.ko fail=1	# fails: Invalid parameters
 *        lsmod
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static bool hello_2_fail;
module_param_named(fail, hello_2_fail, bool, 0);
MODULE_PARM_DESC(fail, "make init return -EINVAL (default: no)");

static int hello_2_init(void)
{
	pr_debug("a detail, for whoever asks for details\n");
	pr_info("Hello world 2.\n");

	if (hello_2_fail) {
		pr_err("asked to fail: returning %d\n", -EINVAL);
		return -EINVAL;
	}

	pr_notice("normal, but worth a note\n");
	pr_warn("worth a second look, nothing is broken yet\n");
	return 0;
}

static void hello_2_exit(void)
{
	pr_info("Goodbye world 2.\n");
}

module_init(hello_2_init);
module_exit(hello_2_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Log levels, and an init that can fail");
