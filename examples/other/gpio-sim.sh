#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# gpio-sim.sh - a simulated GPIO chip with buttons to press, for intrpt and
# bottomhalf (with chip=lab) on a machine that has no real ones.
#
# usage: gpio-sim.sh up		make the chip "lab" with 8 lines
#	 gpio-sim.sh press N	press and release the button on line N
#	 gpio-sim.sh show	the level of each line
#	 gpio-sim.sh down	remove the chip
#
# Needs root and a kernel with CONFIG_GPIO_SIM (5.17 or newer); see
# Documentation/admin-guide/gpio/gpio-sim.rst. Exit status: 0, or 1 with a
# message.

config=/sys/kernel/config/gpio-sim
chip=$config/lab

fail() { echo "gpio-sim.sh: $*" >&2; exit 1; }

# Set dir to the directory of line N of the running chip.
find_line()
{
	[ -e $chip/dev_name ] || fail "there is no chip yet; run: $0 up"
	read -r name <$chip/dev_name
	for dir in /sys/devices/platform/"$name"/gpiochip*/sim_gpio"$1"; do
		[ ! -d "$dir" ] || return 0
	done
	fail "the chip has no line $1"
}

case ${1:-} in
up)
	modprobe -q gpio-sim 2>/dev/null
	[ -d $config ] || fail "this kernel has no gpio-sim (CONFIG_GPIO_SIM), or configfs is not mounted"
	mkdir $chip $chip/bank || exit 1
	echo 8 >$chip/bank/num_lines && echo lab >$chip/bank/label && echo 1 >$chip/live || exit 1
	;;
press)
	find_line "${2:?which line? usage: $0 press N}"
	echo pull-up >"$dir/pull" && sleep 0.05 && echo pull-down >"$dir/pull" || exit 1
	sleep 0.05	# a person is not faster, and the handler runs meanwhile
	;;
show)
	for n in 0 1 2 3 4 5 6 7; do
		find_line $n
		read -r value <"$dir/value"
		echo "line $n: $value"
	done
	;;
down)
	[ -d $chip ] || fail "there is no chip"
	echo 0 >$chip/live && rmdir $chip/bank $chip || exit 1
	;;
*)
	sed -n 's/^# \{0,1\}//; /^usage/,/^$/p' "$0" >&2
	exit 1
	;;
esac
