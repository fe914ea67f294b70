// SPDX-License-Identifier: GPL-2.0
/*
 * cryptosha256 - the SHA-256 of a text, computed by the kernel
 *
 * Shows: the crypto API's synchronous hashes: allocate a transform by the name
 *        of the algorithm, ask it how much memory a computation needs, feed it,
 *        take the digest; and memory that is wiped before it is freed.
 *
 * Try:   insmod cryptosha256.ko
 *        printf 'This is a test' | sha256sum
 *        rmmod cryptosha256
 *        insmod cryptosha256.ko text=
 *        printf '' | sha256sum
 *        rmmod cryptosha256
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <crypto/hash.h>

static char *cryptosha256_text = "This is a test";
module_param_named(text, cryptosha256_text, charp, 0444);
MODULE_PARM_DESC(text, "what to hash (default: \"This is a test\")");

/* Put the digest of the text into @digest: crypto_shash_digestsize() bytes. */
static int cryptosha256_digest(struct crypto_shash *tfm, u8 *digest)
{
	struct shash_desc *desc;
	int ret;

	/* The state of one computation; its size depends on who computes. */
	desc = kmalloc(sizeof(*desc) + crypto_shash_descsize(tfm), GFP_KERNEL);
	if (!desc)
		return -ENOMEM;
	desc->tfm = tfm;

	/*
	 * Several updates, one after the other, would hash the pieces of a
	 * longer text. For a single piece crypto_shash_digest() does all three.
	 */
	ret = crypto_shash_init(desc);
	if (!ret)
		ret = crypto_shash_update(desc, cryptosha256_text,
					  strlen(cryptosha256_text));
	if (!ret)
		ret = crypto_shash_final(desc, digest);

	/* What is left of a secret text in there shall not outlive us. */
	kfree_sensitive(desc);
	return ret;
}

static int __init cryptosha256_init(void)
{
	u8 digest[HASH_MAX_DIGESTSIZE];
	struct crypto_shash *tfm;
	int ret;

	/*
	 * By name: the kernel takes the fastest implementation it has, and
	 * loads the module that holds it if need be.
	 */
	tfm = crypto_alloc_shash("sha256", 0, 0);
	if (IS_ERR(tfm)) {
		pr_err("no SHA-256 here: %pe\n", tfm);
		return PTR_ERR(tfm);
	}

	ret = cryptosha256_digest(tfm, digest);
	/* %*phN: so many bytes in hexadecimal, nothing between them. */
	if (!ret)
		pr_info("SHA-256 of %zu bytes: %*phN\n",
			strlen(cryptosha256_text),
			(int)crypto_shash_digestsize(tfm), digest);

	crypto_free_shash(tfm);
	return ret;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit cryptosha256_exit(void)
{
}

module_init(cryptosha256_init);
module_exit(cryptosha256_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Hashing with the crypto API");
