// SPDX-License-Identifier: GPL-2.0
/*
 * cryptosk - encrypt a text with AES, and decrypt it again
 *
 * Shows: the crypto API's symmetric ciphers: a transform with a key, a request
 *        with scatterlists, waiting for a cipher that answers later; what an
 *        initialisation vector and padding are for, and what they do not do.
 *
 * Needs: CONFIG_CRYPTO_AES CONFIG_CRYPTO_CBC CONFIG_CRYPTO_SHA256
 *
 * Try:   insmod cryptosk.ko text='"Attack at dawn"' passphrase=secret
 *        rmmod cryptosk
 *        insmod cryptosk.ko text='"Attack at dawn"' passphrase=secret
 *        rmmod cryptosk
 *        insmod cryptosk.ko spoil=1	# fails: Bad message
 *        insmod cryptosk.ko iv=12	# fails: Invalid parameters
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/crypto.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <crypto/aes.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>

#include "compat.h"

#define CRYPTOSK_KEY_SIZE	AES_KEYSIZE_256	/* as long as a SHA-256 */
#define CRYPTOSK_DATA_MAX	64	/* what %*ph prints at most */
#define CRYPTOSK_TEXT_MAX	(CRYPTOSK_DATA_MAX - 1)	/* and some padding */

static char *cryptosk_text = "This is a secret";
static char *cryptosk_passphrase = "correct horse";
static char *cryptosk_iv = "";
static bool cryptosk_spoil;

module_param_named(text, cryptosk_text, charp, 0);
MODULE_PARM_DESC(text, "what to encrypt, at most 63 bytes");
/* No file in /sys for a secret. The command line is no good place either. */
module_param_named(passphrase, cryptosk_passphrase, charp, 0);
MODULE_PARM_DESC(passphrase, "what the key is made from");
module_param_named(iv, cryptosk_iv, charp, 0);
MODULE_PARM_DESC(iv, "initialisation vector, 32 hex digits (default: random)");
module_param_named(spoil, cryptosk_spoil, bool, 0);
MODULE_PARM_DESC(spoil, "change one bit before decrypting (default: no)");

/*
 * The key is the SHA-256 of the passphrase, so that you can follow. A real
 * system derives keys with a slow function and a salt (PBKDF2, Argon2): here
 * an attacker can try millions of passphrases in a second.
 */
static int cryptosk_set_key(struct crypto_skcipher *tfm)
{
	u8 key[CRYPTOSK_KEY_SIZE];
	struct crypto_shash *hash;
	int ret;

	hash = crypto_alloc_shash("sha256", 0, 0);
	if (IS_ERR(hash))
		return PTR_ERR(hash);

	ret = crypto_shash_tfm_digest(hash, cryptosk_passphrase,
				      strlen(cryptosk_passphrase), key);
	if (!ret)
		ret = crypto_skcipher_setkey(tfm, key, sizeof(key));

	/* The compiler would drop a memset() of what is not read again. */
	memzero_explicit(key, sizeof(key));
	crypto_free_shash(hash);
	return ret;
}

/* Encrypt or decrypt @len bytes of @data, in place. */
static int cryptosk_crypt(struct crypto_skcipher *tfm, u8 *data, size_t len,
			  const u8 *start, bool encrypt)
{
	DECLARE_CRYPTO_WAIT(wait);
	struct skcipher_request *req;
	struct scatterlist sg;
	int ret = -ENOMEM;
	u8 *chain;

	/* A copy: CBC leaves what the next block would start from in there. */
	chain = kmemdup(start, AES_BLOCK_SIZE, GFP_KERNEL);
	if (!chain)
		return -ENOMEM;

	req = skcipher_request_alloc(tfm, GFP_KERNEL);
	if (!req)
		goto err_free_chain;

	/*
	 * Hardware may do the work: it reads memory by itself, which is why the
	 * data come as a list of pages and must not lie on the stack; and it
	 * answers later, by calling crypto_req_done().
	 */
	sg_init_one(&sg, data, len);
	skcipher_request_set_callback(req, CRYPTO_TFM_REQ_MAY_BACKLOG |
				      CRYPTO_TFM_REQ_MAY_SLEEP,
				      crypto_req_done, &wait);
	skcipher_request_set_crypt(req, &sg, &sg, len, chain);
	ret = crypto_wait_req(encrypt ? crypto_skcipher_encrypt(req) :
					crypto_skcipher_decrypt(req), &wait);

	skcipher_request_free(req);
err_free_chain:
	kfree(chain);
	return ret;
}

/*
 * A block cipher takes whole blocks. PKCS#7 fills the last one with N bytes of
 * value N, a whole block of them where nothing is missing, so that the end of
 * the text can always be told. Returns the new length.
 */
static size_t cryptosk_pad(u8 *data, size_t len)
{
	size_t n = AES_BLOCK_SIZE - len % AES_BLOCK_SIZE;

	memset(data + len, n, n);
	return len + n;
}

/* The length without padding, or an error if that is not what there is. */
static ssize_t cryptosk_unpad(const u8 *data, size_t len)
{
	u8 n = data[len - 1];

	if (n < 1 || n > AES_BLOCK_SIZE)
		return -EBADMSG;
	if (memchr_inv(data + len - n, n, n))
		return -EBADMSG;
	return len - n;
}

static int cryptosk_round_trip(struct crypto_skcipher *tfm, u8 *data, u8 *start)
{
	size_t len = strlen(cryptosk_text);
	ssize_t end;
	int ret;

	memcpy(data, cryptosk_text, len);
	len = cryptosk_pad(data, len);
	ret = cryptosk_crypt(tfm, data, len, start, true);
	if (ret)
		return ret;
	pr_info("IV:         %*phN\n", AES_BLOCK_SIZE, start);
	pr_info("ciphertext: %*phN\n", (int)len, data);

	/*
	 * A bit changed in one block changes the same bit of the next block's
	 * text: without the key it cannot be read, yet it can be altered.
	 * Only the padding gives this one away. Real systems therefore use a
	 * mode that authenticates, such as gcm(aes).
	 */
	if (cryptosk_spoil) {
		u8 *previous = len > AES_BLOCK_SIZE ?
			       data + len - 2 * AES_BLOCK_SIZE : start;

		previous[AES_BLOCK_SIZE - 1] ^= 1;
	}

	ret = cryptosk_crypt(tfm, data, len, start, false);
	if (ret)
		return ret;
	end = cryptosk_unpad(data, len);
	if (end < 0) {
		pr_err("the padding is wrong: another key, or not our data\n");
		return end;
	}
	if (end != strlen(cryptosk_text) || memcmp(data, cryptosk_text, end))
		return -EBADMSG;
	pr_info("decrypted:  \"%.*s\"\n", (int)end, data);
	return 0;
}

static int __init cryptosk_init(void)
{
	struct crypto_skcipher *tfm;
	u8 start[AES_BLOCK_SIZE];
	u8 *data;
	int ret;

	if (strlen(cryptosk_text) > CRYPTOSK_TEXT_MAX)
		return -EMSGSIZE;
	if (!*cryptosk_passphrase)
		return -EINVAL;

	/*
	 * Never the same one twice with the same key: it is what makes equal
	 * texts look different. It is no secret, but sent along.
	 */
	if (!*cryptosk_iv)
		get_random_bytes(start, sizeof(start));
	else if (strlen(cryptosk_iv) != 2 * sizeof(start) ||
		 hex2bin(start, cryptosk_iv, sizeof(start)))
		return -EINVAL;

	data = kzalloc(CRYPTOSK_DATA_MAX, GFP_KERNEL);
	if (!data)
		return -ENOMEM;

	tfm = crypto_alloc_skcipher("cbc(aes)", 0, 0);
	if (IS_ERR(tfm)) {
		ret = PTR_ERR(tfm);
		pr_err("no AES here: %pe\n", tfm);
		goto err_free_data;
	}

	ret = cryptosk_set_key(tfm);
	if (!ret)
		ret = cryptosk_round_trip(tfm, data, start);

	crypto_free_skcipher(tfm);
err_free_data:
	kfree_sensitive(data);	/* it held the text */
	return ret;
}

/* Nothing to undo, but without this function there is no way to unload. */
static void __exit cryptosk_exit(void)
{
}

module_init(cryptosk_init);
module_exit(cryptosk_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Encryption with the crypto API");
