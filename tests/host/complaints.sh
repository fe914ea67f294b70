# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# tests/host/complaints.sh - verbs for the tests of what looks for mistakes. Sourced after
# lib.sh by a test that defines
#
#	fresh		make what is looked at, without a mistake
#	check		run what looks for them
#	faulty [NAME]	print the file that a mistake is put into
#	said WANT	print the ERE for a line of output that says WANT

# wrong TEXT WANT [NAME] - a line more in that file, and what must be said of it.
wants=()
wrong()
{
	[ ${#wants[@]} -gt 0 ] || fresh
	wants+=("$2")
	printf '%s\n' "$1" >>"$(faulty "${@:3}")"
}

# found WHAT - was that said of all of them, and nothing else?
found()
{
	local want
	check
	is "$status $(grep -c . <<<"$out")" "1 ${#wants[@]}" "$1: so many complaints" "$out$err"
	for want in "${wants[@]}"; do
		is "$(grep -cE -e "$(said "$want")" <<<"$out")" 1 "$want" "$out$err"
	done
	wants=()
}
