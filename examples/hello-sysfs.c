// SPDX-License-Identifier: GPL-2.0
/*
 * hello-sysfs - a variable of the module as a file in /sys
 *
 * Shows: a kobject, which is a directory; a kobj_attribute, which is a file in
 *        it; show with sysfs_emit(), store with kstrtoint(), which takes a
 *        number and nothing else.
 *
 * Try:   insmod hello-sysfs.ko
 *        ls -l /sys/kernel/mymodule
 *        cat /sys/kernel/mymodule/myvariable
 *        echo 32 > /sys/kernel/mymodule/myvariable
 *        cat /sys/kernel/mymodule/myvariable
 *        echo 32x > /sys/kernel/mymodule/myvariable	# fails: no number
 *        rmmod hello-sysfs
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sysfs.h>

static struct kobject *hello_sysfs_kobj;
static int hello_sysfs_variable;

/* Several may be here at once; an int is read and written in one piece. */
static ssize_t myvariable_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(hello_sysfs_variable));
}

/* buf ends in a NUL: sysfs has copied it from user space, and added that. */
static ssize_t myvariable_store(struct kobject *kobj,
				struct kobj_attribute *attr, const char *buf,
				size_t count)
{
	int value;
	int ret;

	ret = kstrtoint(buf, 10, &value);
	if (ret)
		return ret;

	WRITE_ONCE(hello_sysfs_variable, value);
	return count;
}

/* The names of the two functions follow from that of the file. */
static struct kobj_attribute hello_sysfs_attr =
	__ATTR(myvariable, 0660, myvariable_show, myvariable_store);

static int __init hello_sysfs_init(void)
{
	int ret;

	/* /sys/kernel is kernel_kobj; ours becomes a directory in there. */
	hello_sysfs_kobj = kobject_create_and_add("mymodule", kernel_kobj);
	if (!hello_sysfs_kobj)
		return -ENOMEM;

	ret = sysfs_create_file(hello_sysfs_kobj, &hello_sysfs_attr.attr);
	if (ret)
		goto err_put_kobj;

	pr_info("/sys/kernel/mymodule/myvariable created\n");
	return 0;

err_put_kobj:
	kobject_put(hello_sysfs_kobj);
	return ret;
}

static void __exit hello_sysfs_exit(void)
{
	/* Waits for calls of show and store; none comes in after that. */
	sysfs_remove_file(hello_sysfs_kobj, &hello_sysfs_attr.attr);
	/* Counted like all kobjects: the last reference removes it. */
	kobject_put(hello_sysfs_kobj);
	pr_info("myvariable was %d\n", hello_sysfs_variable);
}

module_init(hello_sysfs_init);
module_exit(hello_sysfs_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A file in /sys");
