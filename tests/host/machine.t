#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# machine.t - vm_job: the command's status and output come out as they are, and
# a machine that hangs or dies is told apart from a command that fails.
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

job 3 'echo before; printf "not yet ended"; sleep 60'
is "$status" 124 'a command that takes too long gives 124'
is "$out" $'before\nnot yet ended' 'with all of its output so far'
like "$err" '^not done after 3 s: the machine was stopped' 'and says so'

job 30 'echo before; sync; echo c >/proc/sysrq-trigger; sleep 60'
is "$status" 125 'a machine that panics gives 125'
is "$out" before 'with the output so far'
like "$err" '^the machine died' 'it says so'
like "$err" '^ .*Kernel panic - not syncing: sysrq triggered crash' "with the kernel's last words"

job 30 'poweroff -f; sleep 60'
is "$status" 125 'one that switches itself off, too'

job 30 'exit 124'
is "$status" 124 "a command's own 124 is passed on"
is "$err" '' 'without a word'
done_testing
