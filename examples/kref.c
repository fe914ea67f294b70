// SPDX-License-Identifier: GPL-2.0
/*
 * kref - notes that are found by number while others delete them
 *
 * Shows: struct kref, which counts the users of an object; the object dies with
 *        its last user, whichever that is; an xarray, in which a number is
 *        looked up without a lock; kref_get_unless_zero(), because what is
 *        found may be dying.
 *
 * Try:   insmod kref.ko
 *        echo "add 7 tea for two" > /dev/kref
 *        exec 3<>/dev/kref
 *        echo "get 7" >&3
 *        echo "del 7" > /dev/kref
 *        echo "get 7" > /dev/kref	# fails: No such file or directory
 *        cat /sys/module/kref/parameters/alive
 *        cat <&3
 *        exec 3>&-
 *        cat /sys/module/kref/parameters/alive
 *        rmmod kref
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>

#include "compat.h"

#define KREF_NOTES	64	/* numbers go from 0 to 63 */
#define KREF_TEXT	40	/* the longest text, in bytes */

struct kref_note {
	struct kref kref;	/* users: the array, and files that hold it */
	struct rcu_head rcu;
	u32 number;
	char text[KREF_TEXT + 1];
};

/* Has a lock inside for changes; to look something up, RCU is enough. */
static DEFINE_XARRAY(kref_notes);

/* Of an atomic_t, a parameter can show the number inside. */
static atomic_t kref_alive, kref_late;
module_param_named(alive, kref_alive.counter, int, 0444);
MODULE_PARM_DESC(alive, "notes that exist: only to be read");
module_param_named(late, kref_late.counter, int, 0444);
MODULE_PARM_DESC(late, "notes that were found dying: only to be read");

static bool kref_broken;
module_param_named(broken, kref_broken, bool, 0444);
MODULE_PARM_DESC(broken, "take a note even if it is dying (default: N)");
static ushort kref_pause;
module_param_named(pause, kref_pause, ushort, 0444);
MODULE_PARM_DESC(pause, "microseconds from finding to taking (default: 0)");

/* The last user has gone, but another task may just have found the note. */
static void kref_note_release(struct kref *kref)
{
	struct kref_note *note = container_of(kref, struct kref_note, kref);

	atomic_dec(&kref_alive);
	kfree_rcu(note, rcu);
}

/* The first user is the array, from which others can take the note at once. */
static int kref_note_add(u32 number, const char *text)
{
	struct kref_note *note;
	int ret;

	note = kzalloc_obj(*note);
	if (!note)
		return -ENOMEM;
	kref_init(&note->kref);
	note->number = number;
	strscpy(note->text, text, sizeof(note->text));
	atomic_inc(&kref_alive);
	ret = xa_insert(&kref_notes, number, note, GFP_KERNEL);
	if (ret) {
		atomic_dec(&kref_alive);
		kfree(note);
	}
	return ret;
}

/* Return the note with one user more, or NULL if there is none. */
static struct kref_note *kref_note_get(u32 number)
{
	struct kref_note *note;

	rcu_read_lock();	/* keeps the memory, not the note */
	note = xa_load(&kref_notes, number);
	udelay(kref_pause);
	if (note && kref_broken) {
		kref_get(&note->kref);
	} else if (note && !kref_get_unless_zero(&note->kref)) {
		atomic_inc(&kref_late);
		note = NULL;
	}
	rcu_read_unlock();
	return note;
}

/* If many delete the same note, xa_erase() returns it to only one of them. */
static int kref_note_del(u32 number)
{
	struct kref_note *note = xa_erase(&kref_notes, number);

	if (!note)
		return -ENOENT;
	kref_put(&note->kref, kref_note_release);
	return 0;
}

/*
 * A file holds one note at most, from the write that took it until it is
 * closed. As that never changes, a read needs no lock.
 */
static int kref_file_hold(struct file *file, u32 number)
{
	struct kref_note *note = kref_note_get(number);

	if (!note)
		return -ENOENT;
	if (!cmpxchg(&file->private_data, NULL, note))
		return 0;
	kref_put(&note->kref, kref_note_release);
	return -EBUSY;
}

/* add NUMBER TEXT, get NUMBER, del NUMBER */
static ssize_t kref_file_write(struct file *file, const char __user *buf,
			       size_t len, loff_t *offset)
{
	char line[KREF_TEXT + 16], *rest = line, *verb, *word;
	u32 number;
	int ret;

	if (len >= sizeof(line))
		return -EMSGSIZE;
	if (copy_from_user(line, buf, len))
		return -EFAULT;
	line[len] = '\0';
	strim(line);
	verb = strsep(&rest, " ");
	word = strsep(&rest, " ");
	ret = word ? kstrtou32(word, 10, &number) : -EINVAL;
	if (ret)
		return ret;
	if (number >= KREF_NOTES)
		return -EINVAL;

	if (!strcmp(verb, "add") && rest)
		ret = kref_note_add(number, rest);
	else if (!strcmp(verb, "get") && !rest)
		ret = kref_file_hold(file, number);
	else if (!strcmp(verb, "del") && !rest)
		ret = kref_note_del(number);
	else
		ret = -EINVAL;
	return ret ?: len;
}

/* It does not matter whether others can still find the note: we are a user. */
static ssize_t kref_file_read(struct file *file, char __user *buf, size_t len,
			      loff_t *offset)
{
	struct kref_note *note = READ_ONCE(file->private_data);
	char line[KREF_TEXT + 16];

	if (!note)
		return 0;
	return simple_read_from_buffer(buf, len, offset, line,
				       scnprintf(line, sizeof(line), "%u %s\n",
						 note->number, note->text));
}

static int kref_file_open(struct inode *inode, struct file *file)
{
	file->private_data = NULL;	/* was what misc_open() left there */
	return 0;
}

static int kref_file_release(struct inode *inode, struct file *file)
{
	struct kref_note *note = file->private_data;

	if (note)
		kref_put(&note->kref, kref_note_release);
	return 0;
}

static const struct file_operations kref_fops = {
	.owner = THIS_MODULE,
	.open = kref_file_open,
	.release = kref_file_release,
	.read = kref_file_read,
	.write = kref_file_write,
	.llseek = default_llseek,
};

static struct miscdevice kref_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &kref_fops,
	.mode = 0666,
};

/* kref_init() is the kernel's. */
static int __init kref_notes_init(void)
{
	return misc_register(&kref_misc);
}

/* No file is open: the array is the only user of what is left. */
static void __exit kref_notes_exit(void)
{
	unsigned long number;
	struct kref_note *note;

	misc_deregister(&kref_misc);
	xa_for_each(&kref_notes, number, note)
		kref_note_del(number);
	xa_destroy(&kref_notes);
	pr_info("%d notes left\n", atomic_read(&kref_alive));
}

module_init(kref_notes_init);
module_exit(kref_notes_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Objects that die with their last user");
