#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-secureboot.t - modwhy under Secure Boot: a firmware that trusts the
# test key of Debian's package ovmf, the kernel signed with that key, and no
# word about it on the command line. The kernel finds out by itself.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

. lab/lib.sh
. lab/vm.sh
use_kernel "$kernel"
firmware=/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
variables=/usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd
key=/usr/share/ovmf/PkKek-1-snakeoil
[ "$k_arch" = amd64 ] || skip_all 'the firmware is for amd64'
if [ ! -e $firmware ] || [ ! -e $variables ] || ! command -v sbsign >/dev/null; then
	skip_all 'needs ovmf and sbsigntool (lab/setup check)'
fi
grep -q '^CONFIG_LOCK_DOWN_IN_EFI_SECURE_BOOT=y' "$k_config" ||
	skip_all "this kernel takes no notice of Secure Boot"
lab/build "$kernel" || exit

openssl rsa -in $key.key -passin pass:snakeoil -out "$work/key" 2>/dev/null &&
	sbsign --key "$work/key" --cert $key.pem --output "$work/vmlinuz" "$k_image" 2>"$work/log"
is $? 0 'the kernel is signed with the key of the firmware' "$(cat "$work/log")"
cp $variables "$work/variables"
# The module that shows the firmware's variables: one more archive.
mkdir -p "$work/root"
find "$k_dir/lib/modules/$k_release/kernel/fs/efivarfs" -name 'efivarfs.ko*' -exec cp {} "$work/root/" \;
efivarfs=$(cd "$work/root" && echo efivarfs.ko*)
{
	cat "$(lab/initrd "$kernel")"
	(cd "$work/root" && echo "$efivarfs" | cpio -o -H newc -R 0:0 --quiet)
} >"$work/initrd"

cat >"build/$kernel/secureboot" <<EOT
export LAB_KERNEL=$kernel
. /lkmpg/lab/guest/common.sh
cd \$lab_build/examples
mount -t securityfs securityfs /sys/kernel/security
insmod /$efivarfs
mount -t efivarfs efivarfs /sys/firmware/efi/efivars
echo == boot
dmesg | grep lockdown
echo == env
modwhy --env
echo == before
modwhy --log /dev/null hello-1.ko
echo == insmod
modwhy -- insmod hello-1.ko; echo "status \$?"
echo == signed
modprobe psmouse && echo loaded
EOT
(
	LAB_COLD=1
	vm_start -machine q35,smm=on -global driver=cfi.pflash01,property=secure,value=on \
		-drive "if=pflash,format=raw,readonly=on,file=$firmware" \
		-drive "if=pflash,format=raw,file=$work/variables" \
		-kernel "$work/vmlinuz" -initrd "$work/initrd"
	vm_job "$((60 * patience))" "bash /lkmpg/build/$kernel/secureboot"
) >"$work/out" 2>"$work/err"
is $? 0 'it boots, and does its job' "$(cat "$work/err")"
out=$(<"$work/out")

section() { sed -n "/^== $1\$/,/^== /p" <<<"$out"; }
like "$(section boot)" 'Kernel is locked down from EFI Secure Boot' 'the log says so, as the book quotes it'
like "$(section env)" '^secure-boot \(a note\)$' '--env sees Secure Boot'
like "$(section env)" 'EFI variable SecureBoot is 1' '   by the firmware'
like "$(section env)" '^lockdown$' '   and that the kernel is locked down'
like "$(section before)" '^(lockdown|signature-required)$' 'an unsigned module: foreseen'
like "$(section before | tr -s ' \n' ' ')" 'lockdown says \[integrity\]' '   by what the kernel says of itself'
like "$(section before)" 'mokutil --import' '   with the way out'
like "$(section insmod)" '^(lockdown|signature-required)$' 'and refused'
like "$(section insmod)" 'log: (Lockdown: insmod: unsigned module loading is restricted|Loading of unsigned module is rejected)' \
	"   with the kernel's line"
like "$(section insmod)" '^status 1$' '   status 1'
like "$(section signed)" '^loaded$' "a module that is the distribution's own is loaded"
done_testing
