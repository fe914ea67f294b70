// SPDX-License-Identifier: GPL-2.0
/*
 * notifier - hears what becomes of network devices, and passes it on
 *
 * Shows: register_netdevice_notifier(), by which the network calls a function
 *        of ours; a chain of our own for other modules, which may be many or
 *        none; an answer that forbids what was announced. The other side is
 *        listener.c.
 *
 * Needs: CONFIG_NET
 *
 * Try:   insmod notifier.ko
 *        insmod listener.ko refuse=lo
 *        ip link set lo down
 *        ip link set lo up	# fails: Operation not permitted
 *        rmmod listener
 *        rmmod notifier
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/export.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/printk.h>

#include "notifier.h"

/* Ours: who is in it may sleep when called. It has a lock of its own. */
static struct blocking_notifier_head notifier_listeners =
	BLOCKING_NOTIFIER_INIT(notifier_listeners);

static unsigned int notifier_heard;	/* protected by the network's mutex */
module_param_named(heard, notifier_heard, uint, 0444);
MODULE_PARM_DESC(heard, "events of network devices: only to be read");

int notifier_listen(struct notifier_block *listener)
{
	return blocking_notifier_chain_register(&notifier_listeners, listener);
}
EXPORT_SYMBOL_GPL(notifier_listen);

/* Waits for a call that is under way; after it there is none. */
int notifier_leave(struct notifier_block *listener)
{
	return blocking_notifier_chain_unregister(&notifier_listeners,
						  listener);
}
EXPORT_SYMBOL_GPL(notifier_leave);

static int notifier_tell(unsigned long event, struct net_device *dev)
{
	return blocking_notifier_call_chain(&notifier_listeners, event,
					    dev->name);
}

/*
 * Called under the mutex of the network, rtnl_lock(): we may sleep, and must
 * not take it once more.
 */
static int notifier_net_event(struct notifier_block *block,
			      unsigned long event, void *info)
{
	struct net_device *dev = netdev_notifier_info_to_dev(info);

	notifier_heard++;
	switch (event) {
	case NETDEV_PRE_UP:
		return notifier_tell(NOTIFIER_RISING, dev);
	case NETDEV_UP:
		notifier_tell(NOTIFIER_UP, dev);
		break;
	case NETDEV_DOWN:
		notifier_tell(NOTIFIER_DOWN, dev);
		break;
	}
	/* Not the answers to these: one that stops would stop the network's. */
	return NOTIFY_DONE;
}

static struct notifier_block notifier_net = {
	.notifier_call = notifier_net_event,
};

static int __init notifier_init(void)
{
	notifier_heard = 0;	/* whatever was given as a parameter */
	/* Calls us at once for all the devices that are there. */
	return register_netdevice_notifier(&notifier_net);
}

static void __exit notifier_exit(void)
{
	/* Calls us once more for each device, as if all of them went. */
	unregister_netdevice_notifier(&notifier_net);
	pr_info("%u events heard\n", notifier_heard);
}

module_init(notifier_init);
module_exit(notifier_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A notifier of network devices with a chain of its own");
