#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# harness.t - a check of the guest's runner that is switched off is noticed: by
# lab/check-harness, in a copy of the repository that is mutated here. Each mutation
# must make it red, and what is not mutated must not.
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

lab/build "$kernel" --harness || exit
warm_up
copy=$work/copy
mkdir -p "$copy/build/$kernel/examples/other"
tar -c --exclude=./build --exclude=./.git . | tar -x -C "$copy" || exit
cp -RL "build/$kernel/harness" "build/$kernel/config" "$copy/build/$kernel/" || exit
cd "$copy" || exit

# checked NAME - what check-harness says of it here. The name of a red point is in its log.
checked()
{
	rm -rf "build/$kernel/log"
	HARNESS_ACTIVE='' run lab/check-harness -k "$kernel" -n -j 1 "$1"
}

# mutated FILE SED NAME DESCRIPTION - with that change to FILE, NAME is red.
mutated()
{
	cp "$1" "$work/original"
	sed -i "$2" "$1"
	if cmp -s "$1" "$work/original"; then
		fail "$4: the mutation still applies" "$2"
		return
	fi
	checked "$3"
	is "$status" 1 "$4 switched off: check-harness is red" "$out$err"
	like "$out" 'Failed test' '   for a point, not for an error'
	cp "$work/original" "$1"
}

for name in leftover-proc warn proprietary test-quits; do
	checked $name
	is "$status" 0 "unchanged, $name is caught" "$out$err"
done
# shellcheck disable=SC2016  # the script's own
{
	test=lab/guest/test common=lab/guest/common.sh
	mutated $test 's#^\[ ! -s /tmp/leftovers \]$#true#' leftover-proc "\"nothing is left behind\""
	mutated $test 's#^\[ \$taint -eq 0 \]$#true#' proprietary "\"the kernel is not tainted\""
	mutated $test 's#^\[ "$status" -eq 0 \] && \[ -e $TEST_TMP/finished \]$#true#' test-quits "\"the test ran to its end\""
	mutated $common "s#^complaints='WARNING:|#complaints='#" warn 'the complaint WARNING'
	mutated $test 's#^! log_complaints >/tmp/complaints#true#' warn "\"the kernel log is clean\""
}
done_testing
