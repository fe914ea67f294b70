# SPDX-License-Identifier: GPL-2.0
# wdog: it bites when it is not kept alive, never before its time and once; it
# barks first, if told to; only a 'V' before the close stops it, and with
# nowayout nothing does; when its driver goes, no timer stays behind.
# MODULES: watchdog pretimeout_noop
# LIMIT: 120
. /lkmpg/tests/lib.sh

dog=/dev/watchdog0
s=/sys/class/watchdog/watchdog0
driver=/sys/bus/platform/drivers/wdog
GETSUPPORT=0x80285700 SETOPTIONS=0x80045704 KEEPALIVE=0x80045705 SETTIMEOUT=0xc0045706
GETTIMEOUT=0x80045707 SETPRETIMEOUT=0xc0045708 GETPRETIMEOUT=0x80045709 GETTIMELEFT=0x8004570a
now() { cut -d. -f1 /proc/uptime; }
# Which of our timers run, of all in the kernel.
timers() { grep -oE '<?wdog_(bark|bite)>?' /proc/timer_list | tr -d '<>' | sort | tr '\n' ' '; }
stop() { printf V >$dog; }
# The warnings go to the log: the debug kernels would panic.
bring() { load wdog "$@"; echo noop >$s/pretimeout_governor; }

modprobe -q pretimeout_noop
# Ten minutes, where it must not bite: even a slow machine is done by then.
bring timeout=600
is "$(cat $s/identity), $(cat $s/state)" 'LKMPG watchdog, inactive' 'the core knows it; it sleeps'
is "$(cat $s/timeout) $(cat $s/pretimeout) $(cat $s/timeleft) $(cat $s/nowayout)" '600 0 0 0' 'it is set, and does not run'
is "$(readlink -f $s/device)" /sys/devices/platform/wdog 'it belongs to our device'
is "$(timers)" '' 'no timer runs'

# Open is start. One program has it, by either name.
exec 3>$dog
is "$(cat $s/state), $(timers)" 'active, wdog_bite ' 'open starts it'
refused 'Device or resource busy' 'nobody else may open it' fop $dog w write:x
refused 'Device or resource busy' 'nor by its old name' fop /dev/watchdog w write:x
refused 'in use' 'its module stays' rmmod wdog
kept() { _l=$(cat $s/timeleft); printf x >&3; [ "$(cat $s/timeleft)" -gt "$_l" ]; }
ok 'time passes' wait_for 30 sh -c "[ \$(cat $s/timeleft) -lt 598 ]"
ok 'a write gives it all back' wait_for 30 kept
ok 'a close after V' sh -c 'printf V >&3'
exec 3>&-
is "$(cat $s/state), $(timers)" 'inactive, ' 'stops it'
log_lacks '^wdog: ' 'it has never bitten'

# What it can do, and what it refuses.
is "$(fop $dog w ioctl-int:$GETSUPPORT:0 ioctl-int:$GETTIMEOUT:0 ioctl-int:$SETTIMEOUT:600 ioctl:$KEEPALIVE:0 \
	ioctl-int:$SETPRETIMEOUT:599 ioctl-int:$GETPRETIMEOUT:0 ioctl-int:$SETTIMEOUT:599 ioctl-int:$GETPRETIMEOUT:9 write:V)" \
	"ioctl-int:$GETSUPPORT:0: 0 33664
ioctl-int:$GETTIMEOUT:0: 0 600
ioctl-int:$SETTIMEOUT:600: 0 600
ioctl:$KEEPALIVE:0: 0
ioctl-int:$SETPRETIMEOUT:599: 0 599
ioctl-int:$GETPRETIMEOUT:0: 0 599
ioctl-int:$SETTIMEOUT:599: 0 599
ioctl-int:$GETPRETIMEOUT:9: 0 0
write:V: 1" 'the timeout and the warning before it are set; one that no longer fits is off'
for timeout in 0 601 4294968 4294967295; do
	refused 'Invalid argument' "a timeout of $timeout" fop $dog w write:V ioctl-int:$SETTIMEOUT:$timeout
done
refused 'Invalid argument' 'a warning at the very start' fop $dog w write:V ioctl-int:$SETPRETIMEOUT:599
refused 'Inappropriate ioctl' 'an unknown command' fop $dog w write:V ioctl:0x5799:0
refused 'Bad address' 'a pointer to nowhere' fop $dog w write:V ioctl-bad:$GETTIMEOUT
refused 'Bad address' 'a text from nowhere' fop $dog w write:V bad-write:1
stop
refused 'Permission denied' 'a user may not' as_reader sh -c "echo >$dog"
is "$(cat $s/timeout) $(cat $s/state)" '599 inactive' 'none of these changed it'
like "$(fop $dog w ioctl-int:$GETTIMELEFT:0 write:V)" ': 0 5[0-9][0-9]$' 'the time that is left'

# It barks, and bites: two seconds after, three from the last sign of life on.
log_mark
start=$(now)
ok 'a warning after 1 second, the end after 3' fop $dog w ioctl-int:$SETTIMEOUT:3 ioctl-int:$SETPRETIMEOUT:2 write:x
is "$(cat $s/state)" active 'a close without V goes on'
log_has '^watchdog: watchdog0: watchdog did not stop!$'
ok 'it bites' wait_for 20 log_says '^wdog: not kept alive, this would be a restart$'
took=$(($(now) - start))
if [ $took -ge 2 ]; then pass 'not too early'; else fail 'not too early' "after $took seconds"; fi
is "$(log_since | grep -oE 'pretimeout event|not kept alive' | tr '\n' ' ')" 'pretimeout event not kept alive ' 'it barks first'
is "$(timers), $(cat $s/timeleft)" ', 0' 'it bites once'
fop $dog w ioctl-int:$SETTIMEOUT:600 ioctl-int:$SETPRETIMEOUT:2 write:xVx write:x >/dev/null
is "$(cat $s/state), $(timers)" 'active, wdog_bark wdog_bite ' 'a V that is not the last write does not count; it runs again'
fop $dog w ioctl-int:$SETPRETIMEOUT:0 write:x >/dev/null
is "$(timers)" 'wdog_bite ' 'without a warning, only one timer'
fop $dog w ioctl-int:$SETOPTIONS:1 >/dev/null
is "$(cat $s/state), $(timers)" 'inactive, ' 'a command stops it, too'

# The driver goes while it runs and its file is open.
exec 3>$dog
ok 'unbind' sh -c "echo wdog >$driver/unbind"
is "$(timers)" '' 'no timer is left'
refused 'No such device' 'the open file leads nowhere' sh -c 'printf x >&3'
ok 'its files are gone' test ! -e $dog -a ! -e /dev/watchdog -a ! -e $s
refused 'in use' 'but the file keeps the module' rmmod wdog
exec 3>&-
ok 'bind' sh -c "echo wdog >$driver/bind"
is "$(cat $s/timeout) $(cat $s/state)" '600 inactive' 'it begins again'

# The module goes while it runs: newer kernels do not let it.
fop $dog w write:x >/dev/null
case $(uname -r) in
5.10.*|6.1.*) stays='' ;;
*)	stays=1
	refused 'in use' 'while it runs, its module stays' rmmod wdog
	stop ;;
esac
unload wdog
is "$(timers)" '' 'no timer is left'

# No way out.
log_mark
bring nowayout=1 timeout=600
refused 'Device or resource busy' 'a command does not stop it' fop $dog w ioctl-int:$SETOPTIONS:1
log_has 'watchdog0: nowayout prevents watchdog being stopped!'
stop
is "$(cat $s/state), $(timers)" 'active, wdog_bite ' 'nor does V'
refused 'Operation not permitted' 'there is no way back' fop $s/nowayout w write:0
exec 3>$dog
ok 'unbind' sh -c "echo wdog >$driver/unbind"
is "$(timers)" '' 'without its driver it ends all the same'
exec 3>&-
unload wdog

# What it is loaded with.
load_again wdog timeout=1
log_mark
bring timeout=601
is "$(cat $s/timeout)" 30 'out of range is the default'
log_has 'driver supplied timeout \(601\) out of range'
unload wdog
refused 'Invalid parameters' 'a timeout is a number' insmod ./wdog.ko timeout=soon

walk_init wdog
bring
walk_file $dog w write:V
walk_file $dog w ioctl-int:$SETTIMEOUT:600 ioctl-int:$GETTIMEOUT:0 ioctl-int:$GETTIMELEFT:0 write:V
stop
# A core that keeps the module of a running watchdog keeps it twice, and forever, if a
# program opens the file before its registration is over: there the module stays.
again()
{
	stop 2>/dev/null || return 2
	[ -n "$stays" ] || reload wdog
}
storm -w x -w V -w xV -i $KEEPALIVE -i $SETTIMEOUT -i $GETTIMEOUT -i $SETOPTIONS -r again $dog $s/timeleft $s/state
stop
unload wdog
modprobe -qr pretimeout_noop
done_testing
