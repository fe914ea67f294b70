# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/kept.sh - results of tests, kept in the cache by what they depend on. Sourced
# after vm.sh; use_kernel, spec_machine and spec_prepare have been called.
#
# Only where LAB_RESULTS is set (lab/check sets it for all tests of a kernel, but not
# for those that a person names, nor with FRESH=1, nor for KERNEL=all) and only of tests
# that passed and skipped nothing as a whole.

# kept_of FILE - set kept to where the result of the test, or session, is or would be
# kept; to nothing if none is wanted.
kept_of()
{
	kept=''
	[ -n "${LAB_RESULTS:-}" ] || return 0
	vm_prepare
	vm_describe stdio,id=job,signal=off null,id=tty
	local build=$top/build/$k_name
	[[ ${LAB_ENV:-} != *-gcov ]] || build+=-gcov
	kept=$("$top/lab/results" --build "$build" "$1" "$vm_key" "${k_dir##*/}" "$vm_turns" "$accel" "${LAB_ENV:-}" "${spec_needs:-}" \
		"$(${k_cc:-gcc} --version 2>/dev/null || gcc --version)") || kept=''
	kept=${kept:+$cache/results/$kept}
}

# kept_on_host FILE [WORD...] - the same of a test that runs on the host, where its packages
# count; a WORD stands for what else does.
kept_on_host()
{
	kept=''
	[ -n "${LAB_RESULTS:-}" ] || return 0
	kept=$("$top/lab/results" "$@" "$(dpkg-query -W 2>/dev/null | sha256sum)" "$(uname -rm)" "$(id -u)") || kept=''
	kept=${kept:+$cache/results/$kept}
}

# take_kept FILE - what is kept, as the log FILE, and on standard output up to the kernel's log.
take_kept()
{
	{ echo "# cached: the result of $(date -r "$kept" +%F), of which nothing has changed since"; cat "$kept"; } >"$1"
	touch -a "$kept"
	sed '/^# --- kernel log/,$d' "$1"
}

# keep_result FILE - keep it, the output of the test. A full disk costs no more than the
# next run.
keep_result()
{
	[ -n "$kept" ] || return 0
	grep -q '^1\.\.[1-9]' "$1" && ! grep -q '^not ok' "$1" || return 0
	{ mkdir -p "${kept%/*}" && cp "$1" "$kept.$$" && mv "$kept.$$" "$kept"; } 2>/dev/null ||
		rm -f "$kept.$$" 2>/dev/null
}

# say_cached DIRECTORY - how many of the results in a directory of logs were kept ones.
say_cached()
{
	local cached
	cached=$(grep -rls '^# cached: ' "$1" | wc -l)
	[ "$cached" -eq 0 ] || say "$cached results were cached: FRESH=1 runs everything"
}

# out_of_time - whether LAB_DEADLINE (seconds since 1970; .ci/run sets it) has come.
late='not begun in time (LAB_DEADLINE)'
out_of_time() { [ -n "${LAB_DEADLINE:-}" ] && [ "$(date +%s)" -ge "$LAB_DEADLINE" ]; }

# forget_old_results - those that nothing has asked for in a month.
forget_old_results()
{
	[ ! -d "$cache/results" ] || find "$cache/results" -type f -atime +30 -mtime +30 -delete
}
