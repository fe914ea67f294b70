# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
# tests/lib.sh - the verbs that tests are written in. Runs inside the guest,
# as root, with the modules in the current directory. tests/README.md says
# how a test is made.

test_count=0
test_name=$(basename "$0" .sh)
: "${TEST_TMP:?run tests with: make check EX=$test_name}"
test_mark=0		# lines of the log before this one do not concern us

# --- test points ---------------------------------------------------------------

# pass DESCRIPTION, fail DESCRIPTION [DETAIL] - count a point by hand.
pass()
{
	test_count=$((test_count + 1))
	echo "ok $test_count - $1"
}

fail()
{
	test_count=$((test_count + 1))
	echo "not ok $test_count - $1"
	[ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/#   /'
	return 1
}

# ok DESCRIPTION COMMAND... - the command must succeed.
ok()
{
	_d=$1
	shift
	if _o=$("$@" 2>&1); then
		pass "$_d"
	else
		fail "$_d" "status $? of: $*
$_o"
	fi
}

# is GOT WANTED DESCRIPTION - the strings must be equal.
is()
{
	if [ "$1" = "$2" ]; then
		pass "$3"
	else
		fail "$3" "got:    '$1'
wanted: '$2'"
	fi
}

# like TEXT PATTERN DESCRIPTION - the text must match the extended regex.
like()
{
	if grep -qE -e "$2" <<EOT
$1
EOT
	then
		pass "$3"
	else
		fail "$3" "no match for '$2' in:
$1"
	fi
}

# refused ERROR DESCRIPTION COMMAND... - the command must fail and print ERROR
# (what strerror says: 'Invalid argument'). A shell redirection counts too:
#	refused 'Permission denied' 'not for users' as_reader sh -c 'echo >/dev/x'
refused()
{
	_e=$1 _d=$2
	shift 2
	if _o=$("$@" 2>&1); then
		fail "$_d" "succeeded: $*
$_o"
		return
	fi
	case $_o in
	*"$_e"*)	pass "$_d" ;;
	*)	fail "$_d" "wanted '$_e' of: $*
got: $_o" ;;
	esac
}

# skip_rest REASON - the remaining points cannot be tried here.
skip_rest()
{
	test_count=$((test_count + 1))
	echo "ok $test_count # SKIP $1"
	done_testing
	exit 0
}

# done_testing - the last line of every test: it got this far. The init of the
# example that it is named after is walked, unless that has been done.
done_testing()
{
	case $walked$0 in
	/lkmpg/tests/"$test_name".sh)	[ ! -e "./$test_name.ko" ] || walk_init "$test_name" ;;
	esac
	: >"$TEST_TMP/finished"
}

# --- modules ----------------------------------------------------------------------

# load MODULE [PARAMETER=VALUE...] - insmod it; it must be there afterwards.
load()
{
	_m=$1
	shift
	if _o=$(insmod "./$_m.ko" "$@" 2>&1) && is_loaded "$_m"; then
		pass "insmod $_m${*:+ $*}"
	else
		fail "insmod $_m${*:+ $*}" "$_o"
	fi
}

# unload MODULE - rmmod it; it must be gone afterwards.
unload()
{
	if _o=$(rmmod "$1" 2>&1) && ! is_loaded "$1"; then
		pass "rmmod $1"
	else
		fail "rmmod $1" "$_o"
	fi
}

# load_again MODULE [PARAMETER=VALUE...] - a second life must be like the first.
load_again()
{
	_n=$1
	load "$@" && unload "$_n"
}

# is_loaded MODULE - without a program such as tr: forks are what takes long.
is_loaded()
{
	_x=$1
	while [ "$_x" != "${_x%-*}" ]; do
		_x=${_x%-*}_${_x##*-}
	done
	[ -d "/sys/module/$_x" ]
}

# threads PATTERN - how many threads there are whose name begins so.
threads() { ps -o comm= | grep -cE "^($1)"; }

# slabs PATTERN - how many objects of the caches whose names match are in use. A few
# dozen are noise where caches keep some for each processor: leak more than these.
# Always 0 on a kernel with kmemleak, which finds what is lost by itself: beside it
# is KASAN, which keeps what was freed in use for a while.
slabs()
{
	if [ -e /sys/kernel/debug/kmemleak ]; then
		echo 0
	else
		awk -v n="^($1)\$" '$1 ~ n { used += $2 } END { print used + 0 }' /proc/slabinfo
	fi
}

# as_reader COMMAND... - run it as an ordinary user (uid 1000).
as_reader() { setpriv --reuid 1000 --regid 1000 --clear-groups "$@"; }

# storm [-w TEXT]... [-i COMMAND]... -r FUNCTION FILE... - for some seconds
# processes do everything at once to the files (tests/programs/storm.c), root
# and an ordinary user, while FUNCTION is called again and again: it takes the
# module away and brings it back. It returns 0 if it did so, 2 if the module
# was in use, anything else if something is wrong. At the end, in the calm, it
# must return 0.
storm()
{
	_a=''
	while [ "$1" != -r ]; do
		_a="$_a $1"
		shift
	done
	_f=$2 _n=0 _bad=''
	shift 2
	# shellcheck disable=SC2086  # words
	command storm $_a 3 "$@" >"$TEST_TMP/storm" 2>&1 &
	_p=$!
	while kill -0 $_p 2>/dev/null; do
		"$_f" >"$TEST_TMP/storm.reload" 2>&1
		case $? in
		0)	_n=$((_n + 1))
			sleep 0.1 ;;
		2)	sleep 0.02 ;;
		*)	_bad=$(cat "$TEST_TMP/storm.reload")
			break ;;
		esac
	done
	if wait $_p && [ -z "$_bad" ]; then
		pass "a storm: everybody lives"
	else
		fail "a storm: everybody lives" "$_bad
$(cat "$TEST_TMP/storm")"
	fi
	echo "# $(cat "$TEST_TMP/storm"); reloaded $_n times meanwhile"
	ok 'after the storm it can be taken away and brought back' "$_f"
}

# reload MODULE [PARAMETER=VALUE...] - what a storm's FUNCTION is made of.
reload()
{
	rmmod "$1" || return 2
	_i=$1
	shift
	insmod "./$_i.ko" "$@" || return 1
}

# --- walks: everything that can fail does, once ---------------------------------

# walk_init [-0] [-e ERRNO]... MODULE [PARAMETER=VALUE...] - load the module, not
# loaded now, again and again, with the first, the second, the third... call in
# its init that can fail failing. Each test does this in the end with the module
# that it is named after; by hand only where that needs to know more.
# -0: there is no such call. -e: also a right error, besides ENOMEM.
walk_init()
{
	walked=1
	_a=''
	while [ "$1" != "${1#-}" ]; do
		_a="$_a $1"
		[ "$1" != -e ] || { shift; _a="$_a $1"; }
		shift
	done
	_m=$1
	shift
	# shellcheck disable=SC2086  # words
	walk "every call in the init of $_m fails once" $_a load "./$_m.ko" "$*"
}

# walk_file [-e ERRNO]... [-u FILE=TEXT] FILE MODE OPERATION... - the same for
# opening a file and each of the operations (those of fop) on it.
# -u: what undoes a write, written after each that succeeds.
walk_file()
{
	_a=''
	while [ "$1" != "${1#-}" ]; do
		_a="$_a$1
$2
"
		shift 2
	done
	_d="every call behind $1 fails once" _ifs=$IFS
	IFS='
'
	# shellcheck disable=SC2086  # a word for each line: a text may have blanks
	set -- $_a file "$@"
	IFS=$_ifs
	walk "$_d" "$@"
}

# walk DESCRIPTION ARGUMENT... - what both have in common. See failwalk.c.
walk()
{
	_d=$1
	shift
	if [ ! -e /proc/self/fail-nth ]; then
		echo '# not walked: this kernel injects no faults (CONFIG_FAULT_INJECTION)'
		return
	fi
	{ failwalk "$@" 2>&1; echo $? >"$TEST_TMP/walk"; } | sed 's/^/# /'
	if [ "$(cat "$TEST_TMP/walk")" -eq 0 ]; then
		pass "$_d"
	else
		fail "$_d"
	fi
	# So much is logged that it is better collected now.
	klog <&7 >>"$kernel_log"
}
walked=''

# --- the kernel's log ---------------------------------------------------------------

# log_since - the log of this test, or since the last log_mark, without times,
# without what the loader says of any module from outside the kernel, and without
# what the kernel says of itself (kernel_noise, of lab/guest/common.sh).
log_since()
{
	klog <&7 >>"$kernel_log"
	_l=''
	[ "$test_mark" -eq 0 ] || _l="1,${test_mark}d;"
	sed -E -e "$_l/$loader_says|$kernel_noise/d" -e 's/^\[[^]]*\] //' "$kernel_log"
}
loader_says='loading out-of-tree module taints|module verification failed:'

# log_mark - forget the log up to here.
log_mark()
{
	klog <&7 >>"$kernel_log"
	test_mark=$(wc -l <"$kernel_log")
}

# log_says PATTERN - no point of its own: what to wait_for.
log_says() { log_since | grep -qE -e "$1"; }

# log_has PATTERN [DESCRIPTION] - a line must match the extended regex.
log_has() { like "$(log_since)" "$1" "${2:-the log says: $1}"; }

# log_lacks PATTERN [DESCRIPTION] - no line may match.
log_lacks()
{
	if _o=$(log_since | grep -E -e "$1"); then
		fail "${2:-the log does not say: $1}" "$_o"
	else
		pass "${2:-the log does not say: $1}"
	fi
}

# wait_for SECONDS COMMAND... - until the command succeeds; false if it never does. The
# seconds are those of a quiet machine: the lab multiplies them (LAB_PATIENCE).
wait_for()
{
	_t=$(($1 * 20 * ${LAB_PATIENCE:-5}))
	shift
	while ! "$@" >/dev/null 2>&1; do
		_t=$((_t - 1))
		[ $_t -gt 0 ] || return 1
		sleep 0.05
	done
}
