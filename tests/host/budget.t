#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# budget.t - the budget of pages: a chapter that is longer than it may be, one
# without a budget, one that TeX has not seen.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
mkdir -p "$copy/tools" "$copy/chapters"
cp tools/budget "$copy/tools/"
printf '\\input{chapters/one}\n\\input{chapters/two}\n' >"$copy/lkmpg.tex"
# aux NAME:PAGE... - where the labels of TeX are
aux()
{
	local -a words
	read -ra words <<<"${*//:/ }"
	printf '\\newlabel{ch:%s}{{1}{%s}{A title}{chapter.1}{}}\n' "${words[@]}" >"$copy/aux"
}
# budget NAME:PAGES...
budget() { printf '%s\n' "${@//:/$'\t'}" >"$copy/chapters/pages.tsv"; }

aux one:1 two:5 aside:7 answers:11
budget one:4 two:6
run "$copy/tools/budget" "$copy/aux"
is "$status$out$err" 0 'within the budget; a label within a chapter begins no other'
run "$copy/tools/budget" --print "$copy/aux"
is "$out" $'one\t4\ntwo\t6' 'the pages of each'
budget one:3 two:6
run "$copy/tools/budget" "$copy/aux"
is "$status $out" '1 chapters/one.tex: 4 pages, and chapters/pages.tsv allows 3' 'one page too many'
budget two:6
run "$copy/tools/budget" "$copy/aux"
is "$status $out" '1 chapters/pages.tsv has no line for one' 'no budget'
budget one:4 two:6
aux one:1 answers:5
run "$copy/tools/budget" "$copy/aux"
like "$out" '^TeX has no page for the chapter two' 'a chapter that is not there'
run "$copy/tools/budget"
is "$status" 2 'without a file: the usage'
done_testing
