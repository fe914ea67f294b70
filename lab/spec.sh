# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/spec.sh - what a test, a session or an example asks of its machine. The one
# reader of these heads: lab/test, run, shell, exec, check, coverage and
# tools/transcript all start what it describes. Sourced after lib.sh.
#
#   spec_read tests/pci-edu.sh	set the spec_* variables from the head
#   spec_machine		make them those of vm.sh, for vm_start
#
# A head is the comment that the file begins with. Its lines are "# KEY: value" in a
# shell script, " * KEY: value" in C, and "%key value", anywhere, in a .session.
# tests/README.md says what each means.

. "$top/lab/modules.sh"

spec_keys='NEEDS LIMIT APPEND TURNS DEVICE MODULES DTB SUSPENDS SHELL TAINTS'

# spec_lines FILE - the head's settings, each as a line "KEY value".
spec_lines()
{
	local pattern=${spec_keys// /|}
	case $1 in
	*.session)
		sed -nE "s/^%(${pattern,,})( +(.*))?\$/\\U\\1\\E \\3/p" "$1" ;;
	*.c)
		sed -nE -e '/^ \*\//q' -e "s/^ \* ($pattern):? *(.*)/\\1 \\2/p" "$1" ;;
	*)
		sed -nE -e '/^#/!q' -e "s/^# ($pattern)(: *(.*)|\$)/\\1 \\3/p" "$1" ;;
	esac
}

# spec_read [FILE...] - set, from the heads of those that exist,
#   spec_needs		words for unmet_needs (lab/guest/common.sh)
#   spec_limit		seconds that it may take on a machine with nothing else to do
#   spec_append		more words for the kernel's command line
#   spec_turns		not empty: emulated processors take turns
#   spec_devices	an array: what QEMU's -device gets
#   spec_modules	the kernel's own modules that the guest must have
#   spec_dtb		a device tree, a path in the repository
#   spec_suspends	not empty: it puts the machine to sleep
#   spec_taints		bits of the kernel's taint that the test makes on purpose
#   spec_shell		what runs the test: bash takes twice as long to fork, and tests do
#			little else
spec_read()
{
	local file key value
	spec_needs='' spec_limit=60 spec_append='' spec_turns='' spec_modules='' spec_dtb=''
	spec_devices=() spec_suspends='' spec_shell=dash spec_taints=0
	for file in "$@"; do
		[ -e "$file" ] || continue
		while read -r key value; do
			case $key in
			NEEDS)		spec_needs+="$value " ;;
			LIMIT)		spec_limit=${value%%[!0-9]*} ;;
			APPEND)		spec_append+="${spec_append:+ }$value" ;;
			TURNS)		spec_turns=1 ;;
			DEVICE)		spec_devices+=("$value") ;;
			MODULES)	spec_modules+="$value " ;;
			DTB)		spec_dtb=$value ;;
			SUSPENDS)	spec_suspends=1 ;;
			SHELL)		spec_shell=$value ;;
			TAINTS)		spec_taints=${value%%[!0-9]*} ;;
			esac
		done < <(spec_lines "$file")
		[ -n "$spec_taints" ] || die "$file: TAINTS wants the sum of some bits, a number"
		[ -n "$spec_limit" ] || die "$file: LIMIT wants a number of seconds"
		[ -z "$spec_dtb" ] || [ -e "$top/$spec_dtb" ] ||
			die "$file: there is no $spec_dtb" "DTB: names a file of this repository"
	done
}

# spec_machine - have vm_start make that machine.
# shellcheck disable=SC2034  # of vm.sh
spec_machine()
{
	vm_append=$spec_append vm_turns=$spec_turns vm_dtb=${spec_dtb:+$top/$spec_dtb}
	vm_devices=("${spec_devices[@]}")
}

# spec_same - a word that is equal for two specifications exactly when one machine, as
# it stands, is good for both.
spec_same() { printf '%s|' "$spec_append" "$spec_turns" "$spec_dtb" "${spec_devices[@]}"; }

# spec_skip - print why use_kernel's kernel cannot do, as far as its configuration and
# its modules say. False if nothing speaks against it; the guest knows more.
spec_skip()
{
	local need
	for need in $spec_needs; do
		[[ $need == CONFIG_* ]] || continue
		! grep -q "^$need=[ym]" "$k_config" || continue
		echo "this kernel is built without $need"
		return 0
	done
	for need in $spec_modules; do
		! has_module "$need" || continue
		echo "this kernel has no module $need"
		return 0
	done
	return 1
}

# spec_would_do COMMAND - a sentence that names the kernels of the list that spec_skip has
# nothing to say against, and how to call the command there. Of one that is not here yet only those that the lab compiles
# are known, by the fragments that they are made of.
spec_would_do()
{
	local name
	local -a names
	mapfile -t names < <(for name in $(kernel_names); do
		! kernel_would_do "$name" || echo "$name"
	done)
	if [ ${#names[@]} -gt 0 ]; then
		echo "it would run on ${names[*]}: $1 KERNEL=${names[0]}"
	else
		echo "no kernel in the cache has it; lab/kernels.list names others"
	fi
}

# kernel_would_do NAME - in a shell of its own: it changes what use_kernel has set.
kernel_would_do()
{
	(
		local need
		local -a line fragments
		if [ -e "$cache/kernels/$1/kernel.env" ]; then
			use_kernel "$1"
			! spec_skip >/dev/null
			exit
		fi
		[ -z "$spec_modules" ] || exit 1
		read -ra line < <(kernel_line "$1")
		fragments=("${line[@]:6}")
		fragments=("${fragments[@]/#/$top/lab/config/}")
		for need in $spec_needs; do
			[[ $need == CONFIG_* ]] || continue
			cat "${fragments[@]/%/.config}" 2>/dev/null | grep -q "^$need=[ym]" || exit 1
		done
	)
}

# spec_setup - the command that the guest does before the job itself, if there is one.
# Copies the modules of MODULES:, from below the repository, to where modprobe looks.
spec_setup()
{
	[ -z "$spec_modules" ] ||
		echo "cp -R /lkmpg/${spec_modules_dir#"$top/"}/. /usr/lib/modules/$k_release"
}

# spec_setup_then - the same, to write before another command.
spec_setup_then() { [ -z "$spec_modules" ] || echo "$(spec_setup) && "; }

# spec_prepare - make what spec_setup copies: the modules, those that they need, and
# the lists of all that the guest then has.
spec_prepare()
{
	local key tmp
	spec_modules_dir=''
	[ -n "$spec_modules" ] || return 0
	# shellcheck disable=SC2086  # words
	key=$(printf '%s\n' $spec_modules | sort -u | key_of "$top/lab/guest/modules" "$top/lab/modules.sh")
	spec_modules_dir=$top/build/$k_name/modules-${k_version//[^0-9A-Za-z]/_}-$key
	[ ! -d "$spec_modules_dir" ] || return 0
	# With counters (lab/coverage) the build is another one, and this not yet there.
	mkdir -p "$top/build/$k_name"
	tmp=$(mktemp -d "$top/build/$k_name/modules.XXXXXX") || die "cannot write to build/$k_name"
	# shellcheck disable=SC2086
	more_modules "$tmp" $spec_modules || die "cannot copy the modules of $k_release"
	mv -T "$tmp/usr/lib/modules/$k_release" "$spec_modules_dir" 2>/dev/null
	rm -rf "$tmp"
	chmod 755 "$spec_modules_dir"
}

# spec_seconds N - N seconds of a quiet machine, as the limit of a busy one and of this kernel.
spec_seconds() { echo $(($1 * ${k_slow:-1} * patience)); }
