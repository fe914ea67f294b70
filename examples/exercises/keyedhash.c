// SPDX-License-Identifier: GPL-2.0
/*
 * keyedhash - a checksum that only the owner of a key can make
 *
 * The answer to an exercise of "Cryptography": the same interface as for a
 * plain hash, and a key; and how to compare what must not be guessed.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <crypto/algapi.h>	/* crypto_memneq() */
#include <crypto/hash.h>

#include "compat.h"

static char *keyedhash_key = "";
/* No file in /sys: it is secret. */
module_param_named(key, keyedhash_key, charp, 0);
MODULE_PARM_DESC(key, "the key (default: none)");

static char *keyedhash_text = "This is a test";
module_param_named(text, keyedhash_text, charp, 0444);
MODULE_PARM_DESC(text, "the text (default: \"This is a test\")");

static char *keyedhash_tag = "";
module_param_named(tag, keyedhash_tag, charp, 0);
MODULE_PARM_DESC(tag, "what the HMAC must be, in hex (default: anything)");

/*
 * Is it the tag that we were given? memcmp() stops at the first difference, and
 * an attacker who can measure that finds a valid tag one byte after the other.
 */
static int keyedhash_check(const u8 *digest, unsigned int size)
{
	u8 wanted[HASH_MAX_DIGESTSIZE];

	if (strlen(keyedhash_tag) != 2 * size ||
	    hex2bin(wanted, keyedhash_tag, size))
		return -EINVAL;
	return crypto_memneq(digest, wanted, size) ? -EBADMSG : 0;
}

static int __init keyedhash_init(void)
{
	u8 digest[HASH_MAX_DIGESTSIZE];
	struct crypto_shash *tfm;
	int ret;

	tfm = crypto_alloc_shash("hmac(sha256)", 0, 0);
	if (IS_ERR(tfm)) {
		pr_err("no HMAC here: %pe\n", tfm);
		return PTR_ERR(tfm);
	}

	ret = crypto_shash_setkey(tfm, keyedhash_key, strlen(keyedhash_key));
	if (!ret)
		ret = crypto_shash_tfm_digest(tfm, keyedhash_text,
					      strlen(keyedhash_text), digest);
	if (!ret && *keyedhash_tag)
		ret = keyedhash_check(digest, crypto_shash_digestsize(tfm));
	else if (!ret)
		pr_info("HMAC of %zu bytes: %*phN\n", strlen(keyedhash_text),
			(int)crypto_shash_digestsize(tfm), digest);

	crypto_free_shash(tfm);
	return ret;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit keyedhash_exit(void)
{
}

module_init(keyedhash_init);
module_exit(keyedhash_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A keyed hash with the crypto API");
