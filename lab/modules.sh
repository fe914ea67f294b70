# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/modules.sh - the kernel's own modules in the guest: those that every guest has
# (lab/guest/modules), and those that one machine asks for (MODULES:, see spec.sh).
# Sourced after lib.sh; use_kernel has been called.

# module_files NAME - the module and all that it needs, in the order of loading: paths
# below /lib/modules/RELEASE. Nothing for one that is built in, or that there is not.
module_files()
{
	modprobe -d "$k_dir" -S "$k_release" --show-depends "$1" 2>/dev/null |
		sed -n "s#^insmod .*/$k_release/\([^ ]*\).*#\1#p"
}

# guest_modules DIR - copy what lab/guest/modules names, and what that needs, from the
# kernel's modules to DIR; write the list of those to load.
guest_modules()
{
	local dir=$1 action name path
	modules_begin "$dir" || return 0	# everything is built in
	while read -r action name; do
		while read -r path; do
			copy_module "$dir" "$path" || return
			if [ "$action" = load ] && [[ ${path##*/} =~ ^${name//[_-]/[_-]}\.ko ]]; then
				printf '%s\n' "$name" >>"$dir/etc/lab-modules"
			fi
		done < <(module_files "$name")
	done < <(grep -v '^#' "$top/lab/guest/modules")
	depmod -b "$dir" "$k_release"
}

# more_modules DIR NAME... - copy what these are and need besides what guest_modules
# copies, and the lists of all together.
more_modules()
{
	local dir=$1 name path
	shift
	ln -s usr/lib "$dir/lib"	# where depmod looks
	guest_modules "$dir" || return
	find "$dir/usr/lib/modules" -name '*.ko*' -type f | sort >"$dir/all-have"
	for name in "$@"; do
		while read -r path; do
			copy_module "$dir" "$path" || return
		done < <(module_files "$name")
	done
	depmod -b "$dir" "$k_release" || return
	xargs -d '\n' rm -f <"$dir/all-have"
}

# modules_begin DIR - the directory, and the lists that depmod wants. False if the
# kernel has no modules.
modules_begin()
{
	local from=$k_dir/lib/modules/$k_release to=$1/usr/lib/modules/$k_release
	mkdir -p "$to" "$1/etc"
	: >"$1/etc/lab-modules"
	[ -d "$from" ] || return
	cp "$from"/modules.{order,builtin} "$to"
	[ ! -e "$from/modules.builtin.modinfo" ] || cp "$from/modules.builtin.modinfo" "$to"
}

# copy_module DIR PATH
copy_module()
{
	local from=$k_dir/lib/modules/$k_release to=$1/usr/lib/modules/$k_release
	mkdir -p "$to/${2%/*}" && cp "$from/$2" "$to/$2"
}

# has_module NAME - is it built into the kernel, or one of its modules?
has_module()
{
	cat "$k_dir/lib/modules/$k_release"/modules.{builtin,order} 2>/dev/null |
		grep -E "/${1//[_-]/[_-]}\\.ko" >/dev/null
}
