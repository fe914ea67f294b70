# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
# tests/modwhy/why.sh - what the tests of modwhy have in common, besides
# tests/lib.sh, which they source first.

bad=$lab_build/modwhy		# the modules of this directory
tmp=$TEST_TMP
release=$(uname -r)

# A program that is read through the 9p mount takes long to start.
mkdir -p $tmp/bin
cp $lab_build/bin/modwhy $tmp/bin/
PATH=$tmp/bin:$PATH

# As on a machine with headers; they say what the kernel exports.
mkdir -p /lib/modules/$release/build
cp $lab_build/Module.symvers /lib/modules/$release/build/

# why CODE EVIDENCE COMMAND... - modwhy runs it; the first finding has this code,
# and what is printed matches the evidence.
why()
{
	_c=$1 _v=$2
	shift 2
	_o=$(modwhy -- "$@" 2>&1)
	_s=$?
	like "$(printf '%s\n' "$_o" | grep -vE '^(insmod|modprobe|rmmod|finit): ' | head -n 1)" "^$_c( \(a note\))?$" \
		"$_c: $(echo "$*" | sed "s#$lab_build##g; s#$tmp/##g")" || printf '%s\n' "$_o" | sed 's/^/#   /'
	# As one line: evidence is wrapped for the terminal.
	like "$(echo $_o)" "$_v" "   evidence: $_v"
	case $_c in
	unsigned|out-of-tree|no-newline)	is $_s 0 '   status 0' ;;
	*)	is $_s 1 '   status 1' ;;
	esac
}

# foreseen CODE FILE [PARAMETER...] - modwhy says so before the file is loaded.
foreseen()
{
	_c=$1
	shift
	_o=$(modwhy --log /dev/null "$@" 2>&1)
	like "$_o" "^$_c\$" "$_c is foreseen: $(basename "$1") $2"
}
