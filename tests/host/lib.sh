# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# tests/host/lib.sh - the verbs of the tests of the lab itself, which run on
# the host. Sourced by the *.t beside it, which are what `prove tests/host`
# runs: TAP on standard output, one point a line.
#
#   LAB_TEST_KERNEL	the kernel to test with (default: this Debian's own)

set -u
export LC_ALL=C.UTF-8
top=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
kernel=${LAB_TEST_KERNEL:-$(bash -c '. "$0/lab/lib.sh"; default_kernel' "$top")}
real_cache=${XDG_CACHE_HOME:-$HOME/.cache}/lkmpg
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export LAB_PATIENCE=${LAB_PATIENCE:-5}	# see lab/lib.sh
unset NO_COLOR MAKEFLAGS MAKELEVEL LAB_COLD LAB_RESULTS
export W=1	# as lab/check builds: else we would rebuild what other tests load
cd "$top" || exit
export work top kernel	# for what on-tty.py runs

# copy_tree DIR [PATH...] - copy the repository, or these parts of it, to the new DIR: what
# git knows or would take, as it is in the working tree.
copy_tree()
{
	local dir=$1 file
	shift
	mkdir "$dir" || return
	git ls-files --cached --others --exclude-standard -z -- "$@" | while IFS= read -r -d '' file; do
		[ ! -e "$file" ] || printf '%s\0' "$file"
	done | tar -c --null -T - | tar -x -C "$dir"
}

# --- test points -----------------------------------------------------------------

count=0

pass()
{
	count=$((count + 1))
	echo "ok $count - $1"
}

fail()
{
	count=$((count + 1))
	echo "not ok $count - $1"
	printf '%s\n' "${2:-}" | sed 's/^/#   /'
}

# is GOT WANTED DESCRIPTION [DETAIL] - the strings must be equal.
is()
{
	if [ "$1" = "$2" ]; then
		pass "$3"
	else
		fail "$3" "got: '$1', wanted: '$2'${4:+
$4}"
	fi
}

# like TEXT REGEX DESCRIPTION, unlike TEXT REGEX DESCRIPTION
like()
{
	if grep -qE -e "$2" <<<"$1"; then pass "$3"; else fail "$3" "no match for '$2' in: $1"; fi
}

unlike()
{
	if grep -qE -e "$2" <<<"$1"; then fail "$3" "a match for '$2' in: $1"; else pass "$3"; fi
}

# skip_all REASON - the whole test cannot be tried here.
skip_all() { echo "1..0 # SKIP $1"; exit 0; }

done_testing() { echo "1..$count"; }

# run COMMAND... - run it; out, err and status tell what came of it.
run()
{
	"$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(tr -d '\0' <"$work/out")
	err=$(tr -d '\0' <"$work/err")
}

# on_tty COMMAND... - the same on a terminal of its own, with the steps on
# standard input (see on-tty.py); out is all that the terminal showed.
on_tty()
{
	python3 "$top/tests/host/on-tty.py" "$@" >"$work/out" 2>"$work/err"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

# lab_shell [OPTION...] - lab/shell that way; terminal_kept is then the test
# point that the terminal's settings are as they were.
lab_shell()
{
	# shellcheck disable=SC2016  # for the shell there
	on_tty bash -c 'stty -g >"$work/before"; "$@"; status=$?
		stty -g >"$work/after"; exit $status' bash lab/shell -k "$kernel" "$@"
}

terminal_kept()
{
	is "$(cat "$work/after")" "$(cat "$work/before")" 'the terminal is as it was'
}

# --- machines ----------------------------------------------------------------------

# job SECONDS COMMAND - run it by vm_job in a fresh machine. The seconds are multiplied, too.
job() { run tests/host/job "$@"; }

# warm_up - have a saved state, so that nothing is said of it later.
warm_up()
{
	job 60 true
	[ "$status" -eq 0 ] || { echo "Bail out! no machine starts: $err"; exit 1; }
}

# --- a cache of its own ------------------------------------------------------------

# private_cache - from here on the lab works in a cache that is thrown away
# afterwards: links to what takes long to make, so that the real one stays as
# it is. Its path names the processes that are ours; state_name is the name of
# the saved state that belongs to the kernel.
private_cache()
{
	local dir
	warm_up
	state_name=$(bash -c '. lab/lib.sh; . lab/vm.sh; use_kernel "$0"
		vm_describe stdio,id=job,signal=off null,id=tty; echo "$vm_key"' "$kernel")
	cache=$work/cache/lkmpg
	mkdir -p "$cache"/{kernels,tmp,state}
	for dir in "$kernel" "$(readlink "$real_cache/kernels/$kernel")"; do
		ln -s "$real_cache/kernels/$dir" "$cache/kernels/"
	done
	ln -s "$real_cache/roots" "$cache/"
	for dir in accel apt; do
		[ ! -d "$real_cache/$dir" ] || cp -a "$real_cache/$dir" "$cache/"
	done
	link "$real_cache/initrd" "$cache/"
	link "$real_cache/state/$state_name" "$cache/state/"
	export XDG_CACHE_HOME=$work/cache
}

link() { cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"; }

# machines - the process ids of the QEMUs that work with the private cache.
machines() { pgrep -f "^[^ ]*qemu-system.* -initrd $cache/"; }

# half_done - whatever is in the private cache that should not be, when no run
# is under way.
half_done()
{
	find "$cache/tmp" -mindepth 1 -maxdepth 1
	find "$cache" -mindepth 2 -maxdepth 2 -name '*.part'
}

# wait_for SECONDS COMMAND... - until the command succeeds; false if it never does. The
# seconds are those of a quiet machine: they are multiplied (LAB_PATIENCE).
wait_for()
{
	local left=$(($1 * 20 * LAB_PATIENCE))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.05
	done
}
none() { ! "$@" >/dev/null; }
