# SPDX-License-Identifier: GPL-2.0
# modwhy: each way in which a module can fail to load is produced, and
# tools/modwhy names its cause: by the code, with the kernel's own line or the
# field of the file as evidence, before the attempt where that is possible.
# NEEDS: CONFIG_MODULE_SIG
# LIMIT: 180
. /lkmpg/tests/lib.sh

bad=$lab_build/modwhy
tmp=$TEST_TMP
release=$(uname -r)
grep -q _printk hello-2.ko && printk=_printk || printk=printk	# that of 5.10
versions=$(grep -c '^CONFIG_MODVERSIONS=y' "$lab_build/config")

# why CODE EVIDENCE COMMAND... - modwhy runs it; the first finding has this code
# and evidence that matches.
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
	unsigned|out-of-tree)	is $_s 0 '   status 0' ;;
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

# --- nothing wrong -------------------------------------------------------------
log_mark
_o=$(modwhy -- insmod ./hello-2.ko)
is $? 0 'a module that loads: status 0'
like "$_o" '^Nothing wrong found' '   and modwhy says so'
rmmod hello_2
_o=$(modwhy --log /dev/null ./hello-2.ko)
is $? 0 'the same before it is loaded: status 0'
like "$_o" 'ELF header, sections, modinfo' '   and what was looked at'

# --- the file ----------------------------------------------------------------------
why no-file 'could not load module' insmod ./no-such.ko
why not-installed 'not found in directory' modprobe no-such
: >$tmp/empty.ko
why empty 'no bytes' insmod $tmp/empty.ko
echo 'int main(void);' >$tmp/text.ko
why not-elf 'ELF' insmod $tmp/text.ko
cp /bin/bash $tmp/program.ko
why not-module 'ELF type' insmod $tmp/program.ko
cp /lkmpg/build/$LAB_KERNEL/modwhy/no-exit.o $tmp/object.ko
why not-module 'this_module' insmod $tmp/object.ko
kopatch hello-2.ko $tmp/cut.ko size 8000
why truncated 'section headers begin' insmod $tmp/cut.ko
foreseen truncated $tmp/cut.ko
# The machine is a number in the ELF header: 62, 183.
case $(uname -m) in
x86_64)	number=183 other=arm64 ;;
*)	number=62 other=x86-64 ;;
esac
kopatch hello-2.ko $tmp/other.ko byte 18 $number
why other-machine "made for $other processors" insmod $tmp/other.ko
foreseen other-machine $tmp/other.ko
kopatch hello-2.ko $tmp/names.ko byte 62 0xff
why damaged 'no table of names' insmod $tmp/names.ko
gzip -c hello-2.ko >$tmp/packed.ko.gz
# kmod's insmod would unpack it.
why packed 'gzip' finit $tmp/packed.ko.gz
kopatch $tmp/packed.ko.gz $tmp/packed-cut.ko.gz size 2000
foreseen packed-damaged $tmp/packed-cut.ko.gz

# --- another kernel, another configuration ------------------------------------------------
kopatch hello-2.ko $tmp/config.ko text "vermagic=$release SMP " "vermagic=$release UMP "
why other-config "version magic '.* UMP .*' should be '.* SMP " insmod $tmp/config.ko
foreseen other-config $tmp/config.ko
other=$(echo "$release" | sed 's/^./4/')
if [ "$versions" = 1 ]; then
	# The checksum decides: a module of another kernel fails by that.
	kopatch hello-2.ko $tmp/other.ko crc module_layout
	why other-layout 'disagrees about version of symbol module_layout' insmod $tmp/other.ko
	foreseen other-layout $tmp/other.ko
	kopatch hello-2.ko $tmp/crc.ko crc $printk
	why symbol-version 'disagrees about version of symbol _?printk' insmod $tmp/crc.ko
else
	kopatch hello-2.ko $tmp/other.ko text "vermagic=$release" "vermagic=$other"
	why other-kernel "version magic '4.* should be '[1-9]" insmod $tmp/other.ko
	foreseen other-kernel $tmp/other.ko
fi

# --- names ----------------------------------------------------------------------------------
insmod ./hello-2.ko
why loaded '/proc/modules has hello_2' insmod ./hello-2.ko
foreseen loaded ./hello-2.ko
rmmod hello_2
why built-in 'keyboard: module is already loaded' insmod $bad/keyboard.ko
foreseen built-in $bad/keyboard.ko

# --- symbols ------------------------------------------------------------------------------------
kopatch hello-2.ko $tmp/unknown.ko text $printk "$(echo $printk | tr p q)"
why symbol-unknown 'Unknown symbol _?qrintk .err -2' insmod $tmp/unknown.ko
mkdir -p /lib/modules/$release/build
cp $lab_build/Module.symvers /lib/modules/$release/build/
why symbol-module 'is exported by .*vinput' insmod ./vkbd.ko
foreseen symbol-module ./vkbd.ko
insmod ./vinput.ko
why symbol-twice 'exports duplicate symbol vinput_register' insmod $bad/same-symbol.ko
rmmod vinput
foreseen symbol-unknown $tmp/unknown.ko
cp $bad/Module.symvers $tmp/
kopatch $bad/space-user.ko $tmp/space-user.ko text import_ns=MODWHY import_ns=MODWXY
foreseen namespace $tmp/space-user.ko
why symbol-module 'space_answer' insmod $tmp/space-user.ko
insmod $bad/space-provider.ko
why namespace 'uses symbol \(space_answer\) from namespace MODWHY' insmod $tmp/space-user.ko
ok 'with the import, it loads' insmod $bad/space-user.ko
rmmod space_user
rmmod space_provider

# --- parameters -----------------------------------------------------------------------------------
why parameter-value 'invalid for parameter' insmod ./hello-5.ko myint=many
foreseen parameter-value ./hello-5.ko myint=99999999999
why parameter-unknown 'unknown parameter .mint. ignored' insmod ./hello-5.ko mint=1
ok '   but it is loaded' rmmod hello_5
foreseen parameter-unknown ./hello-5.ko mint=1

# --- init's errno ---------------------------------------------------------------------------------------
for pair in -1:init-eperm -16:init-busy -19:init-device -5:init-errno -2:init-errno -22:init-errno -8:init-errno; do
	why "${pair#*:}" "init ran, for it wrote to the log: init_returns: returning ${pair%:*}" \
		insmod $bad/init-returns.ko "value=${pair%:*}"
done
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
rm -r /lib/modules/$release/updates /lib/modules/$release/build
depmod

# --- rights ------------------------------------------------------------------------------------------------
why not-root CAP_SYS_MODULE setpriv --reuid 1000 --regid 1000 --clear-groups insmod ./hello-2.ko
_o=$(as_reader modwhy -- insmod ./hello-2.ko 2>&1)
is $? 1 'a user may ask, too'
like "$_o" '^not-root' '   not-root'
like "$_o" "unread .*kernel's log" '   and hears that the log could not be read'
# A command that changes its user is not traced: its words have to do.
cp "$(readlink -f "$(command -v insmod)")" $tmp/insmod
chmod 4755 $tmp/insmod
chmod 755 $tmp
_o=$(as_reader modwhy -- $tmp/insmod $tmp/config.ko 2>&1)
like "$_o" '^other-config$' 'a setuid insmod: the cause is in the file'
_o=$(as_reader modwhy -- $tmp/insmod $bad/init-returns.ko value=-16 2>&1)
like "$_o" '^init-busy$' '   or in what it said'
like "$(echo $_o)" 'the loader may have said more' '   and modwhy is modest about it'
_o=$(as_reader modwhy ./hello-2.ko 2>&1)
is $? 0 'a user may look at a file'
_o=$(as_reader modwhy --json -- rmmod no_such 2>/dev/null)
like "$_o" '"code":"not-loaded"' 'JSON has the code'

# --- the whole table was printed -----------------------------------------------------------------------------
_o=$(modwhy --list)
like "$_o" '^other-kernel$' '--list knows the codes'

foreseen permanent $bad/no-exit.ko

# The last one: nobody loads or removes anything after it.
echo 1 >/proc/sys/kernel/modules_disabled
why modules-disabled 'modules_disabled is 1' insmod ./hello-2.ko
why modules-disabled 'modules_disabled is 1' rmmod evdev
foreseen modules-disabled ./hello-2.ko
done_testing
