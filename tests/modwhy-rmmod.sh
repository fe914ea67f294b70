# SPDX-License-Identifier: GPL-2.0
# modwhy-rmmod: why a module cannot be removed: modwhy names the module, the
# process or the mount that holds it, and tells apart what is stuck.
# NEEDS: /sys/module/9p/initstate
# TURNS: what goes on beside sleeps
. /lkmpg/tests/lib.sh

bad=$lab_build/modwhy

# held CODE EVIDENCE NAME - rmmod fails, and modwhy says why, in both ways.
held()
{
	for _way in '-- rmmod' --rmmod; do
		# shellcheck disable=SC2086
		_o=$(modwhy $_way "$3" 2>/dev/null)
		is $? 1 "$1: modwhy $_way $3: status 1"
		is "$(printf '%s\n' "$_o" | head -n 1)" "$1" "   $1"
		like "$(echo $_o)" "$2" "   evidence: $2"
	done
}

held not-loaded 'has no hello_1' hello_1
held not-a-module 'keyboard' keyboard
_o=$(modwhy --rmmod hello-1)
is $? 1 'a name with - is taken for the one with _'

insmod ./vinput.ko && insmod ./vkbd.ko
held used-by-module 'vinput is used by vkbd' vinput
rmmod vkbd
_o=$(modwhy --rmmod vinput)
is $? 0 'nobody holds it any more: status 0'
rmmod vinput

# A process with the device open; its name is the module's.
insmod ./chardev.ko
exec 8</dev/chardev
held used-by-process '/dev/chardev open; its number [0-9]+ is that of chardev in /proc/devices' chardev
exec 8<&-
ok 'closed, it goes' rmmod chardev

# A device whose name is another than the module's: it is in the file.
insmod ./chardev2.ko
exec 8</dev/char_dev
held used-by-process "/dev/char_dev open; .*" chardev2
exec 8<&-
ok 'closed, it goes' rmmod chardev2

# One that sleeps inside of the module shows it on its stack.
insmod ./sleep.ko
exec 8</proc/sleep
sh -c 'exec 9</proc/sleep' 8<&- &
waiter=$!
wait_for 5 grep -q 'sleep\]' /proc/$waiter/stack
_o=$(modwhy --rmmod sleep)
like "$(echo $_o)" "/proc/$waiter/stack: .*\[sleep\]" 'a process that waits in the module'
exec 8<&-
wait
ok 'when it has come out, the module goes' rmmod sleep

# A file system: the one that brings the repository here.
_o=$(modwhy --rmmod 9p)
is "$(printf '%s\n' "$_o" | head -n 1)" used-by-mount 'used-by-mount'
like "$_o" '/proc/mounts: /lkmpg is of type 9p' '   with the directory'

# One that nobody can see.
insmod $bad/keeps-itself.ko
held used 'is used 1 times' keeps_itself
echo 1 >/sys/module/keeps_itself/parameters/let_go
ok 'when it lets go, it goes' rmmod keeps_itself

# Init and exit that do not come to an end.
insmod $bad/init-returns.ko ms=600000 quiet=1 &
wait_for 2 grep -q '^init_returns .* Loading' /proc/modules
held half-loaded 'is Loading' init_returns
echo 1 >/sys/module/init_returns/parameters/go
wait
ok 'when init has ended, it goes' rmmod init_returns
insmod $bad/exit-waits.ko ms=600000
rmmod exit_waits &
wait_for 2 grep -q '^exit_waits .* Unloading' /proc/modules
_o=$(modwhy --rmmod exit_waits)
is "$?$(printf '%s\n' "$_o" | head -n 1)" 1exit-stuck 'exit-stuck: while exit runs'
echo 1 >/sys/module/exit_waits/parameters/go
wait
ok 'it is gone' test ! -d /sys/module/exit_waits

_o=$(as_reader modwhy -- rmmod hello_1 2>&1)
insmod ./hello-1.ko
_o=$(as_reader modwhy -- rmmod hello_1 2>&1)
is "$(printf '%s\n' "$_o" | grep -m1 '^not-')" not-root 'not-root: a user removes nothing'
rmmod hello_1
done_testing
