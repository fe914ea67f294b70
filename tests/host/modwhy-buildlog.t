#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-buildlog.t - what modwhy --build says of logs that others had: one of
# each kind, from public reports and from what the tools can print. No kernel
# and no machine is needed.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

make -s -C modwhy OUT="$work/modwhy" || exit
modwhy=$work/modwhy/modwhy
logs=tests/modwhy/buildlogs

# --- one verdict for each log ---------------------------------------------------
# LOG|STATUS|FIRST VERDICT|what the text must say
while IFS='|' read -r log code verdict text; do
	run "$modwhy" --build "$logs/$log.log"
	is "$status $(head -n 1 <<<"$out")" "$code $verdict" "$log: $verdict" "$out"
	like "$(tr -s ' \n' ' ' <<<"$out")" "$text" "   $text"
done <<'EOT'
extra-cflags|1|build-own-header|drv_types.h is no header of the kernel.*Since Linux 6.15 kbuild no longer reads EXTRA_CFLAGS.*ccflags-y
gcc-plugin|1|build-gcc-plugin|the very gcc that built them.*structleak_plugin
dkms-wrapper|1|build-dkms-log|only what DKMS says.*/var/lib/dkms/drv/0.1.1/build/make.log
composite-own-name|1|build-own-name|has the name of one of them: x.o .*Circular
symvers-missing|1|build-no-symvers|Module.symvers is missing.*The module is not at fault
colon-in-path|1|build-space|a space or a colon
space-quoted|1|build-space|/home/user/my driver/hid
platform-remove|1|build-interface|Linux 6.11 changed int platform_driver.remove.*0edb555a65d1
objtool-error|1|build-objtool|objtool, not the compiler.*blob_call
import-ns|1|build-interface|Linux 6.13 changed MODULE_IMPORT_NS\(NAME\).*cdd30ebb1b9f
path-lost|1|build-path|not even uname
module-lds|1|build-headers-incomplete|module.lds is missing
german-headers|1|build-no-headers|/lib/modules/6.8.0-45-generic/build is not there
german-modules|1|build-stale-headers|/usr/lib/modules/6.9.9-amd64/build is there, but
spanish-modules|1|build-stale-headers|6.1.84-1-MANJARO/build is there, but
french-headers|1|build-no-headers|/lib/modules/4.12.14-lp150.12.13-default/build is not there
french-compiler|1|build-implicit|calls drv_start,
chinese-header|1|build-no-header|stdio.h is a header of the C library
russian-target|1|build-object|promises /home/u/drv/drv2.o
hungarian-target|1|build-object|promises /home/u/drv/drv2.o
korean-unknown|1|unknown-build|drv.c:7:2: .*LC_ALL=C
finnish-echo|1|unknown-build|Virhe 1.*build-language .*LC_ALL=C
echo-only|1|unknown-build|Makefile:1936: /home/u/drv\] Error 2.*LC_ALL=C make V=1
unknown-tool|1|unknown-build|looked at 4 lines.*fwpack: table 3: checksum failed
unknown-beside-missing-git|1|unknown-build|fwpack: table 3: checksum failed
good-without-git|0|Nothing wrong found.|looked 9 lines
good-clean-ignored|0|Nothing wrong found.|looked 3 lines
missing-flex|1|build-no-make|flex is not installed
fixdep-format|1|build-tool-format|another processor: scripts/basic/fixdep
fixdep-missing|1|build-tool-missing|not there: scripts/basic/fixdep
modpost-denied|1|build-tool-denied|noexec.*scripts/mod/modpost
modpost-loader|1|build-tool-missing|scripts/mod/modpost
objtool-missing|1|build-headers-incomplete|tools/objtool/objtool is missing
arm-makefile-missing|1|build-headers-incomplete|arch/arm/tools/Makefile is missing
own-target|1|build-no-target|no rule for instal,
source-missing|1|build-object|promises /root/pluto/pluto2.c
stale-depend|1|build-stale-objects|include/stdarg.h, which is no longer there.*make clean
space-unquoted|1|build-space|handle: /home/u/My Device
colon-pattern|1|build-space|handle: /home/u/drv:2
makefile-error|1|build-makefile-stops|at Makefile:12: This driver needs Linux 6.6
macro-in-header|1|build-error|used in /home/u/drv/drv.c, line 31.*drv.c:31:27: note: in expansion of macro
header-included|1|build-error|used in /home/u/drv/drv.c, line 2
hrtimer|1|build-interface|hrtimer_setup.*9779489a31d7
class-create-clang|1|build-interface|Linux 6.4 changed class_create\(THIS_MODULE, name\) to class_create\(name\)
vm-flags|1|build-interface|vm_flags_set
unaligned|1|build-interface|Linux 6.12 changed <asm/unaligned.h> to <linux/unaligned.h>
backlight|1|build-interface|Linux 6.10 changed .*fb_blank
proc-ops|1|build-interface|struct proc_ops.*d56c0d45f0e2
modpost-strlcpy|1|build-interface|Linux 6.8 changed strlcpy\(\) to strscpy\(\)
kernel-header-gone|1|build-kernel-header|no header linux/no_such_thing.h in this kernel
autoconf-missing|1|build-headers-incomplete|generated/autoconf.h is missing
libelf-header|1|build-host-header|gelf.h .*libelf-dev
two-inits|1|build-two-inits|two module_init
blob-arch|1|build-object-arch|another processor: /home/u/drv/blob.o
lto|1|build-lto|make LLVM=1
objtool-warning|0|build-objtool-warning (a note)|It builds all the same
killed|1|build-memory|make -j1
compiler-crash|1|build-compiler-crash|in expand_expr
compiler-old|1|build-compiler-old|C compiler is too old
certs|1|build-trusted-keys|canonical-certs.pem.*SYSTEM_TRUSTED_KEYS
sign-file|0|build-sign-file (a note)|Harmless.*build-no-system-map .*sudo depmod
install-root|1|build-install-root|sudo make modules_install
up-to-date|1|build-up-to-date|KERNELRELEASE
pwd|1|build-pwd|M= was empty
readonly|1|build-readonly|cannot create directory
import-ns-real|1|build-interface|Linux 6.13 changed MODULE_IMPORT_NS
dkms-name|1|build-dkms-name|BUILT_MODULE_NAME
dkms-name-old|1|build-dkms-name|BUILT_MODULE_NAME.*/no/such/drv/1.0/build/make.log
dkms-clean|0|Nothing wrong found.|looked 5 lines
dkms-patch|1|build-dkms-patch|the patch fix-6.8.patch
exec-denied|1|build-tool-denied|may not be run: ./configure
bad-interpreter|1|build-no-make|/bin/tcsh is not installed
load-fails|1|build-load|drv.ko: Invalid module format.*modwhy -- insmod
readonly-disk|1|build-readonly-disk|mounted read-only
core-undefined|1|build-no-symvers|The module is not at fault
arch-amd64|1|build-arch|ARCH=amd64
libelf-missing|1|build-tool-library|libelf.so.1: tools/objtool/objtool
host-library|1|build-host-header|libelf-dev
without-kbuild|1|build-without-kbuild|linux/module.h .*as a program
asm-header-gone|1|build-kernel-header|asm/kmap_types.h
good-install|0|Nothing wrong found.|looked 3 lines
space-no-target|1|build-space|/home/u/My Drivers/x
crlf|1|build-no-header|stdio.h
ci-times|1|build-interface|Linux 6.8 changed strlcpy
obs-prefix|1|build-undefined|backlight_device_register is not exported
rust-error|1|unknown-build|E0433
pic-mode|1|unknown-build|does not support PIC mode
dkms-headers|1|build-dkms-headers|no headers for Linux 6.5.0-9-generic
dkms-source|1|build-dkms-source|dkms status
dkms-conf|1|build-dkms-conf|No 'DEST_MODULE_LOCATION'
dkms-tree|1|build-dkms-tree|does not know drv-1.0
dkms-again|1|build-dkms-again|already: drv-1.0
dkms-newer|1|build-dkms-newer|--force
dkms-exclusive|0|build-dkms-exclusive (a note)|on purpose
dkms-deprecated|0|build-dkms-deprecated (a note)|CLEAN \(and 1 more\)
dkms-unknown|1|unknown-build|the year 2030
symvers-parse|1|build-symvers-parse|KBUILD_EXTRA_SYMBOLS
exported-twice|1|build-exported-twice|drv_open is exported
export-static|1|build-export|drv_open cannot be exported
section-mismatch|1|build-section-mismatch|build-section-mismatch-warning
no-version|0|build-no-version (a note)|no checksum
long-name|1|build-name-long|55 characters
pahole-option|1|build-btf|--btf_gen_floats
host-program|1|build-reference|elf_begin
depmod|1|build-depmod-symbol|drv_core_open
depmod-directory|1|build-depmod-directory|/lib/modules/6.1.0-x
libelf|1|build-libelf|elfutils-libelf-devel
no-directory|1|build-no-directory|../drv-src
multiple|1|build-multiple|table is defined twice
prerequisite|1|build-prerequisite|fw/table.bin
config-invalid|1|build-headers-invalid|make oldconfig
coloured|1|build-own-header|drv_types.h
clang-kernel|1|build-other-compiler|made by clang, and the compiler of the module is another one.*make LLVM=1
gcc-kernel-clang|1|build-other-compiler|made by gcc, .*make LLVM= CC=gcc
llvm-emulation|1|build-other-compiler|made by clang
llvm-emulation-spanish|1|build-other-compiler|made by clang.*modo de emulación: llvm
old-gcc-option|1|build-gcc-option|does not know -fmin-function-alignment=16.*build-compiler-differs
gcc-version-missing|1|build-no-make|gcc-12 is not installed
c23-bool|1|build-error|keyword 'false'.*used in /home/u/drv/drv.c, line 2
missing-prototypes|1|build-error|no previous prototype for 'drv_show'
strict-prototypes|1|build-error|drv/ioctl.h:33:1
frame-size|1|build-error|frame size of 2064 bytes
float|1|build-float|float or double.*: /home/u/drv/drv.c:12\.
float-arm64|1|build-float|float or double.*: /home/u/drv/drv.c:12\.
soft-float|1|build-float|__aeabi_dmul \(and 2 more\)
udivdi3|1|build-libgcc|__aeabi_ldivmod \(and 1 more\).*div_u64
get-tx-power|1|build-interface|Linux 6.14 changed cfg80211_ops.get_tx_power\(wiphy, wdev, dbm\)
set-wiphy-params|1|build-interface|Linux 6.17 changed cfg80211_ops.set_wiphy_params\(wiphy, changed\)
del-key|1|build-interface|Linux 7.1 changed cfg80211_ops.del_key\(wiphy, netdev, ...\)
rust-core|1|build-rustc|crate core was made by another version of rustc
truncated-object|1|build-object-cut|/home/u/drv/core.o is cut short
wrong-format|1|build-object-arch|another processor: /home/u/drv/blob.o
modpost-invalid|1|unknown-build|drv.o: Invalid argument
stack-protector|1|unknown-build|stack protector guard value
resolve-btfids|1|build-tool-missing|resolve_btfids/resolve_btfids
missing-endif|1|build-makefile-stops|at Makefile:41: missing 'endif'
commands-before-target|1|build-makefile-stops|at Makefile:3: recipe commences before first target
unterminated|1|build-makefile-stops|at /home/u/drv/Makefile:7: unterminated call
fedora-kernel-devel|1|build-no-headers|/lib/modules/6.17.8-300.fc43.x86_64/build is not there
symlink-vboxsf|1|build-readonly|failed to create symbolic link
clock-skew|0|Nothing wrong found.|looked 9 lines
gentoo-warning|0|Nothing wrong found.|looked 9 lines
pi-user-land|1|build-other-target|does not know -mabi=lp64.*modwhy --env
modpost-zero|1|build-nothing|MODPOST 0 modules
modpost-one|0|build-no-step (a note)|MODPOST 1 modules
nothing-to-do|0|build-no-step (a note)|No file was compiled or linked
empty-modpost|1|build-nothing|made no module.*MODPOST Module.symvers
apport|1|build-dkms-log|/var/lib/dkms/drv/1.0/build/make.log
arch-wrapper|1|build-dkms-log|/var/lib/dkms/drv/1.0.5/build/make.log
postinst|1|build-dkms-log|/var/lib/dkms/drv/1.0/build/make.log
arch-pacman|1|build-dkms-headers|no headers for Linux 6.18.3-arch1-1
conf-newer|1|build-dkms-headers|no headers for Linux 6.18.2-1-default
broken-tree|1|build-dkms-source|The directory with the source of the DKMS module is gone
dangling-conf|1|build-dkms-source|source of the DKMS module is gone.*drv/1.0.15/source/dkms.conf
build-depends|1|build-dkms-depends|zfs/2.2.4 cannot be built before spl,
not-root|1|build-dkms-root|mkdir: cannot create directory
not-root-words|1|build-dkms-root|You must be root
atomic-tree|1|build-dkms-root|an atomic system, or in a sandbox
no-such-kernel|1|build-dkms-kernel|/lib/modules/6.9.3-76060903-generic is not there
diff-status|1|build-dkms-diff|drv/1.0, 6.1.0-28-amd64, x86_64\.
installed-differs|1|build-dkms-newer|--force
no-sign-file|0|build-dkms-unsigned (a note)|build/scripts/sign-file is not there
no-args|1|unknown-build|Invalid number of parameters
no-arch|1|unknown-build|Could not determine architecture
continue-shell|1|unknown-build|dkms: line 1910: continue
makelog-all|1|build-no-makefile|no Makefile here
strncpy|1|build-interface|Linux 7.2 changed strncpy.*For this kernel: strscpy
strncpy-clang|1|build-interface|Linux 7.2 changed strncpy.*For this kernel: strscpy
zap-vma|1|build-interface|Linux 7.1 changed zap_vma_ptes.*For this kernel: zap_special_vma_range
zap-undefined|1|build-undefined|zap_vma_range is not exported
pppoe-clang|1|build-interface|Linux 7.1 changed pppoe_hdr.tag.*and 1 more
pppoe-gcc|1|build-interface|Linux 7.1 changed pppoe_tag.tag_data
remain-on-channel|1|build-interface|Linux 7.2 changed cfg80211_ops.remain_on_channel
get-key|1|build-interface|Linux 7.1 changed cfg80211_ops.get_key
del-sta-french|1|build-interface|Linux 7.1 changed cfg80211_del_sta
tag-alloc|1|build-interface|Linux 6.14 changed scsi_host_template.tag_alloc_policy
import-ns-old|1|build-implicit|calls MODULE_IMPORT_NS, which this kernel
alloc-netdev|1|build-error|requires 4 arguments, but only 3 given
autoinstall-german|1|build-dkms-log|/var/lib/dkms/drv/1.0.89/build/make.log
mac80211-stop|1|build-interface|init_dummy_netdev.*and 2 more
vmalloc-czech|1|build-interface|remap_vmalloc_range.. with <linux/vmalloc.h>
newer-source|1|build-interface|the one of the two that its headers have .Linux 7.0 is older
vmalloc-old|1|build-implicit|calls vmalloc, which this kernel
assembler-option|1|unknown-build|as: unrecognized option
vmalloc-el|1|build-interface|Linux 6.10 changed vmalloc
sign-file-lone|1|build-tool-missing|scripts/sign-file
sign-file-went-on|0|build-sign-file (a note)|Harmless
sign-file-last|1|build-tool-missing|scripts/sign-file
sign-file-key-last|1|unknown-build|sign-file: certs/signing_key.pem
pahole-atomic|1|unknown-build|pahole: unhandled atomic type
dwarf-unhandled|1|unknown-build|Unhandled DWARF tag 0x47
no-stars-gcc|1|unknown-build|gcc-12: not found
no-stars-denied|1|build-tool-denied|scripts/mod/modpost
no-stars-words|1|unknown-build|make failed for drv
dkms-exit-code|1|unknown-build|# exit code: 2
warning-failed|1|unknown-build|WARNING: Failed to write
report-arch-exited|1|build-dkms-log|/var/lib/dkms/drv/0.15.4/build/make.log
report-bat-columns|1|build-interface|Linux 6.8 changed strlcpy
report-complete-and-exit|1|build-interface|Linux 5.17 changed complete_and_exit
report-debian-upgrade|1|build-dkms-log|/var/lib/dkms/drv/5.4.1/build/make.log
report-del-timer|1|build-interface|Linux 6.15 changed del_timer..
report-del-timer-sync|1|build-interface|Linux 6.15 changed del_timer_sync
report-driver-config|1|build-own-header|driver-config.h is no header of the kernel
report-fedora-wrapper|1|build-dkms-log|/var/lib/dkms/drv/545.29.02/build/make.log
report-from-timer|1|build-interface|timer_container_of
report-journal-wrapper|1|build-dkms-log|/var/lib/dkms/drv/1.14.10/build/make.log
report-kali-wrapper|1|build-dkms-log|/var/lib/dkms/drv/5.6.4.2_35491.20191025/build/make.log
report-lib80211|1|build-interface|Linux 6.13 changed <net/lib80211.h>
report-page-index|1|build-interface|Linux 6.16 changed page.index
report-pop-wrapper|1|build-dkms-log|/var/lib/dkms/drv/580.119.02/build/make.log
report-quoted-timer|1|build-interface|Linux 6.15 changed del_timer_sync
report-roam-bssid|1|build-interface|links.0..bssid
report-roam-nix|1|build-interface|links.0..bss
report-strlcpy-polish|1|build-interface|Linux 6.8 changed strlcpy
report-unaligned-nix|1|build-interface|Linux 6.12 changed <asm/unaligned.h>
report-zfs-clang|1|unknown-build|build-compiler-differs
report-zfs-configure|1|unknown-build|This kernel does not include the required loadable module
EOT
is "$(find "$logs" -name '*.log' | wc -l)" "$(sed -n '/^# LOG|STATUS/,/^EOT/p' "$0" | grep -c '^[a-z0-9-]*|[01]|')" \
	'each log is in this table'

# Each piece of what is said is about that log alone: a cause is never named
# where the lines that prove it are taken out.
for log in hrtimer two-inits missing-flex fixdep-format stale-depend modpost-strlcpy \
	clang-kernel float soft-float udivdi3 rust-core truncated-object; do
	grep '\*\*\* \[' "$logs/$log.log" >"$work/bare" || continue
	run "$modwhy" --build "$work/bare"
	is "$status $(head -n 1 <<<"$out")" '1 unknown-build' "$log without its evidence: unknown-build"
done

# A program that is not found: it is not installed, or PATH is wrong. That is
# proved by what no system lacks, and by a make that runs and is not found.
# VERDICT|REGEX|LINES, with \n between them
while IFS='|' read -r verdict text lines; do
	printf '%b\n' "$lines" >"$work/log"
	run "$modwhy" --build "$work/log"
	is "$status $(head -n 1 <<<"$out")" "1 $verdict" "$verdict: $lines" "$out"
	like "$(tr -s ' \n' ' ' <<<"$out")" "$text" "   $text"
	other=build-path
	[ "$verdict" != build-path ] || other=build-no-make
	unlike "$out" "^$other" "   and not $other"
done <<'EOT'
build-no-make|make is not installed|/bin/sh: 1: make: not found
build-no-make|make is not installed|bash: line 1: make: command not found
build-no-make|make is not installed|zsh: command not found: make
build-no-make|make is not installed|zsh:1: command not found: make
build-no-make|make is not installed|fish: Unknown command: make
build-no-make|make is not installed|Command 'make' not found, but can be installed with:
build-no-make|python3 is not installed|/usr/bin/env: ‘python3’: No such file or directory\nmake: *** [Makefile:3: all] Error 127
build-no-make|find is not installed|/bin/sh: 1: find: not found\nmake: *** [Makefile:3: clean] Error 127
build-no-make|make is not installed|/bin/sh: 1: make: not found\ngmake: *** [Makefile:3: all] Error 127
build-path|not even make was found|/bin/sh: 1: make: not found\nmake: *** [Makefile:3: all] Error 127
build-path|not even make was found|make[1]: make: No such file or directory
build-path|not even uname|make: uname: No such file or directory
build-path|not even gcc \(and 1 more\)|/bin/sh: 1: gcc: not found\n/bin/sh: 1: rm: not found\nmake: *** [Makefile:3: all] Error 127
EOT

# All quotes are one.
# shellcheck disable=SC1112  # these, too
for q in "' '" '` '\' '‘ ’' '“ ”' '« »' '„ “' '" "' '‹ ›'; do
	read -r open close <<<"$q"
	echo "/home/u/x.c:1:1: error: implicit declaration of function ${open}nothing_of$close" >"$work/log"
	run "$modwhy" --build "$work/log"
	like "$out" 'calls nothing_of,' "quotes: $open $close"
done

# --- the log that DKMS names -------------------------------------------------------
mkdir -p "$work/root/var/lib/dkms/drv/0.1.1/build"
cp "$logs/hrtimer.log" "$work/root/var/lib/dkms/drv/0.1.1/build/make.log"
run "$modwhy" --root "$work/root" --build "$logs/dkms-wrapper.log"
is "$status $(head -n 1 <<<"$out")" '1 build-interface' 'the make.log that DKMS names is read'
unlike "$out" '^build-dkms-log' '   and then there is no need to say so'

# --- input that is none ------------------------------------------------------------
run "$modwhy" --build - <&-
is "$status" 2 'standard input is closed: status 2'
like "$out" 'standard input' '   and it says so'
: >"$work/empty"
run "$modwhy" --build "$work/empty"
is "$status" 2 'an empty log: status 2'
like "$(tr -s ' \n' ' ' <<<"$out")" 'make 2>&1' '   and where the lines may be'
run "$modwhy" --build "$work/none"
is "$status" 2 'no such file: status 2'
run timeout 60 "$modwhy" --build /dev/zero
is "$status" 2 '/dev/zero ends'
run "$modwhy" --build "$modwhy"
is "$((status < 3))" 1 'a file that is no text'

# --- a directory, and a kernel that reads no EXTRA_CFLAGS ------------------------------
kernel=$work/usr/src/linux-headers-6.15.4
mkdir -p "$kernel/scripts" "$work/drv"
echo 'ccflags-y := x' >"$kernel/scripts/Makefile.lib"
cat >"$work/drv/Makefile" <<EOT
EXTRA_CFLAGS += -I\$(src)/include
all:
	@echo "make[1]: Entering directory '$kernel'"
	@echo "x.c:2:10: fatal error: drv_types.h: No such file or directory"
	@false
EOT
run "$modwhy" --build "$work/drv"
is "$status $(head -n 1 <<<"$out")" '1 build-extra-cflags' 'EXTRA_CFLAGS, which this kernel does not read' "$out"
like "$(tr -s ' \n' ' ' <<<"$out")" "Write ccflags-y instead" '   what to write'
# shellcheck disable=SC2016  # for make
echo 'ccflags-y := $(EXTRA_CFLAGS)' >"$kernel/scripts/Makefile.lib"
run "$modwhy" --build "$work/drv"
unlike "$out" '^build-extra-cflags' 'a kernel that reads it'
printf 'all:\n\t@exit 3\n' >"$work/drv/Makefile"
run "$modwhy" --build "$work/drv"
is "$status $(head -n 1 <<<"$out")" '1 unknown-build' 'make failed without a word'
printf 'all:\n\t@echo hm; kill -9 $$$$\n' >"$work/drv/Makefile"
run "$modwhy" --build "$work/drv"
is "$status" 1 'its command was killed: status 1'

# --- much of it ------------------------------------------------------------------------
# Within minutes on a busy machine; the times themselves are a comment.
much()	# much DESCRIPTION VERDICT <LOG
{
	local start=$EPOCHREALTIME
	timeout 240 "$modwhy" --build - >"$work/out"
	is "$? $(head -n 1 "$work/out")" "1 $2" "$1"
	echo "# $1: $(((${EPOCHREALTIME/./} - ${start/./}) / 1000)) ms"
}
much '200,000 errors' build-error < <(awk 'BEGIN { for (i = 0; i < 200000; i++)
	printf "/home/u/f%d.c:%d:3: error: expected x%d\n %d | foo\n      | ^\n", i, i, i, i }')
much '200,000 undefined symbols' build-undefined < <(awk 'BEGIN { for (i = 0; i < 200000; i++)
	printf "ERROR: modpost: \"symbol_%d\" [/home/u/x.ko] undefined!\n", i }')
much '10,000 undefined symbols' build-undefined < <(awk 'BEGIN { for (i = 0; i < 10000; i++)
	printf "ERROR: modpost: \"symbol_%d\" [/home/u/x.ko] undefined!\n", i }')
like "$(cat "$work/out")" 'and 9999 more' '   all of them counted'
much 'a line of 400 MB' unknown-build < <(head -c 400M /dev/zero | tr '\0' e | sed 's/^/error: /')
run bash -c 'head -c 4M /dev/zero | tr "\0" x | "$0" --build -' "$modwhy"
is "$status" 2 'a line whose end was not read: not nothing' "$out"
run bash -c 'head -c 100000 /dev/zero | tr "\0" x | sed "s/^/ld -o x.ko /" | "$0" --build -' "$modwhy"
is "$status" 0 '   but a long command is one' "$out"
much '1.5 million lines that nobody knows' unknown-build < <(awk 'BEGIN { for (i = 0; i < 1500000; i++)
	printf "tool%d: failed\n", i }')
run bash -c 'ulimit -v 400000; head -c 600M /dev/zero | tr "\0" x | "$0" --build -' "$modwhy"
is "$((status < 3))" 1 'a line that does not fit into memory'

done_testing
