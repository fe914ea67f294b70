#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# claims.t - tools/check-claims finds a claim of the book that can no longer be
# looked up in the kernel's source, and a line that is no claim.
. "$(dirname "$0")/lib.sh"

# Two fake sources: what 6.1 has in one file, 7.3 has in another.
mkdir -p "$work"/src/{6.1,7.3}/drivers/base "$work/chapters"
for name in 6.1 7.3; do
	echo 'int platform_match(void) { return driver_override != 0; }' \
		>"$work/src/$name/drivers/base/platform.c"
done
echo 'void old_name(void);' >"$work/src/6.1/drivers/base/old.c"
: >"$work/chapters/devicemodel.tex"

# claims LINE... - check a list of these lines, in which "|" is the tab.
claims()
{
	{ printf 'chapter\tclaim\tpath\tsymbol\tkernels\tverdict\n'; printf '%s\n' "$@"; } |
		tr '|' '\t' >"$work/claims.tsv"
	run tools/check-claims --sources "$work/src" --chapters "$work/chapters" "$work/claims.tsv"
}

good='devicemodel|the name comes last|drivers/base/platform.c|platform_match|6.1,7.3|true'
claims "$good" '' '# a comment' "${good/platform_match/driver_override != 0}" "${good/platform_match/-}"
is "$status" 0 'what can be looked up is in order' "$out$err"
is "$out" '' 'and nothing is said'

gone=${good/platform.c/old.c}
claims "${gone/platform_match/-}"
is "$status" 1 'a file that is gone'
like "$out" ':2: Linux 7.3 has no drivers/base/old.c' 'is named with its kernel and line'
unlike "$out" 'Linux 6.1' 'and not where it still is'

claims "$good" "${good/platform_match/old_name}"
is "$status" 1 'a symbol that is gone'
like "$out" ':3: Linux 6.1 has no old_name in drivers/base/platform.c' 'is named'
claims "${good/platform_match/platform}"
is "$status" 1 'a part of a name is not the name'
claims "${good/\/platform.c/}"
is "$status" 1 'nor is a directory a place for a symbol'

claims "${good/devicemodel/device}"
is "$status" 1 'a chapter that is not there'
like "$out" 'no chapter device$' 'is named'
claims "${good/devicemodel/contrib}"
is "$status" 0 'contrib.tex counts as a chapter'

claims "${good/7.3/7.4}"
like "$out" 'no such kernel: 7.4' 'a kernel that the lab has not'
claims "${good/|true/}"
like "$out" ':2: 5 fields, not 6' 'a line without a verdict'
claims "${good/true/ }"
like "$out" ':2: no verdict' 'an empty verdict'
claims "${good/6.1,7.3/all}"
like "$out" 'Linux 5.10 has no drivers/base/platform.c' '"all" takes every stock kernel'

echo "${good//|/	}" >"$work/claims.tsv"
run tools/check-claims --sources "$work/src" "$work/claims.tsv"
like "$out" ':1: the first line names the fields' 'a list without its first line'

# A real list: its form, and that its chapters are there (sources: make check-book).
header='^chapter	claim	path	symbol	kernels	verdict$'
for file in chapters/claims*.tsv; do
	[ -e "$file" ] || continue
	like "$(grep -v '^#' "$file" | head -n 1)" "$header" "$file has its first line"
	is "$(awk -F '\t' '!/^#/ && NF != 6' "$file")" '' "$file has six fields in each line"
done
done_testing
