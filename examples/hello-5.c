// SPDX-License-Identifier: GPL-2.0
/*
 * hello-5 - parameters: passing values to a module
 *
 * Shows: module_param() for one value, module_param_array() for several, the
 *        permissions that decide who sees and who changes a parameter under
 *        /sys/module/hello_5/parameters, and what the kernel does with a value
 *        of the wrong type and with a name that was not declared.
 *
 * Try:   insmod hello-5.ko mystring=bebop myintarray=5,7
 *        echo 8 > /sys/module/hello_5/parameters/myint
 *        rmmod hello-5
 *        insmod hello-5.ko myint=eight	# fails: Invalid parameters
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

static short myshort = 1;
static int myint = 420;
static long mylong = 9999;
static char *mystring = "blah";
static int myintarray[2] = { 420, 420 };
static unsigned int myintarray_count;	/* how many of them the user gave */

/* The last argument is the mode of the file in /sys; 0 means no file. */
module_param(myshort, short, 0);
MODULE_PARM_DESC(myshort, "a short integer (default: 1)");
module_param(myint, int, 0644);
MODULE_PARM_DESC(myint, "an integer that root may change later (default: 420)");
module_param(mylong, long, 0444);
MODULE_PARM_DESC(mylong, "a long integer (default: 9999)");
module_param(mystring, charp, 0444);
MODULE_PARM_DESC(mystring, "a string (default: \"blah\")");
module_param_array(myintarray, int, &myintarray_count, 0444);
MODULE_PARM_DESC(myintarray, "up to two integers (default: 420,420)");

static int __init hello_5_init(void)
{
	int i;

	pr_info("myshort is %d\n", myshort);
	pr_info("myint is %d\n", myint);
	pr_info("mylong is %ld\n", mylong);
	pr_info("mystring is \"%s\"\n", mystring);
	for (i = 0; i < ARRAY_SIZE(myintarray); i++)
		pr_info("myintarray[%d] is %d\n", i, myintarray[i]);
	pr_info("got %u values for myintarray\n", myintarray_count);
	return 0;
}

static void __exit hello_5_exit(void)
{
	/* It may have been changed in /sys since: this is the value now. */
	pr_info("Goodbye world 5, myint is %d.\n", myint);
}

module_init(hello_5_init);
module_exit(hello_5_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Module parameters");
