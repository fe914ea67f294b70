# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/vm.sh - the disposable machine: boot a kernel in QEMU once, save that
# state, and from then on start a fresh machine from it in a fraction of a
# second. One machine does one job and is thrown away. Sourced after lib.sh.
#
#   use_kernel 6.1
#   vm_start			a machine begins to start, in the background
#   vm_job 60 'uname -r'	run a command in it: its output comes out here
#   vm_stop			end it (also done when the script ends)
#
# Set by the caller, all optional:
#   vm_console	file that gets the serial console (default: a temporary one)
#   vm_append	more words for the kernel's command line (own saved state)
#   vm_devices	an array: more devices, as QEMU's -device wants them (own saved state)
#   vm_dtb	a device tree (own saved state): a .dtb, or an overlay in source, .dtso,
#		for the tree that QEMU makes. Only of use where the machine has one, arm64.
#   vm_turns	not empty: the processors of an emulated machine take turns, instead of
#		each being a thread. With threads, under QEMU 7.2, a kernel now and then
#		dies that rewrites a function while it is called: 4 machines of 12 in
#		the loop of tests/syscall-steal.sh, in turns none of 32. And threads
#		wait dearly for each other on a busy host: who waits for a spinlock
#		takes QEMU's own lock at each turn (PAUSE ends in the loop of
#		accel/tcg/tcg-accel-ops-mttcg.c), which its holder needs to send an
#		interrupt (io_writex() in accel/tcg/cputlb.c). Two machines at a time, tests/modwhy.sh
#		takes 22 to 40 s with threads, 12 s in turns.
#   LAB_COLD=1	always boot, use no saved state
#   LAB_ACCEL	kvm or tcg instead of probing

declare -p vm_devices >/dev/null 2>&1 || vm_devices=()
vm_dtb=${vm_dtb:-}
vm_pid='' vm_console=${vm_console:-} vm_append=${vm_append:-} vm_turns=${vm_turns:-} vm_tmp='' vm_sent='' vm_serving=''
vm_boot_limit=$((120 * patience))	# seconds for a cold boot
vm_wake_limit=$((20 * patience))	# seconds for a restored machine to answer

# --- how the machine is made ----------------------------------------------------

# vm_accel - set accel to kvm or tcg. Some hosts have a /dev/kvm that hangs or
# crawls, so a program of four instructions must come to its end in some seconds
# (0.1 s where KVM is sound) before we rely on it. The answer is kept for this
# QEMU and this host kernel, and taken back when a kernel does not boot.
vm_accel()
{
	local file
	accel=tcg vm_accel_file=
	[ "$k_arch" = "$(host_arch)" ] || return 0
	if [ -n "${LAB_ACCEL:-}" ]; then
		accel=$LAB_ACCEL
		return 0
	fi
	[ -w /dev/kvm ] || return 0
	printf -v file '%s/accel/%s-%s' "$cache" "$vm_qemu_version" "$(uname -r)"
	vm_accel_file=$file
	if [ ! -e "$file" ]; then
		mkdir -p "$cache/accel"
		if vm_probe_kvm; then
			echo kvm >"$file"
		else
			vm_forget_kvm
		fi
	fi
	read -r accel <"$file"
}

vm_forget_kvm()
{
	warn "/dev/kvm is there but does not work: emulating the processor (TCG) instead"
	echo tcg >"$vm_accel_file"
}

# Boot sector: mov al,0x10; mov dx,0xf4; out dx,al; hlt. The isa-debug-exit
# device turns that into QEMU's exit status (0x10 << 1) | 1.
vm_probe_kvm()
{
	local sector status
	sector=$(mktemp) || return 1
	{
		printf '\xb0\x10\xba\xf4\x00\xee\xf4'
		head -c 503 /dev/zero
		printf '\x55\xaa'
	} >"$sector"
	{
		timeout -k 1 $((2 * patience)) "$vm_qemu" -nodefaults -display none -accel kvm -cpu host \
			-smp 2 -m 16 -device isa-debug-exit,iobase=0xf4,iosize=0x04 \
			-drive "file=$sector,format=raw,if=floppy,readonly=on" </dev/null
		status=$?
	} >/dev/null 2>&1	# also what bash says of a QEMU that aborts
	rm -f "$sector"
	[ $status -eq 33 ]
}

# vm_describe - set vm_qemu and vm_args, the machine without its channels, and
# vm_key, which names its saved state.
vm_describe()
{
	local initrd append device memory=512
	case $k_arch in
	amd64)	vm_qemu=qemu-system-x86_64 ;;
	arm64)	vm_qemu=qemu-system-aarch64 ;;
	esac
	command -v "$vm_qemu" >/dev/null || die "$vm_qemu is not installed" "run: lab/setup"
	vm_qemu_version=$("$vm_qemu" --version | sed -n '1s/.*version \([^ ]*\).*/\1/p')
	vm_accel
	initrd=$("$top/lab/initrd" "$k_name") || exit
	# mitigations=off: they cost time, and an emulated processor has no leaks.
	# nokaslr: what the book prints of addresses stays the same. norandmaps: so do
	# those of programs, which QEMU 7.2 translates again at each start while they are
	# random ("info jit" counts 60000 new blocks in one run of hello-2 on 6.1, without 700,
	# in two thirds of the time).
	# rcu_expedited: each load and unload of a module waits for RCU, half the time
	# of a long walk.
	append="nokaslr norandmaps mitigations=off rcupdate.rcu_expedited=1 panic=-1 loglevel=4 ${k_append:-} $vm_append"
	# Allocations that can be made to fail by themselves: not those of the kernel's
	# bookkeeping, which come now and then (tests/programs/failwalk.c). And with red
	# zones: without debugging Linux 7.3 keeps arrays of free objects ("sheaves", in
	# mm/slub.c), and what is allocated from one remains written there, where kmemleak
	# finds it and takes nothing for lost.
	! grep -q '^CONFIG_FAILSLAB=y' "$k_config" ||
		append+=" slub_debug=ZA;-,kmemleak_object,radix_tree_node,debug_objects_cache,vmap_area"
	# KASAN keeps a byte for every eight, and kmemleak reads these, too. And the loop
	# in AML that makes ACPI's table of interrupts takes longer than its 30 s there
	# (ACPI_MAX_LOOP_TIMEOUT), for each of the two PCI devices.
	if grep -q '^CONFIG_KASAN=y' "$k_config"; then
		memory=384
		append+=" acpi=noirq"
	fi
	vm_args=(-nodefaults -no-user-config -display none -no-reboot -smp 2
		 -m "$memory" -accel "$accel" -kernel "$k_image" -initrd "$initrd")
	case $k_arch-$accel in
	amd64-tcg)	vm_args+=(-M pc -cpu "qemu64,+smep,+smap" -append "console=ttyS0 $append") ;;
	amd64-kvm)	vm_args+=(-M pc -cpu host -append "console=ttyS0 $append") ;;
	arm64-*)	vm_args+=(-M virt -cpu "max,pauth-impdef=on" -append "console=ttyAMA0 $append") ;;
	esac
	[ -z "$vm_dtb" ] || [ "$k_arch" != arm64 ] || vm_device_tree
	# Paths by their last part: the cache may be moved.
	vm_key=$k_name-$(printf '%s\n' "$vm_qemu_version" "$k_version" "${vm_args[@]/#\/*\//}" \
		"${vm_devices[@]}" | key_of)
	# Not part of the key: it is the same machine.
	[ -z "$vm_turns" ] || [ "$accel" != tcg ] || vm_args=("${vm_args[@]/#tcg/tcg,thread=single}")
	# shellcheck disable=SC2054  # QEMU's commas
	vm_args+=(-device virtio-serial-pci
		  -chardev "$1" -device virtserialport,chardev=job,name=lab.job
		  -chardev "$2" -device virtconsole,chardev=tty
		  -fsdev "local,id=repo,path=${top//,/,,},security_model=none,readonly=on,multidevs=remap"
		  -device virtio-9p-pci,fsdev=repo,mount_tag=repo)
	# Last: the machine's own devices stay in the slots where they always are.
	for device in "${vm_devices[@]}"; do
		vm_args+=(-device "$device")
	done
}

# vm_device_tree - add vm_dtb to the machine. An overlay is laid over the tree that QEMU
# makes for it, once; its name covers the content. It names its targets by their paths
# (target-path), for QEMU's tree has no labels.
vm_device_tree()
{
	local file
	case $vm_dtb in
	*.dtb)	file=$cache/dtb/$(key_of "$vm_dtb" </dev/null).dtb ;;
	*)	file=$cache/dtb/$(printf '%s\n' "$vm_qemu_version" "${vm_args[@]/#\/*\//}" | key_of "$vm_dtb").dtb ;;
	esac
	[ -e "$file" ] || with_lock "dtb-${file##*/}" vm_make_tree "$file"
	vm_args+=(-dtb "$file")
}

vm_make_tree()
{
	local tmp
	[ ! -e "$1" ] || return 0
	scratch tmp
	mkdir -p "$cache/dtb"
	case $vm_dtb in
	*.dtb)	cp "$vm_dtb" "$tmp/whole.dtb" || die "cannot copy $vm_dtb" ;;
	*)	command -v fdtoverlay >/dev/null ||
			die "the device tree compiler is not installed" "run: lab/setup arm64"
		"$vm_qemu" "${vm_args[@]}" -machine "dumpdtb=$tmp/base.dtb" >"$tmp/log" 2>&1
		{
			dtc -q -@ -I dts -O dtb -o "$tmp/overlay.dtbo" "$vm_dtb" &&
				fdtoverlay -i "$tmp/base.dtb" -o "$tmp/whole.dtb" "$tmp/overlay.dtbo"
		} >>"$tmp/log" 2>&1
		[ -s "$tmp/whole.dtb" ] ||
			die "$vm_dtb does not become a device tree" "$(tail -n 5 "$tmp/log")" ;;
	esac
	mv -T "$tmp/whole.dtb" "$1" || die "cannot write $1"
}

# --- starting and stopping --------------------------------------------------------

# vm_start [QEMU-OPTION...] - start a machine: from its saved state if there is
# one or one can be made, else cold. Returns at once; vm_job talks to it.
vm_start()
{
	local state status=1
	vm_prepare
	vm_describe stdio,id=job,signal=off null,id=tty
	state=$cache/state/$vm_key
	vm_cold=1
	if [ -z "${LAB_COLD:-}" ]; then
		vm_have_state "$state"
		status=$?
	fi
	if [ $status -eq 2 ]; then	# no KVM after all
		vm_start "$@"
	elif [ $status -eq 0 ]; then
		vm_cold=''
		# From a file rather than a pipe: a fifth of the time less.
		vm_launch "$@" -incoming fd:9 9<"$state/ram"
	else
		vm_launch "$@"
	fi
}

vm_prepare()
{
	[ -n "$vm_tmp" ] || { scratch vm_tmp; at_exit vm_stop; }
	[ -n "$vm_console" ] || vm_console=$vm_tmp/console
}

# vm_launch OPTION... - start QEMU with the job channel on its standard input
# and output. The kernel kills it should this script die without warning.
vm_launch()
{
	local out in
	: >"$vm_console"
	# -serial before the rest: ttyS0 is always the console
	coproc VM { exec setpriv --pdeathsig KILL "$vm_qemu" "${vm_args[@]}" \
		-serial "file:$vm_console" -monitor none "$@" 2>"$vm_tmp/qemu.err"; }
	vm_pid=$!
	# Bash forgets the coprocess's files when it ends; these stay.
	# shellcheck disable=SC2153
	exec {vm_out}<&"${VM[0]}" {vm_in}>&"${VM[1]}"
	out=${VM[0]} in=${VM[1]}
	exec {out}<&- {in}>&-
}

vm_stop()
{
	[ -n "$vm_pid" ] || return 0
	kill -KILL "$vm_pid" 2>/dev/null
	wait "$vm_pid" 2>/dev/null
	exec {vm_out}<&- {vm_in}>&-
	vm_pid='' vm_serving=''
}

# --- the saved state ----------------------------------------------------------------

# vm_have_state DIR - is the saved state there and whole? Make it if it is
# missing. 1: there is none, boot cold (the reason has been said). 2: this was
# KVM's fault, describe the machine again.
vm_have_state()
{
	local size
	if [ ! -e "$1/ram" ]; then
		with_lock "state-$vm_key" vm_save_state "$1" || return
	fi
	read -r size <"$1/size" && [ "$(stat -c %s "$1/ram")" = "$size" ] && return 0
	warn "the saved state of Linux $k_release is damaged: booting cold, and removing it"
	rm -rf "$1"
	return 1
}

vm_save_state()
{
	local dir=$1 tmp mon drain limit=$vm_boot_limit tries=${2:-3} begin=$SECONDS
	[ ! -e "$dir/ram" ] || return 0
	say "booting Linux $k_release once to save its state"
	tmp=$vm_tmp/state
	mkdir -p "$cache/state" "$tmp"
	mkfifo "$tmp/mon.in" "$tmp/mon.out"
	vm_launch -chardev "pipe,id=mon,path=$tmp/mon" -mon mon
	exec {mon}<>"$tmp/mon.in"
	cat <"$tmp/mon.out" >/dev/null &
	drain=$!
	[ "$accel" = tcg ] || limit=$((30 * patience))
	if ! vm_await ready "$limit"; then
		kill $drain 2>/dev/null	# it waits for a QEMU that never opened its end
		exec {mon}>&-
		vm_stop
		if [ "$accel" = kvm ] && [ -n "$vm_accel_file" ]; then
			rm -rf "$tmp"
			vm_forget_kvm
			return 2
		fi
		# Seen now and then, emulated by QEMU 7.2 on a busy host: an oops, "int3",
		# in code that the kernel rewrites while it boots.
		if [ "$accel" = tcg ] && [ "$tries" -gt 1 ] && [ $((SECONDS - begin)) -lt "$limit" ]; then
			warn "Linux $k_release died while it booted: trying once more"
			rm -rf "$tmp"
			vm_save_state "$dir" $((tries - 1))
			return
		fi
		die "Linux $k_release does not boot" "its last words:" "$(vm_tail)"
	fi
	if [ -n "$vm_odd" ] && [ "$tries" -gt 1 ]; then
		exec {mon}>&-
		vm_stop
		rm -rf "$tmp"
		vm_save_state "$dir" $((tries - 1))
		return
	fi
	printf 'migrate "exec:cat > %s"\nquit\n' "$tmp/ram" >&"$mon"
	wait "$vm_pid" 2>/dev/null
	exec {mon}>&-
	vm_stop
	rm -f "$tmp/mon.in" "$tmp/mon.out"
	stat -c %s "$tmp/ram" >"$tmp/size" 2>/dev/null
	# The stream ends with a description of itself: a cut one was not saved.
	if ! tail -c 16384 "$tmp/ram" 2>/dev/null | grep -qa vmsd_name ||
	   ! mv -T "$tmp" "$dir"; then
		rm -rf "$tmp"
		warn "cannot save the machine's state (is the disk full?): every start boots cold"
		return 1
	fi
	# Old states are of no use to anybody: keep the newest eight of a kernel.
	find "$cache/state" -maxdepth 1 -name "$k_name-????????????????" -printf '%T@ %p\n' |
		sort -rn | sed -e '1,8d' -e 's/^[^ ]* //' | xargs -r rm -rf
}

# --- talking to it --------------------------------------------------------------------

# vm_await WORD SECONDS - wait for the guest's init to say WORD. False when the
# time is over or the machine is gone. Sets vm_odd if it came up in an odd state.
vm_await()
{
	local line
	vm_odd=''
	while IFS= read -r -t "$2" -u "$vm_out" line; do
		[ "$line" != $'\036'odd ] || vm_odd=1
		[ "$line" != $'\036'"$1" ] || return 0
	done
	return 1
}

# vm_job SECONDS COMMAND - run the command (one line, for the guest's bash) and
# copy its output to standard output. Returns its exit status, or
#   124	its time was over	125	the machine died under it
# In these cases the tail of the kernel's log is shown on standard error.
# The machine has done its job then: vm_stop, and vm_start another.
vm_job() { vm_hand_over "$2" && vm_output "$1"; }

# vm_serve SECONDS COMMAND - the same, but the machine stays, for the next
# vm_serve. What a command changes is there for those after it: the caller
# takes another machine if that matters.
vm_serve()
{
	[ -n "$vm_serving" ] || vm_hand_over '. /lkmpg/lab/guest/serve' || return
	vm_serving=1
	vm_put "$2"
	vm_output "$1"
}

# vm_hand_over COMMAND - of both: 125 if there is no machine to take it.
vm_hand_over()
{
	vm_send "$1" && return
	vm_report "Linux $k_release does not boot; its last words:"
	return 125
}

# vm_output SECONDS - of vm_job: copy the output until the exit status comes.
vm_output()
{
	local limit=$1 line='' left end
	end=$((SECONDS + limit))
	while left=$((end - SECONDS)); [ $left -gt 0 ]; do
		line=''
		if IFS= read -r -t "$left" -u "$vm_out" line; then
			case $line in
			*$'\036'"exit "*)	# what is before it is a last line without its end
				printf '%s' "${line%$'\036'exit *}"
				return "${line##* }" ;;
			*)	printf '%s\n' "$line"
				line='' ;;
			esac
		elif [ $? -le 128 ]; then
			[ -z "$line" ] || printf '%s\n' "$line"
			vm_report "the machine died; its last words:"
			return 125
		fi
	done
	[ -z "$line" ] || printf '%s\n' "$line"
	vm_report "not done after $limit s: the machine was stopped; its last words:"
	return 124
}

# vm_early COMMAND - hand over the job of the vm_job that will follow with the
# same COMMAND, without waiting for a machine that is still waking up. The job
# gets a line, "go", on its descriptor 3 when vm_job is called: it can prepare
# itself meanwhile, and must then wait for that line.
vm_early()
{
	vm_sent=$1
	[ -n "$vm_cold" ] || vm_put "$(printf '%(%s)T' -1) job $1"
}

# vm_put LINE - to the guest. QEMU may be gone already: who waits for the
# answer will see.
vm_put() { { printf '%s\n' "$1" >&"$vm_in"; } 2>/dev/null; }

# vm_send COMMAND - hand the job to the guest's init. A restored machine that
# does not take it was restored from a bad state: boot cold, and say so.
vm_send()
{
	if [ -z "$vm_cold" ]; then
		[ "$vm_sent" = "$1" ] || vm_put "$(printf '%(%s)T' -1) job $1"
		if ! vm_await start "$vm_wake_limit"; then
			vm_stop
			warn "the saved state of Linux $k_release cannot be used: booting cold, and removing it" \
				"$(head -n 1 "$vm_tmp/qemu.err")"
			rm -rf "${cache:?}/state/$vm_key"
			vm_cold=1
			vm_launch
		fi
	fi
	if [ -n "$vm_cold" ]; then
		vm_await ready "$vm_boot_limit" || return 1
		vm_put "$(printf '%(%s)T' -1) job $1"
		vm_await start "$vm_wake_limit" || return 1
	fi
	[ "$vm_sent" != "$1" ] || vm_put go
	vm_sent=''
}

# vm_report TEXT - what happened, and the end of the kernel's log: from its
# first complaint on, if it made one.
vm_report()
{
	printf '%s\n' "$c_red$1$c_off" >&2
	vm_tail | sed 's/^/    /' >&2
}

vm_tail()
{
	[ ! -s "$vm_tmp/qemu.err" ] || tail -n 5 "$vm_tmp/qemu.err"
	tr -d '\r' <"$vm_console" | awk '
		/Kernel panic|BUG:|Oops|WARNING:|watchdog:/ && !first { first = NR }
		{ line[NR] = $0 }
		END {
			n = first ? first : NR - 19
			if (n < 1) n = 1
			for (i = n; i <= NR && i < n + 40; i++) print line[i]
			if (i <= NR) print "... " NR - i + 1 " more lines"
		}'
}

# vm_shell "ROWS COLUMNS TERM KERNEL" SETUP [QEMU-OPTION...] - an interactive machine on
# this terminal, until its shell ends, or the person ends it (lab/terminal.c). The guest
# does SETUP first. LOG=0: without the kernel's log. Returns 0; 125 if the machine died,
# 130 if it was ended by Ctrl-] q.
vm_shell()
{
	local words=$1 setup=$2 line status=125 job terminal program
	shift 2
	vm_prepare
	vm_terminal || return
	mkfifo "$vm_tmp"/{job,tty}.{in,out} "$vm_tmp"/serial.{in,out} || die "cannot write to $vm_tmp"
	vm_describe stdio,id=job,signal=off null,id=tty
	vm_cold=1
	# The saved state is made with other channels: these do not count for it.
	if [ -z "${LAB_COLD:-}" ]; then
		vm_have_state "$cache/state/$vm_key" && vm_cold=''
	fi
	vm_describe "pipe,id=job,path=$vm_tmp/job" "pipe,id=tty,path=$vm_tmp/tty"
	exec {job}<>"$vm_tmp/job.in" 9</dev/null
	if [ -z "$vm_cold" ]; then
		set -- "$@" -incoming fd:9
		exec 9<"$cache/state/$vm_key/ram"
	else
		say "booting Linux $k_release"
	fi
	: >"$vm_console"
	setpriv --pdeathsig KILL "$vm_qemu" "${vm_args[@]}" -serial "pipe:$vm_tmp/serial" \
		-monitor none "$@" </dev/null 2>"$vm_tmp/qemu.err" &
	vm_pid=$!
	setpriv --pdeathsig TERM "$program" "$vm_pid" "${LOG:-1}" "$vm_console" "$vm_tmp/tty" "$vm_tmp/serial" <&0 &
	terminal=$!
	at_exit "kill $terminal 2>/dev/null"
	exec {vm_out}<"$vm_tmp/job.out" {vm_in}>&"$job"
	if [ -z "$vm_cold" ] || vm_await ready "$vm_boot_limit"; then
		vm_put "$(printf '%(%s)T' -1) shell $words $setup"
		while IFS= read -r -u "$vm_out" line; do
			case $line in
			$'\036'"exit "*)	status=0; break ;;
			$'\036'*)	;;
			*)	printf '%s\r\n' "$line" ;;
			esac
		done
	fi
	kill "$terminal" 2>/dev/null
	wait "$terminal"
	[ $? -ne 3 ] || status=130
	case $status in
	130)	say "the machine was ended; the next one is as new" ;;
	125)	vm_report "the machine died; its last words:"
		say "the next one is as new" ;;
	esac
	vm_stop
	return "$status"
}

# vm_terminal - set program to what stands between the terminal and the machine.
vm_terminal()
{
	local source=$top/lab/terminal.c
	program=$cache/terminal/$(key_of "$source" </dev/null)
	[ ! -x "$program" ] || return 0
	mkdir -p "${program%/*}"
	"${CC:-cc}" -O2 -std=gnu11 -Wall -Wextra -o "$vm_tmp/terminal" "$source" ||
		die "lab/terminal.c does not compile (see above)"
	mv "$vm_tmp/terminal" "$program" || die "cannot write $program"
}

# vm_gdb_script DIR - write DIR/attach.gdb, with which gdb joins the machine
# that is about to start with a gdb server at $vm_tmp/gdb.
vm_gdb_script()
{
	local dir=$1 module symbol
	mkdir -p "$dir"
	# Where the kernel calls a module's init: the same in every boot (nokaslr).
	symbol=$(vm_start; vm_job $((20 * patience)) "grep ' do_init_module\$' /proc/kallsyms")
	[ -n "$symbol" ] || die "cannot find do_init_module in Linux $k_release"
	module=$top/build/$k_name/examples/$("$top/lab/examples" | head -n 1).ko
	{
		printf '# made by lab/shell --gdb\nset pagination off\n'
		# What struct module looks like in this kernel: any module knows.
		gdb -batch -nx "$module" -ex 'printf "python offset_name = %d\n", (long)&((struct module *)0)->name' \
			-ex 'printf "python offset_init = %d\n", (long)&((struct module *)0)->init' \
			-ex 'printf "python offset_kallsyms = %d\n", (long)&((struct module *)0)->kallsyms' ||
			die "gdb cannot read $module"
		printf 'python do_init_module = 0x%s\n' "${symbol%% *}"
		printf 'python modules = "%s"\n' "$top/build/$k_name/examples"
		printf 'target remote %s\nsource %s\n' "$vm_tmp/gdb" "$top/lab/gdb.py"
	} >"$dir/attach.gdb"
}
