#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# machine.t - vm_job: the command's status and output come out as they are, and
# a machine that hangs or dies is told apart from a command that fails.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

warm_up
job 30 'echo one; echo "  two  \\ %s"; exit 7'
is "$status" 7 'the status is that of the command' "$err"
is "$out" $'one\n  two  \\ %s' 'the output is, too'
is "$err" '' 'and nothing else is said'

job 30 'head -c 100000 /dev/zero | tr "\0" x; echo; printf "\x01\x7f\xff\xc3\t\r\n\n\nno newline"'
is "$status" 0 'a command whose last line is not ended ends all the same' "$err"
is "$(head -n 1 "$work/out" | tr -d '\n' | wc -c)" 100000 'a line of 100000 bytes comes whole'
is "$(tail -n +2 "$work/out" | od -An -c -w99)" "$(printf '\x01\x7f\xff\xc3\t\r\n\n\nno newline' | od -An -c -w99)" \
	'odd bytes, empty lines and the missing newline come as they are'

job 30 'grep SigIgn: /proc/self/status'
is "$out" $'SigIgn:\t0000000000000000' 'a job ignores no signal, so that its programs can be interrupted'

LAB_PATIENCE=1 job 12 'echo before; printf "not yet ended"; sleep 1000'
is "$status" 124 'a command that takes too long gives 124'
is "$out" $'before\nnot yet ended' 'with all of its output so far'
like "$err" '^not done after 12 s: the machine was stopped' 'and says so'

job 30 'echo before; sync; echo c >/proc/sysrq-trigger; sleep 1000'
is "$status" 125 'a machine that panics gives 125'
is "$out" before 'with the output so far'
like "$err" '^the machine died' 'it says so'
like "$err" '^ .*Kernel panic - not syncing: sysrq triggered crash' "with the kernel's last words"

job 30 'poweroff -f; sleep 1000'
is "$status" 125 'one that switches itself off, too'

# shellcheck disable=SC2016  # for the guest
job 30 'x=1; cd /tmp; echo one; exit 3' 'echo "${x:-unset} $PWD"' 'sleep 1000 & poweroff -f; sleep 1000' \
	'[ -e /tmp/here ] || echo fresh; touch /tmp/here' '[ ! -e /tmp/here ] || echo the same'
is "$out" $'one\nstatus 3\nunset /\nstatus 0\nstatus 125\nfresh\nstatus 0\nthe same\nstatus 0' \
	'several in one machine, each in a shell of its own, and what kills it kills only itself' "$err"

lab/build "$kernel" hello-1 hello-2 || exit
play() { echo "export LAB_KERNEL=$kernel; NEEDS='' TRY='$2'; set -- -q examples/$1; . /lkmpg/lab/guest/play"; }
job 30 "$(play hello-1 'insmod hello-1.ko')" "$(play hello-1 'insmod hello-2.ko')" "$(play hello-2 'rmmod hello-2')"
is "$out" "    hello_1: Hello world 1.
    hello_1: Goodbye world 1.
status 0
    hello_2: Hello world 2.
    hello_2: normal, but worth a note
    hello_2: worth a second look, nothing is broken yet
    error: loaded are now: hello_2
status 1
    hello_2: Goodbye world 2.
    error: loaded are now: none
status 1" 'a session that leaves a module behind, or takes one away, has failed'

LIMIT=0 run lab/run -k "$kernel" hello-1 hello-2
is "$status $(tail -n 1 <<<"$out" | sed 's/ (.*//')" \
	'1 0 loaded and unloaded, 0 skipped, 2 failed: hello-1 hello-2' 'make run: each that is not done in time'
is "$(grep -c '^not done after 0 s' <<<"$err")" 2 '   has its own report'

lab/build "$kernel" --harness out-of-bounds && rm "build/$kernel/harness"/out-of-bounds.{o,ko,mod.o} &&
	CCACHE_LOGFILE=$work/ccache lab/build "$kernel" --harness out-of-bounds || exit
is "$(awk '/Source file:.*out-of-bounds/ { ours = 1; next } ours && /Result:/ { print $NF; ours = 0 }' \
	"$work/ccache" | xargs)" 'direct_cache_hit direct_cache_hit' \
	'what was compiled before comes out of ccache: a module and its .mod.c'

job 30 'exit 124'
is "$status" 124 "a command's own 124 is passed on"
is "$err" '' 'without a word'
done_testing
