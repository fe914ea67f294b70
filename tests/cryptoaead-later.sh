# SPDX-License-Identifier: GPL-2.0
# cryptoaead with a cipher that answers later: pcrypt hands each request to a thread of
# the kernel, and the call that began it returns EINPROGRESS.
# MODULES: pcrypt
. /lkmpg/tests/lib.sh

key=000102030405060708090a0b0c0d0e0f
# As in tests/cryptoaead.sh.
sealed=000000000000000000000001fba1db02ae82ea4f3a64209d54cb3cfa2bf78150bc54c658aa542896a2e5

# driver_of NAME - who computes this, of those that are in use.
driver_of() { awk -v name="$1" '/^name/ { ours = $3 == name } /^driver/ && ours { print $3; exit }' /proc/crypto; }

load_again cryptoaead key=$key count=1
driver=$(driver_of 'gcm(aes)')
like "$driver" gcm 'the kernel has an AES-GCM'
ok 'and pcrypt' modprobe pcrypt
log_mark
n=0
while [ $n -lt 5 ]; do
	insmod ./cryptoaead.ko key=$key count=1 'text="Attack at dawn"' "algorithm=pcrypt($driver)" || break
	rmmod cryptoaead
	n=$((n + 1))
done
is "$(log_since | grep -c "^cryptoaead: sealed: $sealed\$")" 5 'each time the answer was waited for'
is "$(driver_of 'gcm(aes)')" "pcrypt($driver)" 'it was that of pcrypt'
log_mark
ok 'it unseals' insmod ./cryptoaead.ko key=$key record=$sealed "algorithm=pcrypt($driver)"
log_has '^cryptoaead: unsealed: "Attack at dawn"$'
rmmod cryptoaead
refused 'Bad message' 'a refusal comes later, too' insmod ./cryptoaead.ko key=$key \
	"record=${sealed%?}6" "algorithm=pcrypt($driver)"
ok 'pcrypt is not in use any more' modprobe -r pcrypt
modprobe -r aesni_intel crypto_simd cryptd 2>/dev/null
done_testing
