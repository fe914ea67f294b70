#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-deb.t - make modwhy-deb: a package that lintian has nothing against,
# whose program runs, with its man page and its completions.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples CHANGELOG.md LICENSE LICENSES README.md
. "$(dirname "$0")/lib.sh"

run tools/modwhy-deb
is "$status" 0 'it is built, and lintian is content' "$err"
deb=$(compgen -G 'build/modwhy_*.deb')
version=$(TZ=UTC git log -1 --date=format-local:%Y.%m.%d --format=%cd)
is "$(dpkg-deb -f "$deb" Version)" "$version" 'its version is the date of the last commit'
unlike "$(dpkg-deb -f "$deb" Depends)" 'lib[^c]' 'it needs libc alone'
dpkg-deb -x "$deb" "$work/root"
run "$work/root/usr/bin/modwhy" --version
is "$status:$out" "0:modwhy $version" 'modwhy --version, from the package'
run "$work/root/usr/bin/modwhy" --list
is "$status" 0 'modwhy --list' "$err"
run env MANWIDTH=80 man -l "$work/root/usr/share/man/man8/modwhy.8.gz"
like "$out" 'modwhy - say why' 'its man page can be read'
first=$(sha256sum <"$deb")
run tools/modwhy-deb
is "$(sha256sum <"$deb")" "$first" 'built again, it is the same to the byte'

# --- the completions ---------------------------------------------------------------
# complete WORD... - what bash offers for the last word
complete()
{
	# shellcheck disable=SC2016  # for the shell there
	bash -c '. /usr/share/bash-completion/bash_completion
		. "$0/usr/share/bash-completion/completions/modwhy"
		PATH="$0/usr/bin:$PATH" COMP_WORDS=(modwhy "$@") COMP_CWORD=$#
		COMP_LINE="modwhy $*" COMP_POINT=${#COMP_LINE}
		_modwhy modwhy "${!#}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
		printf "%s\n" "${COMPREPLY[@]}"' "$work/root" "$@"
}
options=$("$work/root/usr/bin/modwhy" --help | grep -oE -e '--[a-z]+' | sort -u)
is "$(complete -- | sort -u)" "$options" 'bash offers the options that there are'
: >"$work/a.ko"
: >"$work/a.txt"
is "$(cd "$work" && complete a)" 'a.ko' '   and modules'
is "$(complete --rmmod '' | sort)" "$(cut -d' ' -f1 /proc/modules | sort)" '   and what is loaded, after --rmmod'
for shell in zsh/vendor-completions/_modwhy fish/vendor_completions.d/modwhy.fish; do
	file=$work/root/usr/share/$shell
	offered=$(grep -oE -e '--[a-z]+|-l [a-z]+' "$file" | sed 's/^-l /--/' | sort -u)
	is "$(grep -xF -e "$options" <<<"$offered")" "$options" "${shell%%/*} has them all, too"
done

# --- make install --------------------------------------------------------------------
run make -s install-modwhy DESTDIR="$work/dest" PREFIX=/opt
is "$(cd "$work/dest" && find . -type f | sort | tr '\n' ' ')" \
	'./opt/bin/modwhy ./opt/share/bash-completion/completions/modwhy ./opt/share/fish/vendor_completions.d/modwhy.fish ./opt/share/man/man8/modwhy.8 ./opt/share/zsh/site-functions/_modwhy ' \
	'make install-modwhy puts the same files'
done_testing
