#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# container.t - where this system is not Debian, the Makefile's commands run in a
# container of it; where it is, nothing changes. Without podman and docker one is told
# what to install. With podman, for real: os-release of Ubuntu, Fedora and Arch.
#
# The second half needs what `lab/setup container` installs, and root for debootstrap;
# without, it is skipped. The image that it starts from is kept in podman's store.
# LIMIT: 900
# shellcheck disable=SC2016  # what stands in single quotes is for other shells
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

# os_release LINE... - as if that were this system's
os_release() { printf '%s\n' "$@" >"$work/os-release"; }
export LAB_OS_RELEASE=$work/os-release
unset LAB_CONTAINER LAB_IN_CONTAINER

# --- is one wanted? ----------------------------------------------------------------
while IFS='|' read -r lines setting wanted; do
	IFS=';' read -ra line <<<"$lines"
	os_release "${line[@]}"
	run env ${setting:+LAB_CONTAINER="$setting"} lab/container --needed
	is "$out" "$wanted" "${lines%%;*}, LAB_CONTAINER=$setting: ${wanted:-no}"
done <<'TABLE'
ID=debian|
ID=debian|1|yes
ID=debian|podman|yes
ID=ubuntu;ID_LIKE=debian||yes
ID=ubuntu;ID_LIKE=debian|0|
ID=raspbian;ID_LIKE=debian||yes
ID=fedora||yes
ID=arch||yes
TABLE
os_release ID=fedora
run env LAB_IN_CONTAINER=1 lab/container --needed
is "$out" '' 'in the container itself: no'
run env LAB_CONTAINER=maybe lab/container --needed
like "$err" "^error: LAB_CONTAINER is 'maybe'" 'a word that means nothing is refused'
os_release ID=debian
run make -n run EX=hello-1
unlike "$out" 'container' 'on Debian nothing changes'
for target in run shell gdb check book html live; do
	os_release ID=fedora
	run make -p -n -q "$target"
	like "$out" "^$target: SHELL := lab/container\$" "on Fedora, make $target runs there"
done

# --- without an engine ----------------------------------------------------------------
bin=$work/bin
mkdir "$bin"
for program in bash sh env dirname readlink uname awk cat mkdir id stat sed cut sha256sum flock find mktemp rm grep; do
	ln -s "$(command -v "$program")" "$bin/"
done
while IFS='|' read -r lines command; do
	IFS=';' read -ra line <<<"$lines"
	os_release "${line[@]}" 'PRETTY_NAME="This one"'
	run env PATH="$bin" XDG_CACHE_HOME="$work/none" lab/container -c 'lab/run hello-1'
	is "$status" 1 "${line[0]} without podman and docker: status 1"
	like "$err" "^ +$command\$" "   $command"
	like "$err" '^error: the lab runs on Debian, and this is This one\.$' '   and why'
	is "$(grep -c '^error' <<<"$err")" 1 '   in one paragraph'
done <<'TABLE'
ID=ubuntu;ID_LIKE=debian|sudo apt install podman
ID=linuxmint;ID_LIKE="ubuntu debian"|sudo apt install podman
ID=fedora|sudo dnf install podman
ID="rocky";ID_LIKE="rhel centos fedora"|sudo dnf install podman
ID=arch|sudo pacman -S podman
ID=manjaro;ID_LIKE=arch|sudo pacman -S podman
ID="opensuse-tumbleweed";ID_LIKE="opensuse suse"|sudo zypper install podman
ID=alpine|doas apk add podman
ID=plan9|\(install the package podman\)
TABLE
# uname that says where it is
rm "$bin/uname"
printf '#!/bin/sh\n[ "$1" = -s ] && echo Linux || echo 5.15.167.4-microsoft-standard-WSL2\n' >"$bin/uname"
chmod +x "$bin/uname"
os_release ID=ubuntu ID_LIKE=debian
run env PATH="$bin" XDG_CACHE_HOME="$work/none" lab/container -c 'lab/run hello-1'
like "$err" 'wsl --install -d Debian' 'on WSL, the other way, too'
printf '#!/bin/sh\n[ "$1" = -s ] && echo Darwin || echo 24.1.0\n' >"$bin/uname"
: >"$work/os-release"
run env PATH="$bin" XDG_CACHE_HOME="$work/none" lab/container -c 'lab/run hello-1'
like "$err" 'this is macOS' 'macOS'
like "$err" 'brew install podman && podman machine init' '   has podman by brew'
run env PATH="$bin" LAB_CONTAINER=docker lab/container -c true
like "$err" '^error: LAB_CONTAINER is docker, which is not installed' 'one that was asked for and is not there'

# --- for real ------------------------------------------------------------------------
if ! command -v podman >/dev/null || ! command -v debootstrap >/dev/null || [ "$(id -u)" -ne 0 ]; then
	pass 'in a container # SKIP it takes root, podman and debootstrap: lab/setup container'
	done_testing
	exit
fi
# What this machine may not allow stands here, and not in what is tested.
cat >"$work/containers.conf" <<-'EOT'
	[engine]
	runtime = "runc"
	cgroup_manager = "cgroupfs"
	[containers]
	default_ulimits = ["nofile=1024:1024", "nproc=8192:8192"]
EOT
export CONTAINERS_CONF=$work/containers.conf LAB_CONTAINER_BASE=localhost/lkmpg-base
if ! podman image exists $LAB_CONTAINER_BASE; then
	site=$(bash -c '. lab/lib.sh; mirror_of "$(host_suite)"')
	debootstrap --variant=minbase --include=ca-certificates,git,make bookworm "$work/base" "$site" >"$work/log" 2>&1
	if ! tar -C "$work/base" -c . | podman import - $LAB_CONTAINER_BASE >>"$work/log" 2>&1; then
		fail 'an image of Debian' "$(tail "$work/log")"
		done_testing
		exit
	fi
fi
while IFS='|' read -r name lines; do
	IFS=';' read -ra line <<<"$lines"
	os_release "${line[@]}"
	run timeout 600 make run EX=hello-1 KERNEL="$kernel"
	is "$status" 0 "make run on $name" "$err
$out"
	like "$out" 'Hello world 1' '   loads the module'
	is "$(grep -c 'in a container of it, by podman' <<<"$err")" 1 '   and says in one line how'
done <<'TABLE'
Ubuntu|ID=ubuntu;ID_LIKE=debian
Fedora|ID=fedora
Arch|ID=arch
TABLE
run make run EX=nonexistent KERNEL="$kernel"
unlike "$status" '^0$' 'an exit status comes out'
run lab/container -c 'exit 7'
is "$status" 7 '   the very one'
run lab/container -c 'cat /etc/os-release'
like "$out" '^ID=debian$' 'it is Debian there'
run env SUDO_UID=1234 SUDO_GID=1234 lab/container -c 'id -u; touch build/owner'
is "$out" 1234 'sudo make: as the user who called'
rm -f build/owner
on_tty lab/container -c 'test -t 0 && test -t 1 && stty size' </dev/null
is "$status" 0 'a terminal is a terminal' "$out"
lab/container -c 'sleep 3000' 2>/dev/null &
pid=$!
wait_for 20 sh -c "podman ps --format '{{.Names}}' | grep -qx lkmpg-$pid"
kill -TERM $pid
wait $pid
is "$(podman ps -a --format '{{.Names}}' | grep -cx "lkmpg-$pid")" 0 'stopped from outside: no container is left behind'
odd="$work/an odd, \"name\":x"
mkdir -p "$odd"
cp -r lab Makefile "$odd/"
run "$odd/lab/container" -c 'pwd'
is "$out" "$odd" 'a path of unusual letters' "$err"
done_testing
