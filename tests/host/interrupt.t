#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# interrupt.t - Ctrl-C at any moment leaves no machine running and nothing half
# done in the cache; runs side by side do not get into each other's way.
. "$(dirname "$0")/lib.sh"

private_cache
lab/build "$kernel" hello-1 chardev || exit

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

on_tty lab/run -k "$kernel" chardev <<'EOT'
expect # insmod
send \x03\x03
EOT
stopped 'lab/run'

on_tty prove -v --norc --exec "lab/test $kernel" tests/chardev.sh <<'EOT'
expect ok 2
send \x03
EOT
stopped 'a test'

# Without a saved state: one is made first.
rm -rf "$cache/state"
on_tty tests/host/job 30 true <<'EOT'
expect booting Linux
host sleep 1
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
tests/host/job 60 'sleep 50' >"$work/out" 2>&1 &
script=$!
wait_for 10 machines
is $? 0 'a machine is running'
{ kill -KILL $script; wait $script; } 2>/dev/null
wait_for 3 none machines
is $? 0 'it goes when its script is killed' "$(machines)"
touch -d yesterday "$cache"/tmp/*
tests/host/job 30 true
is "$(half_done)" '' 'what was left in the cache, the next runs remove'

# A fetch, if there is a network: the kernel is taken out of this cache first.
rm "$cache"/kernels/*
on_tty lab/fetch "$kernel" <<'EOT'
expect (fetching Linux|error:)
host sleep 0.5
send \x03
EOT
case $out in
*error:*)	pass 'a fetch # SKIP there is no network' ;;
*)		stopped 'a fetch'
		is "$(ls "$cache/kernels")" '' 'nothing pretends to be a kernel' ;;
esac
done_testing
