# SPDX-License-Identifier: GPL-2.0
# modwhy-init: what is not the file's fault: what init returns and writes, who
# loads it, and whether anybody may.
# LIMIT: 300
# NEEDS: CONFIG_USER_NS
# TURNS: what goes on beside sleeps
. /lkmpg/tests/lib.sh
. /lkmpg/tests/modwhy/why.sh

insmod $bad/init-returns.ko ms=600000 quiet=1 &
wait_for 5 grep -q '^init_returns .* Loading' /proc/modules
foreseen busy-loading $bad/init-returns.ko
echo 1 >/sys/module/init_returns/parameters/go
wait
rmmod init_returns

# --- nothing is printed ------------------------------------------------------------------------------
why no-newline '"quiet: gone"' insmod $bad/quiet.ko
like "$_o" '^silent \(a note\)$' 'pr_debug() is silent'
rmmod quiet
why no-newline '"quiet: gone"' insmod $bad/quiet.ko dyndbg=+p
like "$(log_since)" 'quiet: loaded' '   with dyndbg it is not'
is "$(printf '%s\n' "$_o" | grep -c '^silent')" 0 '   and modwhy has nothing to say'
rmmod quiet

# --- init's errno ---------------------------------------------------------------------------------------
for pair in -1:init-eperm -16:init-busy -19:init-device -5:init-errno -2:init-errno -22:init-errno -8:init-errno; do
	why "${pair#*:}" "init ran, for it wrote to the log: init_returns: returning ${pair%:*}" \
		insmod $bad/init-returns.ko "value=${pair%:*}"
done
why init-busy 'no line of the loader is in the log' insmod $bad/takes-major.ko
# Linux 7.3 turns it into EBUSY; 6.12 does not yet.
case $release in
[1-6].*)	code=init-exists ;;
*)		code=init-busy ;;
esac
why $code 'returning -17' insmod $bad/init-returns.ko value=-17
why init-eperm 'no line of the loader is in the log' insmod $bad/init-returns.ko value=-1 quiet=1
mkdir -p /lib/modules/$release/updates
cp $bad/init-returns.ko ./vinput.ko ./vkbd.ko /lib/modules/$release/updates/
depmod
why init-errno 'returning -12' modprobe init-returns value=-12
# modprobe itself takes it for success.
[ $code = init-busy ] || ok 'modprobe, EEXIST: status 0' modprobe init-returns value=-17
why $code 'returning -17' modprobe init-returns value=-17
rm -r /lib/modules/$release/updates
depmod

# --- rights ------------------------------------------------------------------------------------------------
why not-root CAP_SYS_MODULE setpriv --reuid 1000 --regid 1000 --clear-groups insmod ./hello-2.ko
why not-root CAP_SYS_MODULE setpriv --bounding-set -sys_module insmod ./hello-2.ko
why not-root CAP_SYS_MODULE unshare -Ur insmod ./hello-2.ko
: >/run/.containerenv		# as podman leaves it
why not-in-container podman setpriv --bounding-set -sys_module insmod ./hello-2.ko
like "$(modwhy --env)" '^container' '--env sees the container'
rm /run/.containerenv
_o=$(as_reader modwhy -- insmod ./hello-2.ko 2>&1)
is $? 1 'a user may ask, too'
like "$_o" '^not-root' '   not-root'
like "$_o" "unread .*kernel's log" '   and hears that the log could not be read'
# A command that changes its user is not traced: its words have to do.
kopatch hello-2.ko $tmp/config.ko text "vermagic=$release SMP " "vermagic=$release UMP "
cp "$(readlink -f "$(command -v insmod)")" $tmp/insmod
chmod 4755 $tmp/insmod
chmod 755 $tmp
_o=$(as_reader modwhy -- $tmp/insmod $tmp/config.ko 2>&1)
like "$_o" '^other-config$' 'a setuid insmod: the cause is in the file'
_o=$(as_reader modwhy -- $tmp/insmod $bad/init-returns.ko value=-16 2>&1)
like "$_o" '^init-busy$' '   or in what it said'
like "$(echo $_o)" 'the loader may have said more' '   and modwhy is modest about it'
like "$(as_reader modwhy --env)" '^log-restricted' '--env knows that a user cannot read the log'
cp hello-2.ko $tmp/secret.ko
chmod 600 $tmp/secret.ko
why unreadable 'Permission denied' setpriv --reuid 1000 --regid 1000 --clear-groups insmod $tmp/secret.ko
_o=$(as_reader modwhy ./hello-2.ko 2>&1)
is $? 0 'a user may look at a file'
_o=$(as_reader modwhy --json -- rmmod no_such 2>/dev/null)
like "$_o" '"code":"not-loaded"' 'JSON has the code'

# The last one: nobody loads or removes anything after it.
echo 1 >/proc/sys/kernel/modules_disabled
why modules-disabled 'modules_disabled is 1' insmod ./hello-2.ko
why modules-disabled 'modules_disabled is 1' rmmod evdev
foreseen modules-disabled ./hello-2.ko
done_testing
