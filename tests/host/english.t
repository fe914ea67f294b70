#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# english.t - tools/check-english finds what is not English, with its line, leaves
# good sentences, code and comments alone, and the files that are clean are so.
. "$(dirname "$0")/lib.sh"

# Each line breaks one rule, and no line two.
cat >"$work/bad.md" <<'EOT'
The task sleeps. Whoever holds the lock wakes it.

Who finds it taken sleeps until it is free.

A canary is secret, and who knows it can forge it.

A refusal looks so.

What that is stands in the file below.

You can not sleep here.

It spins for ever.

It is built anew.

The decision belongs into user space.

You may leave the lock away if you like.

It has the more to do.

It sleeps, for it would have to wait.

The call fails, so one must free the memory.

First, what is to be done is decided.

A kernel more is a line more.

The former is larger.

There are some dozens of them.

The library at last asks the kernel.

It unloads a module that does not go.

The trigger gives you that for nothing.

It is lost, not otherwise.
EOT
run tools/check-english "$work/bad.md"
is "$status" 1 'bad sentences fail'
line=1
while IFS= read -r sentence; do
	[ -z "$sentence" ] || is "$(grep -c "bad.md:$line: " <<<"$out")" 1 "found: $sentence" "$out"
	line=$((line + 1))
done <"$work/bad.md"
rules=$(tools/check-english --rules | grep -c '^	')
hit=$(sed -n 's/^.*": //p' <<<"$out" | sort -u | wc -l)
[ "$rules" -ge 20 ] && [ "$hit" -ge 17 ]
is $? 0 'nearly each rule has an example here' "$rules rules, $hit hit"

cat >"$work/good.md" <<'EOT'
# Who may write

Who holds references? We do. The user, who has the file open, does.
It looks so good that the last one must be wrong, and each one must go. GPIO stands for
general-purpose input and output. It works for the user, for it, and forever.
It does not go into the log. The last one may stay. `can not` is code.

```
who knows, can not, for ever
```
<!-- examples: begin (made by tools/examples-table) -->
This is made anew.
<!-- examples: end -->
EOT
run tools/check-english "$work/good.md"
is "$out$err" '' 'good sentences, code and tables are left alone'
is "$status" 0 'and pass'

printf '%s\n' '% it can not' '\chapter{A}' 'See \code{can not} and \file{anew}.' '' \
	'\begin{shell}' '$ echo can not' '\end{shell}' 'It is' 'built \emph{anew}, in two lines.' >"$work/bad.tex"
run tools/check-english "$work/bad.tex"
is "$out" "$work/bad.tex:9: \"anew\": again" 'in a chapter only prose counts, and the line is right'

printf '%s\n' '/*' ' * one.c - a module' ' *' ' * It spins for' ' * ever.' ' */' 'char *x = "for ever";' \
	'/* Whoever */ int for_ever; // can not' >"$work/one.c"
run tools/check-english "$work/one.c"
is "$out" "$work/one.c:4: \"for ever\": forever
$work/one.c:8: \"Whoever\": name the reader, task, caller
$work/one.c:8: \"can not\": cannot" 'of a module only the comments count, over the ends of lines'
printf '%s\n' '#!/bin/sh' 'echo anew	# text' '# It is built' '# anew.' >"$work/two.sh"
run tools/check-english "$work/two.sh"
is "$out" "$work/two.sh:4: \"anew\": again" 'and those of a script, if they have a line of their own'

run tools/check-english
is "$out$err" '' 'the prose of this repository is clean'
is "$status" 0 'all of them are there'
done_testing
