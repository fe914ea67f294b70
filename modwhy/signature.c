// SPDX-License-Identifier: GPL-2.0
/*
 * signature.c - who signed a module, and which keys the kernel has
 *
 * The signature is a PKCS#7 message (RFC 2315) in DER: nested elements, each a
 * tag, a length and a content. We read of it who signed and with which digest,
 * and leave the arithmetic to the kernel. The file's maker chose every
 * byte, so next() gives away nothing that is not within its container.
 */
#include "modwhy.h"

#include <string.h>

struct der {
	const unsigned char *at;
	size_t left;
};

enum {	/* tags */
	INTEGER = 0x02, OBJECT = 0x06, SEQUENCE = 0x30, SET = 0x31,
	CONTEXT_0 = 0xa0, CONTEXT_1 = 0xa1, KEY_ID = 0x80,
};

/* The next element's tag, and its content; 0 at the end, or if it is broken. */
static unsigned int next(struct der *in, struct der *content)
{
	const unsigned char *at = in->at;
	size_t left = in->left, length, bytes;
	unsigned int tag;

	*content = (struct der){ 0 };
	if (left < 2)
		return 0;
	tag = at[0];
	length = at[1];
	at += 2;
	left -= 2;
	if (length >= 0x80) {
		bytes = length - 0x80;
		if (!bytes || bytes > 4 || bytes > left)
			return 0;
		for (length = 0; bytes; bytes--, left--)
			length = length << 8 | *at++;
	}
	if (length > left)
		return 0;
	*content = (struct der){ at, length };
	*in = (struct der){ at + length, left - length };
	return tag;
}

/* Go into the next element, which must have this tag. */
static bool enter(struct der *in, unsigned int tag)
{
	struct der content;

	if (next(in, &content) != tag)
		return false;
	*in = content;
	return true;
}

static char *hex(struct der number)
{
	char *text = format("%s", "");

	/* A key's number has 20 bytes at most, or is none. */
	for (size_t i = 0; i < number.left && i < 32; i++)
		text = format("%s%02x", text, number.at[i]);
	return text;
}

/* X.501: sets of pairs (what, text). The common name, else the organisation. */
static char *name_of(struct der name)
{
	static const unsigned char common[] = { 0x55, 4, 3 }, organisation[] = { 0x55, 4, 10 };
	char *found = NULL;
	struct der set, pair, what, text;

	while (next(&name, &set) == SET) {
		pair = set;
		if (!enter(&pair, SEQUENCE) || next(&pair, &what) != OBJECT ||
		    !next(&pair, &text) || what.left != sizeof(common))
			continue;
		if (!memcmp(what.at, common, sizeof(common)))
			return copy_text((const char *)text.at, text.left);
		if (!memcmp(what.at, organisation, sizeof(organisation)))
			found = copy_text((const char *)text.at, text.left);
	}
	return found;
}

/* The algorithms that kernels of our time know, by their object identifiers. */
static char *digest_of(struct der object)
{
	static const struct {
		const char *object, *name;
	} digests[] = {
		{ "2b0e03021a", "sha1" }, { "608648016503040204", "sha224" },
		{ "608648016503040201", "sha256" }, { "608648016503040202", "sha384" },
		{ "608648016503040203", "sha512" }, { "608648016503040208", "sha3-256" },
		{ "608648016503040209", "sha3-384" }, { "60864801650304020a", "sha3-512" },
	};
	char *digits = hex(object);

	for (size_t i = 0; i < ARRAY_SIZE(digests); i++)
		if (!strcmp(digests[i].object, digits))
			return format("%s", digests[i].name);
	return format("one with the identifier %s (hexadecimal)", digits);
}

/*
 * signature_read() - of the first signer. What cannot be found stays NULL: the
 * kernel will say that it is broken.
 */
void signature_read(const unsigned char *data, size_t size, struct signature *s)
{
	struct der in = { data, size }, part, signer;

	if (!enter(&in, SEQUENCE) || next(&in, &part) != OBJECT ||
	    !enter(&in, CONTEXT_0) || !enter(&in, SEQUENCE) ||
	    next(&in, &part) != INTEGER ||	/* the version */
	    next(&in, &part) != SET ||		/* the digests */
	    next(&in, &part) != SEQUENCE)	/* what is signed: not here */
		return;
	for (;;) {
		unsigned int tag = next(&in, &part);

		if (tag == SET)
			break;
		if (tag != CONTEXT_0 && tag != CONTEXT_1)	/* certificates */
			return;
	}
	signer = part;
	if (!enter(&signer, SEQUENCE) || next(&signer, &part) != INTEGER)
		return;
	switch (next(&signer, &part)) {
	case SEQUENCE: {
		struct der name, number;

		if (next(&part, &name) != SEQUENCE || next(&part, &number) != INTEGER)
			return;
		s->issuer = name_of(name);
		s->key = hex(number);
		break;
	}
	case KEY_ID:
		s->key = hex(part);
		break;
	default:
		return;
	}
	if (enter(&signer, SEQUENCE) && next(&signer, &part) == OBJECT)
		s->digest = digest_of(part);
}

/* --- what the kernel has ---------------------------------------------------------- */

/* serial flags uses timeout perm uid gid "asymmetri" NAME: ID: X509.rsa ... */
static void keys_known(struct list *names)
{
	char *text = read_file("/proc/keys"), *line;

	while ((line = next_line(&text))) {
		char *key = strstr(line, " asymmetri "), *end;

		if (!key)
			continue;
		key += strlen(" asymmetri ");
		end = strstr(key, ": X509");
		if (end)
			*end = '\0';
		list_add(names, key);
	}
}

static bool knows(const struct list *keys, const struct signature *s)
{
	for (size_t i = 0; i < keys->count; i++)
		if ((s->issuer && begins(keys->item[i], format("%s: ", s->issuer))) ||
		    (s->key && ends(keys->item[i], format(": %s", s->key))))
			return true;
	return false;
}

/*
 * check_signature() - add to what was found about a signature whose it is and
 * which keys would do. Whether one fits, the kernel says when it tries: a key's
 * name is its owner's, and here we have only that of the one who issued it.
 */
void check_signature(const struct ko *ko, bool wanted)
{
	static const char *const codes[] = {
		"signature-key", "signature-crypto", "lockdown", "unsigned",
	};
	const struct signature *s = &ko->signature;
	struct list keys = { 0 };
	char *who;

	if (!ko->is_signed || !s->key)
		return;
	who = format("%s is signed with the key %s%s%s%s, digest %s", ko->path, s->key,
		     s->issuer ? " that '" : "", s->issuer ? s->issuer : "",
		     s->issuer ? "' has issued" : "", s->digest ? s->digest : "not known");
	keys_known(&keys);
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		if (!has_found(codes[i]))
			continue;
		found(codes[i], "%s", who);
		for (size_t k = 0; k < keys.count && i == 0; k++)
			found(codes[i], "/proc/keys: %s", keys.item[k]);
	}
	looked_at("%s", who);
	if (!wanted)
		return;
	if (!keys.count)
		unsure_for("/proc/keys: root sees which keys the kernel has");
	else if (!knows(&keys, s))
		unsure_for("whether the kernel has the key %s: none in /proc/keys is of that name", s->key);
}
