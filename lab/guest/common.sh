# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/guest/common.sh - what the scripts that run inside the guest share.
#
# The guest has the repository at /lkmpg, read-only; LAB_KERNEL names the
# kernel's directory below build/.

lkmpg=/lkmpg
lab_build=$lkmpg/build/$LAB_KERNEL
export lkmpg lab_build PATH="$PATH:$lab_build/bin:$lab_build/examples/other"

# What the kernel writes when it finds itself or a module in the wrong.
complaints='WARNING:|BUG:|BUG |Oops|KASAN|UBSAN|KCSAN|KFENCE|ODEBUG|DEBUG_LOCKS|DMA-API:'
complaints+='|Call Trace|general protection|invalid opcode|double fault|Kernel panic'
complaints+='|sleeping function called|scheduling while atomic|Invalid wait context'
complaints+='|possible (circular|recursive|irq lock)|inconsistent lock|INFO: (task|rcu)'
complaints+='|lock held when returning|still locks held|held lock freed|suspicious RCU'
complaints+='|bad unlock balance|refcount_t:|list_(add|del) corruption|unreferenced object'
complaints+='|klog: records lost|soft lockup|hard LOCKUP|hung task|blocked for more than|memory leak in'

# What the kernel logs of itself, at any time, and of no module: that it is slow, as
# an emulated one is on a busy host, and in what format it counts lines (gcov).
export kernel_noise='\] (hrtimer: interrupt took|clocksource:|perf: interrupt took|random: crng'
kernel_noise+='|sched: RT throttling|workqueue: .* hogged CPU|tsc: Refined|version magic: 0x)'

# The log since log_begin, collected in a file. File descriptor 7 is where we
# are in /dev/kmsg, and is the same for the programs that we start.
export kernel_log=/tmp/kernel.log
log_open() { exec 7</dev/kmsg; }
log_begin()
{
	log_open
	klog -e <&7
	: >$kernel_log
}
log_collect() { klog <&7 >>$kernel_log; }

# log_complaints - print what the kernel complained of since log_begin, some
# lines of each. True if there was something. No complaint: the call trace of
# a failure that was asked for (tests/programs/failwalk.c), or came of it: a driver
# whose module cannot have its directory "drivers" gets its link in /sys itself, where
# Linux 6.1 forgets it until the next such failure (drivers/base/module.c).
log_complaints()
{
	log_collect
	awk '/FAULT_INJECTION: forcing a failure/ { asked++; walking = 1 }
	     walking && /: (vmalloc error|page allocation failure):/ { asked++ }
	     walking && /sysfs: cannot create duplicate filename .\/+[^\/]*:/ { asked++ }
	     /Call Trace:$/ && asked { asked--; next }
	     { print }' $kernel_log | grep -E -A 30 -e "$complaints"
}

# taint_of_modules - what loading any module of ours adds: out of tree (4096),
# unsigned (8192). See Documentation/admin-guide/tainted-kernels.rst.
taint_expected=$((4096 | 8192))

# The repository is a 9p mount, whose device does not wake up when the machine
# has slept (its driver cannot restore it): a process that touches it then hangs. So
# what puts the machine to sleep runs in a copy. leave_repository PATH... mounts
# one over the repository: the modules, the lab's scripts, and these
# paths. The caller starts itself again from there, because it is read from a file.
repository_sleeps() { grep -q " $lkmpg 9p " /proc/mounts; }
leave_repository()
{
	local path copy=/tmp/lkmpg scan=build/$LAB_KERNEL/kmod/leakscan.ko
	[ ! -e "$lkmpg/$scan" ] || set -- "$@" "$scan"
	for path in lab/guest "build/$LAB_KERNEL/config" "$@"; do
		mkdir -p "$(dirname "$copy/$path")"
		cp -RL "$lkmpg/$path" "$copy/$path" || return
	done
	mkdir -p "$copy/build/$LAB_KERNEL/examples"
	cp -RL "$lab_build/examples/"{*.ko,other} "$copy/build/$LAB_KERNEL/examples/" || return
	cd / && umount -l "$lkmpg" && mount --bind $copy "$lkmpg"
}

# unmet_needs WORD... - what a test or session needs of the kernel. Print the
# first that it has not, as a reason; false if all are met. Known: CONFIG_NAME
# (y or m), a module of the kernel's own (module:NAME), a path.
unmet_needs()
{
	local need
	for need in "$@"; do
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
