#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# state.t - a saved state is a convenience: when it is damaged, or not wanted,
# the machine boots cold, says why, and does the same work.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

private_cache
state=$cache/state/$state_name

job 30 'echo hello; exit 3'
is "$status $out $err" '3 hello ' 'with a saved state: the right result, and nothing else to say'

# damage COMMAND - let it change the state's file, a copy and no longer the link.
damage()
{
	cp "$state/ram" "$work/ram" && "$@" "$work/ram" && mv -f "$work/ram" "$state/ram"
}

# came_back HOW - the result is right although the state was not.
came_back()
{
	is "$status $out" '3 hello' "$1: the right result all the same" "$err"
	like "$err" "$2" 'it says what it does'
	is "$(wc -l <<<"$err")" 1 'in one line' "$err"
	[ ! -e "$state" ]
	is $? 0 'the bad state is gone'
}

damage truncate -s -1000000
job 30 'echo hello; exit 3'
came_back 'cut short' 'saved state .* is damaged: booting cold'

job 30 'echo hello; exit 3'
is "$status $out" '3 hello' 'the next run is fine' "$err"
like "$err" '^booting Linux .* once to save its state$' 'and saves a new state'
is "$(cat "$state/size")" "$(stat -c %s "$state/ram")" 'a whole one'

garbage() { dd if=/dev/urandom of="$1" bs=1M seek=20 count=2 conv=notrunc status=none; }
damage garbage
job 30 'echo hello; exit 3'
came_back 'garbage in the middle' 'saved state .* cannot be used: booting cold.*'

# An emulated processor that dies now and then: once here, then always.
mkdir "$work/bin"
for qemu in qemu-system-x86_64 qemu-system-aarch64; do
	real=$(command -v $qemu) || continue
	cat >"$work/bin/$qemu" <<-EOT
		#!/bin/sh
		case "\$*" in
		*" -kernel "*)
			[ ! -e "$work/dies" ] || { cat "$work/dies"; rm -f "$work/dies.once"; exit 1; } >&2 ;;
		esac
		exec $real "\$@"
	EOT
	chmod 755 "$work/bin/$qemu"
done
echo 'it died' >"$work/dies.once"
ln -s dies.once "$work/dies"
PATH=$work/bin:$PATH LAB_ACCEL=tcg job 60 'echo hello; exit 3'
is "$status $out" '3 hello' 'it died once while it booted: the right result all the same' "$err"
like "$err" '^note: Linux .* died while it booted: trying once more$' 'it says what it does'
rm -rf "$cache"/state/*
rm "$work/dies"
echo 'it is dead' >"$work/dies"
PATH=$work/bin:$PATH LAB_ACCEL=tcg job 60 'echo hello; exit 3'
is "$(grep -c 'trying once more' <<<"$err")" 2 'it dies each time: two more tries' "$err"
like "$err" 'error: Linux .* does not boot' 'then it says so'
like "$err" 'it is dead' "with QEMU's last words"
rm -rf "$cache"/state/*

LAB_COLD=1 job 30 'echo hello; exit 3'
is "$status $out $err" '3 hello ' 'LAB_COLD=1 boots, and says nothing'
[ ! -e "$state" ]
is $? 0 'nor saves anything'
is "$(half_done)" '' 'nothing lies about in the cache'
done_testing
