// SPDX-License-Identifier: GPL-2.0
/*
 * open-errors - log the files that a user tried to open in vain, and why
 *
 * Shows: a kretprobe, which has a handler at the entry of a function and one
 *        at its return, and memory for each call that is under way.
 *
 * Try:   insmod open-errors.ko uid=1000
 *        setpriv --reuid 1000 cat /etc/nothing	# fails: No such file
 *        rmmod open-errors
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/ptrace.h>
#include <linux/string.h>
#include <linux/uidgid.h>

#define OPEN_ERRORS_AT_ONCE	64	/* calls that can be followed */
#define OPEN_ERRORS_PATH_MAX	100	/* more of a path is cut */

static uid_t open_errors_watched = (uid_t)-1;
module_param_named(uid, open_errors_watched, uint, 0444);
MODULE_PARM_DESC(uid, "the user to watch (default: nobody)");

static kuid_t open_errors_uid;

/* Copied at the entry: at the return the caller may have freed the path. */
struct open_errors_call {
	char path[OPEN_ERRORS_PATH_MAX];
};

static const char * const open_errors_names[] = {
	"do_file_open",
	"do_filp_open",
};

/* Anything but 0 says: this call is not of interest, do not call me again. */
static int open_errors_entry(struct kretprobe_instance *ri,
			     struct pt_regs *regs)
{
	struct open_errors_call *call = (void *)ri->data;
	struct filename *path = (void *)regs_get_kernel_argument(regs, 1);

	if (!uid_eq(current_uid(), open_errors_uid) || IS_ERR_OR_NULL(path))
		return 1;
	strscpy(call->path, path->name, sizeof(call->path));
	return 0;
}

NOKPROBE_SYMBOL(open_errors_entry);

/* The function returns a struct file *, or an error in its place. */
static int open_errors_return(struct kretprobe_instance *ri,
			      struct pt_regs *regs)
{
	struct open_errors_call *call = (void *)ri->data;
	void *file = (void *)regs_return_value(regs);

	if (IS_ERR(file))
		pr_info("uid %u, %*pE: error %ld\n", open_errors_watched,
			(int)strlen(call->path), call->path, PTR_ERR(file));
	return 0;
}

NOKPROBE_SYMBOL(open_errors_return);

static struct kretprobe open_errors_probe = {
	.entry_handler = open_errors_entry,
	.handler = open_errors_return,
	.data_size = sizeof(struct open_errors_call),
	.maxactive = OPEN_ERRORS_AT_ONCE,
};

static int __init open_errors_init(void)
{
	int i, ret = -ENOENT;

	open_errors_uid = make_kuid(current_user_ns(), open_errors_watched);

	for (i = 0; i < ARRAY_SIZE(open_errors_names); i++) {
		open_errors_probe.kp.symbol_name = open_errors_names[i];
		ret = register_kretprobe(&open_errors_probe);
		if (ret != -ENOENT)
			break;
	}
	return ret;
}

static void __exit open_errors_exit(void)
{
	unregister_kretprobe(&open_errors_probe);
	/* More calls at once than we had memory for went by unseen. */
	pr_info("missed %d calls\n", open_errors_probe.nmissed);
}

module_init(open_errors_init);
module_exit(open_errors_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Log what a user could not open");
