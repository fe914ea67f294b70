#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# results.t - results of tests that are kept: taken only while nothing has changed
# that they depend on, and never for a test that failed.
. "$(dirname "$0")/lib.sh"

copy=$work/copy
copy_tree "$copy" examples lab lib tests tools modwhy sessions || exit
cd "$copy" || exit

key() { lab/results "$@"; }
hello=$(key tests/hello-1.sh machine)
like "$hello" '^[0-9a-f]{32}$' 'a key'
is "$(key tests/hello-1.sh machine)" "$hello" 'the same for the same'
is "$(cd / && "$copy/lab/results" "$copy/tests/hello-1.sh" machine)" "$hello" 'wherever one stands'
is "$("$top/lab/results" "$top/tests/hello-1.sh" machine)" "$hello" 'and wherever the repository is'

# counts YES|NO FILE WHAT - does a change of FILE change the key of hello-1's test?
counts()
{
	local now
	cp "$2" "$work/before"
	echo '# changed' >>"$2"
	now=$(key tests/hello-1.sh machine)
	cp "$work/before" "$2"
	if [ "$now" = "$hello" ]; then now=no; else now=yes; fi
	is "$now" "$1" "$3"
}
counts yes tests/hello-1.sh 'the test counts'
counts yes examples/hello-1.c 'its module'
counts yes examples/compat.h 'a header'
counts yes tests/lib.sh 'the verbs'
counts yes tests/programs/storm.c 'a program of the tests'
counts yes lab/guest/test 'what judges it in the guest'
counts yes lab/test 'what judges it outside'
counts yes examples/Kbuild 'how modules are made'
counts no examples/procfs3.c 'the module of another test does not'
counts no tests/procfs3.sh 'nor does that test'
counts no modwhy/log.c 'nor modwhy'
isnt() { if [ "$1" != "$2" ]; then pass "$3"; else fail "$3"; fi; }
isnt "$(key tests/hello-1.sh other)" "$hello" 'another machine counts'
isnt "$(key tests/hello-2.sh machine)" "$hello" 'another test has another key'
# startstop.sh names no source: these are found by what the module is made of.
key=$(key tests/startstop.sh)
echo '/* changed */' >>examples/stop.c
isnt "$(key tests/startstop.sh)" "$key" 'each source of a module of several'
key=$(key tests/modwhy.sh)
echo '/* changed */' >>modwhy/log.c
isnt "$(key tests/modwhy.sh)" "$key" 'modwhy, for a test that speaks of it'
# With a build, object code stands for sources and headers.
mkdir -p build/k/examples
object() { gcc -g -xc -c -o build/k/examples/hello-1.ko - <<<"$1"; }
built_key() { lab/results --build build/k "$@"; }
object 'int a(void) { return 1; }'
built=$(built_key tests/hello-1.sh)
echo '/* changed */' >>examples/compat.h
is "$(built_key tests/hello-1.sh)" "$built" 'beside a build, a remark in a header does not count'
object $'\n\n/* moved */ int a(void) { return 1; }'
is "$(built_key tests/hello-1.sh)" "$built" 'nor does what only a debugger reads'
object 'int a(void) { return 2; }'
isnt "$(built_key tests/hello-1.sh)" "$built" 'code does'
built=$(built_key sessions/hello/first.session)
echo '/* changed */' >>examples/hello-1.c
isnt "$(built_key sessions/hello/first.session)" "$built" 'a session depends on the source as well'
aarch64-linux-gnu-gcc -xc -c -o build/k/examples/hello-1.ko - <<<'int a;' || exit
run built_key tests/hello-1.sh
is "$status$err" 0 'the object code may be of another architecture'
rm build/k/examples/hello-1.ko
built=$(built_key tests/hello-1.sh)
echo '/* changed */' >>examples/compat.h
isnt "$(built_key tests/hello-1.sh)" "$built" 'where a module is not built, headers count'

# Tests of the host: what their heads name, or all.
git init -q . && git add -A || exit
narrow=tests/host/narrow.t
printf '%s\n' '#!/bin/sh' '# DEPENDS: modwhy tests/modwhy/loader.tsv' >$narrow
touch tests/modwhy/loader.tsv
head -1 "$top/tests/host/catalog.t" >tests/host/wide.t
narrow_key=$(key $narrow) wide_key=$(key tests/host/wide.t)
echo '# changed' >>sessions/hello/first.session
is "$(key $narrow)" "$narrow_key" 'what the head of a test of the host does not name does not count'
isnt "$(key tests/host/wide.t)" "$wide_key" 'without such a line everything does'
echo '/* changed */' >>modwhy/log.c
isnt "$(key $narrow)" "$narrow_key" 'what it names counts'
narrow_key=$(key $narrow)
echo '# changed' >>lab/fetch
isnt "$(key $narrow)" "$narrow_key" 'and the lab always'
echo '# DEPENDS: modwhy nosuch' >$narrow
run lab/results $narrow
is "$status" 1 'a name of nothing is an error'
like "$err" 'narrow.t depends on nosuch, and there is no such thing' 'that says which'

run lab/results tests/nosuch.sh
is "$status" 1 'a test that there is not'
like "$err" 'nosuch.sh is no file' 'and it says so'

# For real, with a cache of results of its own.
cd "$top" || exit
mkdir "$work/cache" && ln -s "$real_cache" "$work/cache/lkmpg.real"
mkdir "$work/cache/lkmpg"
ln -s "$real_cache"/* "$work/cache/lkmpg/"
rm -f "$work/cache/lkmpg/results"
export XDG_CACHE_HOME=$work/cache LAB_LOG=$work/log
lab/build "$kernel" hello-1 >/dev/null 2>&1
run lab/test "$kernel" tests/hello-1.sh
is "$status$(ls "$work/cache/lkmpg/results" 2>/dev/null)" 0 'without LAB_RESULTS nothing is kept' "$out$err"
export LAB_RESULTS=1
run lab/test "$kernel" tests/hello-1.sh
unlike "$out" '^# cached' 'the first time it is run'
is "$(find "$work/cache/lkmpg/results" -type f | wc -l)" 1 'and kept'
first=$(grep -c '^ok' <<<"$out")
run lab/test "$kernel" tests/hello-1.sh
like "$out" '^# cached: the result of 2' 'the second time it is not'
is "$status $(grep -c '^ok' <<<"$out")" "0 $first" 'and says the same'
sed -i 's/^not //; 1s/^/not ok 1 - planted\n/' "$(find "$work/cache/lkmpg/results" -type f)"
run lab/test "$kernel" tests/hello-1.sh
like "$out" '^not ok 1 - planted' 'what is kept is what is shown'
cat >"$work/red.sh" <<'EOT'
. "$top/lab/lib.sh"; . "$top/lab/kept.sh"
kept=$work/cache/lkmpg/results/planted
printf '%s\n' "$@" >"$work/tap"
keep_result "$work/tap"
[ ! -e "$kept" ] && echo none
EOT
is "$(bash "$work/red.sh" 'ok 1 - a' 'not ok 2 - b' 1..2)" none 'a red result is not kept'
is "$(bash "$work/red.sh" '1..0 # SKIP no such thing')" none 'nor one that was skipped'
is "$(bash "$work/red.sh" 'ok 1 - a')" none 'nor one without its plan'
done_testing
