# SPDX-License-Identifier: GPL-2.0
# cryptoaead: what it seals is what another implementation makes, it unseals a test
# vector of NIST's, and whatever byte of header, nonce, text or tag is changed,
# nothing is unsealed.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh
. /lkmpg/tests/verbs/wiped.sh

key=000102030405060708090a0b0c0d0e0f
x48=$(head -c 48 /dev/zero | tr '\0' x)
y48=$(printf %s "$x48" | tr x y)

# logs LINE DESCRIPTION PARAMETER... - loads, and logs this line and no other.
logs()
{
	_line=$1 _what=$2
	shift 2
	log_mark
	insmod ./cryptoaead.ko "$@"
	is "$(log_since | grep '^cryptoaead')" "cryptoaead: $_line" "$_what"
	rmmod cryptoaead
}

# both_ways RECORD DESCRIPTION TEXT HEADER PARAMETER... - it is sealed and unsealed.
both_ways()
{
	_record=$1 _both=$2 _text=$3 _header=$4
	shift 4
	logs "sealed: $_record" "$_both" "text=\"$_text\"" "header=\"$_header\"" "$@"
	logs "unsealed: \"$_text\"" "$_both: and back" "record=$_record" "header=\"$_header\"" "$@"
}

# Python's cryptography, with a 12-byte nonce that ends in COUNT, made these:
#	(nonce + AESGCM(key).encrypt(nonce, TEXT, HEADER)).hex()
sealed=000000000000000000000001fba1db02ae82ea4f3a64209d54cb3cfa2bf78150bc54c658aa542896a2e5
both_ways $sealed 'a header and a text' 'Attack at dawn' 'to: all' count=1 key=$key
both_ways 00000000000000000000000133d4e40858bbff15e56c75822789a84a \
	'no text: a nonce and a tag' '' 'to: all' count=1 key=$key
both_ways 00000000ffffffffffffffff63b452675609a5d8ee7d00d4834da4008f0300b0a6efd669e767558f7f82c966c2d0ed146f785eb514078639264bd2334e20f24a8f5cb1a3ad71dfbde904e813 \
	'as much as there is room for, under the last number' "$x48" "$y48" count=18446744073709551615 key=$key
both_ways 0000000000000000000000024a6e44c8bd4a479e33edd0dcf15369a2d8f47f13ce6466a4624895e1d751 \
	'192 bits' 'Attack at dawn' 'to: all' count=2 key=${key}1011121314151617
both_ways 0000000000000000000000034c507ad2351d91bbc7b2f31edc6b0f457338d9cc100bba02242bcc37ef2e \
	'256 bits' 'Attack at dawn' 'to: all' count=3 key=${key}101112131415161718191a1b1c1d1e1f

# NIST's CAVP, gcmEncryptExtIV128.rsp, PTlen and AADlen 128, Count 0: the header
# is AAD 24825602bd12a984e0092d3e448eda5f, the record IV, CT and Tag, and the text
# PT c3b3c41f113a31b73d9a5cd432103069, whose control characters %*pE escapes.
logs "$(printf 'unsealed: "\303\263\304\\037\\021:1\267=\\232\\\3242\\0200i"')" 'a vector of NIST' \
	key=c939cc13397c1d37de6ae0e1cb7c423c \
	header="\"$(printf '\044\202\126\002\275\022\251\204\340\011\055\076\104\216\332\137')\"" \
	record=b3d8cc017cbb89b39e0f67e293fe7d9e9bfd10348a5606e5cafa73540032a1dc85f1c9786925a2e71d8272dd

# flipped HEX N - with another digit in place of the N-th (from 0).
flipped()
{
	_head=$(printf %s "$1" | head -c "$2")
	_rest=${1#"$_head"}
	_digit=${_rest%"${_rest#?}"}
	printf '%s%x%s' "$_head" $((0x$_digit ^ 1 << $2 / 2 % 4)) "${_rest#?}"
}

# Of every byte: the nonce is 0 to 11, the text 12 to 25, the tag 26 to 41.
log_mark
byte=0
while [ $byte -lt $((${#sealed} / 2)) ]; do
	refused 'Bad message' "byte $byte of the record was changed" \
		insmod ./cryptoaead.ko key=$key "record=$(flipped $sealed $((2 * byte + byte % 2)))"
	byte=$((byte + 1))
done
for header in 'To: all' 'to: al' 'to: all ' 'to: alm' t; do
	refused 'Bad message' "another header: '$header'" \
		insmod ./cryptoaead.ko key=$key record=$sealed "header=\"$header\""
done
refused 'Bad message' 'another key' insmod ./cryptoaead.ko "key=$(flipped $key 31)" record=$sealed
refused 'Bad message' 'a byte less' insmod ./cryptoaead.ko key=$key record=${sealed%??}
refused 'Bad message' 'a byte more' insmod ./cryptoaead.ko key=$key record=${sealed}00
refused 'Bad message' 'half a byte' insmod ./cryptoaead.ko key=$key record=${sealed%?}
refused 'Bad message' 'no digit' insmod ./cryptoaead.ko key=$key record=${sealed%?}g
refused 'Bad message' 'too short for nonce and tag' \
	insmod ./cryptoaead.ko key=$key record=0000000000000000000000013d4e40858bbff15e56c75822789a84
refused 'Bad message' 'longer than a record can be' \
	insmod ./cryptoaead.ko key=$key "record=$(printf %0154d 0)"
log_lacks '^cryptoaead: ' 'of none of these was any text shown'

refused 'Invalid parameters' 'a text without a number' insmod ./cryptoaead.ko key=$key text=x
refused 'Invalid parameters' 'no key' insmod ./cryptoaead.ko count=1 text=x
refused 'Invalid parameters' 'a key of 15 bytes' insmod ./cryptoaead.ko key=${key%??} count=1
refused 'Invalid parameters' 'a key of 33' insmod ./cryptoaead.ko key=$key$key${key%??????????????????????????????} count=1
refused 'Invalid parameters' 'half a byte of a key' insmod ./cryptoaead.ko key=${key%?} count=1
refused 'Invalid parameters' 'a key that is no number' insmod ./cryptoaead.ko key=${key%?}g count=1
refused 'Invalid parameters' 'no header' insmod ./cryptoaead.ko key=$key count=1 header=
refused 'Invalid parameters' 'a header that is too long' insmod ./cryptoaead.ko key=$key count=1 header=${y48}y
refused 'Message too long' 'a text that is too long' insmod ./cryptoaead.ko key=$key count=1 text=${x48}x
refused 'Unknown symbol' 'no such algorithm (which is what insmod calls ENOENT)' insmod ./cryptoaead.ko algorithm='gcm(rot13)' key=$key count=1
ok 'none of these was loaded' test ! -d /sys/module/cryptoaead

# Another algorithm, with as long a nonce and tag; and one whose nonce is shorter.
if modprobe chacha20poly1305 2>/dev/null; then
	both_ways 000000000000000000000001282808b85261981b59511a4ec47a65cc39469c7995d96ebb87312f835ee0 \
		'ChaCha20-Poly1305' 'Attack at dawn' 'to: all' count=1 'algorithm=rfc7539(chacha20,poly1305)' \
		key=${key}101112131415161718191a1b1c1d1e1f
else
	echo '# ChaCha20-Poly1305 was not tried: this kernel has none'
fi
refused 'Invalid parameters' 'a nonce of another size' insmod ./cryptoaead.ko \
	algorithm='rfc4106(gcm(aes))' count=1 key=${key}00010203

# The first eight bytes of the key, as a little-endian processor reads them.
key_is_wiped crypto_aead_setkey 0x706050403020100 '^[1-9]' cryptoaead count=1 "key=$key"

load_again cryptoaead key=$key count=1
walk_init cryptoaead key=$key count=1 text=x
walk_init cryptoaead key=$key record=$sealed

# The kernel may have loaded modules of its own for this, one with a thread.
modprobe -r aesni_intel crypto_simd cryptd 2>/dev/null
done_testing
