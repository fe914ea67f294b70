# SPDX-License-Identifier: GPL-2.0
# crash: nothing happens until root has chosen a kind; then each kind makes its own report
# in the kernel's log, where this kernel looks for it, and none where it does not; the module
# goes after each. What is expected does not reach the runner: see made().
# LIMIT: 240
# TAINTS: 17056
. /lkmpg/tests/lib.sh

d=/dev/crash
p=/sys/module/crash/parameters/kind
choose() { echo "$1" >$p; }
again() { reload crash; }
make_it() { sh -c "echo >$d" 2>/dev/null; }
has() { { zcat /proc/config.gz 2>/dev/null || cat "$lab_build/config"; } | grep -E "^($1)=y" >/dev/null; }

load crash
is "$(cat $p)" none 'no kind is chosen'
is "$(stat -c %a $p $d | paste -sd' ')" '600 200' 'only root may choose, and only root make it'
refused 'Permission denied' 'a user may not choose' as_reader sh -c "echo null >$p"
refused 'Permission denied' 'nor make it' as_reader sh -c "echo >$d"
refused 'Invalid argument' 'nor root, as long as no kind is chosen' fop $d w write:x
refused 'Invalid argument' 'a kind that does not exist' fop $p w write:segfault
refused 'Invalid argument' 'or has no name' fop $p w write:nul
refused 'Invalid argument' 'there is nothing to read' fop $d r read:1
choose null
is "$(cat $p)" null 'choosing does nothing yet'
choose none
exec 9>$d
refused 'in use' 'rmmod is refused while it is open' rmmod crash
exec 9>&-
storm -w x -r again $d
unload crash
refused 'Invalid parameters' 'nor does insmod take any name' insmod ./crash.ko kind=oops
load_again crash kind=gpf

# The walk looks at the log; it comes before what spoils it.
walk_init crash

# --- each kind ------------------------------------------------------------------------

report=$TEST_TMP/report
bits=0			# of the taints that the reports may leave
heads='BUG|WARNING|INFO: |UBSAN|KASAN|Oops|general protection|Unable to handle|Call [Tt]race'
heads="$heads|soft lockup|hard LOCKUP|refcount_t:|list_(add|del) corruption|unreferenced|invalid opcode|Kernel panic"

# collect - what the kernel has logged since, into the report: the runner does not see it.
collect() { klog <&7 >>"$report"; }
reported() { collect; grep -qE -e "$1" "$report"; }

# quiet - the log has not grown since the last look: a report is no single line, and the
# processor that notices a lockup writes it beside us.
quiet()
{
	_before=$(wc -c <"$report")
	sleep 0.3
	collect
	[ "$(wc -c <"$report")" -eq "$_before" ]
}

# made KIND ENDS BITS HEADLINE REST - after it was made: the report has this headline and
# names our function; what else begins like a report is one of REST, or it goes to the runner.
made()
{
	wait_for 10 reported "crash_$1\+0x"
	case $(uname -m)$1$2 in
	aarch64listdies)	wait_for 10 reported "$idle" ;;
	esac
	wait_for 10 quiet
	like "$(cat "$report")" "$4" "$1: the headline"
	like "$(grep -v 'Modules linked' "$report")" "crash_$1\+0x" "$1: the report names the function"
	if _o=$(grep -E -e "$heads" "$report" | grep -vE -e "$4|$5"); then
		fail "$1: and there is no other report" "$_o"
		cat "$report" >>"$kernel_log"
	else
		pass "$1: and there is no other report"
	fi
	bits=$((bits | $3))
}

# try KIND ENDS BITS HEADLINE REST - ENDS: goes on (the task lives), dies, or silent (this
# kernel does not see it: the task lives, and the log has nothing).
try()
{
	: >"$report"
	load crash "kind=$1"
	klog <&7 >>"$kernel_log"
	make_it
	status=$?
	case $2 in
	dies)	ok "$1: the task was killed" test $status -gt 128 ;;
	*)	is $status 0 "$1: the task lives" ;;
	esac
	if [ "$2" = silent ]; then
		collect
		is "$(cat "$report")" '' "$1: this kernel does not see it"
	else
		made "$@"
	fi
	unload crash
}

# until_it_says KIND HEADLINE REST - one that lasts until another kind is chosen.
until_it_says()
{
	: >"$report"
	load crash "kind=$1"
	klog <&7 >>"$kernel_log"
	make_it &
	ok "$1: the kernel notices" wait_for 40 reported "$2"
	ok "$1: and the task is still there" kill -0 $!
	choose none
	wait $!
	is $? 0 "$1: it goes on when another kind is chosen"
	made "$1" '' "$4" "$2" "$3"
	unload crash
}

trace='Call [Tt]race'
oops="$trace|Oops|KASAN|Internal error"
# The kernel looks for hung tasks only as long as none has died in an oops.
timeout=$(cat /proc/sys/kernel/hung_task_timeout_secs)
echo 5 >/proc/sys/kernel/hung_task_timeout_secs
until_it_says hung 'INFO: task sh:[0-9]+ blocked for more than' "$trace|Showing all locks" 0
echo "$timeout" >/proc/sys/kernel/hung_task_timeout_secs
thresh=$(cat /proc/sys/kernel/watchdog_thresh)
echo 4 >/proc/sys/kernel/watchdog_thresh
until_it_says soft 'soft lockup - CPU#[0-9]+ stuck for' "$trace|INFO: rcu" 16384
echo "$thresh" >/proc/sys/kernel/watchdog_thresh

if has CONFIG_UBSAN_BOUNDS; then
	try ubsan lives 0 'UBSAN: array-index-out-of-bounds in .*crash\.c' "$trace|count is"
else
	: >"$report"
	load crash kind=ubsan
	log_mark
	ok 'ubsan: the task lives' make_it
	log_has '^crash: the count is 256$' 'ubsan: a byte beyond the array is another variable'
	unload crash
fi
try refcount lives 512 'refcount_t: saturated; leaking memory' "$trace|WARNING: .*refcount"
try warn lives 512 'WARNING: .*crash' "$trace"
# On arm64 BUG() is a debug exception, which a task that dies in it never leaves: when that
# processor is idle next, the kernel wonders, once (6.1, kernel/context_tracking.c).
idle='WARNING: .* at kernel/context_tracking\.c:[0-9]+ ct_kernel_exit'
if has CONFIG_BUG_ON_DATA_CORRUPTION; then
	try list dies 128 'list_del corruption' "$oops|kernel BUG at .*list_debug|invalid opcode|$idle"
elif has 'CONFIG_(DEBUG_LIST|LIST_HARDENED)'; then
	try list lives 512 'list_del corruption' "$trace|WARNING: .*list_debug"
else
	try list silent
fi

if has CONFIG_KASAN; then
	try oob lives 32 'BUG: KASAN: slab-out-of-bounds in crash_oob' "$trace"
	try oob silent		# KASAN speaks once: the first report is the one to believe
else
	try oob silent
fi
case $(uname -m) in
# KASAN looks at its own note of the address first: (address >> 3) + 0xdffffc0000000000.
x86_64)	null='kernel NULL pointer dereference, address: 0*10$|null-ptr-deref in range \[0x0*10-'
	gpf='general protection fault, probably for non-canonical address 0x(dead00|fbd59c)' ;;
*)	null='Unable to handle kernel NULL pointer dereference at virtual address 0*10$'
	gpf='dead[0-9a-f]*\] address between user and kernel address ranges' ;;
esac
try null dies 128 "$null" "$oops|general protection fault|Unable to handle"
try gpf dies 128 "$gpf" "$oops|Unable to handle"

# Of the bits that the head owns up to (32, 128, 512, 16384), those that a report here sets.
new=$(($(cat /proc/sys/kernel/tainted) & ~(4096 | 8192)))
is $((new & ~bits)) 0 'the kernel is tainted by these reports alone'
is $((new & 128)) 128 'among them that of a task that died (D)'
done_testing
