#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# mutate.t - tools/mutate, over a program of one line with a test: what is noticed, what
# survives, and what is wrong with a list.
# DEPENDS: tests/mutations.tsv
. "$(dirname "$0")/lib.sh"

copy=$work/copy
# next_program - write the program that is broken here
next_program()
{
	cat >"$copy/tools/next" <<-'EOT'
		#!/bin/sh
		echo $(($1 + 1)) # and a word
		exit 0
	EOT
}
mkdir -p "$copy"/{lab,tools,tests/host} || exit
cp tools/mutate "$copy/tools/"
echo 'default_kernel() { echo 0.1; }' >"$copy/lab/lib.sh"
next_program
printf '%s\n' x 1 2 3 4 5 x >"$copy/tools/far"
cat >"$copy/tests/host/next.t" <<'EOT'
#!/bin/sh
[ "$(tools/next 1)" = 2 ] && echo 'ok 1 - two' || echo 'not ok 1 - two'
echo 1..1
EOT
printf '%s\n' '#!/bin/sh' "echo '1..0 # SKIP not here'" >"$copy/tests/host/skipped.t"
printf '%s\n' '#!/bin/sh' 'tools/next 1' >"$copy/tests/host/broken.t"
printf '%s\n' '#!/bin/sh' "echo 'not ok 1 - always'" 'echo 1..1' >"$copy/tests/host/red.t"
chmod +x "$copy"/tools/* "$copy"/tests/host/*
git init -q "$copy" && echo /build/ >"$copy/.gitignore"

# mutations LINE... - the list, with "|" for its tabs; mutate OPTION... - run it there
mutations() { printf '%s\n' '# a comment' '' "$@" | tr '|' '\t' >"$copy/tests/mutations.tsv"; }
mutate() { run "$copy/tools/mutate" "$@"; }

found='plus|tools/next|s/+/-/|host/next|a sum that is none'
word='word|tools/next|s/a word/two words/|host/next|equivalent: a comment'
mutations "$found" "$word"
mutate
is "$status" 0 'one is found, and one is equivalent' "$out$err"
like "$out" '^green +tests/host/next.t, with nothing broken' 'the test is green before'
like "$out" '^found +plus: host/next: not ok 1 - two' 'the point that became red'
like "$out" '^equivalent +word: equivalent: a comment' 'the reason of the other'
like "$out" '^2 mutations: 1 found, 1 equivalent, 0 survived, 0 error$' 'the sum'
is "$(cat "$copy/build/mutate/tree/tools/next")" "$(cat "$copy/tools/next")" 'what was broken is mended'

mutations "${found/s?+?-?/s?exit 0?exit 3?}"
mutate
is "$status" 1 'one that is not noticed'
like "$out" '^SURVIVED +plus: host/next stays green: a sum that is none' 'is named, with what it means'
mutations "${word/s?a word*?host/s?+?-?|host}"
mutate
is "$status" 1 'one that is no equivalent'
like "$out" '^ERROR +word: is no equivalent: not ok 1' 'is named'
echo 'echo 5' >"$copy/tools/next"
mutations "${found/s?+?-?/s?5?6?}"
mutate
is "$status" 1 'a test that is red by itself'
like "$out" '^ERROR +plus: tests/host/next.t is red anyway: not ok 1' 'says nothing of a mutation'
next_program
for test in skipped broken red; do
	mutations "${found/host\/next/host/$test}"
	mutate
	is "$status" 1 "a test that is $test"
	like "$out" "^ERROR +plus: tests/host/$test.t (cannot tell|is red anyway)" 'nor does this one'
done

mutations "$found" "$word"
mutate --list 'w*'
is "$status $(wc -l <<<"$out")" '0 1' 'a list of some'
like "$out" '^word +host/next +equivalent: a comment' 'with their tests'
mutate --dry
is "$status$out$err" 0 'both apply'
# LINE|COMPLAINT
while IFS='!' read -r line complaint; do
	mutations "$line"
	mutate --dry
	is "$status" 1 "wrong: $line"
	like "$err" "$complaint" "   $complaint"
done <<'EOT'
plus|tools/next|s/nothing/-/|host/next|x!plus: it changes nothing in tools/next
plus|tools/far|s/x/y/|host/next|x!plus: it changes 2 places in tools/far, and one is meant
plus|tools/nowhere|s/+/-/|host/next|x!plus: there is no tools/nowhere
plus|tools/next|s/+/|host/next|x!plus: sed does not take its change
plus|tools/next|s/+/-/|host/next!mutations.tsv:3: five fields
plus|tools/next|s/+/-/||x!mutations.tsv:3: five fields
plus|tools/next|s/+/-/|host/none|x!mutations.tsv:3: there is no test tests/host/none.t
EOT
mutate
is "$status $out" '1 ' 'and without --dry nothing is run' "$out"
mutations "$found" "$found"
mutate --dry
like "$status $err" '^1 error: mutations.tsv:4: plus is there twice' 'a name that is there twice'
mutations "$found"
mutate nosuch
like "$status $err" "^1 error: no mutation is called 'nosuch'" 'a name that there is not'

# Our own list.
run tools/mutate --dry
is "$status$out$err" 0 'each of tests/mutations.tsv applies'
[ "$(tools/mutate --list | wc -l)" -ge 60 ]
is $? 0 'there are sixty of them'
done_testing
