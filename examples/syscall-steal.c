// SPDX-License-Identifier: GPL-2.0
/*
 * syscall-steal - watch which files a user opens
 *
 * Shows: a kprobe on a function of the kernel: how to place it by name, how its
 *        handler gets the function's arguments and what it may do, and how to
 *        take it away while calls are under way.
 *
 * Needs: CONFIG_KPROBES
 *
 * Try:   insmod syscall-steal.ko uid=1000
 *        setpriv --reuid 1000 cat /etc/group
 *        cat /etc/passwd
 *        rmmod syscall-steal
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

/* (uid_t)-1 belongs to nobody: unless told whom to watch, we watch no one. */
static uid_t syscall_steal_watched = (uid_t)-1;
module_param_named(uid, syscall_steal_watched, uint, 0444);
MODULE_PARM_DESC(uid, "the user to watch (default: nobody)");

static kuid_t syscall_steal_uid;

/*
 * The function that the ways to open a file have in common: open(2), openat(2),
 * openat2(2), creat(2), but also execve(2) and io_uring. Its arguments are
 *
 *	(int dfd, struct filename *pathname, const struct open_flags *op)
 *
 * The path has already been copied from the program's memory. At the entry of
 * the system call itself we would have to do that, and the program could write
 * another path there after we looked at it.
 *
 * None of this is an interface: the kernel may change it any day, and it did
 * change the name in the 7.x series. We try the new one first.
 */
static const char * const syscall_steal_names[] = {
	"do_file_open",
	"do_filp_open",
};

/*
 * Runs before the function's first instruction, in the process that calls it,
 * with preemption off: it must not sleep.
 */
static int syscall_steal_handler(struct kprobe *probe, struct pt_regs *regs)
{
	struct filename *path = (void *)regs_get_kernel_argument(regs, 1);

	/*
	 * The real user id: a set-uid program that the user starts opens files
	 * with another's rights, but it is still our user who does it.
	 */
	if (!uid_eq(current_uid(), syscall_steal_uid))
		return 0;

	/* Newer kernels come here even when the path could not be copied. */
	if (IS_ERR_OR_NULL(path))
		return 0;

	/*
	 * %pE escapes what is not printable: a line break in a path must not
	 * forge a line of the log. No pr_info_ratelimited(): it drops lines,
	 * and each of them counts here.
	 */
	pr_info("uid %u opens %*pE\n", syscall_steal_watched,
		(int)strlen(path->name), path->name);
	return 0;
}

/* No probe may be placed on the prober. */
NOKPROBE_SYMBOL(syscall_steal_handler);

static struct kprobe syscall_steal_probe = {
	.pre_handler = syscall_steal_handler,
};

static int __init syscall_steal_init(void)
{
	int i, ret = -ENOENT;

	syscall_steal_uid = make_kuid(current_user_ns(), syscall_steal_watched);

	for (i = 0; i < ARRAY_SIZE(syscall_steal_names); i++) {
		syscall_steal_probe.symbol_name = syscall_steal_names[i];
		ret = register_kprobe(&syscall_steal_probe);
		if (ret != -ENOENT)
			break;
	}
	if (ret) {
		pr_err("no probe on %s: error %d\n",
		       syscall_steal_probe.symbol_name, ret);
		return ret;
	}

	if (uid_valid(syscall_steal_uid))
		pr_info("watching uid %u, at %s\n", syscall_steal_watched,
			syscall_steal_probe.symbol_name);
	else
		pr_info("watching nobody: load me with uid=NUMBER\n");
	return 0;
}

static void __exit syscall_steal_exit(void)
{
	/*
	 * Puts the original instruction back and waits until no CPU is in the
	 * handler. The function itself was never ours: calls of it that are
	 * under way, asleep even, just go on in the kernel's own code.
	 */
	unregister_kprobe(&syscall_steal_probe);
	pr_info("gone\n");
}

module_init(syscall_steal_init);
module_exit(syscall_steal_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Log the files a user opens");
