#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# container.t - where this system is not Debian, the Makefile's commands run in a
# container of it; where it is, nothing changes. Without podman and docker one is told
# what to install. With podman, for real: os-release of Ubuntu, Fedora and Arch; as root,
# through sudo, and as an ordinary user.
#
# The second half needs what `lab/setup container` installs, and root for debootstrap;
# without, it is skipped. `make check-container` has that installed.
# LIMIT: 1500
# shellcheck disable=SC2016  # what is in single quotes is for other shells
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"
. tests/host/containers.sh

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
rm "$bin/uname"
cat >"$bin/uname" <<'SH'
#!/bin/sh
case $1 in
-s)	echo "${system%% *}" ;;
-r)	echo "${system#* }" ;;
*)	echo "$system" ;;
esac
SH
chmod +x "$bin/uname"
while IFS='|' read -r lines command system others; do
	IFS=';' read -ra line <<<"$lines"
	os_release "${line[@]}" ${line[0]:+'PRETTY_NAME="This one"'}
	what="${line[0]:-${system%% *}}, ${system#* },"
	run env PATH="$bin" system="$system" XDG_CACHE_HOME="$work/none" lab/container -c 'lab/run hello-1'
	is "$status" 1 "$what without podman and docker: status 1"
	like "$err" "^ +$command\$" "   $command"
	if [ -n "${line[0]:-}" ]; then name='This one'; else name=macOS; fi
	like "$err" "^error: the lab runs on Debian, and this is $name\.\$" '   and why'
	is "$(grep -c '^error' <<<"$err")" 1 '   in one paragraph'
	is "$(grep -oE 'wsl --install -d Debian|not been tried on a Mac' <<<"$err")" "$others" "   ${others:-and of no other system}"
done <<'TABLE'
ID=ubuntu;ID_LIKE=debian|sudo apt install podman|Linux 6.8.0-50-generic|
ID=ubuntu;ID_LIKE=debian|sudo apt install podman|Linux 5.15.167.4-microsoft-standard-WSL2|wsl --install -d Debian
ID=linuxmint;ID_LIKE="ubuntu debian"|sudo apt install podman|Linux 6.8.0-50-generic|
ID=fedora|sudo dnf install podman|Linux 6.11.4-301.fc41.x86_64|
ID="rocky";ID_LIKE="rhel centos fedora"|sudo dnf install podman|Linux 5.14.0-503.el9.x86_64|
ID=arch|sudo pacman -S podman|Linux 6.12.1-arch1-1|
ID=manjaro;ID_LIKE=arch|sudo pacman -S podman|Linux 6.6.63-1-MANJARO|
ID="opensuse-tumbleweed";ID_LIKE="opensuse suse"|sudo zypper install podman|Linux 6.11.8-1-default|
ID=alpine|doas apk add podman|Linux 6.6.63-0-lts|
ID=plan9|\(install the package podman\)|Linux 6.1.0|
|brew install podman && podman machine init && podman machine start|Darwin 24.1.0|not been tried on a Mac
TABLE
os_release ID=ubuntu ID_LIKE=debian
run env PATH="$bin" system='Linux 6.1.0' LAB_CONTAINER=docker lab/container -c true
like "$err" '^error: LAB_CONTAINER is docker, which is not installed' 'one that was asked for and is not there'

# --- what is asked of an engine: of one that writes it down --------------------------------
mkdir "$work/fake"
cat >"$work/fake/podman" <<'SH'
#!/bin/sh
case $1 in
--version)	echo "$version" ;;
info)		echo "$security" ;;
run)		echo "${0##*/} $*" >"$work/asked" ;;
esac
SH
printf '#!/bin/sh\necho "$as"\n' >"$work/fake/id"
chmod +x "$work/fake"/*
ln -s podman "$work/fake/docker"
# What macOS lacks: its shasum does as well.
rm "$bin/flock" "$bin/sha256sum"
ln -s "$(command -v shasum)" "$bin/"
while IFS='|' read -r what engine version security as wanted unwanted; do
	rm -f "$work/asked"
	run env -u SUDO_UID PATH="$work/fake:$bin" LAB_CONTAINER="$engine" XDG_CACHE_HOME="$work/none" system='Linux 6.1.0' \
		version="$version" security="$security" as="$as" lab/container -c 'lab/run hello-1'
	is "$status" 0 "$what" "$err"
	asked=$(cat "$work/asked")
	like "$asked" "$wanted" '   as whom'
	unlike "$asked" "$unwanted" '   and not otherwise'
	like "$asked" '--security-opt label=disable ' '   SELinux lets it read'
	unlike "$asked" ':[zZ]( |$)|relabel' '   and no file gets another label'
	like "$asked" "--mount type=bind,\"source=$top\",\"target=$top\" .* localhost/lkmpg-run:[0-9a-f]{16} bash " '   the clone, in the image'
done <<'TABLE'
podman, of a user|podman|podman version 5.3.1||1234|^podman run .*--userns keep-id --user 1234:1234 |--user 0
podman, of root|podman|podman version 4.3.1||0|^podman run .*--user 0:0 |--userns
docker, of a user|docker|Docker version 20.10.24|[name=seccomp,profile=default name=cgroupns]|1234|^docker run .*--user 1234:1234 |--userns
docker, whose daemon is the user's|docker|Docker version 27.3.1|[name=seccomp,profile=builtin name=rootless name=cgroupns]|1234|^docker run .*--user 0:0 |--userns|--user 1234
docker, which is podman|docker|podman version 4.3.1||1234|^podman run .*--userns keep-id --user 1234:1234 |--user 0
TABLE

# --- for real ------------------------------------------------------------------------
if no_podman; then
	pass 'in a container # SKIP it takes root, podman and debootstrap: lab/setup container'
	done_testing
	exit
fi
if ! containers_here; then
	fail 'an image of Debian' "$(tail "$work/log")"
	done_testing
	exit
fi
while IFS='|' read -r name lines; do
	IFS=';' read -ra line <<<"$lines"
	os_release "${line[@]}"
	run make run EX=hello-1 KERNEL="$kernel"
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
run unshare --net make run EX=hello-1 KERNEL="$kernel"
is "$status" 0 'once the image is made, there need be no network' "$err"
on_tty lab/container -c 'test -t 0 && test -t 1 && stty size' </dev/null
is "$status" 0 'a terminal is a terminal' "$out"
# containers - ours that there are, also those that have ended
containers() { podman ps -a --format '{{.Names}}' | grep '^lkmpg-'; }
on_tty lab/container -c 'echo here; sleep 3000' <<-'EOT'
	expect here
	send \x03
EOT
is "$status" 130 'Ctrl-C ends it' "$out"
is "$(containers)" '' '   no container is left behind'
lab/container -c "lab/run -k $kernel hello-1" >"$work/one" 2>&1 &
pid=$!
run lab/container -c "lab/run -k $kernel hello-2"
wait $pid
is "$?:$status" 0:0 'two at the same time' "$(cat "$work/one")
$err"
lab/container -c 'sleep 3000' 2>/dev/null &
pid=$!
wait_for 20 sh -c "podman ps --format '{{.Names}}' | grep -qx lkmpg-$pid"
kill -TERM $pid
wait $pid
is "$(containers)" '' 'stopped from outside: no container is left behind'
odd="$work/an odd, \"name\":x"
mkdir -p "$odd"
cp -r lab Makefile "$odd/"
run "$odd/lab/container" -c 'pwd'
is "$out" "$odd" 'a path of unusual letters' "$err"

# --- an ordinary user, whom only those programs see that are started here ---------------
uid=64123 home=$work/home
mkdir -p "$work/etc" "$work/runtime" "$home/.cache"
for file in passwd group subuid subgid; do
	if ! cp "/etc/$file" "$work/etc/"; then
		pass "an ordinary user # SKIP this machine has no /etc/$file"
		done_testing
		exit
	fi
done
echo "reader:x:$uid:$uid::$home:/bin/bash" >>"$work/etc/passwd"
echo "reader:x:$uid:" >>"$work/etc/group"
echo "reader:1000000:65536" | tee -a "$work/etc/subuid" >>"$work/etc/subgid"
copy_tree "$home/lkmpg"
mkdir -p "$home/.cache/lkmpg/kernels"
cp -a "$real_cache/kernels/$(readlink "$real_cache/kernels/$kernel")" "$real_cache/kernels/$kernel" "$home/.cache/lkmpg/kernels/"
cp -a "$real_cache/roots" "$home/.cache/lkmpg/"
chown -R $uid:$uid "$home" "$work/runtime"
chmod 711 "$work"
chmod 700 "$home" "$work/runtime"
export home uid
# here COMMAND... - where there is this user
here()
{
	# shellcheck disable=SC2016  # for the shell there
	unshare --mount bash -ec 'for file in passwd group subuid subgid; do
			mount --bind "$work/etc/$file" "/etc/$file"
		done
		exec "$@"' bash env -u XDG_CACHE_HOME -C "$home/lkmpg" "$@"
}
# as_reader COMMAND... - by this user
as_reader()
{
	here setpriv --reuid=$uid --regid=$uid --init-groups \
		env HOME="$home" USER=reader LOGNAME=reader XDG_RUNTIME_DIR="$work/runtime" "$@"
}
export -f here as_reader
# foreign - what is in the clone and the cache and belongs to another
foreign() { find "$home/lkmpg" "$home/.cache/lkmpg" ! -user $uid; }

run here env HOME=/root SUDO_UID=$uid SUDO_GID=$uid make run EX=hello-1 KERNEL="$kernel"
is "$status" 0 'sudo make run' "$err"
like "$out" 'Hello world 1' '   loads the module'
[ -e "$home/lkmpg/build/$kernel/examples/hello-1.ko" ]
is $? 0 '   which it has built'
is "$(foreign)" '' '   nothing belongs to root afterwards'

# Where a user may not make a network, the host's will do: what is tried is not that.
[ -z "$(find -L /dev/net/tun ! -perm -006)" ] || sed -i '/^\[containers\]/a netns = "host"' "$CONTAINERS_CONF"
# The base is loaded; the image for the lab is built by that user.
podman save -o "$work/image" $LAB_CONTAINER_BASE 2>"$work/log"
is $? 0 'the base can be handed on' "$(tail "$work/log")"
chmod 644 "$work/image"
if ! as_reader podman load -i "$work/image" >"$work/log" 2>&1 ||
   ! as_reader podman run --rm $LAB_CONTAINER_BASE true >"$work/log" 2>&1; then
	pass "podman without root # SKIP this machine does not let it: $(tail -n 1 "$work/log" | tr -d '#')"
	done_testing
	exit
fi
rm -rf "$home/lkmpg/build"
run as_reader make run EX=hello-1 KERNEL="$kernel"
is "$status" 0 'make run, as an ordinary user' "$err"
like "$err" '^making an image of Debian ' '   makes the image'
like "$out" 'Hello world 1' '   loads the module'
is "$(foreign)" '' '   whose all of it is'
run as_reader lab/container -c 'id -u'
is "$out" $uid '   there, too'
unlike "$err" 'making an image' '   once'
on_tty bash -c 'as_reader lab/container -c "echo here; sleep 3000"' <<-'EOT'
	expect here
	send \x03
EOT
is "$status" 130 '   Ctrl-C ends it' "$out"
is "$(as_reader podman ps -a --format '{{.Names}}')" '' '   no container is left behind'
as_reader podman unshare rm -rf "$home/.local"
done_testing
