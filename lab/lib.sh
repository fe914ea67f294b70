# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# lab/lib.sh - what every script of the lab shares: messages, places, locks,
# and the list of kernels. Sourced by bash; changes no directory.

set -u
umask 022
export LC_ALL=C.UTF-8
PATH=$PATH:/usr/sbin:/sbin	# depmod, modprobe: not on every user's PATH

# shellcheck disable=SC2034  # the places below are for those who source this
top=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/lkmpg
mirrors=("Dir::Etc::sourceparts=-" "Acquire::Languages=none" "APT::Sandbox::User=root"
	 "Dir::Cache::srcpkgcache=" "Acquire::Retries=3")

# --- messages: on stderr, coloured on a terminal unless NO_COLOR is set ------

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
	c_red=$'\e[31m' c_dim=$'\e[2m' c_bold=$'\e[1m' c_off=$'\e[0m'
else
	c_red='' c_dim='' c_bold='' c_off=''
fi

# say TEXT - one line about what is going on.
say() { printf '%s\n' "$c_dim$*$c_off" >&2; }

# warn TEXT - something the reader should know, but that stops nothing.
warn() { printf '%s\n' "${c_bold}note:$c_off $*" >&2; }

# die TEXT... - say what is wrong and what to do (one line each), exit 1.
die()
{
	printf '%s\n' "${c_red}error:$c_off $1" >&2
	shift
	[ $# -eq 0 ] || printf '       %s\n' "$@" >&2
	exit 1
}

# --- patience --------------------------------------------------------------------

# A limit is there to notice what hangs, never to say that something is slow: on a busy
# machine everything takes many times as long. So limits are written down as what is
# ample on a quiet one, and each is multiplied by this. What measures is lab/bench.
patience=${LAB_PATIENCE:-5}
case $patience in
''|*[!0-9]*|0)	die "LAB_PATIENCE is '$patience'" "it is the number that limits are multiplied by: 5 by default" ;;
esac
export LAB_PATIENCE=$patience	# for the tests

# --- the cache: complete entries or none --------------------------------------

# with_lock NAME COMMAND... - run COMMAND while holding the cache's lock NAME,
# so that two runs side by side never make the same thing twice.
with_lock()
{
	local name=$1 lock_fd lock_holder status
	shift
	mkdir -p "$cache/locks" ||
		die "cannot write to the cache $cache" \
		    "free some space, or point XDG_CACHE_HOME at another disk"
	take_lock "$cache/locks/$name"
	"$@"
	status=$?
	drop_lock
	return $status
}

# take_lock FILE - wait for the lock; it is held until drop_lock, or until this shell
# ends, however it ends. A process of its own holds it and is killed with its parent: a
# descriptor of ours would be inherited by all that we start, and what survives us
# would hold the lock on. And bash, while it waits for a program, hears no signal; in
# read it does. Sets lock_fd and lock_holder.
#
# What sleeps is told to die with flock before it says that the lock is held: drop_lock may
# come at once, and a sleep that nobody kills would keep our caller's pipes open forever.
take_lock()
{
	: >>"$1" || die "cannot write $1"
	exec {lock_fd}< <(exec setpriv --pdeathsig KILL flock --close "$1" \
		setpriv --pdeathsig KILL sh -c 'echo held; exec sleep infinity >/dev/null 2>&1')
	lock_holder=$!
	if ! read -r -t 0.5 -u "$lock_fd" _; then
		say "waiting for another run to finish its work on ${1##*/}"
		read -r -u "$lock_fd" _ || die "cannot lock $1"
	fi
}

drop_lock()
{
	exec {lock_fd}<&-
	kill -KILL "$lock_holder"
	wait "$lock_holder"
} 2>/dev/null

# scratch VAR - put the name of a new directory below the cache into VAR. It
# is removed when the script ends, however it ends; what shall stay is moved
# out of it with a single rename.
scratch()
{
	local old
	mkdir -p "$cache/tmp"
	# What a script left that had no time to clean up: kill -9, a power cut.
	find "$cache/tmp" -mindepth 1 -maxdepth 1 -mmin +60 | while IFS= read -r old; do
		old=${old##*/}
		[ -e "/proc/${old%%.*}" ] || rm -rf "${cache:?}/tmp/$old"
	done
	printf -v "$1" '%s' "$(mktemp -d "$cache/tmp/$$.XXXXXX")"
	[ -d "${!1}" ] || die "cannot make a directory below $cache/tmp" \
		"is the disk full? 'df -h $cache' tells"
	at_exit "rm -rf '${!1}'"
}

# at_exit COMMAND - run COMMAND when the script ends; the newest first.
at_exit_list=''
at_exit()
{
	if [ -z "$at_exit_list" ]; then
		# Once begun, nothing interrupts it: not a second Ctrl-C, not the
		# SIGHUP that follows when the terminal's first process is gone.
		trap 'trap "" INT TERM HUP; eval "$at_exit_list"' EXIT
		trap 'exit 130' INT
		trap 'exit 143' TERM
		trap 'exit 129' HUP
	fi
	at_exit_list="$1; $at_exit_list"
}

# key_of [FILE...] - sixteen hex digits that stand for standard input and the
# content of the files: what names a cache entry.
# shellcheck disable=SC2120
key_of() { { cat -; [ $# -eq 0 ] || cat -- "$@"; } | sha256sum | cut -c1-16; }

# --- Debian packages, from the mirrors that this machine's apt already uses ----

# The suite this machine runs (bookworm, trixie, ...).
host_suite()
{
	# shellcheck disable=SC1091
	(. /etc/os-release && printf '%s\n' "${VERSION_CODENAME:-}")
}

# Debian's name of this machine's architecture.
host_arch() { dpkg --print-architecture; }

# cross_prefix [ARCH] - what the names of the cross compiler for this architecture begin
# with (default: that of use_kernel's kernel).
cross_prefix()
{
	case ${1:-$k_arch} in
	arm64)	echo aarch64-linux-gnu- ;;
	esac
}

# kbuild_arch [ARCH] - kbuild's name of Debian's architecture, likewise.
kbuild_arch()
{
	case ${1:-$k_arch} in
	amd64)	echo x86_64 ;;
	*)	echo "${1:-$k_arch}" ;;
	esac
}

# apt_world SUITE ARCH [SOURCE] - set the array apt_opts so that apt sees SUITE (or
# several, joined by commas) for ARCH, and nothing of this system: own lists,
# own cache, no package installed. Fetches the lists when there are none. With
# SOURCE=src: source packages too, and without what only the security archive
# has.
apt_world()
{
	local suite=$1 arch=$2 src=${3:-} dir site sec='' s o
	dir=$cache/apt/${suite//,/+}-$arch${src:+-$src}
	apt_opts=()
	for o in "${mirrors[@]}" "Dir::Etc::sourcelist=$dir/sources.list" \
		 "Dir::State::lists=$dir/lists" "Dir::State::status=$dir/status" \
		 "Dir::Cache=$dir/cache" "APT::Architecture=$arch" \
		 "APT::Architectures::=$arch" "Dir::State::extended_states=$dir/auto"; do
		apt_opts+=(-o "$o")
	done
	[ ! -e "$dir/ready" ] || return 0

	site=$(mirror_of "$(host_suite)")
	[ -n "$src" ] || sec=$(mirror_of "$(host_suite)-security")
	[ -n "$site" ] || die "apt on this machine names no mirror for $(host_suite)" \
		"'apt-get indextargets' should list one; repair /etc/apt/sources.list"
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" || return 1
	: >"$dir/status"
	for s in ${suite//,/ }; do
		printf 'deb [arch=%s] %s %s main\n' "$arch" "$site" "$s"
		[ -z "$src" ] || printf 'deb-src %s %s main\n' "$site" "$s"
		case $s in
		bullseye|bookworm|trixie)
			[ -z "$sec" ] ||
			printf 'deb [arch=%s] %s %s-security main\n' "$arch" "$sec" "$s" ;;
		esac
	done >"$dir/sources.list"
	say "reading Debian's package list: $suite, $arch"
	if ! apt-get "${apt_opts[@]}" -qq update >"$dir/log" 2>&1; then
		sed 's/^/  /' "$dir/log" >&2
		die "could not read the package list of Debian $suite" \
		    "is there a network? once the cache is warm, none is needed"
	fi
	touch "$dir/ready"
}

# mirror_of SUITE - where this machine's apt gets SUITE from.
mirror_of()
{
	# shellcheck disable=SC2016  # apt's own variables
	apt-get indextargets --format '$(SITE) $(CODENAME)' 2>/dev/null |
		awk -v s="$1" '$2 == s { print $1; exit }'
}

# apt_fetch DIR PACKAGE... - download the packages (apt checks signatures and
# sums) into DIR. Shows apt's progress on a terminal.
apt_fetch()
{
	local dir=$1 quiet=-qq log
	shift
	log=$dir/apt.log
	if [ -t 2 ]; then
		(cd "$dir" && apt-get "${apt_opts[@]}" download "$@" >&2)
	else
		(cd "$dir" && apt-get "${apt_opts[@]}" $quiet download "$@" >"$log" 2>&1) || {
			sed 's/^/  /' "$log" >&2
			return 1
		}
	fi
}

# --- kernels that are compiled here ---------------------------------------------

# progress LOG PROGRAM... - run the program, which ends with us; say from time to time how many
# files it has compiled.
progress()
{
	local log=$1 pid seconds=0
	shift
	setpriv --pdeathsig TERM "$@" >"$log" 2>&1 &
	pid=$!
	at_exit "kill $pid 2>/dev/null"
	while kill -0 "$pid" 2>/dev/null; do
		sleep 1
		seconds=$((seconds + 1))
		[ $((seconds % 30)) -ne 0 ] ||
			say "  $((seconds / 60)) min $((seconds % 60)) s: $(grep -c '^  CC ' "$log") files compiled"
	done
	wait "$pid"
}

# check_config NAME CONFIG FRAGMENT... - a line that kconfig dropped without a word
# is a test that cannot fail: name it, unless lab/config/not-taken says why.
check_config()
{
	local name=$1 config=$2 line pattern symbol known
	shift 2
	cat "$@" | awk '
		match($0, /CONFIG_[A-Za-z0-9_]+/) {
			name = substr($0, RSTART, RLENGTH)
			wanted[name] = /is not set/ || /=n$/ ? "" : $0	# the last one counts
		}
		END { for (name in wanted) if (wanted[name] != "") print wanted[name] }' |
	while IFS= read -r line; do
		! grep -qxF -e "$line" "$config" || continue
		known=''
		while read -r pattern symbol _; do
			# shellcheck disable=SC2053  # a pattern it is
			[[ $symbol != "${line%%=*}" || $name != $pattern ]] || known=1
		done <"$top/lab/config/not-taken"
		[ -n "$known" ] || printf '%s\n' "$line"
	done | sort >"${config%/*}/dropped"
	[ ! -s "${config%/*}/dropped" ] || warn "this kernel does not take: $(tr '\n' ' ' <"${config%/*}/dropped")"
}

# --- the list of kernels --------------------------------------------------------

# kernel_line NAME - NAME's line of lab/kernels.list, or an error that names
# the kernels there are.
kernel_line()
{
	local line
	line=$(kernel_rows | awk -v n="$1" '$1 == n')
	[ -n "$line" ] || die "there is no kernel '$1' in lab/kernels.list" \
		"choose one of: $(kernel_names | tr '\n' ' ')"
	printf '%s\n' "$line"
}

kernel_names() { kernel_rows | awk '{ print $1 }'; }

# kernel_rows - the list without its comments: name, arch, suite, package, roles,
# tests, fragments. (lib/kernels.py reads it for Python, and checks it.)
kernel_rows() { awk 'NF && $1 !~ /^#/' "$top/lab/kernels.list"; }

# kernel_with ROLE - the kernel that has this role.
kernel_with()
{
	local name
	name=$(kernel_rows | awk -v r="$1" '{ n = split($5, role, ",")
		for (i = 1; i <= n; i++) if (role[i] == r) { print $1; exit } }')
	[ -n "$name" ] || die "no kernel of lab/kernels.list has the role '$1'" \
		"give it to one: the column is explained at the head of the list"
	printf '%s\n' "$name"
}

# kernel_tests NAME - the examples that the list has tested there.
kernel_tests()
{
	local tests
	read -r _ _ _ _ _ tests _ < <(kernel_line "$1")
	case $tests in
	all)	"$top/lab/examples" ;;
	*)	printf '%s\n' "${tests//,/$'\n'}" ;;
	esac
}

# fragments_key NAME - what stands for the configuration of a kernel that the
# lab compiles.
fragments_key()
{
	local -a f
	read -ra f < <(kernel_line "$1")
	f=("${f[@]:6}")
	f=("${f[@]/#/$top/lab/config/}")
	key_of "${f[@]/%/.config}" </dev/null
}

# default_kernel - the stock kernel of the Debian that this machine runs, where
# the list has it.
default_kernel()
{
	local name
	name=$(kernel_rows | awk -v suite="$(host_suite)" -v arch="$(host_arch)" \
		'$2 == arch && $3 == suite && $4 == "linux-image-" arch { print $1; exit }')
	if [ -n "$name" ]; then
		printf '%s\n' "$name"
	else
		kernel_with default
	fi
}

# longest_first FILE... - the tests, those first that may take long: at the end no
# processor waits for another.
longest_first()
{
	[ $# -gt 0 ] || return 0
	awk '	FNR == 1 { order[++n] = FILENAME; limit[n] = FILENAME ~ /\.t$/ ? 999 : 60 }
		/^# LIMIT: / { limit[n] = $3 }
		END { for (i = 1; i <= n; i++) print limit[i] "\t" order[i] }' "$@" |
		sort -s -k 1,1nr | cut -f 2
}

# outer_kernels - the oldest and the newest of the stock kernels.
outer_kernels()
{
	kernel_rows | awk '$2 == "amd64" && $4 == "linux-image-amd64" { print $1 }' |
		sort -V | sed -n '1p;$p'
}

# use_kernel NAME - make sure that the kernel is in the cache, and set
#   k_name k_arch	its name in the list, Debian's name of its architecture
#   k_dir		where it is unpacked
#   k_release		what uname -r says there
#   k_version		Debian's version of the package
#   k_image k_config	the bootable image, and what it was configured with
#   k_build		the tree that modules build against
#   k_cc		the compiler that made the kernel
#   k_slow		how many times slower it is (may be unset)
#   k_fragments	what the lab compiled it from (unset: a stock kernel)
use_kernel()
{
	k_name=$1
	if [ ! -e "$cache/kernels/$k_name/kernel.env" ]; then
		"$top/lab/fetch" "$k_name" || exit
	fi
	unset k_slow k_append k_fragments
	# shellcheck disable=SC1090
	. "$cache/kernels/$k_name/kernel.env"
	if [ -n "${k_fragments:-}" ] && [ "$k_fragments" != "$(fragments_key "$k_name")" ]; then
		"$top/lab/fetch" "$k_name" || exit	# its configuration was edited
		# shellcheck disable=SC1090
		. "$cache/kernels/$k_name/kernel.env"
	fi
	k_dir=$(readlink -f "$cache/kernels/$k_name")
	k_image=$k_dir/$k_image k_config=$k_dir/$k_config
	k_build=$k_dir/$k_build
}
