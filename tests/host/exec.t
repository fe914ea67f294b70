#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# exec.t - lab/exec, and the machine that a head describes: a device works in a machine
# that was restored, the kernel's own modules are there, what a kernel lacks is said.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

# The guest sees nothing outside the repository.
dir=build/exec.$$
mkdir -p "$dir" || exit
trap 'rm -rf "$work" "$dir"' EXIT
lab/build "$kernel" || exit
warm_up

# in_lab ARGUMENT... - lab/exec, of what has been built.
in_lab() { run lab/exec -k "$kernel" -n "$@"; }

in_lab 'echo out; echo err >&2; pwd; exit 7'
is "$status" 7 'the status is that of the command' "$err"
is "$out" "out
err
/lkmpg/build/$kernel/examples" 'the output is all that it wrote, where the modules are'
is "$err" '' 'and nothing else is said'
# shellcheck disable=SC2016  # as it is
in_lab printf '[%s]\n' 'a  b' "it's" '$HOME' $'two\nlines' ''
is "$out" "[a  b]
[it's]
[\$HOME]
[two
lines]
[]" 'arguments arrive as they are'
run lab/exec -k "$kernel" 'insmod hello-1.ko && rmmod hello-1 && dmesg | tail -n 1'
like "$out" 'hello_1: Goodbye world 1' 'the modules are built, and loaded there'
LAB_PATIENCE=1 in_lab -l 2 'sleep 1000'
is "$status" 124 'one that takes too long gives 124' "$err"
in_lab 'echo c >/proc/sysrq-trigger; sleep 1000'
is "$status" 125 'one that kills its machine gives 125'
like "$err" 'Kernel panic - not syncing: sysrq' "with the kernel's last words"
run lab/exec
like "$err" '^error: usage: lab/exec' 'without a command there is a usage'
run lab/exec -k nope true
like "$err" "^error: there is no kernel 'nope'" 'an unknown kernel'

# --- the machine ---------------------------------------------------------------------

# keys FILE... - the names of the saved states of these machines.
keys()
{
	local file
	for file in "$@"; do
		bash -c '. lab/lib.sh; . lab/spec.sh; . lab/vm.sh; use_kernel "$0"; spec_read "$1"; spec_machine
			vm_describe stdio,id=job,signal=off null,id=tty; echo "$vm_key"' "$kernel" "$file"
	done
}
echo '# nothing' >"$dir/plain.sh"
printf '#!/bin/sh\n# DEVICE: edu\n# LIMIT: 30\n\n# DEVICE: no-such-device\n' >"$dir/edu.sh"
printf '# DEVICE: edu,dma_mask=0xffff\n' >"$dir/edu2.sh"
printf '%%device edu\n%%append quiet\n# echo # DEVICE: edu\n' >"$dir/edu.session"
printf '# APPEND: quiet\n# DEVICE: edu\n' >"$dir/both.sh"
printf '# TURNS: why\n' >"$dir/turns.sh"
is "$(keys "$dir"/{plain,edu,edu2,both}.sh | sort | uniq -d)" '' 'each machine has a state of its own'
is "$(keys "$dir/both.sh")" "$(keys "$dir/edu.session")" 'a session has the same words'
is "$(keys "$dir/plain.sh")" "$(keys "$dir/turns.sh")" 'turns are no other machine'

# The register at 0 says what it is, the one at 4 gives back what it got, inverted
# (QEMU's docs/specs/edu.rst).
cat >"$dir/edu" <<'EOT'
for d in /sys/bus/pci/devices/*; do
	[ "$(cat "$d/device")" = 0x11e8 ] || continue
	echo 1 >"$d/enable"
	read -r bar _ <"$d/resource"
	echo "bar $(od -An -tx4 -j16 -N4 "$d/config")"
	echo "id $(devmem "$bar" 32)"
	devmem $((bar + 4)) 32 0x12345678
	echo "inverted $(devmem $((bar + 4)) 32)"
done
EOT
for how in 'saved and restored' restored 'booted cold'; do
	[ "$how" != 'booted cold' ] || export LAB_COLD=1
	in_lab --spec "$dir/edu.sh" ". /lkmpg/$dir/edu"
	unset LAB_COLD
	like "$out" '^bar +0*[1-9a-f][0-9a-f]*$' "edu in a machine that was $how has an address" "$err"
	like "$out" '^id 0x010000ED$' '  is the device that it says'
	like "$out" '^inverted 0xEDCBA987$' '  and works'
done
in_lab --spec "$dir/plain.sh" ". /lkmpg/$dir/edu"
is "$status $out" '0 ' 'without the line there is none' "$err"

# A module that the guest does not have of itself, and that needs another one.
in_lab 'modprobe i2c-stub chip_addr=0x50'
is "$status" 1 'a module that nobody asked for is not there' "$out"
printf '# MODULES: i2c_stub\n# MODULES: dummy-hcd\n' >"$dir/modules.sh"
in_lab --spec "$dir/modules.sh" 'modprobe i2c-stub chip_addr=0x50 && modprobe dummy_hcd &&
	modprobe cbc && grep -c -E "^(i2c_stub|dummy_hcd|udc_core) " /proc/modules'
is "$status $out" '0 3' 'one that the head names is, with what it needs' "$err"
printf '# MODULES: no_such_module\n' >"$dir/none.sh"
in_lab --spec "$dir/none.sh" true
like "$err" 'error: this kernel has no module no_such_module' 'one that there is not is named'

# A device tree, for the machine of QEMU's that has one: no kernel is needed for that.
if command -v fdtoverlay >"$work/out" && command -v qemu-system-aarch64 >"$work/out"; then
	# tree FILE - the source of the whole tree with that overlay.
	tree()
	{
		# shellcheck disable=SC2016  # for the shell there
		XDG_CACHE_HOME=$work/cache run bash -c '. lab/lib.sh; . lab/vm.sh
			k_arch=arm64 vm_qemu=qemu-system-aarch64 vm_qemu_version=test vm_dtb=$0
			vm_args=(-nodefaults -display none -M virt -cpu max -m 128 -accel tcg)
			vm_device_tree && dtc -q -I dtb -O dts "${vm_args[-1]}"' "$1"
	}
	overlay() { printf '/dts-v1/; /plugin/; / { fragment@0 { target-path = "/";
		__overlay__ { lab-sample { answer = <%s>; }; }; }; };\n' "$1"; }
	overlay 42 >"$dir/one.dtso"
	overlay 43 >"$dir/two.dtso"
	tree "$dir/one.dtso"
	like "$out" 'answer = <0x2a>' 'an overlay is laid' "$err"
	like "$out" 'pl011@' '  over the tree that QEMU makes'
	tree "$dir/two.dtso"
	like "$out" 'answer = <0x2b>' 'another one makes another tree' "$err"
	echo nonsense >"$dir/bad.dtso"
	tree "$dir/bad.dtso"
	is "$status" 1 'one that is no tree is refused' "$out"
	like "$err" 'bad.dtso does not become a device tree' '  by its name'
else
	pass 'a device tree # SKIP no compiler for it, or no QEMU for arm64: lab/setup arm64'
fi

# --- what a test makes of it -----------------------------------------------------------

run lab/test "$kernel" "$dir/none.sh"
is "$status $out" '0 1..0 # SKIP this kernel has no module no_such_module' 'a test without its module is skipped'
cat >"$dir/red.sh" <<'EOT'
# DEVICE: edu
. /lkmpg/tests/lib.sh
ok 'edu is there' grep -q 0x11e8 /sys/bus/pci/devices/*/device
ok 'and no' false
done_testing
EOT
export LAB_LOG=$work/log
run lab/test "$kernel" "$dir/red.sh"
like "$out" '^ok 1 - edu is there' 'a test has its device'
like "$err" "^# to repeat it: make check KERNEL=$kernel EX=.* DEBUG=1" 'a red one says how to repeat it'
LAB_DEBUG=1 LAB_STRACE=1 run lab/test "$kernel" "$dir/red.sh"
like "$out" '^# +[0-9]+ +execve\(' 'by hand, under strace'
like "$out" '^not ok 2 - and no' '  it is as red'
like "$out" '^# --- kernel log' "  and shows the kernel's log"
unset LAB_LOG

run lab/run -k "$kernel" exercises/volume
is "$status" 0 'make run plays an exercise' "$err"
like "$out" 'volume: starting at 11' '  all of its session'
run lab/run -k "$kernel" nullptr
is "$status" 0 'make run plays a broken module by its name alone' "$err"
like "$out" 'NULL pointer dereference' '  whatever that does'
like "$out" '1 broken and shown' '  and counts it apart'
mkdir "$work/needy"
cp -R Makefile lab lib tools examples tests modwhy "$work/needy/"
# An example that asks for what only the kernels have that the lab compiles.
sed -i 's/^ \* Try: /XX/; s/^XX/ * Needs: CONFIG_KASAN\n *\n * Try: /' "$work/needy/examples/hello-1.c"
if ! grep -q '^CONFIG_KASAN=' "build/$kernel/config"; then
	run "$work/needy/lab/run" -k "$kernel" hello-1
	like "$out" 'skipped: this kernel is built without CONFIG_KASAN' 'what cannot be played is skipped'
	like "$out" 'it would run on .*debug.*: make run EX=hello-1 KERNEL=' '  and a kernel named that could'
fi
done_testing
