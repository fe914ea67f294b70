# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/guest/common.sh - what the scripts that run inside the guest share.
#
# The guest has the repository at /lkmpg, read-only; LAB_KERNEL names the
# kernel's directory below build/.

lkmpg=/lkmpg
lab_build=$lkmpg/build/$LAB_KERNEL
export lkmpg lab_build PATH="$lab_build/bin:$lab_build/examples/other:$PATH"

# What the kernel writes when it finds itself or a module in the wrong.
complaints='WARNING:|BUG:|BUG |Oops|KASAN|UBSAN|KCSAN|KFENCE|ODEBUG|DEBUG_LOCKS|DMA-API:'
complaints+='|Call Trace|general protection|invalid opcode|double fault|Kernel panic'
complaints+='|sleeping function called|scheduling while atomic|Invalid wait context'
complaints+='|possible (circular|recursive|irq lock)|inconsistent lock|INFO: (task|rcu)'
complaints+='|lock held when returning|still locks held|held lock freed|suspicious RCU'
complaints+='|bad unlock balance|refcount_t:|list_(add|del) corruption|unreferenced object'
complaints+='|klog: records lost|soft lockup|hard LOCKUP|hung task|blocked for more than|memory leak in'

# The log since log_begin, collected in a file. File descriptor 7 is where we
# are in /dev/kmsg, and is the same for the programs that we start.
export kernel_log=/tmp/kernel.log
log_begin()
{
	exec 7</dev/kmsg
	klog -e <&7
	: >$kernel_log
}
log_collect() { klog <&7 >>$kernel_log; }

# log_complaints - print what the kernel complained of since log_begin, some
# lines of each. True if there was something.
log_complaints()
{
	log_collect
	grep -E -A 30 -e "$complaints" $kernel_log
}

# taint_of_modules - what loading any module of ours adds: out of tree (4096),
# unsigned (8192). See Documentation/admin-guide/tainted-kernels.rst.
taint_expected=$((4096 | 8192))

# header_of MODULE - print the comment at the head of the module's source,
# without its stars. The first line is "MODULE - purpose".
header_of()
{
	local file
	file=$(grep -l "^ \* $1 - " "$lkmpg"/examples/*.c | head -n 1)
	[ -n "$file" ] || return 1
	sed -e '1,/^\/\*/d' -e '/^ \*\//,$d' -e 's/^ \* \{0,1\}//' "$file"
}

# try_of MODULE - print the commands of the header's "Try:" part.
try_of()
{
	header_of "$1" | sed -n '/^Try:/,/^$/{ s/^Try:/    /; s/^[ \t]*//; /./p; }'
}

# unmet_needs FILE - the file's NEEDS: lines name what the kernel must have.
# Print the first that it has not, as a reason; false if all are met. Known:
# CONFIG_NAME (y or m), a module of the kernel's own (module:NAME), a path.
unmet_needs()
{
	local need
	# shellcheck disable=SC2013  # words, not lines
	for need in $(sed -n 's/^[# *]*NEEDS: *//p' "$1"); do
		case $need in
		CONFIG_*)
			if [ -r /proc/config.gz ]; then
				zcat /proc/config.gz
			else
				cat "$lab_build/config"
			fi | grep "^$need=[ym]" >/dev/null && continue
			echo "this kernel is built without $need" ;;
		module:*)
			modprobe -n "${need#module:}" 2>/dev/null && continue
			echo "this kernel has no module ${need#module:}" ;;
		*)
			[ -e "$need" ] && continue
			echo "this machine has no $need" ;;
		esac
		return 0
	done
	return 1
}
