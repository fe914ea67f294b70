// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoaead - seal a text so that every change is noticed, or unseal one
 *
 * Shows: authenticated encryption with associated data (AEAD): a nonce that is
 *        counted; a header that is readable and protected all the same; a text
 *        that is shown after its tag was found right, and not before.
 *
 * Needs: CONFIG_CRYPTO_AES CONFIG_CRYPTO_GCM
 *
 * Try:   key=000102030405060708090a0b0c0d0e0f
 *        insmod cryptoaead.ko key=$key count=1 text='"Attack at dawn"'
 *        rmmod cryptoaead
 *        record=$(dmesg | sed -n 's/.*: sealed: //p' | tail -n 1)
 *        insmod cryptoaead.ko key=$key record=$record
 *        rmmod cryptoaead
 *        record=${record}00
 *        insmod cryptoaead.ko key=$key record=$record	# fails: Bad message
 *        insmod cryptoaead.ko key=$key text=x	# fails: Invalid parameters
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/crypto.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <crypto/aead.h>
#include <crypto/aes.h>

#include "compat.h"

#define CRYPTOAEAD_NONCE_SIZE	12
#define CRYPTOAEAD_TAG_SIZE	16
#define CRYPTOAEAD_MAX		48	/* %*ph prints 64: and a tag */

/* No files in /sys for secrets. The command line is no good place either. */
static char *cryptoaead_key = "";
module_param_named(key, cryptoaead_key, charp, 0);
MODULE_PARM_DESC(key, "32, 48 or 64 hex digits");
static char *cryptoaead_header = "to: all";
module_param_named(header, cryptoaead_header, charp, 0);
MODULE_PARM_DESC(header, "not encrypted, yet protected, at most 48 bytes");
static char *cryptoaead_text = "";
module_param_named(text, cryptoaead_text, charp, 0);
MODULE_PARM_DESC(text, "what to seal, at most 48 bytes");
static unsigned long long cryptoaead_count;
module_param_named(count, cryptoaead_count, ullong, 0);
MODULE_PARM_DESC(count, "the text's number, from 1, never twice with one key");
static char *cryptoaead_record = "";
module_param_named(record, cryptoaead_record, charp, 0);
MODULE_PARM_DESC(record, "what to unseal instead, in hex");
static char *cryptoaead_algorithm = "gcm(aes)";
module_param_named(algorithm, cryptoaead_algorithm, charp, 0);
MODULE_PARM_DESC(algorithm, "another AEAD with such a nonce and tag");

/* What is sent, besides the header: the nonce, the encrypted text, tag. */
struct cryptoaead_record {
	u8 nonce[CRYPTOAEAD_NONCE_SIZE];
	u8 text[CRYPTOAEAD_MAX + CRYPTOAEAD_TAG_SIZE];
	u8 iv[CRYPTOAEAD_NONCE_SIZE];	/* a copy: the cipher may write there */
};

/* Encrypt @len bytes and put a tag behind them; or check it, and decrypt. */
static int cryptoaead_crypt(struct crypto_aead *tfm, size_t len, bool seal,
			    struct cryptoaead_record *record)
{
	size_t header_len = strlen(cryptoaead_header);
	u8 *header = kmemdup(cryptoaead_header, header_len, GFP_KERNEL);
	struct aead_request *req = aead_request_alloc(tfm, GFP_KERNEL);
	struct scatterlist pieces[2];
	DECLARE_CRYPTO_WAIT(wait);
	int ret = -ENOMEM;

	if (!header || !req)
		goto out;

	/* Allocated memory: nothing on the stack, nothing of the module's. */
	sg_init_table(pieces, 2);
	sg_set_buf(&pieces[0], header, header_len);
	sg_set_buf(&pieces[1], record->text, len + CRYPTOAEAD_TAG_SIZE);

	memcpy(record->iv, record->nonce, sizeof(record->iv));
	aead_request_set_callback(req, CRYPTO_TFM_REQ_MAY_BACKLOG |
				  CRYPTO_TFM_REQ_MAY_SLEEP,
				  crypto_req_done, &wait);
	aead_request_set_ad(req, header_len);
	/* The length is that of the input: with the tag to check it. */
	aead_request_set_crypt(req, pieces, pieces, seal ? len :
			       len + CRYPTOAEAD_TAG_SIZE, record->iv);
	ret = crypto_wait_req(seal ? crypto_aead_encrypt(req) :
				     crypto_aead_decrypt(req), &wait);
out:
	aead_request_free(req);
	kfree(header);
	return ret;
}

/*
 * One nonce for two texts under one key tells what the texts have in common,
 * and how to forge tags. So it is counted: a real sender keeps the count beside
 * the key, and takes a new key if it is lost. Where several share a key, each
 * has a number of its own in the first four bytes, which are 0 here.
 */
static int cryptoaead_seal(struct crypto_aead *tfm,
			   struct cryptoaead_record *record)
{
	__be64 count = cpu_to_be64(cryptoaead_count);
	size_t len = strlen(cryptoaead_text);
	int ret;

	if (!cryptoaead_count)
		return -EINVAL;
	if (len > CRYPTOAEAD_MAX)
		return -EMSGSIZE;
	memcpy(record->nonce + CRYPTOAEAD_NONCE_SIZE - sizeof(count), &count,
	       sizeof(count));
	memcpy(record->text, cryptoaead_text, len);
	ret = cryptoaead_crypt(tfm, len, true, record);
	if (!ret)
		pr_info("sealed: %*phN%*phN\n", CRYPTOAEAD_NONCE_SIZE,
			record->nonce, (int)len + CRYPTOAEAD_TAG_SIZE,
			record->text);
	return ret;
}

/* One error for whatever is wrong: more would help only those who forge. */
static int cryptoaead_unseal(struct crypto_aead *tfm,
			     struct cryptoaead_record *record)
{
	size_t digits = strlen(cryptoaead_record);
	/* Huge, where there are not even as many digits. */
	size_t len = digits / 2 - CRYPTOAEAD_NONCE_SIZE - CRYPTOAEAD_TAG_SIZE;
	int ret;

	if (len > CRYPTOAEAD_MAX || digits % 2 ||
	    hex2bin((u8 *)record, cryptoaead_record, digits / 2))
		return -EBADMSG;
	ret = cryptoaead_crypt(tfm, len, false, record);
	/* After an error a forger's text may be there, decrypted. Leave it. */
	if (!ret)
		pr_info("unsealed: \"%*pE\"\n", (int)len, record->text);
	return ret;
}

static int cryptoaead_set_key(struct crypto_aead *tfm)
{
	size_t digits = strlen(cryptoaead_key);
	u8 key[AES_MAX_KEY_SIZE];
	int ret = -EINVAL;

	if (digits <= 2 * sizeof(key) && digits % 2 == 0 &&
	    !hex2bin(key, cryptoaead_key, digits / 2))
		ret = crypto_aead_setkey(tfm, key, digits / 2);
	memzero_explicit(key, sizeof(key));
	return ret;
}

static int __init cryptoaead_init(void)
{
	struct cryptoaead_record *record;
	struct crypto_aead *tfm;
	int ret = -EINVAL;

	if (!*cryptoaead_header || strlen(cryptoaead_header) > CRYPTOAEAD_MAX)
		return -EINVAL;

	tfm = crypto_alloc_aead(cryptoaead_algorithm, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	record = kzalloc_obj(*record);
	if (!record) {
		ret = -ENOMEM;
		goto err_free_tfm;
	}

	if (crypto_aead_ivsize(tfm) == CRYPTOAEAD_NONCE_SIZE)
		ret = crypto_aead_setauthsize(tfm, CRYPTOAEAD_TAG_SIZE);
	if (!ret)
		ret = cryptoaead_set_key(tfm);
	if (!ret)
		ret = *cryptoaead_record ? cryptoaead_unseal(tfm, record) :
					   cryptoaead_seal(tfm, record);

	kfree_sensitive(record);	/* it held the text */
err_free_tfm:
	crypto_free_aead(tfm);	/* wipes the key */
	return ret;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit cryptoaead_exit(void)
{
}

module_init(cryptoaead_init);
module_exit(cryptoaead_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Authenticated encryption with the crypto API");
