// SPDX-License-Identifier: GPL-2.0
/*
 * listener - a module in the chain of notifier, which says no if you like
 *
 * Shows: a notifier_block, a function that waits in another module's chain;
 *        NOTIFY_OK, and notifier_from_errno(), which ends the round with an
 *        error.
 *
 * Needs: CONFIG_NET
 *
 * Try:   insmod notifier.ko
 *        insmod listener.ko
 *        ip link set lo down
 *        ip link set lo up
 *        rmmod listener
 *        rmmod notifier
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "notifier.h"

static char *listener_refuse = "";
module_param_named(refuse, listener_refuse, charp, 0444);
MODULE_PARM_DESC(refuse, "the device that must not come up (default: none)");

static int listener_event(struct notifier_block *block, unsigned long event,
			  void *data)
{
	const char *name = data;

	switch (event) {
	case NOTIFIER_RISING:
		if (!strcmp(name, listener_refuse)) {
			pr_info("%s must stay down\n", name);
			return notifier_from_errno(-EPERM);
		}
		pr_info("%s may come up\n", name);
		return NOTIFY_OK;
	case NOTIFIER_UP:
		pr_info("%s is up\n", name);
		return NOTIFY_OK;
	case NOTIFIER_DOWN:
		pr_info("%s is down\n", name);
		return NOTIFY_OK;
	}
	return NOTIFY_DONE;	/* notifier tells no more */
}

static struct notifier_block listener_block = {
	.notifier_call = listener_event,
	.priority = 0,		/* a higher one is called earlier */
};

static int __init listener_init(void)
{
	return notifier_listen(&listener_block);
}

static void __exit listener_exit(void)
{
	notifier_leave(&listener_block);
	pr_info("gone\n");
}

module_init(listener_init);
module_exit(listener_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A listener of notifier's chain");
