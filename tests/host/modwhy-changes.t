#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-changes.t - the table of what the kernel changed (modwhy/changes.c):
# each row against the sources of 5.10, 6.1, 6.12 and 7.3, and in the book.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples chapters/changes.tex
. "$(dirname "$0")/lib.sh"

tsv=tests/modwhy/changes.tsv
names() { sed -n 's/^	{ "\([^"]*\)", [A-Z]*, "\([^"]*\)",$/\1	\2/p' modwhy/changes.c | sort; }

is "$(($(names | wc -l) >= 60))" 1 "at least 60 rows ($(names | wc -l))"
is "$(names | grep -c .)" "$(grep -c '^	{ "' modwhy/changes.c)" 'each is in the form that tools/changes reads'
is "$(names | sort -u | comm -3 - <(grep -v '^#' "$tsv" | cut -f 1,2 | sort -u))" '' \
	'each is held against the sources, and no other'
is "$(grep -E '^	  "[0-9a-f]*", "' modwhy/changes.c | grep -vE '^	  ("[0-9a-f]{12}", "[^"]|"", "")')" '' \
	'a commit has 12 digits and a subject, or neither'
for version in 5.10 6.1 6.12 7.3; do
	source=$(lab/fetch --source "$version" | tail -n 1)
	run python3 tests/modwhy/changes.py "$tsv" "$version" "$source"
	is "$status$out" 0 "Linux $version is as the table says" "$out$err"
done
# The check can fail: a row with a wrong version.
sed 's/^strlcpy	6\.8/strlcpy	6.0/' "$tsv" >"$work/wrong.tsv"
run python3 tests/modwhy/changes.py "$work/wrong.tsv" 6.1 "$(lab/fetch --source 6.1 | tail -n 1)"
like "$status $out" '^1 6.1: does not hold: strlcpy' 'a wrong version is noticed'

run tools/changes --check
is "$status" 0 'the appendix is what the table makes of it' "$err"
is "$(grep -c '^\\item \\code' chapters/changes.tex)" "$(names | wc -l)" 'and has all of it'
done_testing
