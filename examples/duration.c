// SPDX-License-Identifier: GPL-2.0
/*
 * duration - a parser of times such as 1h30m, with its unit tests
 *
 * Shows: a parser that can be tested by itself, because it knows nothing of
 *        files, users and locks; a parameter whose set function calls it;
 *        a KUnit suite, with a table of cases, that runs when the module is
 *        loaded into a kernel with CONFIG_KUNIT, and is not there elsewhere.
 *
 * Try:   insmod duration.ko length=1h30m
 *        cd /sys/module/duration/parameters; cat length
 *        echo 2m5s > length; cat length
 *        echo 5s2m > length	# fails: Invalid argument
 *        rmmod duration
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/overflow.h>
#include <linux/string.h>

static const struct {
	char name;
	unsigned int seconds;
} duration_units[] = { { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };

/*
 * duration_parse - the seconds of a text such as 1h30m: numbers, each with its
 * unit, the greater unit first. A newline may follow, because echo writes one.
 * Returns 0, -EINVAL or -ERANGE, and changes *result only with 0.
 */
static int duration_parse(const char *text, unsigned int *result)
{
	unsigned int sum = 0, number, unit = 0;

	do {
		if (!isdigit(*text))
			return -EINVAL;
		for (number = 0; isdigit(*text); text++) {
			unsigned int digit = *text - '0';

			if (check_mul_overflow(number, 10U, &number) ||
			    check_add_overflow(number, digit, &number))
				return -ERANGE;
		}

		while (unit < ARRAY_SIZE(duration_units) &&
		       duration_units[unit].name != *text)
			unit++;
		if (unit == ARRAY_SIZE(duration_units))
			return -EINVAL;
		if (check_mul_overflow(number, duration_units[unit].seconds,
				       &number) ||
		    check_add_overflow(sum, number, &sum))
			return -ERANGE;
		unit++;
		text++;
	} while (*text && *text != '\n');

	if (*text == '\n' && text[1])
		return -EINVAL;
	*result = sum;
	return 0;
}

/* The loader calls this for each length=, and the kernel for each write. */
static int duration_set(const char *text, const struct kernel_param *param)
{
	return duration_parse(text, param->arg);
}

static const struct kernel_param_ops duration_ops = {
	.set = duration_set,
	.get = param_get_uint,
};

static unsigned int duration_length;
module_param_cb(length, &duration_ops, &duration_length, 0644);
MODULE_PARM_DESC(length, "a time such as 1h30m, read in seconds (default: 0)");

#if IS_ENABLED(CONFIG_KUNIT)
#include <kunit/test.h>

static const struct duration_case {
	const char *text;
	int error;
	unsigned int seconds;
} duration_cases[] = {
	{ "0s", 0, 0 },
	{ "90m", 0, 5400 },
	{ "1h30m", 0, 5400 },
	{ "1h2m3s\n", 0, 3723 },
	{ "4294967295s", 0, UINT_MAX },
	{ "4294967296s", -ERANGE },
	{ "42949672950s", -ERANGE },
	{ "1193047h", -ERANGE },
	{ "1193046h29m", -ERANGE },
	{ "", -EINVAL },
	{ "7", -EINVAL },
	{ "7d", -EINVAL },
	{ "m", -EINVAL },
	{ "-1s", -EINVAL },
	{ "5s2m", -EINVAL },
	{ "1m1m", -EINVAL },
	{ "1s\n1s", -EINVAL },
};

/* The case's name in the results: its text, with a newline as \n. */
static void duration_describe(const struct duration_case *one, char *name)
{
	snprintf(name, KUNIT_PARAM_DESC_SIZE, "%*pE", (int)strlen(one->text),
		 one->text);
}

KUNIT_ARRAY_PARAM(duration, duration_cases, duration_describe);

static void duration_test_case(struct kunit *test)
{
	const struct duration_case *one = test->param_value;
	unsigned int seconds = 0;

	KUNIT_EXPECT_EQ(test, duration_parse(one->text, &seconds),
			one->error);
	KUNIT_EXPECT_EQ(test, seconds, one->seconds);
}

static void duration_test_untouched(struct kunit *test)
{
	unsigned int seconds = 42;

	KUNIT_ASSERT_EQ(test, duration_parse("1h1", &seconds), -EINVAL);
	KUNIT_EXPECT_EQ(test, seconds, 42U);
}

static struct kunit_case duration_tests[] = {
	KUNIT_CASE_PARAM(duration_test_case, duration_gen_params),
	KUNIT_CASE(duration_test_untouched),
	{ }
};

static struct kunit_suite duration_suite = {
	.name = "duration",
	.test_cases = duration_tests,
};

kunit_test_suite(duration_suite);
#endif

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A parser of times such as 1h30m, with its unit tests");
