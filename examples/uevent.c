// SPDX-License-Identifier: GPL-2.0
/*
 * uevent - a device that tells user space of an event
 *
 * Shows: kobject_uevent_env(), by which a driver says "something has changed"
 *        to all programs that listen, with variables of its own; the events
 *        that the kernel sends when the device comes and goes.
 *
 * Needs: CONFIG_NET
 *
 * Try:   ./other/uevent_watch 3 SUBSYSTEM=lkuevent > /tmp/events &
 *        sleep 1; insmod uevent.ko
 *        echo "the door is open" > /sys/class/lkuevent/lkuevent0/tell
 *        rmmod uevent; wait
 *        cat /tmp/events
 */
#include <linux/atomic.h>
#include <linux/ctype.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/module.h>

#define UEVENT_TEXT	63	/* bytes that may be told */

static struct device *uevent_device;
static atomic_t uevent_count;

/*
 * The variables of an event are strings, which programs that run as root
 * believe. So look at each byte before it becomes part of one.
 */
static bool uevent_is_text(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isascii(text[i]) || !isprint(text[i]))
			return false;
	return len > 0 && len <= UEVENT_TEXT;
}

static ssize_t tell_store(struct device *dev, struct device_attribute *attr,
			  const char *text, size_t len)
{
	char said[sizeof("LKMPG_SAID=") + UEVENT_TEXT];
	char count[sizeof("LKMPG_COUNT=-2147483648")];
	char *variables[3] = { };
	size_t size = len;
	int ret;

	if (size && text[size - 1] == '\n')	/* what echo adds */
		size--;
	if (!uevent_is_text(text, size))
		return -EINVAL;

	scnprintf(said, sizeof(said), "LKMPG_SAID=%.*s", (int)size, text);
	scnprintf(count, sizeof(count), "LKMPG_COUNT=%d",
		  atomic_inc_return(&uevent_count));
	variables[0] = said;	/* and NULL at the end */
	variables[1] = count;
	/* May sleep: it allocates, and takes a mutex that all events share. */
	ret = kobject_uevent_env(&dev->kobj, KOBJ_CHANGE, variables);
	return ret ? ret : len;
}

static DEVICE_ATTR_WO(tell);

static struct attribute *uevent_attrs[] = {
	&dev_attr_tell.attr,
	NULL
};
ATTRIBUTE_GROUPS(uevent);

static struct class uevent_class = {
	.name = "lkuevent",
};

static int __init uevent_init(void)
{
	int ret;

	ret = class_register(&uevent_class);
	if (ret)
		return ret;
	/* With the groups: the file is there before "add" is sent. No node. */
	uevent_device = device_create_with_groups(&uevent_class, NULL,
						  MKDEV(0, 0), NULL,
						  uevent_groups, "lkuevent0");
	if (IS_ERR(uevent_device)) {
		class_unregister(&uevent_class);
		return PTR_ERR(uevent_device);
	}
	return 0;
}

static void __exit uevent_exit(void)
{
	device_unregister(uevent_device);
	class_unregister(&uevent_class);
}

module_init(uevent_init);
module_exit(uevent_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A device that sends events to user space");
