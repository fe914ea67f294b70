#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# dkms.t - Debian's dkms builds and installs a driver of tools/new and the whole collection,
# builds both again when a second kernel comes, by its own hook in /etc/kernel, lets go of a
# kernel that is removed, and removes all; what it has built loads in the lab.
# DEPENDS: examples
#
# dkms is unpacked, not installed, into a root of its own: wherever its scripts name a
# directory of the system, they are made to name that one. depmod is told the same.
. "$(dirname "$0")/lib.sh"

root=$work/root
below=$top/build/dkms.$$	# the guest sees the repository only
trap 'rm -rf "$work" "$below"' EXIT
trap 'exit 130' INT TERM

# fetch_dkms - into the cache, once
fetch_dkms()
{
	bash -c '. lab/lib.sh
		fetch()
		{
			[ ! -e "$cache/dkms/usr/sbin/dkms" ] || return 0
			scratch tmp
			apt_world "$(host_suite)" "$(host_arch)" && apt_fetch "$tmp" dkms &&
				dpkg -x "$tmp"/dkms_*.deb "$tmp/root" && mv -T "$tmp/root" "$cache/dkms"
		}
		with_lock dkms fetch'
}

# kernel_of NAME - of the lab's list: make it one of that root's, with its headers. Sets
# release, dir.
kernel_of()
{
	local cc
	read -r release dir build cc < <(bash -c '. lab/lib.sh; use_kernel "$1"; echo "$k_release $k_dir $k_build $k_cc"' lib "$1")
	mkdir -p "$root/lib/modules/$release" || return
	ln -s "$build" "$root/lib/modules/$release/build"
	cp "$dir/lib/modules/$release"/modules.{order,builtin} "$root/lib/modules/$release/"
	# What made the kernel, where this machine has not got it: the lab builds likewise.
	command -v "$cc" >/dev/null || ln -s "$(command -v gcc)" "$root/bin/$cc"
}

run fetch_dkms
[ "$status" -eq 0 ] || skip_all "Debian's package of dkms cannot be fetched: $err"
cp -r "$real_cache/dkms" "$root"
grep -rlE '/(etc/dkms|var/lib/dkms|usr/src|lib/modules|usr/lib/dkms|usr/sbin/dkms|boot)' \
	"$root"/usr/sbin "$root"/usr/lib/dkms "$root"/etc/kernel |
	xargs sed -i -E "s#(^|[^[:alnum:]_./}])(/etc/dkms|/var/lib/dkms|/usr/src|/lib/modules|/usr/lib/dkms|/usr/sbin/dkms|/boot)#\\1$root\\2#g"
mkdir -p "$root"/{bin,usr/src,var/lib/dkms,lib/modules}
printf '#!/bin/sh\nexec %s -b "%s" "$@"\n' "$(PATH=$PATH:/usr/sbin:/sbin command -v depmod)" "$root" >"$root/bin/depmod"
chmod +x "$root/bin/depmod"
PATH=$root/bin:$root/usr/sbin:$PATH
other=$(bash -c '. lab/lib.sh; outer_kernels' | grep -vxF -e "$kernel" | head -n 1)
kernel_of "$kernel"
first=$release
kernel_of "$other"
second=$release

# as_root COMMAND... - dkms asks for root where it removes something, and needs none here.
as_root()
{
	if [ "$(id -u)" -eq 0 ]; then
		run "$@"
	else
		run unshare -r "$@"
	fi
}

# states NAME - what dkms status says of it: the kernels that it is installed for
states() { dkms status "$1" 2>&1 | sed -n 's/^[^,]*, \([^,]*\), [^:]*: installed$/\1/p' | sort | tr '\n' ' '; }

# installed RELEASE - what is there for modprobe
installed() { find "$root/lib/modules/$1/updates" -name '*.ko*' 2>/dev/null | sed 's#.*/##; s#\.ko.*##' | sort; }

# life NAME VERSION DIRECTORY MODULES - of a module or several
life()
{
	local name=$1 version=$2 directory=$3 modules=$4
	as_root dkms add "$directory"
	is "$status" 0 "$name: dkms takes it" "$out$err"
	if [ -e "$root/usr/src/$name-$version/dkms.conf" ]; then pass "$name: its source"; else fail "$name: its source"; fi
	as_root dkms build "$name/$version" -k "$first"
	is "$status" 0 "$name: is built for $first" "$out$err$(cat "$root/var/lib/dkms/$name/$version/build/make.log" 2>&1)"
	is "$(installed "$first")" '' "$name: and is not yet installed"
	as_root dkms install "$name/$version" -k "$first"
	is "$status" 0 "$name: is installed" "$out$err"
	is "$(installed "$first")" "$modules" "$name: all of it"
	is "$(states "$name")" "$first " "$name: for one kernel"

	# A second kernel is installed: its package calls this.
	as_root "$root/etc/kernel/postinst.d/dkms" "$second"
	is "$status" 0 "$name: a new kernel has it built" "$out$err$(cat "$root/var/lib/dkms/$name/$version/build/make.log" 2>&1)"
	is "$(installed "$second")" "$modules" "$name: all of it, again"
	is "$(states "$name")" "$(printf '%s\n' "$first" "$second" | sort | tr '\n' ' ')" "$name: for two kernels"
	is "$(modinfo -F vermagic "$(find "$root/lib/modules/$second/updates" -name '*.ko' | head -n 1)" | cut -d' ' -f1)" \
		"$second" "$name: and it is for that one"
	modprobe -d "$root" -S "$second" --show-depends "${modules##*$'\n'}" >/dev/null 2>&1
	is "$?" 0 "$name: modprobe finds it"
}

# death NAME VERSION
death()
{
	as_root "$root/etc/kernel/prerm.d/dkms" "$second"
	is "$(installed "$second")" '' "$1: a kernel that goes takes it away"
	is "$(states "$1")" "$first " "$1: the other one keeps it"
	as_root dkms remove "$1/$2" --all
	is "$status" 0 "$1: it is removed" "$out$err"
	is "$(installed "$first")$(dkms status "$1" 2>&1)" '' "$1: nothing is left of it"
	rm -rf "$root/usr/src/$1-$2"
}

run tools/new driver dkms-try --bus misc --dir "$work/dkms-try"
life dkms-try 0.1 "$work/dkms-try" dkms-try
mkdir -p "$below"
for name in "$kernel" "$other"; do
	release=$first
	[ "$name" = "$kernel" ] || release=$second
	mkdir -p "build/$name/examples"
	cp "$root/lib/modules/$release/updates/dkms/dkms-try.ko" "$below/$name.ko"
	run lab/exec -k "$name" -n "insmod /lkmpg/build/dkms.$$/$name.ko && echo works >/dev/dkms_try && cat /dev/dkms_try && rmmod dkms_try"
	is "$status$out" 0works "it works on $release" "$err"
done
death dkms-try 0.1

mapfile -t all < <(tools/catalog names)
life lkmpg 1.0 "$top/examples" "$(printf '%s\n' "${all[@]}" | sort)"
death lkmpg 1.0

# A driver that does not build is reported, and not installed.
echo 'no C' >>"$work/dkms-try/dkms-try.c"
as_root dkms add "$work/dkms-try"
as_root dkms install dkms-try/0.1 -k "$first"
is "$status" 10 'what does not compile fails'
like "$(<"$root/var/lib/dkms/dkms-try/0.1/build/make.log")" 'dkms-try\.c:[0-9]+:[0-9]+: error: ' 'its log says why'
is "$(installed "$first")" '' 'and nothing is installed'
done_testing
