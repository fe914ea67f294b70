// SPDX-License-Identifier: GPL-2.0
/*
 * static_key - a switch that is no variable, but an instruction
 *
 * Shows: DEFINE_STATIC_KEY_FALSE() and static_branch_unlikely(), a condition
 *        that costs a no-op while it is off; what becomes of that
 *        instruction when static_branch_enable() rewrites it; the same switch
 *        as a variable, for comparison.
 *
 * Needs: CONFIG_JUMP_LABEL
 *
 * Try:   insmod static_key.ko
 *        cat /sys/module/static_key/parameters/code
 *        echo 1 > /sys/module/static_key/parameters/on
 *        cat /sys/module/static_key/parameters/code
 *        echo 1000000 > /sys/module/static_key/parameters/pass
 *        cat /sys/module/static_key/parameters/pass
 *        cat /sys/module/static_key/parameters/seen
 *        rmmod static_key
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/jump_label.h>
#include <linux/kstrtox.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sysfs.h>

#define STATIC_KEY_PASSES	1000000	/* at most, with one write */
#define STATIC_KEY_CODE		5	/* bytes: the longest of a jump here */

static DEFINE_STATIC_KEY_FALSE(static_key_switch);
static bool static_key_variable;	/* the same once more */

/*
 * The kernel reads and writes a module's parameters under one mutex, which
 * protects what is here, too.
 */
static unsigned int static_key_passes;
static u64 static_key_ns, static_key_variable_ns;	/* what they took */
static unsigned int static_key_seen;
module_param_named(seen, static_key_seen, uint, 0444);
MODULE_PARM_DESC(seen, "passes that found the key on: only to be read");

/* Many pass here; few ever want to know how many. */
static noinline void static_key_pass(void)
{
	if (static_branch_unlikely(&static_key_switch))
		static_key_seen++;
}

static noinline void static_key_pass_variable(void)
{
	if (unlikely(READ_ONCE(static_key_variable)))
		static_key_seen++;
}

/* May sleep, and takes a while: it interrupts every processor. */
static int static_key_set_on(const char *text, const struct kernel_param *kp)
{
	bool on;
	int ret;

	ret = kstrtobool(text, &on);
	if (ret)
		return ret;
	if (on)
		static_branch_enable(&static_key_switch);
	else
		static_branch_disable(&static_key_switch);
	WRITE_ONCE(static_key_variable, on);
	return 0;
}

static int static_key_get_on(char *text, const struct kernel_param *kp)
{
	return sysfs_emit(text, "%d\n", static_key_enabled(&static_key_switch));
}

static const struct kernel_param_ops static_key_on_ops = {
	.set = static_key_set_on,
	.get = static_key_get_on,
};

module_param_cb(on, &static_key_on_ops, NULL, 0644);
MODULE_PARM_DESC(on, "count those who pass (default: N)");

static int static_key_set_pass(const char *text, const struct kernel_param *kp)
{
	unsigned int passes, i, seen;
	u64 start;
	int ret;

	ret = kstrtouint(text, 0, &passes);
	if (ret)
		return ret;
	if (passes < 1 || passes > STATIC_KEY_PASSES)
		return -ERANGE;

	seen = static_key_seen;
	start = ktime_get_ns();
	for (i = 0; i < passes; i++)
		static_key_pass_variable();
	static_key_variable_ns = ktime_get_ns() - start;
	static_key_seen = seen;		/* nobody passed, we tried */

	start = ktime_get_ns();
	for (i = 0; i < passes; i++)
		static_key_pass();
	static_key_ns = ktime_get_ns() - start;
	static_key_passes = passes;
	return 0;
}

static int static_key_get_pass(char *text, const struct kernel_param *kp)
{
	return sysfs_emit(text, "%u passes: key %llu ns, variable %llu ns\n",
			  static_key_passes, static_key_ns,
			  static_key_variable_ns);
}

static const struct kernel_param_ops static_key_pass_ops = {
	.set = static_key_set_pass,
	.get = static_key_get_pass,
};

module_param_cb(pass, &static_key_pass_ops, NULL, 0644);
MODULE_PARM_DESC(pass, "pass so many times, 1 to 1000000, and measure it");

/*
 * The compiler notes each place where a key decides, in a table of the module.
 * Here only to be looked at: what is in memory where ours does.
 */
static int static_key_get_code(char *text, const struct kernel_param *kp)
{
	struct jump_entry *entry = THIS_MODULE->jump_entries;
	unsigned int i;

	for (i = 0; i < THIS_MODULE->num_jump_entries; i++, entry++)
		if (jump_entry_key(entry) == &static_key_switch.key)
			return sysfs_emit(text, "%*ph\n", STATIC_KEY_CODE,
					  (void *)jump_entry_code(entry));
	return -ENOENT;		/* cannot be: the compiler noted it */
}

/* Called for code=5 on the command line, whatever the file's mode says. */
/* not reached: by gcov, which counts from init on; parameters come before. */
static int static_key_set_code(const char *text, const struct kernel_param *kp)
{
	return -EINVAL;
}

static const struct kernel_param_ops static_key_code_ops = {
	.set = static_key_set_code,
	.get = static_key_get_code,
};

module_param_cb(code, &static_key_code_ops, NULL, 0444);
MODULE_PARM_DESC(code, "the bytes where the key decides: only to be read");

static int __init static_key_demo_init(void)
{
	static_key_seen = 0;	/* whatever was given as a parameter */
	return 0;
}

static void __exit static_key_demo_exit(void)
{
	pr_info("%u seen\n", static_key_seen);
}

module_init(static_key_demo_init);
module_exit(static_key_demo_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A switch that is an instruction");
