// SPDX-License-Identifier: GPL-2.0
// tests/live/wrong.mjs - programs as a reader may write them who learns, and what the
// compiler in the page must say: at the line with the mark, these words. What is not
// here must not be said.

// A module with this at file scope, and this in its init function.
const module = (globals, body = "", includes = "") => `// SPDX-License-Identifier: GPL-2.0
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
${includes}
${globals}
static int __init wrong_init(void)
{
${body}
	return 0;
}

static void __exit wrong_exit(void)
{
}

module_init(wrong_init);
module_exit(wrong_exit);

MODULE_LICENSE("GPL");
`;
const body = (text, globals = "", includes = "") => module(globals, text, includes);

// [name, source, kind, words]; @ in the source is the mark.
export const WRONG = [
	["a name that is not there", body(`	pr_info("%d\\n", count);	@`), "error", "'count' undeclared (first use in this function)"],
	["a semicolon that is missing", body(`	int a = 1	@\n	pr_info("%d\\n", a);`), "error", "expected ';' at the end of this line"],
	["one before the end of the block", body(`	if (1) {\n		pr_info("x\\n")	@\n	}`), "error", "expected ';' before '}'"],
	["a function that is not declared", body(`	pr_inof("x\\n");	@`), "error", "implicit declaration of function 'pr_inof'"],
	["a header that was forgotten", body(`	kfree(kmalloc(1, GFP_KERNEL));	@`), "error", "implicit declaration of function 'kfree'"],
	["a header that does not exist", body("", "", "#include <linux/modul.h>	@"), "error", "linux/modul.h: No such file or directory"],
	["a header of user space", body("", "", "#include <stdio.h>	@"), "error", "stdio.h: No such file or directory"],
	["a member that is not there", body(`	THIS_MODULE->nmae[0] = 0;	@`), "error", "there is no member named 'nmae'"],
	["a structure that was never defined", body(`	struct nothing n;	@`), "error", "the storage size is not known: this type is only declared"],
	["too few arguments", body(`	msleep();	@`, "", "#include <linux/delay.h>"), "error", "too few arguments to function"],
	["too many arguments", body(`	msleep(1, 2);	@`, "", "#include <linux/delay.h>"), "error", "too many arguments to function"],
	["a value from a function without", body(`	int a = msleep(1);	@`, "", "#include <linux/delay.h>"), "error", "void value not ignored as it ought to be"],
	["a pointer made from a number", body(`	char *p = 5;	@\n	pr_info("%p\\n", p);`), "warning", "assignment makes pointer from integer without a cast"],
	["a pointer of another type", body(`	int a = 0;\n	char *p = &a;	@\n	pr_info("%p\\n", p);`), "warning", "assignment from incompatible pointer type"],
	["a constant that is assigned to", body(`	5 = 6;	@`), "error", "lvalue required as left operand of assignment"],
	["an array that is assigned to", body(`	char a[4];\n	a = "abc";	@`), "error", "lvalue required as left operand of assignment"],
	["a number that is called", body(`	int a = 1;\n	a();	@`), "error", "called object is not a function or function pointer"],
	["a number that is followed", body(`	int a = 1;\n	pr_info("%d\\n", *a);	@`), "error", "pointer expected"],
	["a name that is there twice", module("static int twice = 1;\nstatic int twice = 2;	@"), "error", "redefinition of 'twice'"],
	["a function that is there twice", module("static void twice(void)\n{\n}\n\nstatic void twice(void)\n{	@\n}\n"), "error", "redefinition of 'twice'"],
	["a brace that is missing", body(`	if (1) {\n		pr_info("x\\n");`).replace("void __exit wrong_exit(void)", "$& @"), "error",
		"a function inside a function: is a '}' missing above?"],
	["a parenthesis that is missing", body(`	if (1	@\n		pr_info("x\\n");`), "error", "expected ')' at the end of this line"],
	["a string without an end", body(`	pr_info("x);	@`), "error", "missing terminating \" character"],
	["break outside of a loop", body(`	break;	@`), "error", "break statement not within loop or switch"],
	["a label that is not there", body(`	if (jiffies)\n		goto out;	@`), "error", "label 'out' used but not defined"],
	["a case that is there twice", body(`	switch (jiffies) {\n	case 1:\n	case 1:	@\n		break;\n	}`), "error", "duplicate case value"],
	["an argument that is missing in a format", body(`	pr_info("%d %d\\n", 1);	@`), "warning", "format '%d' expects a matching argument"],
	["an argument too many for a format", body(`	pr_info("%d\\n", 1, 2);	@`), "warning", "too many arguments for format"],
	["a number of the wrong size in a format", body(`	pr_info("%d\\n", jiffies);	@`), "warning",
		"format '%d' expects argument of type 'int', but argument 2 has type 'long unsigned int'"],
	["a number in the place of a string", body(`	pr_info("of %s: %d\\n",	@\n		5, 5);`), "warning",
		"format '%s' expects argument of type 'char *', but argument 2 has type 'int'"],
	["a number in the place of a pointer", body(`	char text[9];\n\n	snprintf(text, 9, "%p", 5);	@`), "warning",
		"format '%p' expects argument of type 'void *', but argument 4 has type 'int'"],
	["a width that is no int", body(`	pr_info("%*d\\n", 5ULL, 5);	@`), "warning",
		"field width specifier '*' expects argument of type 'int', but argument 2 has type 'long long unsigned int'"],
	["a variable that is not used", body(`	int count;	@`), "warning", "unused variable 'count'"],
	["a function that is not used", module(`static int wrong_helper(int a)	@\n{\n	return a;\n}\n`), "warning", "'wrong_helper' defined but not used"],
	["an exit that was forgotten", module("").replace("module_exit(wrong_exit);\n", "").replace("void __exit wrong_exit(void)", "$&	@"),
		"warning", "'wrong_exit' defined but not used"],
	["a value that is not returned", module("static int wrong_sum(void)\n{\n}	@\n", "	wrong_sum();"), "warning",
		"control reaches the end of 'wrong_sum', which returns a value"],
	["a name that no kernel exports", body(`	wrong_far();	@`, "extern void wrong_far(void);"), "error", "this kernel exports no 'wrong_far'"],
	["a division of 64 bits", body(`	u64 a = jiffies;\n\n	pr_info("%llu\\n", a / (a + 1));`) + "@", "error", /'__udivdi3', which it does not export: use div_u64/],
	["a function of the wrong type", module("static long wrong_open(int a)	\n{\n	return a;\n}\n\nstatic const struct file_operations wrong_ops = { .open = wrong_open };	@", `	pr_info("%p\\n", &wrong_ops);`, "#include <linux/fs.h>"), "warning", "assignment from incompatible pointer type"],
	["a function of user space", body(`	free(malloc(5));	@`), "error", "implicit declaration of function 'free'"],
	["an init that returns nothing", module("").replace("	return 0;\n}", "}	@"), "warning",
		"control reaches the end of 'wrong_init', which returns a value"],
	["a licence that is missing", `${module("").replace(/MODULE_LICENSE.*\n/, "")}@`, "error", "missing MODULE_LICENSE() in wrong"],
	["a member in an initialiser that is not there", module("static const struct file_operations wrong_ops = { .opne = NULL };	@", "", "#include <linux/fs.h>"), "error", "there is no member named 'opne'"],
];
