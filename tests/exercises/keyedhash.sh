# SPDX-License-Identifier: GPL-2.0
# keyedhash: the digests are those of RFC 4231 and of openssl dgst -sha256 -hmac.
# NEEDS: CONFIG_CRYPTO_SHA256
# NEEDS: CONFIG_CRYPTO_HMAC
. /lkmpg/tests/lib.sh

# digest_of KEY TEXT HEX DESCRIPTION
digest_of()
{
	log_mark
	insmod ./keyedhash.ko "key=$1" "text=\"$2\""
	is "$(log_since)" "keyedhash: HMAC of ${#2} bytes: $3" "$4"
	rmmod keyedhash
}

load_again keyedhash
digest_of Jefe 'what do ya want for nothing?' \
	5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843 'test case 2 of RFC 4231'
digest_of '' 'This is a test' \
	a062d3ef88aa8301cc6ab7e5c7158a478c573204b81926e4d5cf75f67007515d 'no key at all'
digest_of key '' \
	5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0 'no text'
digest_of "$(head -c 100 /dev/zero | tr '\0' k)" 'This is a test' \
	1b6791eeda0164d9bc575d419694ee3aed339112733e0934055ec272073cac3d \
	'a key longer than a block is hashed first'

# A tag is checked, to its last bit, and not shown if it is wrong.
tag=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
rfc='text="what do ya want for nothing?"'
log_mark
load_again keyedhash key=Jefe "$rfc" tag=$tag
for wrong in 4"${tag#5}" "${tag%3}"2 "$(echo $tag | tr 5 6)"; do
	refused 'Bad message' "not the tag: $wrong" insmod ./keyedhash.ko key=Jefe "$rfc" "tag=$wrong"
done
refused 'Invalid parameters' 'half a tag' insmod ./keyedhash.ko key=Jefe "$rfc" "tag=${tag%????????}"
refused 'Invalid parameters' 'no tag' insmod ./keyedhash.ko key=Jefe "$rfc" "tag=${tag%3}x"
log_lacks 'HMAC of' 'and what it should have been is not logged'
ok 'the key is not to be seen in /sys' test ! -e /sys/module/keyedhash/parameters/key
done_testing
