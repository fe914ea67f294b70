#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy.t - modwhy where no machine is needed: other systems (--root), logs
# from elsewhere, JSON, its manners, and that its table and the book agree.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples chapters/loading-fails.tex
. "$(dirname "$0")/lib.sh"

. lab/lib.sh
use_kernel "$kernel"
lab/build "$kernel" || exit
modwhy=$top/build/$kernel/bin/modwhy
cc -O2 -o "$work/kopatch" tests/programs/kopatch.c || exit
ko=build/$kernel/examples/hello-5.ko
r=$work/root

# system ID... - a small system: a root for --root, of the kernel under test
system()
{
	rm -rf "$r"
	mkdir -p "$r"/{etc,proc/self,proc/sys/kernel,sys,lib/modules/"$k_release"/kernel}
	echo "$k_release" >"$r/proc/sys/kernel/osrelease"
	echo x86_64 >"$r/proc/sys/kernel/arch"
	printf '%s\n' "$@" >"$r/etc/os-release"
	printf 'Name:\tx\nCapEff:\t000001ffffffffff\n' >"$r/proc/self/status"
	echo '0 0 4294967295' >"$r/proc/self/uid_map"
	: >"$r/proc/modules"
}

# build_tree - what the package with the headers brings
build_tree()
{
	mkdir -p "$r/lib/modules/$k_release/build"
	cp "build/$kernel/Module.symvers" "$r/lib/modules/$k_release/build/"
	: >"$r/lib/modules/$k_release/build/Makefile"
}

# env_says REGEX DESCRIPTION - so does modwhy --env there
env_says()
{
	run "$modwhy" --root "$r" --env
	like "$out" "$1" "$2"
}

# --- distributions ----------------------------------------------------------------
system ID=debian
env_says '^no-headers$' 'no headers'
env_says "apt install linux-headers-${k_release//+/.}" 'the package with the headers; more in modwhy-distro.t'
is "$status" 1 '   status 1'
system ID=debian
echo 5.15.167.4-microsoft-standard-WSL2 >"$r/proc/sys/kernel/osrelease"
env_says '^wsl ' 'WSL'
env_says 'linux-msft-wsl-5.15.167.4 ' "   whose headers are in Microsoft's source"

# --- the machine ---------------------------------------------------------------------
system ID=debian
build_tree
env_says '^Nothing wrong found' 'with headers, all is well'
is "$status" 0 '   status 0'
rm -r "$r/lib/modules"
env_says '^reboot-needed$' 'the running kernel is not installed any more: reboot'
system ID=debian
build_tree
echo 1 >"$r/proc/sys/kernel/modules_disabled"
env_says '^modules-disabled$' 'modules_disabled'
mkdir -p "$r/sys/kernel/security" "$r/sys/module/module/parameters"
echo 0 >"$r/proc/sys/kernel/modules_disabled"
echo 'none [integrity] confidentiality' >"$r/sys/kernel/security/lockdown"
env_says '^lockdown$' 'lockdown'
echo '[none] integrity confidentiality' >"$r/sys/kernel/security/lockdown"
env_says '^Nothing wrong' 'no lockdown'
echo Y >"$r/sys/module/module/parameters/sig_enforce"
env_says '^signature-required$' 'sig_enforce'
rm "$r/sys/module/module/parameters/sig_enforce"
efi=$r/sys/firmware/efi/efivars
mkdir -p "$efi"
printf '\6\0\0\0\1' >"$efi/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
env_says '^secure-boot \(a note\)' 'Secure Boot is on'
printf '\6\0\0\0\0' >"$efi/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
env_says '^Nothing wrong' 'Secure Boot is off'
mkdir "$r/run" && : >"$r/run/.containerenv"
env_says '^container \(a note\)' 'a container'

rm "$r/run/.containerenv"
# What is not in PATH is not of the other system: this one, without a compiler.
mkdir "$work/bin" && ln -s "$(command -v make)" "$work/bin/"
run env PATH="$work/bin" "$modwhy" --env
like "$out" '^no-tools$' 'no compiler'
like "$out" 'PATH has no gcc' '   it says which'
unlike "$out" 'PATH has no make' '   and only that'

# --- a file and another system ---------------------------------------------------------
system ID=debian
build_tree
run "$modwhy" --root "$r" "$ko"
is "$status" 0 'a good module, on a system that it is for' "$out"
echo '4.19.0-1' >"$r/proc/sys/kernel/osrelease"
mkdir -p "$r/lib/modules/4.19.0-1/kernel"
"$work/kopatch" "$ko" "$r/lib/modules/4.19.0-1/kernel/own.ko" text ' SMP ' ' UMP '
echo kernel/own.ko: >"$r/lib/modules/4.19.0-1/modules.dep"
run "$modwhy" --root "$r" "$ko"
like "$out" '^other-config$' 'held against a module of the kernel there'
xz -c "$r/lib/modules/4.19.0-1/kernel/own.ko" >"$r/lib/modules/4.19.0-1/kernel/own.ko.xz"
rm "$r/lib/modules/4.19.0-1/kernel/own.ko"
echo kernel/own.ko.xz: >"$r/lib/modules/4.19.0-1/modules.dep"
run "$modwhy" --root "$r" "$ko"
like "$out" '^other-config$' '   also when that is compressed'
system ID=debian
build_tree
sed 's/\(	_\{0,1\}printk	.*\)EXPORT_SYMBOL	/\1EXPORT_SYMBOL_GPL	/' \
	"build/$kernel/Module.symvers" >"$r/lib/modules/$k_release/build/Module.symvers"
"$work/kopatch" "$ko" "$work/mit.ko" text license=GPL license=MIT
run "$modwhy" --root "$r" "$work/mit.ko"
like "$out" '^license$' 'a licence that does not fit the symbols'
printf '0 T %s\n' printk _printk >"$r/proc/kallsyms"
grep -v '	_*printk	' "build/$kernel/Module.symvers" >"$work/symvers"
run "$modwhy" --symvers "$work/symvers" --root "$r" "$ko"
like "$out" '^symbol-hidden$' 'a symbol that is there but not exported'

# --- logs from elsewhere -------------------------------------------------------------------
log_says()	# log_says CODE DESCRIPTION <LOG
{
	run "$modwhy" --root "$r" --log /dev/stdin "$ko" </dev/null
	"$modwhy" --root "$r" --log - "$ko" >"$work/out"
	is "$(head -n 1 "$work/out")" "$1" "$2"
}
system ID=debian
build_tree
log_says parameter-value 'the log as dmesg prints it' <<'EOT'
[   10.000000] hello_5: version magic 'a' should be 'b'
[  400.000000] hello_5: `many' invalid for parameter `myint'
EOT
log_says other-kernel 'as journalctl prints it' <<'EOT'
Nov 22 06:00:00 host kernel: hello_5: version magic '5.0 SMP' should be '6.0 SMP'
EOT
log_says other-config 'as dmesg -x prints it' <<'EOT'
kern  :err   : [   10.000000] hello_5: version magic '6.0 SMP ' should be '6.0 SMP preempt '
EOT
log_says 'Nothing wrong found.' 'what it says of others does not count' <<'EOT'
[   10.000000] other: version magic '5.0 SMP' should be '6.0 SMP'
EOT
log_says other-btf 'BTF' <<'EOT'
[   10.000000] failed to validate module [hello_5] BTF: -22
EOT

# --- manners ------------------------------------------------------------------------------------
run "$modwhy"
is "$status" 2 'no argument: status 2'
like "$err" '^usage: ' '   and the usage'
run "$modwhy" --no-such-option
is "$status" 2 'an option that is none: status 2'
run "$modwhy" --rmmod a b
is "$status" 2 'too many arguments: status 2'
run "$modwhy" /no/such.ko
is "$status" 2 'a file that is not there: status 2'
like "$out" 'No such file' '   and why'
run "$modwhy" "$work"
is "$status" 2 'a directory: status 2'
mkfifo "$work/pipe.ko"
run timeout $((5 * LAB_PATIENCE)) "$modwhy" "$work/pipe.ko"
is "$status" 2 'a pipe without a writer: status 2, at once'
run "$modwhy" -- /no/such/command
is "$status" 2 'a command that cannot be run: status 2'
run "$modwhy" -- false
is "$status" 2 'one that fails by itself: status 2'
run "$modwhy" -- true
is "$status" 0 'one that does not: status 0'
run "$modwhy" --help
is "$status" 0 '--help: status 0'

# What a file says of itself does not reach the terminal as it is.
"$work/kopatch" "$ko" "$work/escape.ko" text license=GPL $'license=\e[J'
run "$modwhy" --root "$r" "$work/escape.ko"
like "$out" "'\\\\x1b\[J'" 'escape sequences are shown by number'
unlike "$out" $'\e' '   and not sent'
run "$modwhy" --json --root "$r" "$work/escape.ko"
is "$(python3 -c 'import json,sys
d = json.load(sys.stdin)
print(d["status"], [f["code"] for f in d["findings"]][0], sorted(d)[0])' <<<"$out")" \
	"0 license-missing file" 'JSON is JSON' "$out"

# --- one table -------------------------------------------------------------------------------------
run "$modwhy" --list
is "$status" 0 '--list: status 0'
is "$(grep -oE '^[a-z-]+' <<<"$out" | sort | uniq -d)" '' 'no code is there twice'
# A code in the source that the table has not.
is "$(grep -ohE '(found|judge|wrong)\((ko, )?"[a-z-]+"|", "[a-z]+(-[a-z]+)*" \},$' modwhy/*.c |
	grep -oE '"[a-z-]+"' | tr -d '"' | sort -u |
	grep -vxF -f <(grep -oE '^[a-z-]+' <<<"$out"))" '' 'every code of the source is in the table'
is "$(sed -n 's/^	{ "\([a-z]*\)", "\(.*\)" },$/\\section{\2}\\label{sec:loading-fails-\1}/p' modwhy/verdicts.c |
	grep -vxF -f chapters/loading-fails.tex)" '' 'every section that it names is one of the book'
# Each is produced by a test, and is there as a word of its own.
is "$(grep -oE '^[a-z-]+' <<<"$out" | while read -r code; do
	grep -qE "(^|[^a-z-])$code([^a-z-]|\$)" tests/modwhy*.sh tests/host/modwhy*.t tests/modwhy/cases/load.txt ||
		echo "$code"
done)" '' 'every code is asserted by a test'
for option in rmmod probe build env list json log symvers root; do
	grep -q -- "\\\\-\\\\-$option" modwhy/modwhy.8 || missing+=" $option"
done
is "${missing:-}" '' 'the man page has every option'
done_testing
