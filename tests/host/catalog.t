#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# catalog.t - the one reader of the examples' heads and of the list of kernels:
# what it makes of right input, and what it says of wrong input.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
mkdir -p "$copy"/{lib,lab,tools,tests/exercises,chapters,examples/broken,examples/exercises}
cp tools/catalog "$copy/tools/"
cp lib/*.py "$copy/lib/"
mkdir -p "$copy"/{lab/{config,guest},live} "$work/cache/lkmpg/kernels/1.0/boot"
export XDG_CACHE_HOME=$work/cache
printf '%s\n' '1.0 amd64 s p default,book all' '1.0-x amd64 s p counts all base debug' >"$copy/lab/kernels.list"
# machines - all of them as they should be: what CONFIG_ONE, which the examples here need, is there
machines()
{
	echo '# CONFIG_TWO is not set' >"$copy/lab/config/base.config"
	echo CONFIG_ONE=y >"$copy/lab/config/debug.config"
	echo CONFIG_ONE=m >"$copy/live/browser.config"
	printf '%s\t%s\n' load first_one - other_one >"$copy/lab/guest/modules"
	echo CONFIG_ONE=y >"$work/cache/lkmpg/kernels/1.0/boot/config-1.0"
	echo '# none' >"$copy/lab/config/needs"
}
machines
touch "$copy/chapters/first.tex" "$copy/chapters/second.tex"

# source NAME... - a file with a whole head that has NAME's purpose, beside a test
source()
{
	cat >"$copy/examples/$1.c" <<-EOT
		// SPDX-License-Identifier: GPL-2.0
		/*
		 * ${2:-$1} - what $1 is
		 *
		 * Shows: this
		 *	and_that
		 *
		 * Needs: CONFIG_ONE /sys/two
		 *
		 * Try:   insmod ${2:-$1}.ko
		 *        echo hi > /dev/x	# fails: Invalid argument
		 */
	EOT
	touch "$copy/tests/${2:-$1}.sh"
}
# kbuild LINE...
kbuild() { printf '%s\n' "$@" >"$copy/examples/Kbuild"; }
# says WHAT DESCRIPTION - `tools/catalog check` fails and says that
says()
{
	run "$copy/tools/catalog" check
	is "$status" 1 "$2: it fails"
	like "$out$err" "$1" "$2: it says so"
}

source one
source two_a two
source two_b other	# a part of two that has no head of it
kbuild '# chapter: first' 'obj-m += one.o' '' '# chapter: second' 'obj-m += two.o' 'two-y := two_b.o two_a.o'
run "$copy/tools/catalog" check
is "$status$out$err" 0 'nothing to complain of'
run "$copy/tools/catalog" names
is "$out" $'one\ntwo' 'names, in the order of Kbuild'
run "$copy/tools/catalog" names second
is "$out" two 'those of a chapter'
run "$copy/tools/catalog" names third
is "$status" 1 'a chapter that has none'
like "$err" 'there are: first second' 'and those that have'
run "$copy/tools/catalog" sources two
is "$out" $'examples/two_a.c\nexamples/two_b.c' 'of several sources, the one with the head first'
run "$copy/tools/catalog" needs one
is "$out" 'CONFIG_ONE /sys/two' 'what it needs'
run "$copy/tools/catalog" session one
is "$out" $'insmod one.ko\necho hi > /dev/x\t# fails: Invalid argument' 'the session'
run "$copy/tools/catalog" table
like "$out" '^\| \[one\]\(one\.c\) \| what one is \| this and\\_that \|$' 'the table, with what Markdown would eat'
run "$copy/tools/catalog" json example
is "$(python3 -c 'import json, sys; print([m["chapter"] for m in json.load(sys.stdin)])' <<<"$out")" "['first', 'second']" 'JSON'
run "$copy/tools/catalog" purpose three
is "$status" 1 'a name that there is not'
like "$err" "no module 'three'" 'and it says where it looked'
run "$copy/tools/catalog" nonsense
is "$status" 2 'a command that there is not'

kbuild 'obj-m += one.o'
says 'Kbuild:1: one is in no chapter' 'no heading'
kbuild '# chapter: first' 'obj-m += one.o' 'obj-m += one.o' 'obj-m += two.o' 'two-y := two_b.o two_a.o'
says 'one is there twice' 'a module twice'
kbuild '# chapter: first' 'obj-m += one.o two.o'
says 'one module a line' 'two in a line'
kbuild '# chapter: first' 'obj-m += one.o' 'two-y := two_a.o'
says 'two-y belongs to no obj-m' 'parts of no module'
kbuild '# chapter: first' 'obj-m += one.o' 'obj-m += gone.o'
says 'gone is made of gone\.c, which is not there' 'no source'
kbuild '# chapter: first' 'obj-m += one.o'
says 'two_a\.c is not in examples/Kbuild' 'a source that nothing builds'
rm "$copy"/examples/two_*.c
kbuild '# chapter: third' 'obj-m += one.o'
says 'there is no chapters/third\.tex' 'a chapter that there is not'
kbuild '# chapter: first' 'obj-m += one.o'
for mutation in 's/one - what/won - what/:no source of one begins with' '/Shows/d:has no .Shows:' \
	'/Try/d:has no .Try:' 's/CONFIG_ONE/KCONFIG_ONE/:KCONFIG_ONE. is no CONFIG_NAME'; do
	source one
	sed -i "${mutation%%:*}" "$copy/examples/one.c"
	says "${mutation#*:}" "the head after ${mutation%%:*}"
done
source one
rm "$copy/tests/one.sh"
says 'has no test tests/one\.sh' 'no test'
source one
touch "$copy/examples/exercises/task.c"
says 'exercises/task\.c has no test' 'no test of an exercise'
rm "$copy/examples/exercises/task.c"

# What the machines have of what a module needs.
# rule LINE... - lab/config/needs
rule() { printf '%s\n' "$@" >"$copy/lab/config/needs"; }
# fine DESCRIPTION - nothing is said, and all is as before
fine()
{
	run "$copy/tools/catalog" check
	is "$status$out$err" 0 "$1"
	machines
}
fine 'each machine has what is needed'
echo CONFIG_ONE=m >"$copy/lab/config/base.config"
: >"$copy/lab/config/debug.config"
fine 'in any fragment of the debug kernel'
: >"$copy/lab/config/debug.config"
says 'one\.c: Needs: CONFIG_ONE, which the debug kernel has not \(lab/config/base.config, lab/config/debug.config' 'a fragment that lacks it'
echo CONFIG_TWO=y >>"$copy/lab/config/debug.config"
rule 'CONFIG_ONE follows CONFIG_TWO'
fine 'unless another one brings it'
rule 'CONFIG_ONE follows CONFIG_TWO'
: >"$copy/lab/config/debug.config"
says 'CONFIG_ONE, which the debug kernel has not' 'which is not there either'
machines
echo '# CONFIG_ONE is not set' >"$copy/live/browser.config"
says "CONFIG_ONE, which the browser's kernel has not \\(live/browser.config\\)" 'a kernel of the browser that lacks it'
rule "CONFIG_ONE no-browser it is too slow"
fine 'unless that has a reason'
echo CONFIG_ONE=m >"$work/cache/lkmpg/kernels/1.0/boot/config-1.0"
says 'CONFIG_ONE, a module of the default kernel: say in lab/config/needs which' 'a module of nobody knows what'
rule 'CONFIG_ONE module gone_one'
says 'CONFIG_ONE, and the guest has no gone_one \(lab/guest/modules, or MODULES: in its test\)' 'a module that the guest has not'
echo '# MODULES: gone_one and_another' >"$copy/tests/one.sh"
fine 'unless its test asks for it'
: >"$copy/tests/one.sh"
rule 'CONFIG_ONE module other_one'
fine 'one that it has'
rm "$work/cache/lkmpg/kernels/1.0/boot/config-1.0"
fine 'a default kernel that is not here says nothing'
rule 'CONFIG_TWO module other_one'
says "nothing needs the line 'CONFIG_TWO module'" 'a line of an option that nothing needs'
rule 'CONFIG_ONE follows CONFIG_TWO'
says "nothing needs the line 'CONFIG_ONE follows'" 'a line that is not needed any more'
rule 'CONFIG_ONE brings CONFIG_TWO'
says 'lab/config/needs:1: CONFIG_NAME, one of follows' 'a line that says nothing'
machines
touch "$copy/examples/exercises/task.c" "$copy/tests/exercises/task.sh"
echo '# NEEDS: CONFIG_THREE' >"$copy/tests/exercises/task.sh"
fine 'an exercise need not run everywhere'
echo CONFIG_THREE=m >>"$work/cache/lkmpg/kernels/1.0/boot/config-1.0"
says 'exercises/task\.c: Needs: CONFIG_THREE, a module of the default kernel' 'but the guest must have its modules'
rm "$copy"/*/exercises/task.*
machines

# The list of kernels.
# list LINE... - what with_role says of it
list()
{
	printf '%s\n' "$@" >"$copy/lab/kernels.list"
	run python3 -c 'import sys; sys.path.insert(0, sys.argv[1]); from lib import kernels; print(kernels.with_role("book").name)' "$copy"
}
list '# a comment' '1.0 amd64 s p book,default all' '1.0-x amd64 s p - one,two base'
is "$out$err" 1.0 'a role'
list '1.0 amd64 s p - all'
like "$err" "no kernel has the role 'book'" 'a role that nobody has'
list '1.0 amd64 s p book all' '1.1 amd64 s p book all'
like "$err" "only one kernel can be 'book'" 'a role that two have'
list '1.0 amd64 s p boook all'
like "$err" 'kernels.list:1: there is no role boook' 'a role that there is not'
list '1.0 amd64 s p all'
like "$err" 'kernels.list:1: a kernel has six fields' 'a field too few'
is "$(bash -c '. lab/lib.sh; kernel_with book')" \
	"$(python3 -c 'from lib import kernels; print(kernels.with_role("book").name)')" \
	'the shell and Python read the same'
is "$(bash -c '. lab/lib.sh; kernel_names' | tr '\n' ' ')" \
	"$(python3 -c 'from lib import kernels; print(*(k.name for k in kernels.listed()), end=" ")')" \
	'and in the same order'
done_testing
