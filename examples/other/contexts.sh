#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# contexts.sh - which calls does the kernel accept in which context?
#
# usage: contexts.sh CALL...
#
# For broken/contexts.ko, which makes the calls, on a kernel that complains about
# wrong ones (CONFIG_DEBUG_ATOMIC_SLEEP, lockdep). Prints a line for each CALL.
# That warning comes once a second at most, so a second passes after each.

try=/sys/module/contexts/parameters/try

# verdict CALL CONTEXT - make it, and look what the kernel's log says of it.
verdict()
{
	dmesg -c >/dev/null
	echo "$1 $2" >$try || exit
	if dmesg -c | grep -qE 'BUG: |WARNING: '; then
		printf '%-9s ' no
		sleep 1.1
	else
		printf '%-9s ' yes
	fi
}

contexts='process spinlock softirq hardirq'
# shellcheck disable=SC2086  # words
printf '%-20s %-9s %-9s %-9s %s\n' 'call' $contexts
for call; do
	printf '%-20s ' "$call"
	for context in $contexts; do
		verdict "$call" "$context"
	done
	echo
done
