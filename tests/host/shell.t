#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# shell.t - `make shell`: a root shell beside the modules, on a terminal that
# works as one should and is afterwards as it was.
. "$(dirname "$0")/lib.sh"

lab/build "$kernel" || exit
lab/build "$kernel" --harness good || exit
warm_up

run lab/shell -k "$kernel"
is "$status" 1 'without a terminal it is refused'
like "$err" '^error: a shell needs a terminal$' 'with a clear word'

# A module is built anew while the shell is open: one that no other test uses.
lab_shell <<'EOT'
expect #\s
send echo "user $(id -u) in $PWD"\r
expect user 0 in /
send stty size; tty\r
expect \d+ \d+\r*\n/dev
expect #\s
send touch /lkmpg/x\r
expect touch: .*\n
send sleep 100\r
expect sleep 100
host sleep 0.5
send \x03
expect #\s
send echo "status $?"\r
expect status \d+
send cd ../harness; old=$(stat -c %Z good.ko); echo "status $?, old"\r
expect status \d, old
host rm "build/$kernel/harness/good.ko"; lab/build "$kernel" --harness good
send [ $(stat -c %Z good.ko) -gt $old ] && insmod good.ko && rmmod good\r
send dmesg | tail -n 1; echo "status $?, done"\r
expect status \d, done
send exit 3\r
EOT
is "$status" 3 'exit 3 gives status 3' "$err
$out"
like "$out" "user 0 in /lkmpg/build/$kernel/examples" 'it is a root shell where the modules are'
like "$out" '30 100' "it knows the terminal's size"
like "$out" 'touch: .*Read-only file system' 'the repository is read-only in there'
like "$out" 'status 130' 'Ctrl-C reaches the command inside'
like "$out" 'good: gone' 'a module built meanwhile is there, and can be loaded'
terminal_kept

# A panic is the end of the machine, not of the terminal.
lab_shell <<'EOT'
expect #\s
send echo c >/proc/sysrq-trigger\r
EOT
is "$status" 125 'a panic ends it with status 125' "$err"
like "$out" 'Kernel panic - not syncing: sysrq' "and the kernel's last words"
terminal_kept

# Ctrl-D.
lab_shell <<'EOT'
expect #\s
send \x04
EOT
is "$status" 0 'Ctrl-D ends it' "$err"
done_testing
