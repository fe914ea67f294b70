#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-distro.t - what modwhy calls the packages with headers and tools, on
# each distribution; that it names none that the package manager does not know;
# and that kernels of which there is no package are called what they are.
#
# The names are those of the documents that modwhy/distro.c cites.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

make -s -C modwhy OUT="$work/build" CFLAGS='-O1 -g -Werror' 2>"$work/log" ||
	{ echo "Bail out! modwhy does not build: $(cat "$work/log")"; exit 1; }
modwhy=$work/build/modwhy
r=$work/root

# system RELEASE LINE... - a root of that kernel, with these lines of os-release
system()
{
	rm -rf "$r"
	mkdir -p "$r"/{etc,proc/self,proc/sys/kernel,sys,lib/modules/"$1"}
	echo "$1" >"$r/proc/sys/kernel/osrelease"
	shift
	printf '%s\n' "$@" >"$r/etc/os-release"
	printf 'Name:\tx\nCapEff:\t000001ffffffffff\n' >"$r/proc/self/status"
	echo '0 0 4294967295' >"$r/proc/self/uid_map"
}

# env_says REGEX DESCRIPTION, env_hides REGEX DESCRIPTION
env_says() { run "$modwhy" --root "$r" --env; like "$out" "$1" "$2"; }
env_hides() { run "$modwhy" --root "$r" --env; unlike "$out" "$1" "$2"; }

# --- each distribution, its own kernels ---------------------------------------------
while IFS='|' read -r lines release cure; do
	IFS=';' read -ra line <<<"$lines"
	system "$release" "${line[@]}"
	env_says " $cure\$" "$release on ${lines//;/, }"
done <<'TABLE'
ID=debian|6.1.0-18-amd64|sudo apt install linux-headers-6.1.0-18-amd64
ID=debian|6.1.0-18-cloud-amd64|sudo apt install linux-headers-6.1.0-18-cloud-amd64
ID=debian|6.12.48+deb13-amd64|sudo apt install linux-headers-6.12.48\+deb13-amd64
ID=debian|5.10.0-28-rt-686-pae|sudo apt install linux-headers-5.10.0-28-rt-686-pae
ID=debian|6.10.9-amd64|sudo apt install linux-headers-6.10.9-amd64
ID=debian|6.8.12-1-pve|sudo apt install proxmox-headers-6.8.12-1-pve
ID=debian|5.15.158-2-pve|sudo apt install pve-headers-5.15.158-2-pve
ID=debian|6.6.58-current-rockchip64|sudo apt install linux-headers-current-rockchip64
ID=ubuntu;ID_LIKE=debian|6.8.0-45-generic|sudo apt install linux-headers-6.8.0-45-generic
ID=ubuntu;ID_LIKE=debian|6.8.0-1015-aws|sudo apt install linux-headers-6.8.0-1015-aws
ID=ubuntu;ID_LIKE=debian|6.8.0-1010-raspi|sudo apt install linux-headers-6.8.0-1010-raspi
ID=linuxmint;ID_LIKE="ubuntu debian"|6.8.0-45-generic|sudo apt install linux-headers-6.8.0-45-generic
ID=linuxmint;ID_LIKE=debian|6.1.0-18-amd64|sudo apt install linux-headers-6.1.0-18-amd64
ID=pop;ID_LIKE="ubuntu debian"|6.9.3-76060903-generic|sudo apt install linux-headers-6.9.3-76060903-generic
ID=ubuntu;ID_LIKE=debian|5.15.148-tegra|sudo apt install nvidia-l4t-kernel-headers
ID=raspbian;ID_LIKE=debian|6.1.21-v8+|sudo apt install raspberrypi-kernel-headers
ID=raspbian;ID_LIKE=debian|6.1.21+|sudo apt install raspberrypi-kernel-headers
ID=raspbian;ID_LIKE=debian|6.6.20+rpt-rpi-v7|sudo apt install linux-headers-6.6.20\+rpt-rpi-v7
ID=debian|6.6.20+rpt-rpi-2712|sudo apt install linux-headers-6.6.20\+rpt-rpi-2712
ID=debian|6.1.21-v8+|sudo apt install raspberrypi-kernel-headers
ID=fedora|6.5.6-300.fc39.x86_64|sudo dnf install kernel-devel-6.5.6-300.fc39.x86_64
ID=fedora|6.5.6-300.fc39.x86_64+debug|sudo dnf install kernel-debug-devel-6.5.6-300.fc39.x86_64
ID=fedora|6.11.5-400.asahi.fc41.aarch64+16k|sudo dnf install kernel-16k-devel-6.11.5-400.asahi.fc41.aarch64
ID=fedora;VARIANT_ID=silverblue|6.5.6-300.fc39.x86_64|sudo rpm-ostree install kernel-devel-6.5.6-300.fc39.x86_64
ID=bazzite;ID_LIKE="fedora";OSTREE_VERSION='41.2'|6.11.5-300.fc41.x86_64|sudo rpm-ostree install kernel-devel-6.11.5-300.fc41.x86_64
ID="rhel";ID_LIKE="fedora"|5.14.0-362.el9.x86_64|sudo dnf install kernel-devel-5.14.0-362.el9.x86_64
ID="rocky";ID_LIKE="rhel centos fedora"|5.14.0-427.13.1.el9_4.x86_64+rt|sudo dnf install kernel-rt-devel-5.14.0-427.13.1.el9_4.x86_64
ID="almalinux";ID_LIKE="rhel centos fedora"|4.18.0-513.el8.x86_64|sudo dnf install kernel-devel-4.18.0-513.el8.x86_64
ID="ol";ID_LIKE="fedora"|5.15.0-101.103.2.1.el9uek.x86_64|sudo dnf install kernel-uek-devel-5.15.0-101.103.2.1.el9uek.x86_64
ID="almalinux";ID_LIKE="rhel centos fedora"|6.11.5-1.el9.elrepo.x86_64|sudo dnf install kernel-ml-devel-6.11.5-1.el9.elrepo.x86_64
ID="amzn";ID_LIKE="fedora"|6.1.61-85.141.amzn2023.x86_64|sudo dnf install kernel-devel-6.1.61-85.141.amzn2023.x86_64
ID=azurelinux|6.6.57.1-2.azl3|sudo tdnf install kernel-devel-6.6.57.1-2.azl3
ID=arch|6.11.5-arch1-1|sudo pacman -S linux-headers
ID=arch|6.6.58-1-lts|sudo pacman -S linux-lts-headers
ID=arch|6.11.5-zen1-1-zen|sudo pacman -S linux-zen-headers
ID=arch|6.10.12-hardened1-1-hardened|sudo pacman -S linux-hardened-headers
ID=arch|6.6.58-rt45-1-rt-lts|sudo pacman -S linux-rt-lts-headers
ID=endeavouros;ID_LIKE=arch|6.11.5-arch1-1|sudo pacman -S linux-headers
ID=artix;ID_LIKE=arch|6.11.5-artix1-1|sudo pacman -S linux-headers
ID=cachyos;ID_LIKE=arch|6.11.5-2-cachyos|sudo pacman -S linux-cachyos-headers
ID=archarm;ID_LIKE=arch|6.2.10-1-aarch64-ARCH|sudo pacman -S linux-aarch64-headers
ID=manjaro;ID_LIKE=arch|6.6.10-1-MANJARO|sudo pacman -S linux66-headers
ID=manjaro;ID_LIKE=arch|6.10.2-1-MANJARO|sudo pacman -S linux610-headers
ID=manjaro;ID_LIKE=arch|5.15.141-rt73-1-MANJARO|sudo pacman -S linux515-rt-headers
ID="opensuse-tumbleweed";ID_LIKE="opensuse suse"|6.11.3-1-default|sudo zypper install kernel-default-devel
ID="opensuse-leap";ID_LIKE="suse opensuse"|6.4.0-150600.8.17-azure|sudo zypper install kernel-azure-devel
ID="sles";ID_LIKE="suse"|6.4.0-150600.23.25-default|sudo zypper install kernel-default-devel
ID="opensuse-microos";ID_LIKE="suse opensuse"|6.11.3-1-default|sudo transactional-update pkg install kernel-default-devel
ID=alpine|6.6.58-0-lts|doas apk add linux-lts-dev
ID=alpine|6.6.22-0-virt|doas apk add linux-virt-dev
ID="void"|6.6.58_1|sudo xbps-install -S linux6.6-headers
ID="void"|6.12.3_1|sudo xbps-install -S linux6.12-headers
ID=gentoo|6.6.58-gentoo|sudo emerge --ask =sys-kernel/gentoo-sources-6.6.58
ID=gentoo|6.6.58-gentoo-r1|sudo emerge --ask =sys-kernel/gentoo-sources-6.6.58-r1
ID=gentoo|6.6.58-gentoo-dist|sudo emerge --ask =sys-kernel/gentoo-kernel-6.6.58
ID=nixos|6.6.58|nix-shell '<nixpkgs>' -A linuxPackages.kernel
ID=debian|5.15.167.4-microsoft-standard-WSL2|git clone --depth 1 -b linux-msft-wsl-5.15.167.4 https://github.com/microsoft/WSL2-Linux-Kernel
TABLE
system 6.18.2-2-my arch
sed -i s/^/ID=/ "$r/etc/os-release"
echo linux-mine >"$r/lib/modules/6.18.2-2-my/pkgbase"
env_says 'pacman -S linux-mine-headers$' 'a kernel that a package of Arch says the name of'

# --- kernels that no package of this system belongs to ---------------------------------
while IFS='|' read -r line release is; do
	system "$release" "$line"
	env_says "$is" "$release on $line: $is"
	env_hides '(apt|dnf|pacman|zypper|apk|xbps|emerge).*(headers|devel|-dev|sources)' '   no package is named'
done <<'TABLE'
ID=debian|6.18.44-mine|custom kernel
ID=debian|6.18.44|custom kernel
ID=debian|6.1.0-18-amd64x|custom kernel
ID=debian|6.1.0-my_1|custom kernel
ID=ubuntu|6.8.0-45-lab|custom kernel
ID=ubuntu|6.9.3-060903-generic|test build
ID=fedora|6.1.0-18-amd64|kernel of Debian
ID=debian|6.5.6-300.fc39.x86_64|kernel of Fedora
ID=alpine|6.8.0-45-generic|kernel of Ubuntu
ID=debian|6.6.16-linuxkit|Docker Desktop
ID=ubuntu|6.10.14-orbstack-00291-g1b252bd3edea|OrbStack
ID=debian|6.9.3-x86_64-linode165|GRUB 2
ID=arch|6.11.5|custom kernel
ID=plan9|6.11.5|custom kernel
TABLE
system 6.18.44-mine ID=debian
mkdir -p "$r/run" && : >"$r/run/.containerenv"
env_says "container runs on its host's kernel" 'a container'
system 6.5.6-300.fc39.x86_64 ID=debian
mkdir -p "$r/run" && : >"$r/run/.containerenv"
env_says 'kernel of Fedora' 'a container, and whose kernel its host has'

# --- 32-bit programs on a 64-bit kernel ---------------------------------------------------
system 6.1.21-v8+ ID=raspbian ID_LIKE=debian
env_says '^user-land$' 'the 32-bit Raspberry Pi OS on a 64-bit kernel'
env_says 'arm_64bit=0' '   boots the 32-bit one'
system 6.1.21-v7+ ID=raspbian ID_LIKE=debian
echo armv7l >"$r/proc/sys/kernel/arch"
env_hides '^user-land$' '   not on its 32-bit kernel'
# program CLASS - /bin/bash of that class: 1 is 32-bit, 2 is 64-bit
program()
{
	mkdir -p "$r/bin"
	{ printf '\177ELF%b\1\1' "\\0$1"; head -c 9 /dev/zero; } >"$r/bin/bash"
}
system 6.1.0-18-amd64 ID=debian
echo x86_64 >"$r/proc/sys/kernel/arch"
program 1
env_says '^user-land$' 'i386 on an amd64 kernel'
env_says 'dpkg --print-architecture' '   says how to see it'
program 2
env_hides '^user-land$' 'amd64 on an amd64 kernel'

# --- what the package manager knows -----------------------------------------------------
# Managers that know the packages in $work/known, one a line, as the real ones tell.
fake=$work/fake
mkdir -p "$fake"
: >"$work/known"
# manager NAME STATUS - one that ends with that status where it knows nothing
manager()
{
	cat >"$fake/$1" <<-EOT
		#!/bin/sh
		echo "\$0 \$*" >>'$work/asked'
		for package; do :; done
		grep -qxF -e "\$package" '$work/known' && echo "\$package" || exit $2
	EOT
	chmod +x "$fake/$1"
}
manager apt-cache 100; manager dnf 0; manager pacman 1; manager zypper 104
manager apk 0; manager xbps-query 2
export PATH=$fake:$PATH
while IFS='|' read -r id release package lists; do
	system "$release" "ID=$id"
	mkdir -p "$r/${lists%/*}" && : >"$r/$lists"
	: >"$work/known"
	: >"$work/asked"
	env_hides "(install|-S|add) [^ ]*$package" "$id does not know $package: it is not named"
	like "$(cat "$work/asked")" "$package\$" '   it was asked'
	env_says 'knows no package with the headers' '   and that is said'
	echo "$package" >"$work/known"
	env_says " $package\$" "$id knows $package: it is named"
	rm -r "${r:?}/var"
	: >"$work/asked"
	env_says " $package\$" '   nobody is asked for a system without lists'
	is "$(cat "$work/asked")" '' '   that is, not this one'
done <<'TABLE'
debian|6.1.0-18-amd64|linux-headers-6.1.0-18-amd64|var/lib/apt/lists/x_Packages
ubuntu|6.8.0-45-generic|linux-headers-6.8.0-45-generic|var/lib/apt/lists/x_Packages
fedora|6.5.6-300.fc39.x86_64|kernel-devel-6.5.6-300.fc39.x86_64|var/cache/dnf/fedora-0/x.solv
arch|6.6.58-1-lts|linux-lts-headers|var/lib/pacman/sync/core.db
manjaro|6.6.10-1-MANJARO|linux66-headers|var/lib/pacman/sync/core.db
opensuse|6.11.3-1-default|kernel-default-devel|var/cache/zypp/raw/oss/x
alpine|6.6.58-0-lts|linux-lts-dev|var/cache/apk/APKINDEX.tar.gz
void|6.6.58_1|linux6.6-headers|var/db/xbps/https___repo/x
TABLE

apt_lists() { mkdir -p "$r/var/lib/apt/lists"; : >"$r/var/lib/apt/lists/x_Packages"; }
system 6.1.0-18-amd64 ID=debian
apt_lists
echo linux-headers-amd64 >"$work/known"
env_says ' sudo apt install linux-image-amd64 linux-headers-amd64$' 'the archive has newer headers only: kernel and headers'
system 6.8.12-1-pve ID=debian
apt_lists
echo pve-headers-6.8.12-1-pve >"$work/known"
env_says 'sudo apt install pve-headers-6.8.12-1-pve$' 'the second name, if that is known'
system 6.9.1-x64v3-xanmod1 ID=debian
apt_lists
env_says 'custom kernel' "a third party's kernel, without its packages"
echo linux-headers-6.9.1-x64v3-xanmod1 >"$work/known"
env_says 'sudo apt install linux-headers-6.9.1-x64v3-xanmod1$' '   and with them'
# shellcheck disable=SC2016  # for nobody to expand
system '6.9.1-$(reboot)' ID=debian
apt_lists
: >"$work/asked"
env_says 'custom kernel' 'a release of unusual letters'
is "$(cat "$work/asked")" '' '   nobody is asked for it'

# Gentoo's tree is its list.
system 6.6.58-gentoo ID=gentoo
tree=$r/var/db/repos/gentoo/sys-kernel/gentoo-sources
mkdir -p "$tree"
: >"$tree/gentoo-sources-6.6.59.ebuild"
env_hides 'gentoo-sources-6.6.58$' 'an ebuild that Gentoo has no more'
: >"$tree/gentoo-sources-6.6.58.ebuild"
env_says 'gentoo-sources-6.6.58$' '   and has'

# This system itself: no --root.
: >"$work/known"
run "$modwhy" --env
unlike "$out" "install .*headers-$(uname -r)" 'here, where nothing is known, nothing is named'

# --- programs ---------------------------------------------------------------------------
while read -r id program cure; do
	system 6.1.0 "ID=$id"
	out=$("$modwhy" --root "$r" --build - <<<"/bin/sh: 1: $program: not found")
	like "$(tr -s ' \n' ' ' <<<"$out")" " do (\\$ )?$cure " "$program on $id"
done <<'EOT'
debian pahole sudo apt install pahole
fedora pahole sudo dnf install dwarves
arch pahole sudo pacman -S pahole
opensuse pahole sudo zypper install dwarves
debian gcc-14 sudo apt install gcc-14
fedora gcc-14 sudo dnf install gcc
debian xz sudo apt install xz-utils
arch xz sudo pacman -S xz
ubuntu objcopy sudo apt install binutils
fedora flex sudo dnf install flex
alpine bc doas apk add bc
void bison sudo xbps-install -S bison
gentoo pahole sudo emerge --ask dev-util/pahole
nixos make nix-shell -p gnumake
debian make sudo apt install make
fedora find sudo dnf install findutils
arch awk sudo pacman -S gawk
nixos sed nix-shell -p gnused
gentoo grep sudo emerge --ask sys-apps/grep
debian x;reboot Install the package that brings it.
plan9 flex Install the package that brings it.
EOT
system 6.1.0 ID=debian
apt_lists
echo dwarves >"$work/known"
out=$("$modwhy" --root "$r" --build - <<<'/bin/sh: 1: pahole: not found')
like "$out" 'apt install dwarves$' 'pahole, where it is in dwarves'
out=$("$modwhy" --root "$r" --build - <<<'/bin/sh: 1: gcc-14: not found')
unlike "$out" 'install gcc-14' 'a compiler that apt does not know'
like "$out" 'apt here knows no package' '   that is said'
done_testing
