# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# tests/host/containers.sh - what the tests with podman share, after lib.sh: what this
# machine may not allow, which is set here and not in what is tested, and an image of
# Debian that debootstrap makes. That is kept in podman's store.

export LAB_CONTAINER_BASE=localhost/lkmpg-base

# no_podman - true where it cannot be tried
no_podman()
{
	! command -v podman >/dev/null || ! command -v debootstrap >/dev/null || [ "$(id -u)" -ne 0 ]
}

# containers_here - set podman up, and make the image; false if that fails, see $work/log
containers_here()
{
	local site
	cat >"$work/containers.conf" <<-'EOT'
		[engine]
		runtime = "runc"
		cgroup_manager = "cgroupfs"
		[containers]
		default_ulimits = ["nofile=1024:1024", "nproc=8192:8192"]
	EOT
	export CONTAINERS_CONF=$work/containers.conf
	! podman image exists $LAB_CONTAINER_BASE || return 0
	site=$(bash -c '. lab/lib.sh; mirror_of "$(host_suite)"')
	debootstrap --variant=minbase --include=ca-certificates,git,make bookworm "$work/base" "$site" >"$work/log" 2>&1 &&
		tar -C "$work/base" -c . | podman import - $LAB_CONTAINER_BASE >>"$work/log" 2>&1
}
