#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# front.t - what a newcomer meets: the help, and the errors that say what is
# wrong, what to do, and fail.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

esc=$'\e'

# copy_to DIR - a copy of the repository without what was built.
copy_to()
{
	mkdir -p "$1" && tar -c --exclude=./build --exclude=./.git . | tar -x -C "$1"
}

# fails REGEX DESCRIPTION - the last run failed, and its errors match.
fails()
{
	[ "$status" -ne 0 ]
	is $? 0 "$2: fails" "$out$err"
	like "$err" "$1" "$2: says why"
}

run make help
is "$status" 0 'make help'
[ "$(wc -l <"$work/out")" -le 40 ]
is $? 0 'fits on a screen of 40 lines' "$(wc -l <"$work/out")"
is "$(awk 'length > 80' "$work/out")" '' 'of 80 columns'
# make -n runs the lines that call make, kbuild among them: give it a tree that
# knows everything.
mkdir "$work/kdir" && printf '%%:\n\t@:\n' >"$work/kdir/Makefile"
sed -n 's/^  make \([a-z_.-]\{1,\}\) .*/\1/p' "$work/out" | while read -r target; do
	make -n "$target" KDIR="$work/kdir" >/dev/null 2>&1 || echo "$target"
done >"$work/unknown"
is "$(cat "$work/unknown")" '' 'each target that it names exists'

run make run KERNEL=nope EX=hello-1
fails "^error: there is no kernel 'nope'" 'an unknown KERNEL'
like "$err" "^ +choose one of:.* $kernel " 'and names the choices'
run lab/check -k nope
fails "^error: there is no kernel 'nope'" 'lab/check -k nope'
run lab/fetch nope
fails "^error: there is no kernel 'nope'" 'lab/fetch nope'
run lab/shell -k nope
fails '^error: ' 'lab/shell -k nope'
run make run EX=nope
fails "^error: there is no example 'nope'" 'an unknown EX'
like "$err" '^ +choose one of: hello-1 ' 'and names the choices'
run lab/check nope
fails '^error: there is no test tests/nope.sh' 'lab/check nope'
like "$err" ' hello-1(\.sh)? ' 'and names the choices'
run lab/test "$kernel" /etc/passwd
fails '^error: /etc/passwd is not in the repository' 'a test from elsewhere'
for script in build fetch initrd test setup; do
	run lab/$script
	fails "^error: usage: lab/$script " "lab/$script without a word"
done
for script in run check check-harness shell; do
	run lab/$script --what
	fails "error: (usage: lab/$script|a shell needs)" "lab/$script --what"
done

run make KDIR=/nonexistent
fails '^error: there are no kernel headers in /nonexistent' 'make without headers'
if [ -e "/lib/modules/$(uname -r)/build/Makefile" ]; then
	like "$err" 'are installed: leave KDIR out' 'says that there are others'
elif apt-cache show "linux-headers-$(uname -r)" >/dev/null 2>&1; then
	like "$err" "install linux-headers-$(uname -r)" 'names the package'
else
	unlike "$err" "install .*headers-$(uname -r)" 'names no package that does not exist'
	like "$err" 'host|custom|kernel of|knows no package|lists' 'says what this kernel is'
fi
like "$err" 'make run' 'and the way that needs none'
unlike "$err" 'No rule to make' 'and no riddle'

# The same with other kernels than this one, by mounts that only make sees. What each
# distribution calls its packages, and whether apt knows them, is in modwhy-distro.t.
# make_on RELEASE ID [CONTAINER] - the run of a plain make there
make_on()
{
	mkdir -p "$work/on"
	printf '%s\n' "$1" >"$work/on/osrelease"
	printf '%s\n' "ID=$2" >"$work/on/os-release"
	# shellcheck disable=SC2016  # for the shell there
	printf '#!/bin/sh\n[ "$1" = -r ] && echo "%s" || exec %s "$@"\n' "$1" "$(command -v uname)" >"$work/on/uname"
	chmod +x "$work/on/uname"
	# shellcheck disable=SC2016  # for the shell there
	run env PATH="$work/on:$PATH" unshare --mount sh -ec '
		mount --bind "$work/on/osrelease" /proc/sys/kernel/osrelease
		mount --bind "$work/on/os-release" /etc/os-release
		mount -t tmpfs none /run
		[ -z "$1" ] || : >"/run/.containerenv"
		exec make' sh "${3:-}"
}
if [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; then
	ours='is a custom kernel'
	[ ! -e /.dockerenv ] || ours="container runs on its host's kernel"
	while IFS='|' read -r release id container says; do
		make_on "$release" "$id" "$container"
		fails "^error: there are no kernel headers in /lib/modules/$release/build" "$release on $id${container:+, in a container}"
		like "$(tr -s '\n ' '  ' <<<"$err")" "${says/OURS/$ours}" '   says what it is'
		unlike "$err" "(install|-S|add) .*$release" '   names no package that does not exist'
		like "$err" 'make run' '   and the way that needs none'
	done <<-'TABLE'
	6.18.44-mine|debian||OURS
	6.18.44-mine|debian|yes|container runs on its host's kernel
	5.15.167.4-microsoft-standard-WSL2|ubuntu||This is WSL: the kernel is Microsoft's, and no package holds its headers.*git clone .*linux-msft-wsl-5\.15\.167\.4.*modules_prepare
	6.6.16-linuxkit|debian|yes|kernel of Docker Desktop's virtual machine
	6.5.6-300.fc39.x86_64|debian|yes|kernel of Fedora, and this system is debian in a container
	6.1.0-99-cloud-amd64|debian||There is no package linux-headers-6\.1\.0-99-cloud-amd64 any more.*linux-headers-cloud-amd64|knows no package
	TABLE
else
	pass 'make on other kernels # SKIP it takes root, who may mount'
fi
run make clean KDIR=/nonexistent -n
is "$status" 0 'make clean needs no headers' "$err"

# A space in the path.
copy_to "$work/x y"
run make -C "$work/x y"
fails "^error: the path '.*/x y/examples' contains a space" 'make in a path with a space'
like "$err" 'move the repository' 'says what to do'
unlike "$err" 'No rule to make target' "it comes before kbuild's riddle"
run make -C "$work/x y" run EX=hello-1
fails "^error: the path '.*/x y' contains a space" 'make run in a path with a space'
unlike "$err" 'No rule to make target' "it comes before kbuild's riddle"

# An error in a module: all that kbuild says of it, and no machine.
copy_to "$work/copy"
sed -i '/pr_info("Hello/s/;$//' "$work/copy/examples/hello-1.c"
run make -C "$work/copy" run EX=hello-1 KERNEL="$kernel"
fails '/hello-1.c:[0-9]+:[0-9]+: error: expected .;. before .return.' 'a module that does not compile'
like "$err" 'Error 1' 'kbuild speaks for itself'
like "$err" 'the modules do not build for Linux' 'and the lab sums up'
unlike "$out$err" 'insmod' 'nothing was loaded'

# Colours are for terminals.
unlike "$(cat "$work/out" "$work/err")" "$esc" 'no escape codes in a file'
on_tty lab/run -k nope </dev/null
like "$out" "$esc\[31merror:" 'colours on a terminal'
NO_COLOR=1 on_tty lab/run -k nope </dev/null
like "$out" '^error: ' 'the same message'
unlike "$out" "$esc" 'but not with NO_COLOR'
done_testing
