#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-vm.t - modwhy in a machine, where the kernel's log or its taint would
# fail an ordinary test: a crash, a positive return, a licence that is not GPL,
# a key that nobody knows; and what stays loaded.
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
fi

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
echo == key
echo Y >/sys/module/module/parameters/sig_enforce
modwhy -- insmod ../vm.t/signed.ko
EOT

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
else
	pass 'signature-key # SKIP no sign-file or no openssl'
fi

in_machine <<'EOT'
echo 0 >/proc/sys/kernel/panic_on_oops
modwhy -- insmod ../harness/null-pointer.ko; echo "status $?"
modwhy --rmmod null_pointer
EOT
like "$out" '^init-crash$' 'init crashed: init-crash'
like "$out" 'RIP: .*\[null_pointer\]|pc : .*\[null_pointer\]' 'with where'
like "$out" '^half-loaded$' 'and the module that stays: half-loaded'
done_testing
