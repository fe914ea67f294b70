#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# transcript.t - the sessions of the book: what is recorded is what was said,
# and a word that is different is noticed.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

dir=build/transcript.$$	# the guest sees nothing outside the repository
mkdir -p "$dir" || exit
trap 'rm -rf "$work" "$dir" build/*/edited/transcript.$$-try' EXIT
lab/build "$kernel" || exit
export LAB_BUILT=1
session=$dir/try.session

cat >"$session" <<EOT
% a comment
%kernel $kernel
%norm s/mode=[0-9]+/mode=.../
# insmod chardev.ko
# for i in 1 2; do \\
    cat /dev/chardev; \\
  done
what was here before
\$ id -u; cd /; x=mine; echo "# mode=755"
\$ echo hi >/dev/chardev; pwd
# nosuch; echo "x: \$x"
# echo hello >/dev/tty
# sh -c 'kill -9 \$\$'
# echo c >/proc/sysrq-trigger
EOT
run tools/transcript record "$session"
is "$status" 0 'record' "$err"
got=$(sed -e '/tainting kernel$\|taints kernel\.$/d' -e '/sysrq-trigger$/,$d' "$session")
is "$got" "% SPDX-License-Identifier: OSL-3.0
% a comment
%kernel $kernel
%norm s/mode=[0-9]+/mode=.../
# insmod chardev.ko
[...] chardev: /dev/chardev is major 245, minor 0
# for i in 1 2; do \\
    cat /dev/chardev; \\
  done
I already told you 0 times Hello world!
I already told you 1 times Hello world!
\$ id -u; cd /; x=mine; echo \"# mode=755\"
1000
\\# mode=...
\$ echo hi >/dev/chardev; pwd
bash: /dev/chardev: Permission denied
/
# nosuch; echo \"x: \$x\"
bash: nosuch: command not found
x:
# echo hello >/dev/tty
hello
# sh -c 'kill -9 \$\$'
Killed" 'what each command printed, and the kernel logged'
like "$(cat "$session")" '^\[\.\.\.\] Kernel panic - not syncing: sysrq' \
	"the last words of a machine that dies"

sed -i -e '/^%norm/d' -e '/sysrq-trigger/,$d' -e 's/ 1 times/ 2 times/' "$session"
HARNESS_ACTIVE='' run tools/transcript check "$session"
is "$status" 1 'check sees a difference'
like "$out" '^Result: FAIL' 'and says so'
like "$err" '^\+I already told you 1 times' 'and which'
run tools/transcript record "$session"
HARNESS_ACTIVE='' run tools/transcript check "$session"
is "$status" 0 'once it is recorded again there is none' "$out$err"

cat >"$session" <<EOT
%kernel $kernel
%host
\$ cd examples && sleep 999 &
\$ pwd; ls hello-1.c; [ -e \$KDIR/Makefile ] && echo yes
EOT
run tools/transcript replay "$session"
is "$status" 0 'on the host' "$err"
like "$out" '^/home/reader/lkmpg$' 'in a copy that is at home with the reader'
like "$(tail -n 1 <<<"$out")" '^yes$' "with the kernel's build tree"
is "$(pgrep -f '^sleep 999')" '' 'nothing that it started is left'

# What an exercise changes: the copy is loaded, the original and the next run are not.
cat >"$session" <<EOT
%kernel $kernel
%edit chardev s/I already told you/You have heard/
# insmod chardev.ko; cat /dev/chardev
EOT
run tools/transcript replay "$session"
is "$status" 0 'a changed example' "$err"
like "$out" '^You have heard 0 times' 'is what the session loads'
is "$(git diff --name-only examples)$(git status --short examples)" '' 'examples/ is as it was'
sed -i '/^%edit/d' "$session"
run tools/transcript replay "$session"
like "$out" '^I already told you 0 times' 'without %edit it is the original again'
sed -i '1i %edit chardev s/no such words/x/' "$session"
run tools/transcript replay "$session"
is "$status" 1 'a change that changes nothing fails'
like "$err" "'s/no such words/x/' changes nothing in examples/chardev.c" 'and is named'
done_testing
