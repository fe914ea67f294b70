// SPDX-License-Identifier: GPL-2.0
/*
 * procfs3 - a file in /proc with an owner, and a say in who may write
 *
 * Shows: proc_set_user() and proc_set_size(), what ls -l tells of the file; a
 *        permission that no mode can express: only the owner writes, and root
 *        is no exception; open and release, the frame of a writer's work.
 *
 * Each opening for writing starts a draft. Closing the file publishes it, so
 * that no read returns a text that is half written. (Two reads may return parts
 * of two texts.)
 *
 * Try:   insmod procfs3.ko owner=1000
 *        ls -ln /proc/buffer2k
 *        setpriv --reuid 1000 sh -c 'echo "my own words" > /proc/buffer2k'
 *        cat /proc/buffer2k
 *        echo "root was here" > /proc/buffer2k	# fails: root is not the owner
 *        chown root /proc/buffer2k
 *        echo "root was here" > /proc/buffer2k
 *        rmmod procfs3
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "compat.h"

#define PROCFS3_NAME	"buffer2k"
#define PROCFS3_SIZE	2048

static unsigned int procfs3_owner;
module_param_named(owner, procfs3_owner, uint, 0444);
MODULE_PARM_DESC(owner, "the user (a number) who may write (default: 0, root)");

struct procfs3_text {
	size_t len;
	char data[PROCFS3_SIZE];
};

static struct {
	struct proc_dir_entry *entry;
	struct mutex lock;	/* protects the text, and the drafts as well */
	struct procfs3_text *text;	/* the latest; NULL before the first */
} procfs3 = {
	.lock = __MUTEX_INITIALIZER(procfs3.lock),
};

/*
 * When we are called, the mode has admitted the caller; root passes any mode.
 * Decide here and not in write: an open file can be handed to a process with
 * more rights, which then writes to it without knowing of us.
 */
static int procfs3_open(struct inode *inode, struct file *file)
{
	struct procfs3_text *draft;

	if (!(file->f_mode & FMODE_WRITE))
		return 0;
	if (!uid_eq(current_fsuid(), inode->i_uid))
		return -EPERM;

	draft = kzalloc_obj(*draft);
	if (!draft)
		return -ENOMEM;

	file->private_data = draft;
	return 0;
}

/* The last close. For a file still open proc_remove() comes here, too. */
static int procfs3_release(struct inode *inode, struct file *file)
{
	struct procfs3_text *old, *draft = file->private_data;

	if (!draft)
		return 0;
	/* Nothing was written: the old text stays. */
	if (!draft->len) {
		kfree(draft);
		return 0;
	}

	mutex_lock(&procfs3.lock);
	old = procfs3.text;
	procfs3.text = draft;
	mutex_unlock(&procfs3.lock);
	kfree(old);
	return 0;
}

static ssize_t procfs3_read(struct file *file, char __user *buf, size_t len,
			    loff_t *offset)
{
	ssize_t ret = 0;

	if (mutex_lock_interruptible(&procfs3.lock))
		return -ERESTARTSYS;
	if (procfs3.text)
		ret = simple_read_from_buffer(buf, len, offset,
					      procfs3.text->data,
					      procfs3.text->len);
	mutex_unlock(&procfs3.lock);
	return ret;
}

/* Adds to the draft: it is written from start to end, without gaps. */
static ssize_t procfs3_write(struct file *file, const char __user *buf,
			     size_t len, loff_t *offset)
{
	struct procfs3_text *draft = file->private_data;
	ssize_t ret;

	if (mutex_lock_interruptible(&procfs3.lock))
		return -ERESTARTSYS;
	if (*offset != draft->len)
		ret = -EINVAL;
	else if (draft->len == sizeof(draft->data))
		ret = -ENOSPC;
	else
		ret = simple_write_to_buffer(draft->data, sizeof(draft->data),
					     offset, buf, len);
	if (ret > 0)
		draft->len += ret;
	mutex_unlock(&procfs3.lock);
	return ret;
}

static const struct proc_ops procfs3_ops = {
	.proc_open = procfs3_open,
	.proc_release = procfs3_release,
	.proc_read = procfs3_read,
	.proc_write = procfs3_write,
	.proc_lseek = default_llseek,
};

static int __init procfs3_init(void)
{
	/* The kernel's own type for users; only it can be compared safely. */
	kuid_t owner = make_kuid(&init_user_ns, procfs3_owner);

	if (!uid_valid(owner)) {
		pr_err("%u is no user\n", procfs3_owner);
		return -EINVAL;
	}

	procfs3.entry = proc_create(PROCFS3_NAME, 0644, NULL, &procfs3_ops);
	if (!procfs3.entry)
		return -ENOMEM;

	proc_set_user(procfs3.entry, owner, GLOBAL_ROOT_GID);
	/* What stat(2) tells, no more: the end of the file is up to read. */
	proc_set_size(procfs3.entry, PROCFS3_SIZE);

	pr_info("/proc/%s created for user %u\n", PROCFS3_NAME, procfs3_owner);
	return 0;
}

static void __exit procfs3_exit(void)
{
	proc_remove(procfs3.entry);
	kfree(procfs3.text);
	pr_info("/proc/%s removed\n", PROCFS3_NAME);
}

module_init(procfs3_init);
module_exit(procfs3_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A file in /proc with an owner");
