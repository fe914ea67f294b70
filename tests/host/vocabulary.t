#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# DEPENDS: chapters contrib.tex examples lkmpg.tex
# vocabulary.t - what lib/vocabulary.py does not list, the checker of the chapters and the
# web edition refuse alike; what it lists, both take.
. "$(dirname "$0")/lib.sh"

command -v hunspell >/dev/null || skip_all 'no hunspell: lab/setup check-book'
/usr/bin/python3 -c 'import pygments' 2>/dev/null || skip_all 'no pygments: lab/setup book'

cat >"$work/convert.py" <<'EOT'
import sys

sys.path.insert(0, ".")
from lib import web


class Book:
    epub = False


one = web.Converter(Book(), web.Page("chapter", "sample", "1"))
one.path = "chapters/sample.tex"
try:
    print(one.whole(sys.argv[1]))
except web.WebError as error:
    sys.exit(str(error))
EOT

# on_the_web TEXT - what the web edition makes of a text of LaTeX
on_the_web() { run /usr/bin/python3 "$work/convert.py" "$1"; }

run tools/vocabulary
like "$out" '^.header\{\}\{\}\{\}$' 'the list is printed, with arguments'
like "$out" '^.begin\{exercise\}$' 'and with environments'
run tools/vocabulary check me
is "$status" 2 'what it is asked must be right'

copy=$work/copy
copy_tree "$copy" lib tools examples lkmpg.tex contrib.tex chapters lab || exit
cd "$copy" || exit
echo 'm NAME' >"$work/names"
cat >>chapters/hello.tex <<'EOT'
\begin{figure}x\end{figure}
\multicolumn{2}{l}{x}
\quad \small A footnote\footnote{here}.
EOT
first=$(($(wc -l <chapters/hello.tex) - 2))
run tools/check-src "$work" "$work/names" hello
is "$status" 1 'check-src refuses'
like "$out" "^chapters/hello.tex:$first: the book has no environment figure" 'an environment'
like "$out" "^chapters/hello.tex:$((first + 1)): .multicolumn is no macro of the book" 'a macro'
unlike "$out" 'quad is no|small is no|footnote is no' 'and takes those of the list'

cd "$top" || exit
on_the_web 'x
\begin{figure}x\end{figure}'
like "$err" '^chapters/sample.tex:2: UNHANDLED environment figure' 'the web edition refuses the environment'
on_the_web '\multicolumn{2}{l}{x}'
like "$err" '^chapters/sample.tex:1: UNHANDLED .multicolumn' 'and the macro'
on_the_web '\small A footnote\footnote{here}.'
is "$status$out" '0 A footnote\footnote{here}.' 'and takes those of the list, without what is about paper'
done_testing
