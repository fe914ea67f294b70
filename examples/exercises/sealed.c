// SPDX-License-Identifier: GPL-2.0
/*
 * sealed - encrypt a text so that every change is noticed
 *
 * The answer to an exercise of "Cryptography": an AEAD. What is sent is the
 * header, which anybody may read, the encrypted text, and a tag over both.
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

#include "compat.h"

#define SEALED_KEY_SIZE		16	/* AES-128 */
#define SEALED_NONCE_SIZE	12	/* GCM's own */
#define SEALED_TAG_SIZE		16
#define SEALED_DATA_MAX		64	/* what %*ph prints at most */

/* No files in /sys for any of these: the key and the text are secret. */
static char *sealed_key = "000102030405060708090a0b0c0d0e0f";
module_param_named(key, sealed_key, charp, 0);
MODULE_PARM_DESC(key, "the key, 32 hex digits");

/* A real sender counts. Twice the same with the same key breaks the key. */
static char *sealed_nonce = "000000000000000000000001";
module_param_named(nonce, sealed_nonce, charp, 0);
MODULE_PARM_DESC(nonce, "24 hex digits, never the same again under one key");

static char *sealed_header = "to: all";
module_param_named(header, sealed_header, charp, 0);
MODULE_PARM_DESC(header, "sent as it is, but protected");

static char *sealed_text = "Attack at dawn";
module_param_named(text, sealed_text, charp, 0);
MODULE_PARM_DESC(text, "what to encrypt; with header and tag at most 64 bytes");

static int sealed_spoil = -1;
module_param_named(spoil, sealed_spoil, int, 0);
MODULE_PARM_DESC(spoil, "change this byte before decrypting (default: none)");

/*
 * Encrypt or decrypt in place. @data is the header, then @len bytes: the text
 * and room for the tag, or the ciphertext and the tag.
 */
static int sealed_crypt(struct crypto_aead *tfm, u8 *data, size_t header_len,
			size_t len, const u8 *start, bool encrypt)
{
	DECLARE_CRYPTO_WAIT(wait);
	struct aead_request *req;
	struct scatterlist sg;
	int ret = -ENOMEM;
	u8 *iv;

	iv = kmemdup(start, SEALED_NONCE_SIZE, GFP_KERNEL);
	if (!iv)
		return -ENOMEM;
	req = aead_request_alloc(tfm, GFP_KERNEL);
	if (!req)
		goto err_free_iv;

	sg_init_one(&sg, data, header_len + len);
	aead_request_set_callback(req, CRYPTO_TFM_REQ_MAY_BACKLOG |
				  CRYPTO_TFM_REQ_MAY_SLEEP,
				  crypto_req_done, &wait);
	aead_request_set_ad(req, header_len);
	/* The length to work on: without the tag, or with it. */
	aead_request_set_crypt(req, &sg, &sg,
			       encrypt ? len - SEALED_TAG_SIZE : len, iv);
	ret = crypto_wait_req(encrypt ? crypto_aead_encrypt(req) :
					crypto_aead_decrypt(req), &wait);

	aead_request_free(req);
err_free_iv:
	kfree(iv);
	return ret;
}

static int sealed_round_trip(struct crypto_aead *tfm, u8 *data, const u8 *start)
{
	size_t header_len = strlen(sealed_header);
	size_t len = strlen(sealed_text) + SEALED_TAG_SIZE;
	int ret;

	memcpy(data, sealed_header, header_len);
	memcpy(data + header_len, sealed_text, strlen(sealed_text));
	ret = sealed_crypt(tfm, data, header_len, len, start, true);
	if (ret)
		return ret;
	pr_info("sealed: %*phN\n", (int)len, data + header_len);

	if (sealed_spoil >= 0) {
		if (sealed_spoil >= header_len + len)
			return -EINVAL;
		data[sealed_spoil] ^= 1;
	}
	ret = sealed_crypt(tfm, data, header_len, len, start, false);
	if (ret)
		return ret;
	pr_info("opened: \"%.*s\"\n", (int)strlen(sealed_text),
		data + header_len);
	return 0;
}

static int __init sealed_init(void)
{
	u8 start[SEALED_NONCE_SIZE], key_bytes[SEALED_KEY_SIZE];
	struct crypto_aead *tfm;
	u8 *data;
	int ret;

	if (strlen(sealed_header) + strlen(sealed_text) >
	    SEALED_DATA_MAX - SEALED_TAG_SIZE)
		return -EMSGSIZE;
	if (strlen(sealed_nonce) != 2 * sizeof(start) ||
	    hex2bin(start, sealed_nonce, sizeof(start)))
		return -EINVAL;
	if (strlen(sealed_key) != 2 * sizeof(key_bytes) ||
	    hex2bin(key_bytes, sealed_key, sizeof(key_bytes)))
		return -EINVAL;

	data = kzalloc(SEALED_DATA_MAX, GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	tfm = crypto_alloc_aead("gcm(aes)", 0, 0);
	if (IS_ERR(tfm)) {
		ret = PTR_ERR(tfm);
		pr_err("no GCM here: %pe\n", tfm);
		goto err_free_data;
	}

	ret = crypto_aead_setkey(tfm, key_bytes, sizeof(key_bytes));
	if (!ret)
		ret = crypto_aead_setauthsize(tfm, SEALED_TAG_SIZE);
	if (!ret)
		ret = sealed_round_trip(tfm, data, start);

	crypto_free_aead(tfm);
err_free_data:
	kfree_sensitive(data);	/* it held the sealed_text */
	memzero_explicit(key_bytes, sizeof(key_bytes));
	return ret;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit sealed_exit(void)
{
}

module_init(sealed_init);
module_exit(sealed_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Authenticated encryption with the crypto API");
