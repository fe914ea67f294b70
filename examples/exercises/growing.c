// SPDX-License-Identifier: GPL-2.0
/*
 * growing - an ioctl whose structure may grow in later versions
 *
 * Shows: how the size inside the command tells which version of the structure
 *        a program was built with; copy_struct_from_user(), which takes both.
 *
 * The first version had the member a only, and the call returned it. The second
 * added b. A program that knows nothing of b means b = 0.
 *
 * Try:   insmod growing.ko
 *        fop /dev/growing r ioctl-int:0x4004cd20:5
 *        rmmod growing
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ioctl.h>
#include <linux/mm.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/types.h>
#include <linux/uaccess.h>

struct growing_arg {
	__u32 a;
	__u32 b;		/* since the second version */
};

#define GROWING_SIZE_V1	4	/* what the oldest program passes */
#define GROWING_ADD	_IOW(0xcd, 0x20, struct growing_arg)

/* The command without its size: the same in all versions. */
#define GROWING_SIZELESS(cmd) \
	((cmd) & ~((unsigned int)_IOC_SIZEMASK << _IOC_SIZESHIFT))

static long growing_add(const void __user *user, size_t size)
{
	struct growing_arg arg;
	u32 sum;
	int ret;

	if (size < GROWING_SIZE_V1)
		return -EINVAL;

	/* Shorter than ours: the rest is 0. Longer: its rest must be 0. */
	ret = copy_struct_from_user(&arg, sizeof(arg), user, size);
	if (ret)
		return ret;

	sum = arg.a + arg.b;
	/* Negative numbers would be errors to the program. */
	if (sum < arg.a || sum > INT_MAX)
		return -ERANGE;
	return sum;
}

static long growing_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	const void __user *user = (const void __user *)arg;

	switch (GROWING_SIZELESS(cmd)) {
	case GROWING_SIZELESS(GROWING_ADD):
		return growing_add(user, _IOC_SIZE(cmd));
	default:
		return -ENOTTY;
	}
}

static const struct file_operations growing_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = growing_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice growing_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "growing",
	.fops = &growing_fops,
	.mode = 0600,
};

module_misc_device(growing_misc);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An ioctl with room to grow");
