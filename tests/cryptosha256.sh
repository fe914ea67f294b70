# SPDX-License-Identifier: GPL-2.0
# cryptosha256: the digest in the log is the one that everybody else computes,
# for texts of no, of one and of many blocks.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

# digest_of LENGTH HEX DESCRIPTION - what the log must have said, and only that.
digest_of()
{
	is "$(log_since)" "cryptosha256: SHA-256 of $1 bytes: $2" "$3"
	log_mark
}

# The digests below: printf %s TEXT | sha256sum, and once more by
# printf %s TEXT | openssl dgst -sha256
load cryptosha256
digest_of 14 c7be1ed902fb8dd4d48997c6452f5d7e509fbcdbe2808b16bcf4edce4c07d14e 'the default text'
is "$(cat /sys/module/cryptosha256/parameters/text)" 'This is a test' 'which is in /sys'
unload cryptosha256

load cryptosha256 text=
digest_of 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 'no text at all'
unload cryptosha256

load cryptosha256 text=abc
digest_of 3 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 'the example of FIPS 180-4'
unload cryptosha256

load cryptosha256 text=Grüße
# An umlaut has two bytes.
digest_of 7 "$(printf Grüße | sha256sum | cut -c1-64)" 'bytes, not characters'
unload cryptosha256

# 55 bytes still share their block with the length, 56 need one more.
for n in 55 56 63 64 65; do
	text=$(head -c $n /dev/zero | tr '\0' a)
	insmod ./cryptosha256.ko "text=$text"
	digest_of $n "$(printf %s "$text" | sha256sum | cut -c1-64)" "$n bytes, as sha256sum has it"
	rmmod cryptosha256
done

a1000=$(head -c 1000 /dev/zero | tr '\0' a)
load cryptosha256 "text=$a1000"
digest_of 1000 41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3 'a thousand times "a"'
unload cryptosha256
refused 'No space left on device' 'a parameter may have 1024 bytes' \
	insmod ./cryptosha256.ko "text=$a1000${a1000%????????????????????????????????????????}"
ok 'and nothing was loaded' test ! -d /sys/module/cryptosha256

log_mark
load_again cryptosha256 text='"This is a test"'
log_has 'bytes: c7be1ed902fb8dd4d48997c6452f5d7e509fbcdbe2808b16bcf4edce4c07d14e$' 'the same text, the same digest'
done_testing
