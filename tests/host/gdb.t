#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# gdb.t - `make gdb`: the debugger stops where a module begins, knows its lines
# and variables, and stops in it later.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

command -v gdb >/dev/null || skip_all 'gdb is not installed'
lab/build "$kernel" || exit
warm_up

cat >"$work/commands" <<'EOT'
continue
frame
break chardev_read
continue
frame
printf "count %u, open %lu\n", chardev.count, chardev.is_open
printf "message %s", chardev.msg
delete
detach
EOT

lab_shell --gdb <<'EOT'
expect In another terminal: +gdb -x build/\S+/gdb/attach.gdb
expect #\s
host timeout $((60 * LAB_PATIENCE)) gdb -batch -nx -x "build/$kernel/gdb/attach.gdb" -x "$work/commands" >"$work/gdb" 2>&1 &
host for ((i = 0; i < 400 * LAB_PATIENCE; i++)); do grep -q 'machine is stopped' "$work/gdb" && break; sleep 0.05; done
send insmod chardev.ko; cat /dev/chardev; cat /dev/chardev; rmmod chardev; exit 4\r
expect told you 1 times
EOT
is "$status" 0 'the machine goes on when the debugger is gone' "$err
$out
$(cat "$work/gdb")"
terminal_kept
gdb=$(cat "$work/gdb")

# line_of PATTERN - the number of the only line of chardev.c that matches.
line_of() { grep -n -e "$1" examples/chardev.c | cut -d: -f1; }
begin=$(($(line_of '^static int __init chardev_init') + 1))	# the brace
like "$gdb" "chardev_init \(\) at .*/chardev.c:$begin\$" 'it stops at the first line of init'
read_at=$(line_of 'simple_read_from_buffer')
like "$gdb" "chardev_read \(.*len=.*\) at .*/chardev.c:($read_at|$((read_at - 2)))\$" 'and in read, whose arguments it knows'
like "$gdb" '^count 1, open 1$' "it knows the module's variables"
like "$gdb" '^message I already told you 0 times' 'and what they hold'
done_testing
