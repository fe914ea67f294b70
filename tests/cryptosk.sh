# SPDX-License-Identifier: GPL-2.0
# cryptosk: the ciphertext is the one that OpenSSL makes, decrypting gives the
# text back, no two runs use the same IV, and what cannot be is refused.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh
. /lkmpg/tests/verbs/wiped.sh

iv=000102030405060708090a0b0c0d0e0f
x63=$(head -c 63 /dev/zero | tr '\0' x)

# ciphertext TEXT HEX DESCRIPTION [PARAMETER...] - a run's whole log. HEX is what
# this printed on a PC (TEXT, PASSPHRASE and IV as in the test point):
#	printf %s TEXT | openssl enc -aes-256-cbc -iv IV \
#		-K "$(printf %s PASSPHRASE | sha256sum | cut -c1-64)" |
#		od -An -v -tx1 | tr -d ' \n'
ciphertext()
{
	_text=$1 _hex=$2 _what=$3
	shift 3
	log_mark
	insmod ./cryptosk.ko "text=\"$_text\"" "iv=$iv" passphrase=secret "$@"
	is "$(log_since | grep '^cryptosk')" "cryptosk: IV:         $iv
cryptosk: ciphertext: $_hex
cryptosk: decrypted:  \"$_text\"" "$_what"
	rmmod cryptosk
}

ciphertext 'Attack at dawn' 69e31ea166505cf7b3a22ed1c91a8c16 'less than a block'
ciphertext '' 07ad203904e79a5460df94a8bcc0c4ab 'no text: a block of padding'
ciphertext 0123456789abcdef \
	84147a2132d1a91c0b1a40a13350b3289c985653223d96f70b6c3fc979644491 'a whole block: one more of padding'
ciphertext "$x63" \
	7b7ac4c2b16e5c05015c378055dcdf7f117bdc5961b110b908d4975daea117d1171200229f7978ebb405266273ae07c6704c4dce813c8301cf6b64a7d8ad16f2 \
	'the longest text: the blocks are chained, equal ones look different'
ciphertext 'Attack at dawn' e4eac7591ac353adcb5f59a7b27e6206 'another passphrase (secreu)' passphrase=secreu
iv=ffeeddccbbaa99887766554433221100
ciphertext 'Attack at dawn' cc5e9e63a21f9bf9aa44b21e731724b2 'another IV'

# Without iv= the module takes a random one.
log_mark
load cryptosk
ok 'no parameter is to be seen in /sys' test ! -e /sys/module/cryptosk/parameters
unload cryptosk
load_again cryptosk
is "$(log_since | grep -c '"This is a secret"$')" 2 'two round trips with the defaults'
is "$(log_since | grep -cE 'IV: +[0-9a-f]{32}$')" 2 'each with an IV'
is "$(log_since | grep -E 'IV|cipher' | sort | uniq -d)" '' 'neither the IV nor the ciphertext is the same twice'

# The padding is what tells, with one block (the bit is the IV's) and with more.
for text in '' x 0123456789abcdef "$x63"; do
	refused 'Bad message' "one bit of ${#text} bytes was changed: noticed" \
		insmod ./cryptosk.ko "text=$text" spoil=1
done
log_has 'the padding is wrong'

# The word is the first of the key's bytes, as the processor reads it: the last one first.
word=$(printf secret | sha256sum | cut -c1-16 |
	sed 's/\(..\)\(..\)\(..\)\(..\)\(..\)\(..\)\(..\)\(..\)/0x\8\7\6\5\4\3\2\1/')
key_is_wiped crypto_skcipher_setkey "$word" '^1$' cryptosk passphrase=secret

refused 'Message too long' '64 bytes are one too many' insmod ./cryptosk.ko "text=x$x63"
refused 'Invalid parameters' 'no passphrase' insmod ./cryptosk.ko passphrase=
refused 'Invalid parameters' 'half an IV' insmod ./cryptosk.ko iv=0011223344556677
refused 'Invalid parameters' 'a digit too many' insmod ./cryptosk.ko iv=${iv}0
refused 'Invalid parameters' 'not hexadecimal' insmod ./cryptosk.ko iv=${iv%?}g
ok 'none of these was loaded' test ! -d /sys/module/cryptosk

load_again cryptosk

# The kernel may have loaded modules of its own for this, one with a thread.
modprobe -r aesni_intel crypto_simd cryptd 2>/dev/null
done_testing
