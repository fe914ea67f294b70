#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# matrix.t - the table of examples and kernels: what the logs of tests become
# in it, that a failure fails it, and that what is published is kept in step.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
mkdir -p "$copy"/{lab,tools,examples,lib,chapters}
cp tools/matrix "$copy/tools/"
cp lab/kernels.list "$copy/lab/"
cp lib/*.py "$copy/lib/"
{ echo '# chapter: counting'; printf 'obj-m += %s.o\n' one two three four; } >"$copy/examples/Kbuild"
printf '%s\n' before '<!-- matrix: begin (made by tools/matrix) -->' old \
	'<!-- matrix: end -->' after >"$copy/examples/README.md"

# tap KERNEL NAME LINE... - the log of a test
tap()
{
	mkdir -p "$copy/build/$1/log"
	printf '%s\n' "${@:3}" >"$copy/build/$1/log/$2.tap"
}

run "$copy/tools/matrix"
is "$status" 1 'no results: it fails'
like "$err" 'run: make check KERNEL=all' 'and says what to do'

for k in 5.10 6.1; do
	tap $k one 'ok 1 - it is' 1..1 '# --- kernel log' '# not ok: this is no result'
	tap $k two '1..0 # SKIP this kernel has none'
	tap $k three 'ok 1 - it is' 'ok 2 # SKIP no such port' 1..2
	tap $k four 'ok 1 - it is' 1..1
done
for k in 5.10 6.1; do
	run "$copy/tools/matrix" --collect $k $k.0-amd64 $k.1-2~b
	is "$status" 0 "collect $k" "$err"
done
run "$copy/tools/matrix"
is "$status" 0 'nothing failed' "$err"
like "$out" '^\| example \| 5.10 \| 6.1 \|$' 'kernels across, in the order of the list'
like "$out" '^\| one \| pass \| pass \|$' 'passed; the log of the kernel does not count'
like "$out" '^\| two \| skip \(1\) \| skip \(1\) \|$' 'skipped, with a note'
like "$out" '^\| three \| pass \(2\) \| pass \(2\) \|$' 'skipped in part'
like "$out" '^- \(1\) this kernel has none\.$' 'the reason is below the table'
like "$out" "^- 6.1: Linux 6.1.0-amd64 \(Debian 6.1.1-2~b\), tested on $(date +%F)$" 'what was tested, and when'

run "$copy/tools/matrix" --publish
is "$status" 0 'publish' "$err"
like "$(<"$copy/examples/README.md")" '^\| four \| pass \| pass \|$' 'README.md has it'
unlike "$(<"$copy/examples/README.md")" '^old$' 'instead of the old one'
is "$(sed -n '1p;$p' "$copy/examples/README.md" | tr '\n' ' ')" 'before after ' 'and all else as it was'
like "$(<"$copy/chapters/matrix.tex")" '^\\ex\{two\} & skip \(1\) & skip \(1\) \\\\$' 'and so has the book'
like "$(<"$copy/chapters/matrix.tex")" 'Debian .code\{6.1.1-2.textasciitilde\{\}b\}' 'with what TeX would not print'
run "$copy/tools/matrix" --check
is "$status" 0 'what was published is in step' "$err"
sed -i 's/four/for/' "$copy/examples/README.md"
run "$copy/tools/matrix" --check
is "$status" 1 'a table that was edited is not'
like "$err" 'run tools/matrix --publish' 'and it says what to do'

# A kernel of the list without results; one that is for some examples only.
run "$copy/tools/matrix" --all
is "$status" 1 '--all wants them all'
like "$err" '^error: there are no results for 6.1-rt, ' 'and names those that are not there' "$err"
run "$copy/tools/matrix" --kernels
is "$(tr -d '[]",' <<<"$out")" "$(bash -c '. lab/lib.sh; echo $(kernel_names)')" 'the names as JSON'
printf '%s\tamd64\tx\ty\t-\t%s\n' 6.1 all 6.1-some two,three >"$copy/lab/kernels.list"
tap 6.1-some two 'ok 1 - it is' 1..1
tap 6.1-some three 'ok 1 - it is' 1..1
"$copy/tools/matrix" --collect 6.1-some 6.1.0-some 6.1.1-2
run "$copy/tools/matrix" --all
is "$status" 0 'all there' "$err"
mv "$copy/build/matrix/6.1.tsv" "$work/"
run "$copy/tools/matrix" --all
is "$status" 1 'one is not there, and nothing else is wrong: it fails' "$out$err"
mv "$work/6.1.tsv" "$copy/build/matrix/"
run "$copy/tools/matrix" --all
like "$out" '^\| one \| pass \| - \|$' 'not run there'
like "$out" '^\| two \| skip \(1\) \| pass \|$' 'run there'
like "$out" '^- A dash: not run there \(6.1-some: only' 'and a word about it'
tap 6.1-some three 'ok 1 - it is' 'ok 2 # SKIP no such port' 1..2
"$copy/tools/matrix" --collect 6.1-some 6.1.0-some 6.1.1-2
run "$copy/tools/matrix" --all
is "$status $err" '1 error: three: skipped on every kernel: no such port' 'what nobody tries is an error'
rm "$copy/build/matrix/6.1-some.tsv"
cp lab/kernels.list "$copy/lab/"

# Results that lie elsewhere: of modules built otherwise.
tap 6.1-gcov one 'not ok 1 - it is' 1..1
"$copy/tools/matrix" --collect 6.1 6.1.0-amd64 6.1.1-2 6.1-gcov
run "$copy/tools/matrix"
like "$out" '^\| one \| pass \| fail \|$' 'the results of another build'

# A point that is not ok; a test that did not come to its plan.
for end in 'not ok 2 - it is,1..2' 'ok 2 - it is,'; do
	tap 6.1 four 'ok 1 - it is' "${end%,*}" "${end#*,}"
	"$copy/tools/matrix" --collect 6.1 6.1.0-amd64 6.1.1-2
	run "$copy/tools/matrix"
	is "$status" 1 "'$end': it fails"
	like "$out" '^\| four \| pass \| fail \|$' 'the cell says so'
done
rm "$copy/build/6.1/log/four.tap"
run "$copy/tools/matrix" --collect 6.1 6.1.0-amd64 6.1.1-2
is "$status" 0 'collect, though one has left nothing' "$err"
run "$copy/tools/matrix"
is "$status" 1 'no result at all: it fails'
done_testing
