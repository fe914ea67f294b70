#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-build.t - each way in which a build fails, produced by kbuild itself,
# and explained by modwhy --build.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

. lab/lib.sh
use_kernel "$kernel"
lab/build "$kernel" || exit
modwhy=$top/build/$kernel/bin/modwhy
# In a copy of the headers: a build with an empty M= is one of the kernel
# itself, and overwrites and removes files of the tree.
mkdir -p "$work/kernel/usr/lib"
cp -a "$k_dir/usr/src" "$work/kernel/usr/" &&
	cp -a "$k_dir"/usr/lib/linux-kbuild-* "$work/kernel/usr/lib/" || exit
[ ! -d "$k_dir/usr/lib/libc" ] || cp -a "$k_dir/usr/lib/libc" "$work/kernel/usr/lib/"
export KDIR=$work/kernel/${k_build#"$k_dir"/}
chmod 755 "$work"
# What lab/build hands on; without it the headers of 6.12 and later do not do.
args="CC=gcc CONFIG_DEBUG_INFO_BTF_MODULES="
gcc -fmin-function-alignment=16 -xc -c -o /dev/null /dev/null 2>/dev/null ||
	args+=" CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT="
export ARGS=$args

# module NAME LINE... - a directory with a small module, and these lines in it
module()
{
	dir=$work/$1
	mkdir -p "$dir"
	shift
	{
		printf '%s\n' '#include <linux/module.h>' '#include <linux/kprobes.h>' "$@"
		echo 'static int __init x_init(void) { return use(); }'
		echo 'static void __exit x_exit(void) { }'
		echo 'module_init(x_init);' 'module_exit(x_exit);'
	} >"$dir/x.c"
	# shellcheck disable=SC2016  # for make
	printf '%s\n' 'obj-m += x.o' 'all:' '	$(MAKE) -C "$(KDIR)" M=$(CURDIR) $(ARGS) modules' \
		>"$dir/Makefile"
}

use='static int use(void) { return 0; }'
gpl='MODULE_LICENSE("GPL"); MODULE_DESCRIPTION("x");'

# why CODE EVIDENCE [WORD...] - modwhy --build on $dir, with these before it
why()
{
	local code=$1 evidence=$2
	shift 2
	run "$@" "$modwhy" --build "$dir"
	is "$status $(head -n 1 <<<"$out")" "1 $code" "$code" "$out
$err"
	like "$(tr -s ' \n' ' ' <<<"$out")" "$evidence" "   evidence: $evidence"
}

module good "$use" "$gpl"
run "$modwhy" --build "$dir"
is "$status" 0 'a good module builds: status 0' "$out
$err"
like "$out" 'Nothing wrong found' '   and modwhy says so'

KDIR=/lib/modules/none/build why build-no-headers '/lib/modules/none/build: No such file or directory'
mkdir "$work/stale"
KDIR=$work/stale why build-stale-headers "No rule to make target 'modules'"
why build-no-make 'no-such-gcc' env ARGS="$args CC=no-such-gcc"
like "$out" '^ *do +Install the package that brings it' '   nobody knows its package'
rm -f "$dir"/*.o
why build-gcc-option "fsplit-lto-unit" env ARGS="$args KCFLAGS=-fsplit-lto-unit"

module 'My Device' "$use" "$gpl"
why build-space 'My Device'
module lower "$use" "$gpl"
mv "$dir/Makefile" "$dir/makefile"
why build-makefile-name 'no Makefile or Kbuild'
rm "$dir/makefile"
why build-no-makefile 'no file Makefile'
module spaces "$use" "$gpl"
sed -i 's/^	/        /' "$dir/Makefile"
why build-tab 'missing separator'
module object "$use" "$gpl"
sed -i 's/x\.o/y.o/' "$dir/Makefile"
why build-object "y.o"
module nothing "$use" "$gpl"
sed -i 1d "$dir/Makefile"
why build-nothing 'holds no .ko'

module header '#include <stdio.h>' "$use" "$gpl"
why build-no-header 'stdio.h: No such file'
module implicit 'static int use(void) { return no_such_function(); }' "$gpl"
why build-implicit 'no_such_function'
module error 'static int use(void) { return 0 }' "$gpl"
why build-error "error: expected"

module license "$use" 'MODULE_DESCRIPTION("x");'
why build-license 'missing MODULE_LICENSE\(\)'
module undefined 'int no_such_symbol(void);' 'static int use(void) { return no_such_symbol(); }' "$gpl"
why build-undefined 'no_such_symbol.* undefined!'
module gplonly 'static struct kprobe kp; static int use(void) { return register_kprobe(&kp); }' \
	'MODULE_LICENSE("Proprietary"); MODULE_DESCRIPTION("x");'
why build-gpl-only "GPL-incompatible module .*'register_kprobe'"
module namespace 'int space_answer(void);' 'static int use(void) { return space_answer(); }' "$gpl"
why build-namespace 'space_answer.*MODWHY' \
	env ARGS="$args KBUILD_EXTRA_SYMBOLS=$top/build/$kernel/modwhy/Module.symvers"

# A module that has the name of one of its sources.
module composite "$use" "$gpl"
sed -i '1a x-objs := x.o y.o' "$dir/Makefile"
echo 'int y_value(void); int y_value(void) { return 1; }' >"$dir/y.c"
why build-own-name 'Circular.*x.o'

# since VERSION - is this kernel at least that?
since() { printf '%s\n' "$1" "$k_release" | sort -CV; }

# What the kernel has changed in its interfaces.
module remove '#include <linux/platform_device.h>' "$use" "$gpl" \
	'static int gone(struct platform_device *p) { return 0; }' \
	'struct platform_driver x_driver; struct platform_driver x_driver = { .remove = gone };'
if since 6.11; then
	why build-interface 'Linux 6.11 changed int platform_driver.remove'
else
	run "$modwhy" --build "$dir"
	unlike "$out" '^build-interface' 'remove may return int before 6.11'
fi
module import "$use" "$gpl" 'MODULE_IMPORT_NS(DMA_BUF);'
if since 6.13; then
	why build-interface 'Linux 6.13 changed MODULE_IMPORT_NS'
else
	run "$modwhy" --build "$dir"
	unlike "$out" '^build-interface' 'MODULE_IMPORT_NS takes a word before 6.13'
fi
# A header of the module's own, by a variable that kbuild read until 6.14.
module flags '#include "drv_types.h"' "$use" "$gpl"
mkdir "$dir/include" && : >"$dir/include/drv_types.h"
# shellcheck disable=SC2016  # for make
sed -i '1i EXTRA_CFLAGS += -I$(src)/include' "$dir/Makefile"
if since 6.15; then
	why build-extra-cflags 'sets EXTRA_CFLAGS, and no file in .* reads it'
	unlike "$out" '^build-own-header' '   and says so once'
else
	run "$modwhy" --build "$dir"
	is "$status" 0 'EXTRA_CFLAGS is read before 6.15' "$out$err"
fi

# The names that used to be enough.
module magic 'static int use(void) { return 0; }' "$gpl"
sed -i -e 's/static int __init x_init/int init_module/' -e '/module_init/d' "$dir/x.c"
run "$modwhy" --build "$dir"
case $k_release in
[7-9].*)	like "$out" '^build-init-name' 'build-init-name, from 7.x on' ;;
*)		pass 'build-init-name # SKIP Linux before 7.x takes the name' ;;
esac

# Without a word on what this compiler and this machine lack.
module plain "$use" "$gpl"
if grep -q '^CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=y' "$k_config" && [[ $args == *ALIGNMENT* ]]; then
	run env ARGS="CC=gcc" "$modwhy" --build "$dir"
	like "$out" '^build-gcc-option$' "an option that this gcc does not know"
	like "$err" "unrecognized command-line option .-fmin-function-alignment" '   the real one'
else
	pass 'build-gcc-option # SKIP this gcc knows all options of this kernel'
fi
# What is known of BTF depends on whether the headers bring the kernel's (vmlinux),
# as Debian's of 6.12 and 7.3 do, those of 6.1 and 5.10 not.
other="${args/CONFIG_DEBUG_INFO_BTF_MODULES=/}"
if ! grep -q '^CONFIG_DEBUG_INFO_BTF_MODULES=y' "$k_config"; then
	pass 'build-no-btf # SKIP this kernel has no BTF of modules'
elif [ ! -e "$KDIR/vmlinux" ]; then
	run env ARGS="$other" "$modwhy" --build "$dir"
	is "$status" 0 'no vmlinux: it builds' "$out
$err"
	like "$out" '^build-no-btf \(a note\)$' 'build-no-btf'
else
	# A machine that has all programs but pahole.
	mkdir "$work/programs"
	find /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin -mindepth 1 -maxdepth 1 ! -name pahole \
		-exec ln -st "$work/programs" {} + 2>/dev/null
	why build-no-pahole 'pahole: not found' env PATH="$work/programs" ARGS="$other"
	like "$out" 'sudo (apt install pahole|dnf install dwarves|pacman -S pahole|zypper install dwarves)$' \
		'   what to install'
	like "$out" '\$ make CONFIG_DEBUG_INFO_BTF_MODULES=$' '   how to do without'
	run env PATH="$work/programs" ARGS="$args" "$modwhy" --build "$dir"
	is "$status" 0 '   and that helps' "$out
$err"
fi
# Debian's headers keep the warning about the compiler back (.kernelvariables).
rm -f "$dir"/*.ko
run env ARGS="$args DEBIAN_KERNEL_NO_CC_VERSION_CHECK=" "$modwhy" --build "$dir"
is "$status" 0 'another gcc: it builds' "$out
$err"
if grep -qF "CONFIG_CC_VERSION_TEXT=\"$(gcc --version | head -n 1)\"" "$k_config"; then
	pass 'build-compiler-differs # SKIP this is the very compiler'
elif [[ $k_release == 5.10.* ]]; then	# not in its Makefile
	pass 'build-compiler-differs # SKIP the kbuild of 5.10 does not compare'
else
	like "$out" '^build-compiler-differs \(a note\)$' 'build-compiler-differs'
fi
module description "$use" 'MODULE_LICENSE("GPL");'
run "$modwhy" --build "$dir"
if grep -q 'missing MODULE_DESCRIPTION' <<<"$err"; then
	is "$status$(head -n 1 <<<"$out")" '0build-description (a note)' 'build-description'
else
	pass 'build-description # SKIP this modpost does not miss it'
fi
modpost=$(echo "$work"/kernel/usr/lib/linux-kbuild-*/scripts/mod/modpost.real-lsb-64)
if [ -e "$modpost.elf" ]; then
	module glibc "$use" "$gpl"
	mv "$modpost" "$modpost.script"
	cp "$modpost.elf" "$modpost"	# as it came, for a newer system
	why build-glibc "version \`GLIBC_.*' not found"
	mv "$modpost.script" "$modpost"
else
	pass 'build-glibc # SKIP the tools of these headers run here'
fi

if [ "$(id -u)" -eq 0 ]; then
	mkdir "$work/small"
	mount -t tmpfs -o size=64k none "$work/small" && trap 'umount "$work/small"; rm -rf "$work"' EXIT
	module small/full "$use" "$gpl"
	head -c 20k /dev/zero >"$dir/other"
	why build-disk-full 'No space left on device'
	module readonly "$use" "$gpl"
	why build-readonly 'Permission denied' setpriv --reuid 65534 --clear-groups
else
	pass 'build-disk-full, build-readonly # SKIP only root can make them'
fi

# The last one, because the headers are no good after it.
module pwd "$use" "$gpl"
sed -i 's/CURDIR/PWD/' "$dir/Makefile"
run "$modwhy" --build "$dir"
is "$status$(head -n 1 <<<"$out")" '0build-sudo (a note)' 'build-sudo: it goes, and will not with sudo'
make -s -C "$dir" clean KDIR="$KDIR" 2>/dev/null
why build-pwd "M was empty|M=" env -u PWD

# From what was printed elsewhere, in a locale with other quotes.
run "$modwhy" --build - </dev/null
is "$status" 2 'no output: nothing could be looked at'
"$modwhy" --build - >"$work/out" <<'EOT'
gcc: error: unrecognized command-line option ‘-ftrivial-auto-var-init=zero’
EOT
is "$?$(head -n 1 "$work/out")" 1build-gcc-option 'from standard input, with typographic quotes'
"$modwhy" --build - >"$work/out" <<'EOT'
warning: the compiler differs from the one used to build the kernel
Skipping BTF generation for /tmp/x.ko due to unavailability of vmlinux
EOT
is "$?" 0 'what is harmless is a note: status 0'
like "$(cat "$work/out")" '^build-compiler-differs \(a note\)' '   the compiler'
like "$(cat "$work/out")" '^build-no-btf \(a note\)' '   BTF'
# The shells' words for a program that is not there.
while IFS='|' read -r line program; do
	"$modwhy" --build - <<<"$line" >"$work/out"
	is "$? $(sed -n 's/^ *what *//p' "$work/out")" "1 $program is not installed." "$line"
done <<'EOT'
/bin/sh: 1: flex: not found|flex
/bin/sh: flex: not found|flex
/bin/bash: line 1: bison: command not found|bison
make[2]: gcc-14: No such file or directory|gcc-14
EOT

done_testing
