# SPDX-License-Identifier: GPL-2.0
# modwhy-locked: a kernel that is locked down, one that wants signatures, and
# one whose command line forbids a module.
# NEEDS: CONFIG_SECURITY_LOCKDOWN_LSM CONFIG_MODULE_SIG
# APPEND: lockdown=integrity module_blacklist=psmouse
. /lkmpg/tests/lib.sh

# why CODE EVIDENCE FILE
why()
{
	_o=$(modwhy -- insmod "$3" 2>&1)
	is $? 1 "$1: insmod ${3##*/}: status 1"
	like "$(printf '%s\n' "$_o" | sed 1d | head -n 1)" "^$1\$" "   $1" || printf '%s\n' "$_o" | sed 's/^/#   /'
	like "$(echo $_o)" "$2" "   evidence: $2"
}

# first FILE - the code that modwhy foresees.
first() { modwhy --log /dev/null "$1" | head -n 1; }

# A module of the kernel's own is signed: the distribution did it.
signed=
file=$(modinfo -n psmouse 2>/dev/null)
case $file in
''|'(builtin)')	;;
*.xz)	signed=$TEST_TMP/psmouse.ko
	xz -dc "$file" >"$signed" ;;
*)	signed=$TEST_TMP/psmouse.ko
	cp "$file" "$signed" ;;
esac

why lockdown 'Lockdown: insmod: unsigned module loading is restricted' ./hello-1.ko
is "$(first ./hello-1.ko)" lockdown 'it is foreseen, by the command line'
mount -t securityfs securityfs /sys/kernel/security
like "$(modwhy --json --log /dev/null ./hello-1.ko)" 'lockdown says \[integrity\]' '   and by securityfs'
umount /sys/kernel/security
like "$(modwhy --env)" '^lockdown' '--env tells of it'

if [ -n "$signed" ]; then
	kopatch $signed $TEST_TMP/changed.ko byte 5000 0xcc
	why signature-bad 'no line in the log' $TEST_TMP/changed.ko
	why blacklisted 'Module psmouse is blacklisted' $signed
else
	pass 'a signed file that was changed # SKIP there is no signed module'
fi

echo Y >/sys/module/module/parameters/sig_enforce
why signature-required 'Loading of unsigned module is rejected' ./hello-1.ko
is "$(first ./hello-1.ko)" signature-required 'it is foreseen'
like "$(modwhy --env)" '^signature-required' '--env tells of it'
done_testing
