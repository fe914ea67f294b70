#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# newcomer.t - a fresh Debian, and an ordinary user there who follows the README: one who
# may use sudo, one who may not, and one on a system without sudo, where root does what
# the error says. The first one's kernel is fetched, as everyone's is.
#
# `make check-container` runs it, which has podman and debootstrap installed; it is skipped
# by make check, since it fetches packages each time and takes minutes.
# DEPENDS: examples modwhy tests sessions live README.md lab tools lib Makefile
. "$(dirname "$0")/lib.sh"
. tests/host/containers.sh

[ -n "${LAB_CONTAINER_TESTS:-}" ] || skip_all 'it fetches packages each time: make check-container'
no_podman && skip_all 'it takes root, podman and debootstrap: lab/setup container'
containers_here || { echo "Bail out! there is no image of Debian: $(tail "$work/log")"; exit 1; }
trap 'podman rm -f -t 0 "lkmpg-one-$$" "lkmpg-two-$$" >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
copy_tree "$work/lkmpg"

# The first command of the README.
typed=$(awk '/^```$/ { if (inside) exit; inside = 1; next } inside' README.md)
like "$typed" '^make [a-z]+$' "what the README has one type: $typed"

# system NAME USER... - a fresh one, with these users, each with a clone
system()
{
	local name=$1-$$ user
	shift
	podman run -d --name "lkmpg-$name" -v "$work/lkmpg:/src:ro" $LAB_CONTAINER_BASE sleep infinity >"$work/log" 2>&1 || return
	for user; do
		podman exec "lkmpg-$name" sh -ec "useradd -m -s /bin/bash $user; cp -r /src /home/$user/lkmpg; chown -R $user: /home/$user" || return
	done
}

# as NAME USER COMMAND... - the run of it by that user, in the clone
as()
{
	local name=$1-$$ user=$2
	shift 2
	run podman exec --user "$user" --workdir "/home/$user/lkmpg" --env "HOME=/home/$user" "lkmpg-$name" "$@"
}

# works NAME USER DESCRIPTION - what the README has one type does what it says
works()
{
	as "$1" "$2" bash -c "$typed"
	is "$status" 0 "$3: $typed" "$err"
	like "$out" 'Hello world' '   a module is loaded'
	like "$out" ' 0 failed' '   none failed'
	is "$(podman exec "lkmpg-$1-$$" find "/home/$2" ! -user "$2")" '' '   nothing in the clone or the cache belongs to root'
}

system one with guest && podman exec "lkmpg-one-$$" sh -ec 'apt-get -q update
	apt-get -q -y --no-install-recommends install sudo
	echo "with ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/with' >"$work/log" 2>&1
is $? 0 'a fresh Debian, with sudo' "$(tail "$work/log")"
as one guest bash -c "$typed"
unlike "$status" '^0$' 'a user who may not use it: it fails'
like "$err" 'The lab needs packages that are not installed yet' '   says what is missing'
like "$err" 'by hand: apt-get update && apt-get install --no-install-recommends .*qemu-system-x86' '   and how root installs it'
works one with 'a user with sudo'
like "$err" 'The lab needs packages that are not installed yet' '   was told what is installed'

system two without
is $? 0 'another one, without sudo' "$(tail "$work/log")"
as two without bash -c "$typed"
unlike "$status" '^0$' 'a user without sudo: it fails'
like "$err" '^error: you are not root, and there is no sudo$' '   says why'
command=$(sed -n 's/^ *as root, run: //p' <<<"$err")
like "$command" '^apt-get update && apt-get install --no-install-recommends ' '   and what root has to do'
run podman exec "lkmpg-two-$$" sh -ec "yes | sh -c '$command'"
is "$status" 0 '   which root does' "$(tail "$work/err")"

# What the first one has fetched.
podman exec "lkmpg-one-$$" tar -C /home/with -c .cache/lkmpg/kernels .cache/lkmpg/roots |
	podman exec -i --user without "lkmpg-two-$$" tar -C /home/without -x
works two without 'the user without sudo, then'
done_testing
