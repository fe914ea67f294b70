#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# bench.t - what lab/bench keeps of what it measures, and what an example costs: with
# tests that do no more than be busy.
# DEPENDS: examples/Kbuild
. "$(dirname "$0")/lib.sh"

[ -e "$real_cache/kernels/$kernel/kernel.env" ] || skip_all "no kernel is here yet"
copy=$work/copy
copy_tree "$copy" lab lib tools/catalog examples/Kbuild || exit
mkdir -p "$work/cache/lkmpg/kernels"
ln -s "$real_cache/kernels/$kernel" "$work/cache/lkmpg/kernels/"
[ ! -d "$real_cache/accel" ] || cp -a "$real_cache/accel" "$work/cache/lkmpg/"
export XDG_CACHE_HOME=$work/cache
cd "$copy" || exit
git init -q . && git add -A && git -c user.name=x -c user.email=x@example.org commit -qm x
commit=$(git describe --always --abbrev=9)
printf '%s\n' '# chapter: one' 'obj-m += lazy.o' 'obj-m += busy.o' >examples/Kbuild
touch examples/{lazy,busy}.c
printf '#!/bin/sh\n' >lab/build
# busy.sh takes half a second of a processor, in a process of its own; lazy.sh sleeps.
cat >lab/test <<'EOT'
#!/bin/bash
case $2 in
*/busy.sh)	python3 -c 'import time
while time.process_time() < 0.5: pass' ;;
*)		sleep 1; [ ! -e red ] || exit 1 ;;
esac
EOT

run lab/bench --history
is "$status" 1 'no history yet'
like "$err" 'run: make bench' '   it says what makes one'
run lab/bench -k "$kernel" cost
is "$status" 0 'the cost of each example' "$err"
like "$out" "^  lazy +0\.[0-4][0-9]" 'who only waits costs nothing'
like "$out" '^  busy +[0-9]*[1-9]\.|^  busy +0\.[5-9]' 'who is busy does, and so do its children'
like "$out" "^all 2 examples on $kernel +[0-9]+\.[0-9]{2} s" 'the sum'
like "$out" '^  one of them +[0-9]' 'and the mean'
run lab/bench --history
is "$(head -n 1 <<<"$out")" $'date\tcommit\tmachine\tname\tseconds' 'a history that names its columns'
is "$(awk -F '\t' 'NF != 5' <<<"$out")" '' 'five in each line'
is "$(tail -n +2 <<<"$out" | cut -f 4)" "cost lazy $kernel
cost busy $kernel
all 2 examples on $kernel
one of them" 'a line for each number'
is "$(tail -n +2 <<<"$out" | cut -f 2 | sort -u)" "$commit+" 'the commit, and that something was changed'
is "$(tail -n +2 <<<"$out" | cut -f 1,5 | grep -vcE '^20[0-9-]{8}T[0-9:]{8}Z	[0-9]+\.[0-9]{3}$')" 0 'dates, and seconds'
touch red
run lab/bench -k "$kernel" cost
like "$out" "^  lazy .*\(red on $kernel\)" 'a test that is red is marked'
unlike "$out" '^  busy .*red' '   and no other'
run lab/bench --history busy
is "$(tail -n +2 <<<"$out" | cut -f 4 | sort | uniq -c | tr -s ' ')" " 2 cost busy $kernel" 'the history of one thing'
run lab/bench nosuch
is "$status" 1 'a question that there is not'
done_testing
