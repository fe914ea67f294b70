#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# interrupt.t - Ctrl-C at any moment leaves no machine running and nothing half
# done in the cache; runs side by side do not get into each other's way.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

private_cache
lab/build "$kernel" || exit
# The guest sees nothing outside the repository.
dir=build/interrupt.$$
mkdir -p "$dir" || exit
trap 'rm -rf "$work" "$dir"' EXIT

# stopped WHAT - Ctrl-C was the end of it, and of all that it had begun.
stopped()
{
	case $status in
	0|99)	fail "Ctrl-C ends $1" "status $status
$err$out" ;;
	*)	pass "Ctrl-C ends $1" ;;
	esac
	wait_for 3 none machines
	is $? 0 'no machine is left running' "$(machines)"
	is "$(half_done)" '' 'nothing half done is left in the cache'
}

# A lock that is dropped as soon as it was taken leaves nobody behind who keeps our pipe open.
# shellcheck disable=SC2016  # what the inner shells expand
timeout $((60 * LAB_PATIENCE)) bash -c 'bash -c ". lab/lib.sh
	for i in {1..50}; do take_lock \"\$1\"; drop_lock; done; echo done" _ "$1" 2>&1 | cat' _ "$work/lock" >"$work/out"
is "$? $(cat "$work/out")" '0 done' 'a lock goes with all that held it'

# What is interrupted must not be at its end before the Ctrl-C comes, on any machine: all
# examples, and a test that has none.
on_tty lab/run -k "$kernel" <<'EOT'
expect hello-1
send \x03\x03
EOT
stopped 'lab/run'

printf '. /lkmpg/tests/lib.sh\nok one true\nok two true\nsleep 100000\ndone_testing\n' >"$dir/endless.sh"
LAB_LOG=$work/log on_tty prove -v --norc --exec "lab/test $kernel" "$dir/endless.sh" <<'EOT'
expect ok 2
send \x03
EOT
stopped 'a test'

# Without a saved state: one is made first.
rm -rf "$cache/state"
on_tty tests/host/job 30 true <<'EOT'
expect booting Linux
host until pgrep -f "^[^ ]*qemu-system.* -initrd $XDG_CACHE_HOME/"; do sleep 0.05; done
send \x03
EOT
stopped 'the saving of a state'
is "$(ls "$cache/state")" '' 'no state was saved'

# Two at the same time: one makes the state, both get a machine.
tests/host/job 30 'echo first' >"$work/1.out" 2>"$work/1.err" &
first=$!
tests/host/job 30 'echo second' >"$work/2.out" 2>"$work/2.err"
is "$? $(cat "$work/2.out")" '0 second' 'two side by side: one succeeds' "$(cat "$work/2.err")"
wait $first
is "$? $(cat "$work/1.out")" '0 first' 'the other, too' "$(cat "$work/1.err")"
is "$(cat "$work"/[12].err | grep -c 'booting Linux')" 1 'only one saves a state'
is "$(half_done)" '' 'nothing half done is left in the cache'

# A script that has no chance to clean up takes its machine along.
tests/host/job 60 'sleep 1000' >"$work/out" 2>&1 &
script=$!
wait_for 10 machines
is $? 0 'a machine is running'
{ kill -KILL $script; wait $script; } 2>/dev/null
wait_for 3 none machines
is $? 0 'it goes when its script is killed' "$(machines)"
touch -d yesterday "$cache"/tmp/*
tests/host/job 30 true
is "$(half_done)" '' 'what was left in the cache, the next runs remove'

# What a job in the background starts ignores SIGINT; on a terminal of its own it does not.
# shellcheck disable=SC2016  # for the shell there
bash -c 'trap "" INT; exec python3 tests/host/on-tty.py sleep 1000' >"$work/out" 2>&1 <<'EOT'
host sleep 0.2
send \x03
EOT
is $? 130 'Ctrl-C also works below a job that ignores it' "$(cat "$work/out")"

# A fetch: the kernel is taken out of this cache first. The network is as slow as can be.
rm "$cache"/kernels/*
mkdir "$work/bin"
cat >"$work/bin/apt-get" <<EOT
#!/bin/sh
case " \$* " in
*" download "*)	: >half-a-package.deb
		echo \$\$ >"$work/downloading"
		exec sleep 1000 ;;
esac
PATH=\${PATH#*:} exec apt-get "\$@"
EOT
chmod 755 "$work/bin/apt-get"
downloads() { [ -s "$work/downloading" ]; }
PATH=$work/bin:$PATH on_tty lab/fetch "$kernel" <<'EOT'
expect (fetching Linux|error:)
host until [ -s "$work/downloading" ]; do sleep 0.05; done
send \x03
EOT
case $out in
*error:*)	pass 'a fetch # SKIP there is no network'
		done_testing
		exit ;;
esac
stopped 'a fetch'
is "$(ls "$cache/kernels")" '' 'nothing pretends to be a kernel'

# One that is killed holds no lock any more, though what it has started lives on.
rm "$work/downloading"
lock=$cache/locks/kernel-$kernel
PATH=$work/bin:$PATH lab/fetch "$kernel" 2>"$work/1.err" &
first=$!
wait_for 30 downloads
is $? 0 'a fetch is under way' "$(cat "$work/1.err")"
lab/fetch "$kernel" 2>"$work/2.err" &
second=$!
waits() { grep -q '^waiting for another run' "$work/2.err"; }
wait_for 30 waits
is $? 0 'another one waits for it' "$(cat "$work/2.err")"
kill -TERM $second
wait $second
is $? 143 'it hears a signal while it waits'
is "$(pgrep -f "flock.* $lock" | wc -l)" 1 'and leaves nobody behind who waits on'
{ kill -KILL $first; wait $first; } 2>/dev/null
wait_for 2 flock -n "$lock" true
is $? 0 'the lock of one that was killed is free'
kill "$(cat "$work/downloading")"
done_testing
