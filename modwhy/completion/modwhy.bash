# SPDX-License-Identifier: GPL-2.0
# bash completion for modwhy                               -*- shell-script -*-

_modwhy()
{
	local cur prev words cword split i
	_init_completion -s || return

	# Behind "--" stands a command, with completions of its own.
	for ((i = 1; i < cword; i++)); do
		if [[ ${words[i]} == -- ]]; then
			_command_offset $((i + 1))
			return
		fi
	done
	case $prev in
	--rmmod)
		COMPREPLY=($(compgen -W "$(cut -d' ' -f1 /proc/modules 2>/dev/null)" -- "$cur"))
		return ;;
	--probe)
		_filedir '@(ko|ko.gz|ko.xz|ko.zst)'
		return ;;
	--build|-l|--log|-s|--symvers)
		_filedir
		return ;;
	-r|--root)
		_filedir -d
		return ;;
	esac
	$split && return
	if [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W '$(_parse_help "$1")' -- "$cur"))
		[[ ${COMPREPLY-} == *= ]] && compopt -o nospace
		return
	fi
	_filedir '@(ko|ko.gz|ko.xz|ko.zst)'
} &&
complete -F _modwhy modwhy
