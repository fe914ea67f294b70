#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-vm.t - modwhy in a machine, where the kernel's log or its taint would
# fail an ordinary test: a crash, a positive return, a licence that is not GPL,
# a key that nobody knows; what stays loaded; and what has to be made outside:
# modules of other kernels, compressed ones, one whose BTF is broken.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

warm_up
lab/build "$kernel" && lab/build "$kernel" --harness null-pointer || exit
dir=build/$kernel/vm.t
mkdir -p "$dir"
. lab/lib.sh
use_kernel "$kernel"

# A signature by a key that we have made up; by the tool of this Debian's own
# kernel, for that of another may want another libcrypto.
sign_file=$(use_kernel "$(default_kernel)"; echo "$k_build/scripts/sign-file")
if [ -x "$sign_file" ] && command -v openssl >/dev/null; then
	openssl req -new -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=nobody/" \
		-keyout "$work/key" -outform DER -out "$work/cert" 2>/dev/null
	"$sign_file" sha256 "$work/key" "$work/cert" \
		"build/$kernel/examples/hello-1.ko" "$dir/signed.ko"
	# By a digest that no kernel takes.
	"$sign_file" ripemd160 "$work/key" "$work/cert" \
		"build/$kernel/examples/hello-1.ko" "$dir/digest.ko"
fi

# For other kernels; those that are at hand.
others=()
for name in $(kernel_names); do
	if [ "$name" != "$kernel" ] && [ -e "$cache/kernels/$name/kernel.env" ] &&
	   (use_kernel "$name"; [ "$k_arch" = amd64 ]) && [[ $name != *-* ]]; then
		[ -e "build/$name/examples/hello-2.ko" ] || lab/build "$name" hello-2 || exit
		cp "build/$name/examples/hello-2.ko" "$dir/for-$name.ko"
		others+=("$name")
	fi
done

gzip -c "build/$kernel/examples/hello-2.ko" >"$dir/gzip.ko.gz"
xz -c "build/$kernel/examples/hello-2.ko" >"$dir/xz.ko.xz"
zstd -qc "build/$kernel/examples/hello-2.ko" >"$dir/zstd.ko.zst"

# A call whose target is not empty: the first in .text, __fentry__ of a function.
call=$(LC_ALL=C grep -aboP '\xe8\x00\x00\x00\x00' "build/$kernel/examples/hello-1.ko" | head -n 1 | cut -d: -f1)

# in_machine <SCRIPT - run it in the guest, where the bad modules are.
in_machine()
{
	{
		echo "export LAB_KERNEL=$kernel"
		echo "call=$((call + 1))"
		echo '. /lkmpg/lab/guest/common.sh'
		echo "cd /lkmpg/build/$kernel/modwhy"
		cat
	} >"$dir/script"
	job 60 "bash /lkmpg/$dir/script"
	[ "$status" -lt 124 ] || fail 'the machine does its job' "$err"
}

in_machine <<'EOT'
mkdir -p "/lib/modules/$(uname -r)/build"
cp ../Module.symvers "/lib/modules/$(uname -r)/build/"
echo == positive
modwhy -- insmod init-returns.ko value=1; echo "status $?"
echo == taint
kopatch exit-waits.ko /tmp/taint.ko text license=GPL license=XYZ
modwhy -- insmod /tmp/taint.ko; echo "status $?"
echo == license
kopatch ../examples/chardev.ko /tmp/bsd.ko text license=GPL license=BSD
modwhy -- insmod /tmp/bsd.ko; echo "status $?"
echo == relocation
kopatch ../examples/hello-1.ko /tmp/relocation.ko byte $call 1
modwhy -- insmod /tmp/relocation.ko
echo == permanent
modwhy -- insmod no-exit.ko; echo "status $?"
modwhy -- rmmod no_exit; echo "status $?"
echo == proprietary
insmod closed.ko
modwhy -- insmod closed-user.ko
rmmod closed
# One of the kernel's own, unsigned, its type information cut.
own=$(modinfo -n psmouse)
case $own in
*.xz)	xz -dc $own ;;
*)	cat $own ;;
esac >/tmp/own.ko
kopatch /tmp/own.ko /tmp/unsigned.ko byte -1 0
echo == btf
kopatch /tmp/unsigned.ko /tmp/btf.ko section .BTF 1000 && modwhy -- insmod /tmp/btf.ko
for file in ../vm.t/for-*.ko; do
	[ -e $file ] || continue
	echo == ${file##*/}
	modwhy --log /dev/null $file | head -n 1
	modwhy -- insmod $file
done
rmmod hello_2
for file in ../vm.t/*.ko.*; do
	echo == ${file##*/}
	modwhy -- finit $file
	modwhy -- insmod $file; echo "insmod $?"
	rmmod hello_2
done
echo == key
echo Y >/sys/module/module/parameters/sig_enforce
modwhy -- insmod ../vm.t/signed.ko
modwhy --log /dev/null ../vm.t/signed.ko
echo == digest
modwhy -- insmod ../vm.t/digest.ko
EOT

flat() { section "$1" | tr -s ' \n' ' '; }
section() { sed -n "/^== $1\$/,/^== /p" <<<"$out"; }
like "$(section positive)" '^init-positive$' 'init returned 1: init-positive'
like "$(section positive)" '^status 1$' 'status 1, although it was loaded'
like "$(section license)" '^license$' 'GPL-only symbols and another licence: license'
like "$(section license)" "'BSD'" 'it names the licence'
like "$(section taint)" '^license-missing' 'a licence that nobody knows'
like "$(section relocation)" '^relocation$' 'a place to patch that is not empty: relocation'
like "$(section relocation)" 'nvalid relocation target' "the kernel's line"
like "$(section permanent)" '^permanent$' 'no exit function: permanent'
like "$(section permanent)" 'no_exit is \[permanent\]' 'rmmod: by /proc/modules'
if [ -e "$dir/signed.ko" ]; then
	like "$(section key)" '^signature-key$' 'signed by a key that nobody knows: signature-key'
	like "$(section key)" 'Loading of module with unavailable key is rejected' "the kernel's line"
	serial=$(openssl x509 -inform DER -in "$work/cert" -noout -serial)
	serial=${serial#*=}
	like "$(flat key)" "signed with the key ${serial,,} that 'nobody' has issued, digest sha256" 'whose it is'
	like "$(flat key)" '/proc/keys: [^:]+: [0-9a-f]{40}' 'and those that would do'
	like "$(flat key)" "unread whether the kernel has the key ${serial,,}" 'before the attempt: it is not sure'
	like "$(section digest)" '^signature-crypto$' 'by a digest that no kernel takes: signature-crypto'
	like "$(section digest)" 'Loading of module with unsupported crypto is rejected' "the kernel's line"
	like "$(flat digest)" 'digest one with the identifier 2b24030201' 'which one'
else
	pass 'signature-key # SKIP no sign-file or no openssl'
fi
like "$(section proprietary)" '^symbol-proprietary$' 'GPL-only symbols and those of a proprietary module'
like "$(section proprietary)" '^(license-inherited|symbol-proprietary)' '   by what the kernel says'

[ ${#others[@]} -gt 0 ] || pass 'modules of other kernels # SKIP there is no other in the cache'
for name in "${others[@]}"; do
	other_release=$(use_kernel "$name"; echo "$k_release")
	is "$(section "for-$name.ko" | grep -c '^other-kernel$')" 2 \
		"made for $name: other-kernel, foreseen and seen" "$(section "for-$name.ko")"
	like "$(flat "for-$name.ko")" "was built for Linux ${other_release//+/.}, and this is Linux ${k_release//+/.}" 'with both releases'
	line='hello_2: (version magic|disagrees about version of symbol module_layout)'
	case $k_release-$name in
	# It looks at the size of struct module before either.
	7.*-5.10|7.*-6.1)	line='module hello_2: .gnu.linkonce.this_module section size must match' ;;
	esac
	like "$(flat "for-$name.ko")" "log: $line" "and the kernel's line"
done
case $k_release in
5.*)	pass 'BTF # SKIP 5.10 knows none of modules' ;;
6.1.*)	like "$(section btf)" '^btf-ignored \(a note\)$' 'BTF that does not fit: 6.1 ignores it'
	like "$(section btf)" 'failed to validate module \[psmouse\] BTF: -22' "the kernel's line" ;;
*)	like "$(section btf)" '^other-btf$' 'BTF that does not fit: other-btf'
	like "$(section btf)" 'failed to validate module \[psmouse\] BTF: -22' "the kernel's line" ;;
esac
for file in gzip.ko.gz xz.ko.xz zstd.ko.zst; do
	like "$(section $file)" '^packed$' "handed over as it is: packed ($file)"
	like "$(flat $file)" "begins as ${file%%.*} data does" 'by what it begins with'
done
like "$(section xz.ko.xz)" '^insmod 0$' 'the insmod of kmod unpacks xz'

in_machine <<'EOT'
echo 0 >/proc/sys/kernel/panic_on_oops
modwhy -- insmod ../harness/null-pointer.ko; echo "status $?"
modwhy --rmmod null_pointer
modwhy --log /dev/null ../harness/null-pointer.ko | head -n 1
EOT
like "$out" '^init-crash$' 'init crashed: init-crash'
like "$out" 'RIP: .*\[null_pointer\]|pc : .*\[null_pointer\]' 'with where'
like "$out" '^half-loaded$' 'and the module that stays: half-loaded'
like "$out" '^busy-loading$' 'the next attempt would wait for it: busy-loading'

if [ -e "$dir/signed.ko" ]; then
	export spec=tests/modwhy-locked.sh	# that machine
	in_machine <<<'modwhy -- insmod ../vm.t/signed.ko'
	like "$out" '^lockdown$' 'signed by a key that nobody knows, and locked down: lockdown'
	like "$(tr -s ' \n' ' ' <<<"$out")" "signed with the key ${serial,,} that 'nobody'" 'whose it is'
fi
done_testing
