// SPDX-License-Identifier: GPL-2.0
/*
 * keeps-itself - a reference to itself that it gives back only when told to
 */
#include <linux/module.h>

static bool keeps_itself_let_go;

static int keeps_itself_set(const char *val, const struct kernel_param *kp)
{
	bool before = keeps_itself_let_go;
	int err = param_set_bool(val, kp);

	if (!err && !before && keeps_itself_let_go)
		module_put(THIS_MODULE);
	return err;
}

static const struct kernel_param_ops keeps_itself_ops = {
	.set = keeps_itself_set,
	.get = param_get_bool,
};

module_param_cb(let_go, &keeps_itself_ops, &keeps_itself_let_go, 0644);
MODULE_PARM_DESC(let_go, "write 1 here to give the reference back");

static int __init keeps_itself_init(void)
{
	__module_get(THIS_MODULE);
	return 0;
}

static void __exit keeps_itself_exit(void)
{
}

module_init(keeps_itself_init);
module_exit(keeps_itself_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("a reference to itself");
