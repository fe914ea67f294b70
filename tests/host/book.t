#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# book.t - the book's macros, all of them in one small chapter: it is typeset,
# and what is wrong in a chapter is reported with its place.
. "$(dirname "$0")/lib.sh"

command -v latexmk >/dev/null || skip_all 'TeX is not installed: lab/setup book'
book=$work/book
mkdir -p "$book"/{chapters/answers,chapters/glossary,assets/figures,sessions/sample}
cp -R lab lib tools examples lkmpg.tex "$book"
cp tests/host/sample.tex "$book/chapters/sample.tex"
sed -i 's/input{chapters\/lab}/input{chapters\/sample}/' "$book/lkmpg.tex"
cd "$book" || exit
printf '\\begin{answer}{exc:sample-1} An answer. \\end{answer}\n' >chapters/answers/sample.tex
printf '\\gloss{wait queue}{a queue of \\fn{waiters}.}\n' >chapters/glossary/sample.tex
printf '\\begin{tikzpicture}\\node[draw=lkblue] (a_b) {x\\_y, z_y};\\end{tikzpicture}\n' \
	>assets/figures/sample.tex
cat >sessions/sample/try.session <<'EOT'
% a comment that is not printed
# insmod chardev.ko \
    very_long
[...] chardev: a line of the log that goes on and on, and on, until it is longer than the page is wide
$ echo "{x} \n" | cat # %
{x} \n
\# what looks like a command
EOT

run tools/book sample
is "$status" 0 'a chapter with all macros is typeset' "$err"
[ -s build/sample.pdf ]
is $? 0 'there is a PDF'
index=$(cat build/book/one-sample/sample.ind)
for entry in 'copy_to_user@' 'file_operations' 'init@' 'EBUSY' 'CONFIG_MODVERSIONS' 'insmod' \
	     '/proc/modules' 'wait queue' 'deadlock' 'chrdev_open'; do
	like "$index" "${entry%@}" "the index has ${entry%@}"
done
unlike "$index" '/dev/chardev' 'and not what is only printed'
log=$(grep -a 'undefined\|Missing character' build/book/one-sample/sample.log)
is "$log" '' 'no reference is open, no sign lacks' "$log"
like "$(cat build/book/one-sample/blocks/*)" '\\lkuser\{echo.*"\\\{x\\\}' 'a session is escaped'
unlike "$(cat build/book/one-sample/blocks/*)" 'not printed' 'without its comments'
before=$(stat -c %Y build/book/one-sample/blocks/* | sort | tail -n 1)
sleep 1
tools/render build/book/one-sample sample >"$work/out" 2>&1
like "$(cat "$work/out")" ' 0 of them new' 'what is there is used again'
is "$(stat -c %Y build/book/one-sample/blocks/* | sort | tail -n 1)" "$before" 'and not touched'

printf '\n\\excerpt{chardev}{no_such}\n' >>chapters/sample.tex
line=$(wc -l <chapters/sample.tex)
run tools/book sample
is "$status" 1 'an unknown name fails'
like "$err" "^chapters/sample.tex:$line: .*no_such" 'with its place'
sed -i '$d' chapters/sample.tex
printf '\\nosuchmacro\n' >>chapters/sample.tex
run tools/book sample
is "$status" 1 'a macro that there is not fails'
like "$err" "^chapters/sample.tex:$line: Undefined control sequence" 'with its place'
done_testing
