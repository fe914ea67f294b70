// SPDX-License-Identifier: GPL-2.0
/*
 * limits - two values in /sys that must always fit each other
 *
 * Shows: an attribute group, which makes and removes several files at once;
 *        __ATTR_RW(); a lock around a rule that concerns two values.
 *
 * Try:   insmod limits.ko
 *        cat /sys/kernel/limits/low /sys/kernel/limits/high
 *        echo 200 > /sys/kernel/limits/low	# fails: above high
 *        echo 300 > /sys/kernel/limits/high
 *        echo 200 > /sys/kernel/limits/low
 *        rmmod limits
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sysfs.h>

static struct kobject *limits_kobj;

static DEFINE_MUTEX(limits_lock);	/* protects both: low <= high */
static int limits_low;
static int limits_high = 100;

static ssize_t low_show(struct kobject *kobj, struct kobj_attribute *attr,
			char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(limits_low));
}

static ssize_t low_store(struct kobject *kobj, struct kobj_attribute *attr,
			 const char *buf, size_t count)
{
	int value, ret;

	ret = kstrtoint(buf, 10, &value);
	if (ret)
		return ret;

	/* Between the test and the change, high must not be lowered. */
	mutex_lock(&limits_lock);
	if (value <= limits_high)
		WRITE_ONCE(limits_low, value);
	else
		ret = -EINVAL;
	mutex_unlock(&limits_lock);
	return ret ? ret : count;
}

static ssize_t high_show(struct kobject *kobj, struct kobj_attribute *attr,
			 char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(limits_high));
}

static ssize_t high_store(struct kobject *kobj, struct kobj_attribute *attr,
			  const char *buf, size_t count)
{
	int value, ret;

	ret = kstrtoint(buf, 10, &value);
	if (ret)
		return ret;

	mutex_lock(&limits_lock);
	if (value >= limits_low)
		WRITE_ONCE(limits_high, value);
	else
		ret = -EINVAL;
	mutex_unlock(&limits_lock);
	return ret ? ret : count;
}

static struct kobj_attribute limits_low_attr = __ATTR_RW(low);
static struct kobj_attribute limits_high_attr = __ATTR_RW(high);

static struct attribute *limits_attrs[] = {
	&limits_low_attr.attr,
	&limits_high_attr.attr,
	NULL
};

static const struct attribute_group limits_group = {
	.attrs = limits_attrs,
};

static int __init limits_init(void)
{
	int ret;

	limits_kobj = kobject_create_and_add("limits", kernel_kobj);
	if (!limits_kobj)
		return -ENOMEM;

	/* Both files or none. */
	ret = sysfs_create_group(limits_kobj, &limits_group);
	if (ret)
		kobject_put(limits_kobj);
	return ret;
}

static void __exit limits_exit(void)
{
	sysfs_remove_group(limits_kobj, &limits_group);
	kobject_put(limits_kobj);
}

module_init(limits_init);
module_exit(limits_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Two values and a rule about them");
