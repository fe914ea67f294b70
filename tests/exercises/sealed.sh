# SPDX-License-Identifier: GPL-2.0
# sealed: ciphertext and tag are those of another implementation, and whatever
# byte is changed, header and tag included, nothing is decrypted.
# NEEDS: CONFIG_CRYPTO_AES
# NEEDS: CONFIG_CRYPTO_GCM
. /lkmpg/tests/lib.sh

# seals HEADER TEXT HEX DESCRIPTION - HEX is what Python's cryptography made:
#	AESGCM(bytes(range(16))).encrypt(bytes(11) + b"\1", TEXT, HEADER).hex()
seals()
{
	log_mark
	insmod ./sealed.ko "header=\"$1\"" "text=\"$2\""
	is "$(log_since | grep '^sealed')" "sealed: sealed: $3
sealed: opened: \"$2\"" "$4"
	rmmod sealed
}

load_again sealed
seals 'to: all' 'Attack at dawn' \
	fba1db02ae82ea4f3a64209d54cb3cfa2bf78150bc54c658aa542896a2e5 'a header and a text'
seals '' '' d4826774d118c5351aa48113690c3973 'nothing but a tag'
seals '' "$(head -c 48 /dev/zero | tr '\0' x)" \
	c2add71bb591b256363c3c845bdd765ca4cf11438f2f7fafc6a861b252aadd4a31dbceaf477ac4c3391b32bdf7242972137076f7affec80c6c0e8068726f2054 \
	'as much as there is room for'

# The header has 2 bytes, the text 1, the tag 16.
byte=0
while [ $byte -lt 19 ]; do
	refused 'Bad message' "byte $byte was changed" \
		insmod ./sealed.ko header=to text=x spoil=$byte
	byte=$((byte + 1))
done
refused 'Invalid parameters' 'there is no byte 19' insmod ./sealed.ko header=to text=x spoil=19
refused 'Invalid parameters' 'half a key' insmod ./sealed.ko key=00
refused 'Invalid parameters' 'not hexadecimal' insmod ./sealed.ko nonce=00000000000000000000000x
refused 'Message too long' 'one byte too many' \
	insmod ./sealed.ko header=x "text=$(head -c 48 /dev/zero | tr '\0' x)"
load_again sealed

# The kernel may have loaded modules of its own for this, one with a thread.
modprobe -r aesni_intel crypto_simd cryptd 2>/dev/null
done_testing
