// SPDX-License-Identifier: GPL-2.0
/*
 * abba - two locks that are taken in either order
 *
 * Bug: abba_pay() holds the purse and wants the ledger; abba_audit() holds the
 * ledger and wants the purse. Here they run one after the other, so nothing
 * happens. On two CPUs at the same moment, each would wait for the other,
 * forever. A kernel with CONFIG_PROVE_LOCKING says so without waiting for that.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>

static DEFINE_MUTEX(abba_purse);	/* protects coins */
static DEFINE_MUTEX(abba_ledger);	/* protects booked */
static unsigned int coins = 10, booked;

static noinline void abba_pay(void)
{
	mutex_lock(&abba_purse);
	coins--;
	mutex_lock(&abba_ledger);
	booked++;
	mutex_unlock(&abba_ledger);
	mutex_unlock(&abba_purse);
}

static noinline void abba_audit(void)
{
	mutex_lock(&abba_ledger);
	mutex_lock(&abba_purse);
	pr_info("%u coins left, %u booked\n", coins, booked);
	mutex_unlock(&abba_purse);
	mutex_unlock(&abba_ledger);
}

static int __init abba_init(void)
{
	abba_pay();
	abba_audit();
	return 0;
}

static void __exit abba_exit(void)
{
}

module_init(abba_init);
module_exit(abba_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A deadlock that waits to happen");
