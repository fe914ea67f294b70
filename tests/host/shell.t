#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# shell.t - `make shell`: a root shell beside the modules, on a terminal that
# works as it should and is afterwards as it was.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

lab/build "$kernel" || exit
lab/build "$kernel" --harness good || exit
warm_up

run lab/shell -k "$kernel"
is "$status" 1 'without a terminal it is refused'
like "$err" '^error: a shell needs a terminal$' 'with a clear word'

# A module is built again while the shell is open: one that no other test uses.
lab_shell <<'EOT'
expect #\s
send echo "user $(id -u) in $PWD"\r
expect user 0 in /
send stty size; tty\r
expect \d+ \d+\r*\n/dev
expect #\s
send touch /lkmpg/x\r
expect touch: .*\n
send sh -c 'echo "now $((6 * 7))"; exec sleep 1000'\r
expect now 42\s
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
send su reader\r
expect \$\s
send id -u; exit\r
expect 1000\s
send exit 3\r
EOT
is "$status" 0 'the status of its last command is nobody else'"'"'s error' "$err
$out"
like "$out" "user 0 in /lkmpg/build/$kernel/examples" 'it is a root shell where the modules are'
like "$out" '30 100' "it knows the terminal's size"
like "$out" 'touch: .*Read-only file system' 'the repository is read-only in there'
like "$out" $'^    \[ *[0-9.]+\] good: gone\r' 'the log is shown as it comes, by lines'
like "$out" 'su reader' 'it is said how to become an ordinary user'
like "$out" 'status 130' 'Ctrl-C reaches the command inside'
like "$out" 'good: gone' 'a module built meanwhile is there, and can be loaded'
terminal_kept

# Without the log; typing ahead is fine, and one can ask for the log later.
LOG=0 lab_shell <<'EOT'
expect #\s
send insmod chardev.ko; rmmod chardev; echo "quiet $((6 * 7))"\r
expect quiet 42\s
send \x1dx
expect Ctrl-\] then q ends
send \x1dl
expect the kernel's log is shown
send insmod hello-1.ko; echo "loud $((6 * 7))"\r
expect loud 42\s
send exit\r
EOT
unlike "$out" 'chardev: /dev/chardev is major' 'LOG=0 shows no log'
like "$out" 'hello_1: Hello world 1' 'Ctrl-] l turns it on'

# A machine that does nothing at all any more, as this QEMU does when it is stopped.
lab_shell <<'EOT'
expect #\s
host pkill -STOP -n -f "^[^ ]*qemu-system.*path=$PWD,.*-serial pipe:"
send true\r
expect no answer for 10 s.*Ctrl-\] then q
send \x1dq
EOT
is "$status" 130 'Ctrl-] q ends a machine that hangs' "$err
$out"
like "$out$err" 'the machine was ended' 'with a sentence'
terminal_kept

# The kernel says itself that it hangs.
lab_shell <<'EOT'
expect #\s
send echo 'x: soft lockup - CPU#0 stuck for 22s!' >/dev/kmsg\r
expect the kernel says that something hangs. Ctrl-\] then q
send exit\r
EOT
is "$status" 0 'a report of the kernel that something hangs is explained' "$err
$out"

# The machine of an example.
edu=build/shell-edu.$$.sh
trap 'rm -rf "$work" "$edu"' EXIT
printf '# DEVICE: edu\n# MODULES: i2c-stub\n' >"$edu"
lab_shell "$edu" <<'EOT'
expect #\s
send grep -l 0x11e8 /sys/bus/pci/devices/*/device | wc -l; modprobe i2c-stub chip_addr=3; echo "stub $?"\r
expect stub \d+\s
send exit\r
EOT
like "$out" $'^1\r' 'the devices of a test are there'
like "$out" $'^stub 0\r' 'and the modules that it names'

# A terminal that does not know its size.
# shellcheck disable=SC2016  # for the shell there
on_tty bash -c 'stty rows 0 cols 0; exec lab/shell -k "$kernel"' <<'EOT'
expect #\s
send stty size; exit\r
EOT
like "$out" '24 80' 'rows and columns of 0 become 24 and 80'
unlike "$out$err" 'stty:' 'without a complaint'

# make is not told of what the guest's last command said, nor of a crash.
on_tty make shell KERNEL="$kernel" <<'EOT'
expect #\s
send false\r
expect #\s
send \x04
EOT
is "$status" 0 'make shell: Ctrl-D after a command that failed' "$err
$out"
unlike "$out" 'Error' 'no error of make'

# A panic is the end of the machine, not of the terminal.
lab_shell <<'EOT'
expect #\s
send echo c >/proc/sysrq-trigger\r
EOT
is "$status" 125 'a panic ends it with status 125' "$err"
like "$out" 'Kernel panic - not syncing: sysrq' "and the kernel's last words"
like "$out" 'the machine died' 'with a sentence'
terminal_kept

# Ctrl-D.
lab_shell <<'EOT'
expect #\s
send \x04
EOT
is "$status" 0 'Ctrl-D ends it' "$err"
done_testing
