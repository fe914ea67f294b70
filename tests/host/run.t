#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# run.t - the README's first command, make run: each example plays the session at its head
# to the end, and none needs this kernel to be another.
# DEPENDS: examples lab lib/catalog.py tools/catalog
. "$(dirname "$0")/lib.sh"

# The front door itself asks for what is not installed (tests/host/front.t).
run lab/run -k "$kernel"
is "$status" 0 'make run: all examples' "$err$(grep -B 9 -A 9 error: <<<"$out")"
like "$out" '^[0-9]+ loaded and unloaded, [0-9]+ skipped, 0 failed \(' '   says how many'
loaded=$(sed -nE 's/^([0-9]+) loaded and unloaded, .*/\1/p' <<<"$out")
skipped=$(sed -nE 's/^.* unloaded, ([0-9]+) skipped, .*/\1/p' <<<"$out")
is "$((loaded + skipped))" "$(tools/catalog names | wc -l)" '   which are all there are'
is "$(grep -A 1 '^    skipped: ' <<<"$out")" '' '   and none is skipped'

# Programs in the background: they are waited for, and what they print is not lost.
run lab/run -k "$kernel" poll
is "$status" 0 'a session that waits for a program of its own comes to its end' "$err$out"
like "$out" '^/dev/lkpoll: in$' '   with what that has printed'
done_testing
