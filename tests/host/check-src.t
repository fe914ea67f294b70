#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# check-src.t - tools/check-src, over a book of two small chapters and a kernel of a few
# lines: what is right passes, and each thing that is wrong has its complaint.
# DEPENDS: tools/check-src
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/complaints.sh"

copy=$work/copy linux=$work/linux
mkdir -p "$copy"/{tools,lib,examples,chapters/{answers,glossary},sessions/one,assets/figures} \
	"$linux"/{drivers,Documentation/core-api,include/linux}
cp tools/check-src "$copy/tools/"
cp lib/*.py "$copy/lib/"
echo hunspelt >"$copy/lib/words.txt"
printf '%s\n' '# names without a link' elsewhere >"$copy/lib/nolink.txt"
printf '%s\n' '# chapter: one' 'obj-m += lamp.o' >"$copy/examples/Kbuild"
printf '/*\n * lamp - a lamp\n */\nstatic int lamp_level;\nstatic int lamp_set(int level)\n{\n\treturn level;\n}\n' \
	>"$copy/examples/lamp.c"
echo '$ true' >"$copy/sessions/one/dark.session"
: >"$copy/assets/figures/wire.tex"
printf 'struct wire {\n\tint end;\n};\nint wire_cut(struct wire *wire);\n#define WIRE_MAX 3\n#define EIO 5\n' \
	>"$linux/include/linux/wire.h"
printf 'int wire_cut(struct wire *wire)\n{\n\treturn wire_mend(wire);\n}\n' >"$linux/drivers/wire.c"
printf 'config WIRE\n\tbool\n' >"$linux/drivers/Kconfig"
: >"$linux/Documentation/core-api/wire.rst"
printf '\\input{chapters/one}\n\\input{chapters/two}\n' >"$copy/lkmpg.tex"

# fresh - the two chapters as they should be
fresh()
{
	cat >"$copy/chapters/one.tex" <<-'EOT'
		\chapter{One}\label{ch:one}
		The colour of \struct{wire} is grey, and \fn{wire_cut} cuts it in \src[wire_cut]{drivers/wire.c}.
		So do \fn{lamp_set}, \fn{elsewhere} and \ex{lamp}; \macro{WIRE_MAX} and \errno{EIO} are numbers.
		With \config{WIRE}, see \kdoc{core-api/wire} and \header{include/linux/wire.h}{wire_cut}{}.
		\fig{wire}{A wire.}
		\transcript{one/dark}{It is dark.}
		\begin{exercise}\label{exc:one:cut}
		Cut it. That is \code{a; b} hunspelt.
		\end{exercise}
	EOT
	printf '%s\n' '\chapter{Two}\label{ch:two}' 'See \cref{ch:one}, and the answer of \cref{exc:one:cut}.' \
		>"$copy/chapters/two.tex"
	printf '%s\n' '\begin{answer}{exc:one:cut}' 'Done.' '\end{answer}' >"$copy/chapters/answers/one.tex"
	echo '\gloss{wire}{It carries.}' >"$copy/chapters/glossary/one.tex"
}

# check - what it says of the book, as it is now
check() { run "$copy/tools/check-src" "$linux" "$work/names" "$@"; }
faulty() { echo "$copy/chapters/${1:-two}.tex"; }
said() { echo "^chapters/[a-z/]+\.tex:[0-9]+: .*$1"; }

fresh
check
is "$status$out" 0 'a book without a fault' "$out$err"
check two
is "$status$out" 0 'nor has a chapter of it' "$out$err"

# Names of the kernel.
wrong '\fn{wire_mend}' '\\fn\{wire_mend\}: neither in the kernel'
wrong '\struct{lamp}' 'struct\{lamp\}: no such structure'
wrong '\macro{WIRE_MIN}' 'macro\{WIRE_MIN\}: not in the kernel'
wrong '\errno{-EIO}' 'errno\{-EIO\}: no such error'
wrong '\config{CONFIG_WIRE}' 'CONFIG_WIRE\}: no such option; write it without CONFIG_'
wrong '\ex{torch}' 'ex\{torch\}: no such example'
wrong '\kdoc{core-api/lamp}' 'no Documentation/core-api/lamp.rst'
wrong '\src{drivers/lamp.c}' 'the pinned kernel has no drivers/lamp.c'
wrong '\src[wire_mend]{drivers/wire.c}' 'drivers/wire.c does not define wire_mend'
wrong '\src[wire_cut]{drivers}' 'drivers does not define wire_cut'
wrong '\header{include/linux/wire.h}{wire_mend}{}' 'wire.h does not define wire_mend'
found 'names of the kernel'

# The form of the text.
wrong '\textcolor' '\\textcolor is no macro of the book'
wrong '\begin{verse}\end{verse}' 'no environment verse'
wrong '\item[\src[wire_cut]{drivers/wire.c}]' 'put braces around it'
wrong '\code{int x = 1; int y = 2;}' '\\code is for a few words'
wrong '\begin{shell}
int main(void) {
\end{shell}' 'code in .begin.shell'
found 'the form of the text'
wrong '\fn' 'fn wants 1 arguments'
found 'a macro without its argument'
wrong '\fn{wire_cut' 'an argument of .fn has no end'
found 'an argument without an end'

# What refers to something.
wrong '\cref{ch:three}' 'there is no such label'
wrong '\label{ch:one}' 'is in chapters/one.tex:1 too'
wrong '\fig{wire}{Again.}' '\\fig\{wire\} is printed elsewhere already'
wrong '\transcript{one/dark}{Again.}' 'transcript.one.dark. is printed elsewhere already'
wrong '\begin{exercise}\label{exc:two:mend}\end{exercise}' 'the exercise exc:two:mend has no answer'
wrong '\begin{answer}{exc:one:burn}\end{answer}' 'there is no exercise exc:one:burn' answers/one
wrong '\gloss{Wire}{It carries.}' 'one.tex:1 defines it too' glossary/one
found 'what refers to something'
fresh
: >"$copy/assets/figures/lamp.tex"
check
like "$status $out" '^1 assets/figures/lamp.tex: no chapter has this figure' 'a figure that nobody shows'
rm "$copy/assets/figures/lamp.tex"
echo '$ false' >"$copy/sessions/one/light.session"
check
like "$status $out" '^1 sessions/one/light.session: no chapter prints' 'a session that nobody prints'
check two
is "$status$out" 0 'which one chapter alone cannot tell' "$out$err"
rm "$copy/sessions/one/light.session"

# Spelling: British, in prose only, each word once.
wrong 'Its color, its color.' 'spelling: color'
wrong 'It is \emph{wonderfull}.' 'spelling: wonderfull'
wrong '\footnote{A wyre.}' 'spelling: wyre'
found 'the spelling'
like "$out" '^chapters/two.tex:3: spelling: color' 'at the first line that has it'
fresh
printf '%s\n' '\code{color} and \file{wyre}' >>"$copy/chapters/two.tex"
check
is "$status$out" 0 'code and names of files are no words' "$out$err"
fresh
echo 'Its color.' >>"$copy/chapters/two.tex"
echo color >"$copy/chapters/two.words"
check
is "$status$out" 0 'nor is what the chapter.s words have' "$out$err"
run "$copy/tools/check-src" "$linux"
is "$status" 1 'without an index: the usage'
done_testing
