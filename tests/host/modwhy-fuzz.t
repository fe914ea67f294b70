#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-fuzz.t - modwhy reads damaged files, thousands of them, without a
# crash, a hang or a step out of bounds: always the same ones, each in a process
# of its own, and then, guided by coverage, for a minute whatever reaches most.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

lab/build "$kernel" || exit
make -s -C modwhy OUT="$work" SAN=1 CFLAGS='-O1 -g' >"$work/log" 2>&1 ||
	{ echo "Bail out! modwhy does not build: $(cat "$work/log")"; exit 1; }
objects=()
for object in "$work"/*.o; do
	[ "$object" = "$work/main.o" ] || objects+=("$object")
done
cc -O1 -g -std=gnu11 -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize-recover=all \
	-o "$work/fuzz" tests/host/modwhy-fuzz.c "${objects[@]}" 2>"$work/log"
is $? 0 'it compiles' "$(cat "$work/log")"

# Something of a system, so that the file is held against it.
root=$work/root
release=6.1.0-fuzz
mkdir -p "$root/proc/sys/kernel" "$root/lib/modules/$release/kernel" "$root/lib/modules/$release/build"
echo $release >"$root/proc/sys/kernel/osrelease"
echo x86_64 >"$root/proc/sys/kernel/arch"
strip --strip-debug -o "$root/lib/modules/$release/kernel/own.ko" "build/$kernel/examples/hello-1.ko"
echo kernel/own.ko: >"$root/lib/modules/$release/modules.dep"
head -n 200 "build/$kernel/Module.symvers" >"$root/lib/modules/$release/build/Module.symvers"
echo '0 T _printk' >"$root/proc/kallsyms"
echo '0f I------ 1 perm 1f010000 0 0 asymmetri some key: 00ff: X509.rsa 00ff []' >"$root/proc/keys"
mkdir -p "$root/sys/module/module/parameters"
echo Y >"$root/sys/module/module/parameters/sig_enforce"
export FUZZ_ROOT=$root
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1

# shellcheck disable=SC2016  # for the shell there
sign_file=$(bash -c '. lab/lib.sh; use_kernel "$(default_kernel)"; echo "$k_build/scripts/sign-file"')

cd "$work" || exit
# Without debugging information a file is twenty times smaller, and what is
# damaged is what is read.
for name in hello-5 vkbd; do
	strip --strip-debug -o "$name.ko" "$top/build/$kernel/examples/$name.ko"
done
openssl req -new -x509 -newkey rsa:2048 -nodes -subj /CN=fuzz/O=lab/ -keyout key -outform DER -out cert 2>/dev/null &&
	"$sign_file" sha256 key cert hello-5.ko signed.ko
is $? 0 'one of them is signed'
for name in hello-5 vkbd signed; do
	run timeout $((120 * LAB_PATIENCE)) ./fuzz "$name.ko" 2000 42
	is "$status" 0 "$name.ko, cut and damaged: no crash, no hang" "$out
$err"
	like "$out" '^[0-9]+ looks, 0 failures' "$(tail -n 1 <<<"$out")"
done
for name in hello-5 vkbd; do
	run timeout 240 ./fuzz --exact "$name.ko"
	is "$status" 0 "$name.ko, in a buffer of just its size: not a byte behind it" "$out
$err"
	[ "$(grep -oE '^[0-9]+' <<<"$out" | tail -n 1)" -gt 30 ]
	is $? 0 "$(tail -n 1 <<<"$out")"
done

# The lines that the tables know (a row's first string), with their gaps filled.
for file in log loader said crash buildlog buildwords; do
	sed -n 's/^	{ "\(\([^"\\]\|\\.\)*\)", .*/\1/p' "$top/modwhy/$file.c" |
		sed 's/{\(.\)}/some \1/g; s/\\"/"/g' >"lines-$file"
	[ "$(wc -l <"lines-$file")" -gt 30 ]
	is $? 0 "the lines of the tables of $file.c: $(wc -l <"lines-$file")"
done
cat lines-* >lines
run timeout $((120 * LAB_PATIENCE)) ./fuzz --text lines 1000 42
is "$status" 0 'lines of logs and builds, damaged: no crash, no hang' "$out
$err"

# A minute, guided; and that this finds anything at all.
cd "$top" || exit
unset ASAN_OPTIONS FUZZ_ROOT
run env FUZZ_OUT="$work/guided" tools/fuzz 60
is "$status" 0 'guided by coverage, for a minute: no finding' "$err"
for reader in elf log build; do
	like "$err" "^$reader: [0-9]+ inputs in .*no finding" "$(grep "^$reader:" <<<"$err")"
	like "$err" "^$reader: .* [1-9][0-9]* of them kept" '   coverage led on from some'
done
# planted SCRIPT WHAT REGEX - a fault that sed puts into elf.c is found.
planted()
{
	rm -rf "$work/modwhy"
	cp -r modwhy "$work/modwhy"
	sed -i "$1" "$work/modwhy/elf.c"
	unlike "$(diff modwhy/elf.c "$work/modwhy/elf.c")" '^$' "planted: $2"
	run env MODWHY_SOURCE="$work/modwhy" FUZZ_OUT="$work/planted" tools/fuzz -r elf 60
	is "$status" 1 '   it is found' "$err"
	like "$err" "$3" '   as what it is'
}
planted 's/size > f->size - offset)/size > f->size - offset + 1)/' \
	'a bounds check that is one byte too generous' 'heap-buffer-overflow'
done_testing
