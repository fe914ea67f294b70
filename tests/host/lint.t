#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# lint.t - each rule of tools/lint, switched off, would be noticed: for each a
# small wrong input, in a copy of the repository, and the complaint that it must draw.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
copy_tree "$copy" || exit
cd "$copy" || exit
git init -q . && git add -A && git -c user.name=x -c user.email=x@example.org commit -qm x

# caught CHECK COMPLAINT WHAT - lint's CHECK fails over the copy as it is and says
# COMPLAINT; then the copy is as before, and the same check passes
caught()
{
	run tools/lint "$1"
	is "$status" 1 "$3: $1 fails"
	like "$err" "$2" "$3: and says so"
	git reset -q --hard && git clean -qfd
}

for check in spdx layout book versions names vocabulary english whitespace readme mutations types ruff eslint; do
	run tools/lint "$check"
	is "$status$out$err" 0 "$check has nothing to say of the tree"
done
run tools/lint nosuch
is "$status" 1 'a check that there is not'
like "$err" 'there are: spdx layout' 'and it says which there are'

echo 'int x;' >examples/other/bare.c
caught spdx 'examples/other/bare\.c' 'a file without a licence'
printf '# SPDX-License-Identifier: GPL-2.0\ntrue \n' >tools/trailing
caught whitespace 'tools/trailing:2:' 'white space at the end of a line'
printf '# SPDX-License-Identifier: GPL-2.0\n\t\ntrue\n' >tools/trailing
caught whitespace 'tools/trailing:2:' 'a line of white space'
printf 'int hello_1_x;' >>examples/hello-1.c
caught whitespace 'examples/hello-1\.c: no newline at the end' 'a file without a newline at its end'
printf '\r\n' >>lab/README.md
caught whitespace 'lab/README\.md:[0-9]*: ends in CR' 'a line with CR'
printf '# SPDX-License-Identifier: GPL-2.0\n# \374ber\n' >lab/latin1
caught whitespace 'lab/latin1: is not in UTF-8' 'a file in Latin 1'
echo '        indented();' >>live/lab.js
caught whitespace 'live/lab\.js:[0-9]*: spaces instead of a tab' 'spaces where tabs are usual'
printf '\tlocal x = 1\n' >>lib/web.lua
caught whitespace 'lib/web\.lua:[0-9]*: a tab instead of spaces' 'a tab where spaces are usual'
printf '#!/usr/bin/env python3\n# SPDX-License-Identifier: GPL-2.0\n' >tools/newcomer
caught whitespace 'tools/newcomer: \.editorconfig says tab where it is space' 'a program that .editorconfig takes for a script'
printf '\n[*.sh]\nindent_style = space\n' >>.editorconfig
caught whitespace 'tests/lib\.sh: \.editorconfig says space where it is tab' 'an .editorconfig that is wrong'
rm tests/hello-1.sh
caught layout 'examples/hello-1\.c has no test' 'an example without a test'
rm tests/exercises/volume.sh
caught layout 'exercises/volume\.c has no test' 'an exercise without a test'
cp examples/hello-1.c examples/orphan.c
caught layout 'orphan\.c is not in examples/Kbuild' 'a source that nothing builds'
cp examples/broken/nullptr.c examples/broken/unseen.c
caught layout 'no session shows .*broken/unseen\.c' 'a broken module that no session shows'
sed -i '/listing{procfs1}/d' chapters/*.tex
caught book 'no chapter prints examples/procfs1\.c' 'an example that the book does not print'
sed -i '/listing{chardev.h}/d' chapters/*.tex
caught book 'no chapter prints examples/chardev\.h' 'a header that the book does not print'
echo '#if LINUX_VERSION_CODE > 0' >>examples/hello-1.c
caught versions 'hello-1\.c:.*LINUX_VERSION_CODE' 'a version compared outside compat.h'
echo '#if KERNEL_VERSION(6, 1, 0)' >>tests/harness/hello.h
echo '#if KERNEL_VERSION(6, 1, 0)' >>tests/modwhy/takes-major.c
caught versions 'takes-major\.c:' 'and in a module of the tests'
sed -i 's/\bhello_1_init\b/begin/' examples/hello-1.c
caught names 'hello-1\.c:.* begin does not begin with hello_1' 'a name that is not of the module'
echo 'It is built anew.' >>README.md
caught english 'README\.md:.*anew' 'a phrase that is not English'
printf 'stale\texamples/hello-1.c\ts/__init$/x/\thello-1\tno reason\n' >>tests/mutations.tsv
caught mutations 'stale: it changes nothing in examples/hello-1\.c' 'a mutation that does not apply any more'
sed -i 's/^ \* hello-1 - .*/ * hello-1 - something else/' examples/hello-1.c
caught readme 'run tools/catalog publish' 'a table that is old'
sed -i 's/^| hello-1 | pass/| hello-1 | fail/' examples/README.md
caught readme 'tools/matrix --publish' 'a table of kernels that was edited'

printf '# SPDX-License-Identifier: GPL-2.0\ndef half(number):\n    return number // 2\n' >lib/untyped.py
caught types 'lib/untyped\.py:2: .*missing a type annotation' 'a function without types'
printf '#!/usr/bin/env python3\n# SPDX-License-Identifier: GPL-2.0\nfrom lib import kernels\n\nkernels.with_role(7)\n' >tools/mistyped
caught types 'tools/mistyped:5: .*incompatible type \"int\"' 'a program that gives a number where a word is wanted'
printf '# SPDX-License-Identifier: GPL-2.0\nimport os\n' >lib/unused.py
caught ruff 'lib/unused\.py:2:8: F401 ' 'an import that nothing uses'
printf '#!/usr/bin/env python3\n# SPDX-License-Identifier: GPL-2.0\ndef add(to=[]):\n    return to\n' >tools/careless
caught ruff 'tools/careless:3:[0-9]*: B006 ' 'in a program, a default that is shared'
echo 'def half(:' >>lib/kernels.py
caught ruff 'lib/kernels\.py:[0-9]*:[0-9]*: .*[Ee]xpected' 'what is no Python'
echo 'const x = lkmpgNowhere;' >>assets/web/find.js
caught eslint 'assets/web/find\.js:[0-9]*:[0-9]*: no-undef ' 'a name that nothing defines'
echo 'let unused = 1;' >>tests/web/check.mjs
caught eslint 'tests/web/check\.mjs:[0-9]*:[0-9]*: no-unused-vars ' 'a variable that nothing reads'
echo 'if (' >>live/machine.js
caught eslint 'live/machine\.js:[0-9]*:[0-9]*: syntax ' 'what is no JavaScript'

printf '%s\n' '\newcommand{\shout}[1]{\textbf{#1}}' >>lib/lkmpg-words.sty
caught vocabulary 'lib/lkmpg-words\.sty: lib/vocabulary\.py does not know shout' 'a macro that is not in the list'
sed -i 's/^\\newcommand{\\since}\[2\]/\\newcommand{\\since}[3]/' lib/lkmpg-code.sty
caught vocabulary 'lkmpg-code\.sty: \\since has 3 arguments, and 2 in' 'a macro with more arguments than in the list'
sed -i '/^\\newenvironment{note}/d' lib/lkmpg-code.sty
caught vocabulary 'vocabulary\.py: lib/lkmpg-code\.sty does not define note' 'an environment that nothing prints'
sed -i 's/\\def\\fn#1{#1()}/\\def\\fn#1{#1}/' lib/lkmpg-words.sty
caught vocabulary "in bookmarks [\\]{1,2}fn is '\{0\}'" 'a macro that bookmarks show in another way'
sed -i 's/^    def on_kdoc/    def on_kdocs/' lib/web.py
caught vocabulary 'has no on_kdoc,' 'a macro that the web edition cannot show'
sed -i 's/^    Macro("gloss", .*//; s/^    Macro("url", 1,/    Macro("link", 1,/' lib/vocabulary.py
caught vocabulary 'Converter\.on_gloss is for nothing' 'a handler of a macro that is not in the list'

# The slow ones look at little else.
git ls-files lab tests/host tools live '*.sh' | grep -v -e '^tools/lint$' -e '^lab/lib\.sh$' -e '^lab/fetch$' -e '^lab/kernels\.list$' -e '^tests/lib\.sh$' | xargs git rm -q
git ls-files '*.[ch]' | grep -v -e '/hello-1\.c$' -e '/memory-leak\.c$' -e '/compat\.h$' -e 'modwhy/closed\.c$' | xargs git rm -q
git -c user.name=x -c user.email=x@example.org commit -qm less
for check in shell checkpatch; do
	run tools/lint "$check"
	is "$status$out$err" 0 "$check has nothing to say of the tree"
done
# shellcheck disable=SC2016  # that is what is wrong with it
printf '#!/usr/bin/env bash\n# SPDX-License-Identifier: GPL-2.0\nrm -rf $1/*\n' >lab/careless
caught shell 'In lab/careless line 3' 'a script of bash'
printf '# SPDX-License-Identifier: GPL-2.0\n. /lkmpg/tests/lib.sh\n[[ -e x ]]\n' >tests/bashism.sh
caught shell 'In tests/bashism\.sh line 3' 'a test that dash would not take'
sed -i 's/^\treturn 0;$/        return 0;/' examples/hello-1.c
caught checkpatch 'hello-1\.c:.*CODE_INDENT' 'spaces instead of a tab'
sed -i 's/^\treturn/        return/' tests/harness/memory-leak.c
caught checkpatch 'memory-leak\.c:' 'and in a module of the tests'
done_testing
