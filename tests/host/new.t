#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# new.t - tools/new: what it writes passes lint and its own test as it is, and
# where anything is wrong it writes nothing.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
copy_tree "$copy" || exit
cd "$copy" || exit
git init -q . && git add -A

# unchanged - nothing was written since the last git add
unchanged() { ! git status --porcelain | grep -qv '^A '; }

run tools/new example --chapter procfs first-try 'a first try'
is "$status" 0 'an example' "$err"
for file in examples/first-try.c tests/first-try.sh examples/Kbuild chapters/procfs.tex examples/README.md; do
	like "$out" "^  $file\$" "it says that it wrote $file"
done
is "$(tools/catalog names procfs | tail -n 1)" first-try 'it is the last of its chapter'
is "$(tools/catalog purpose first-try)" 'a first try' 'and says what it is'
run tools/lint layout book versions whitespace readme shell spdx checkpatch
is "$status" 0 'lint has nothing to say' "$err"
run lab/build "$kernel" first-try
is "$status" 0 'it builds' "$err"
run lab/test "$kernel" tests/first-try.sh
is "$status" 0 'its test passes' "$out$err"
like "$out" '^ok .*it says hello twice' 'and has tested something'
sed -i 's/i < first_try_times/i <= first_try_times/' examples/first-try.c
lab/build "$kernel" first-try >/dev/null 2>&1
run lab/test "$kernel" tests/first-try.sh
like "$out" '^not ok .*it says hello twice' 'and can fail'

run tools/new chapter mornings 'Mornings'
is "$status" 0 'a chapter' "$err"
like "$(sed '/^\\appendix/q' lkmpg.tex)" '^\\input\{chapters/mornings\}$' 'it is in the book, before the appendix'
like "$(tail -n 1 chapters/pages.tsv)" '^mornings	[0-9]+$' 'with a budget of pages'
run tools/lint layout book readme spdx whitespace
is "$status" 0 'lint has nothing to say' "$err"
source=$(lab/fetch --source "$(bash -c '. lab/lib.sh; kernel_with book')" 2>/dev/null)
run tools/check-src "$source" "$real_cache/names/$(basename "$source")" mornings
is "$status" 0 'nor has the check of the chapters' "$out$err"
run tools/new example --chapter mornings second-try
is "$(tools/catalog names mornings)" second-try 'an example in a chapter that had none'
is "$(grep -o 'listing{second-try}\|begin{exercise}' chapters/mornings.tex | tr '\n' ' ')" \
	'listing{second-try} begin{exercise} ' 'is printed before the exercises'

git add -A
while IFS='|' read -r text words; do
	eval "run tools/new $words"
	is "$status" 1 "refused: $words"
	like "$err" "^error: .*$text" 'with its reason'
	if unchanged; then pass 'and nothing was written'; else fail 'and nothing was written' "$(git status --porcelain)"; fi
done <<'EOT'
no name|example 'Big'
no name|example '../x'
exists already|example hello-1
exists already|example volume
no chapter 'none'|example --chapter none third
no quotes|example third 'a "b"'
74 characters|example third 'what it is, told in far more words than fit into the first line of a head of a file'
has a title|chapter evenings
exists already|chapter procfs 'Again'
plain words|chapter evenings 'A \\section'
EOT
done_testing
