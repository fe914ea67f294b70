#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-loader.t - modwhy knows every message that the module loader can print:
# its table is held against the source of the lab's kernels. A message that a new
# kernel brings makes this red; put it into modwhy/loader.c, with its verdict.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

messages=tests/host/modwhy-messages.py

# varied - the list without what differs by file only
varied()
{
	sed -E 's/^(module|Modules): //; s/:\{\}$/:/' | LC_ALL=C sort -u
}

python3 $messages table modwhy/loader.c | varied >"$work/table"
[ "$(wc -l <"$work/table")" -gt 160 ]
is $? 0 'the table can be read'

# Those that are unpacked here already, and the two of which one is always there.
seen=0
for kernel in 5.10 6.1 6.12 7.3; do
	case $kernel in
	6.1|7.3) source=$(lab/fetch --source $kernel 2>/dev/null) ;;
	*)	source=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/lkmpg/sources" -maxdepth 1 \
			-name "linux-$kernel.*" ! -name '*.part' 2>/dev/null | head -n 1) ;;
	esac
	[ -f "$source/kernel/params.c" ] || continue
	seen=$((seen + 1))
	python3 $messages kernel "$source" | varied >"$work/$kernel"
	[ "$(wc -l <"$work/$kernel")" -gt 100 ]
	is $? 0 "Linux $kernel: its messages are found"
	is "$(LC_ALL=C comm -13 "$work/table" "$work/$kernel")" '' "Linux $kernel: each is in the table"
done
[ $seen -ge 2 ]
is $? 0 'two kernels at least were looked at'

# The other way around: a row that no kernel prints is a mistake, but for those
# that take a part of another row.
if [ $seen = 4 ]; then
	is "$(LC_ALL=C sort -u "$work"/5.10 "$work"/6.1 "$work"/6.12 "$work"/7.3 |
		LC_ALL=C comm -23 "$work/table" - |
		grep -vE '^(Loading of .* is rejected|Invalid ELF header type: 256 .*|\{\}: init suspiciously returned -EEXIST\{\})$')" \
		'' 'each row is a message of one of them'
fi

# It would notice: a message that no kernel has.
mkdir -p "$work/new/kernel/module"
cat >"$work/new/kernel/module/main.c" <<'EOS'
#define pr_fmt(fmt) "module: " fmt
static void f(void)
{
	/* pr_err("not this one\n"); */
	pr_err("%s: frobnication of %pS failed" " (%*phN)\n",
	       mod->name, p, 4, "no message");
	WARN(x > 0, "odd: %d\n", x);
}
EOS
is "$(python3 $messages kernel "$work/new")" 'module: {}: frobnication of {} failed ({})
odd: {}' 'a new message is found, in all its parts'
done_testing
