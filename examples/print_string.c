// SPDX-License-Identifier: GPL-2.0
/*
 * print_string - write to the terminal from which it is loaded
 *
 * Shows: current, the task that runs this code; its controlling terminal, and
 *        the two things that keep a terminal usable: a reference keeps it in
 *        memory, its lock keeps it open.
 *
 * Try:   insmod print_string.ko
 *        rmmod print_string
 *        setsid -w insmod print_string.ko
 *        rmmod print_string
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>

/* Returns how many bytes the terminal took, or an error. */
static ssize_t print_string_write(struct tty_struct *tty, const u8 *text,
				  size_t len)
{
	/*
	 * The driver's write takes what fits and does not wait for the rest.
	 * There is room for a line unless the terminal is held up (Ctrl-S).
	 */
	if (!tty->ops->write)
		return -EIO;
	if (tty_write_room(tty) < len)
		return -EAGAIN;
	return tty->ops->write(tty, text, len);
}

static void print_string(const u8 *text, size_t len)
{
	struct tty_struct *tty;
	ssize_t ret = -EIO;

	/* A module is loaded and unloaded by a system call: of this task. */
	tty = get_current_tty();
	if (!tty) {
		pr_info("%s (%d) has no terminal\n", current->comm,
			task_pid_nr(current));
		return;
	}

	/*
	 * The reference that we got keeps the structure. The window may close
	 * all the same; under the lock, a count above zero means it is open.
	 */
	tty_lock(tty);
	if (tty->count > 0)
		ret = print_string_write(tty, text, len);
	tty_unlock(tty);

	if (ret < 0)
		pr_info("cannot write to %s: %pe\n", tty_name(tty),
			ERR_PTR(ret));
	else
		pr_info("wrote %zd bytes to %s\n", ret, tty_name(tty));
	tty_kref_put(tty);
}

/*
 * This is below the line discipline, which for a program's "\n" goes to the
 * first column as well: we have to say so ourselves.
 */
static const u8 print_string_hello[] = "Hello from the kernel!\r\n";
static const u8 print_string_goodbye[] = "The kernel says goodbye.\r\n";

static int __init print_string_init(void)
{
	print_string(print_string_hello, sizeof(print_string_hello) - 1);
	return 0;
}

static void __exit print_string_exit(void)
{
	print_string(print_string_goodbye, sizeof(print_string_goodbye) - 1);
}

module_init(print_string_init);
module_exit(print_string_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Printing to the current terminal");
