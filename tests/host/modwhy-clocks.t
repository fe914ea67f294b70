#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-clocks.t - which lines of the kernel's log modwhy takes for the last
# attempt to load a file: its time and theirs are of two clocks, which drift
# apart, and many a line names no module. Logs and times made by hand; neither a
# kernel nor a machine is needed.
# DEPENDS: modwhy tests/host
. "$(dirname "$0")/lib.sh"

make -s -C modwhy OUT="$work/modwhy" >"$work/log" 2>&1 ||
	{ echo "Bail out! modwhy does not build: $(cat "$work/log")"; exit 1; }
rm "$work/modwhy/main.o"
cc -O1 -g -std=gnu11 -Wall -Wextra -Werror -o "$work/clocks" tests/host/modwhy-clocks.c \
	"$work/modwhy/"*.o 2>"$work/log"
is $? 0 'it compiles' "$(cat "$work/log")"

# What modwhy reads of a module, for the machine that this is.
root=$work/root ko=$work/drv.ko
debug=$root/sys/kernel/debug/sched/debug
mkdir -p "$(dirname "$debug")" "$root/proc/sys/kernel"
uname -m >"$root/proc/sys/kernel/arch"
cc -c -ffreestanding -o "$ko" -x c - <<'EOS'
__attribute__((section(".gnu.linkonce.this_module"), used)) static char module[64];
__attribute__((section(".modinfo"), used)) static const char info[] = "license=GPL\0name=drv";
int init_module(void) { return 0; }
EOS
is $? 0 'a file like a module'

# scheduler_says LOG - as kernel/sched/debug.c prints it after 100 seconds: the
# clock of the log is at LOG milliseconds; nothing: it cannot be read
scheduler_says()
{
	rm -f "$debug"
	[ $# -eq 0 ] || printf '%s\n%-40s: %s\n%-40s: %s\n%-40s: %s\n' 'Sched Debug Version: v0.11, 6.1.0 #1' \
		ktime 100000.000000 sched_clk "$1" cpu_clk "$1" >"$debug"
}

# taken CHANGED WANTED DESCRIPTION <LINES - the file is of that moment (for
# touch -d); the numbers of the lines that count, each in the order of the log
taken()
{
	local lines numbers line
	lines=$(tee "$work/lines")
	touch -d "$1" "$ko"
	run "$work/clocks" "$ko" "$root" "$work/lines"
	numbers=$(while IFS= read -r line; do
		[ -z "$line" ] || cut -d' ' -f2- <<<"$lines" | grep -nxF -e "$line" | cut -d: -f1
	done <<<"$out" | xargs)
	is "$status:$numbers" "0:$2" "$3" "$out$err"
}

magic="drv: version magic 'a' should be 'b'"
arm='Invalid architecture in ELF header: 7'
relocation='module: x86/modules: Skipping invalid relocation target, existing value is nonzero for type 4, loc 1, val 2'

# The clock of the log has fallen back by 30 seconds: its lines look older than
# the file, which was changed 60 seconds ago, and then tried twice.
scheduler_says 70000.000000
taken '60 seconds ago' 1 'a line with the name counts, by the measured clock' <<EOS
-85 $magic
-55 $arm
EOS
taken '60 seconds ago' 1 '   also where a later one that names none could be about this file' <<EOS
-85 $magic
-55 $relocation
EOS
scheduler_says
taken '60 seconds ago' '' 'not measured: no line of a file for another machine' <<EOS
-85 $magic
-55 $arm
EOS
taken '60 seconds ago' '' '   nor one without a name, where one with the name is thought too old' <<EOS
-85 $magic
-55 $relocation
EOS

# The clocks agree.
scheduler_says 100000.000000
taken '60 seconds ago' 2 'changed since: what was said of the older file does not count' <<EOS
-85 $magic
-55 $relocation
EOS
taken '60 seconds ago' '' '   not even of the second before' <<EOS
-60.6 $magic
EOS
taken '60 seconds ago' 1 '   but what came after' <<EOS
-59.9 $magic
EOS

# The clock of the log is two seconds ahead: when the file was changed, it was
# ahead by as much, by less or not at all.
scheduler_says 102000.000000
taken '60 seconds ago' 2 'a clock that is ahead' <<EOS
-80 $magic
-59 drv: Unknown relocation type 57
EOS

# Of a machine whose clock is ahead, as a file of a network's may be.
scheduler_says 100000.000000
taken '1 hour' 1 'a file from the future: its time says nothing' <<EOS
-5 $magic
EOS

# Whose is a line that names no module?
taken '1 hour ago' '' 'another machine: this file is for this one' <<EOS
-5 $arm
EOS
taken '1 hour ago' '' 'a signature by an unknown key: this file has none' <<EOS
-5 Loading of module with unavailable key is rejected
EOS
taken '1 hour ago' 1 'no signature: this file has none' <<EOS
-5 Loading of unsigned module is rejected
EOS
taken '1 hour ago' 1 'a refusal was the last word, what comes after it is another attempt' <<EOS
-5.05 $magic
-5.00 $relocation
EOS
taken '1 hour ago' '1 2' 'what comes before it is of the same attempt' <<EOS
-5.05 $relocation
-5.00 $magic
EOS
taken '1 hour ago' 3 '   unless another module is refused between them' <<EOS
-5.05 $relocation
-5.03 other: Unknown relocation type 57
-5.00 $magic
EOS
taken '1 hour ago' '1 2' 'a note does not end an attempt' <<EOS
-5.05 drv: loading out-of-tree module taints kernel.
-5.00 sysfs: cannot create duplicate filename '/class/drv'
EOS
taken '1 hour ago' 1 "   but what follows another one's note is that one's" <<EOS
-5.05 drv: loading out-of-tree module taints kernel.
-5.04 other: loading out-of-tree module taints kernel.
-5.00 sysfs: cannot create duplicate filename '/class/drv'
EOS
done_testing
