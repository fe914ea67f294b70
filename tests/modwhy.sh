# SPDX-License-Identifier: GPL-2.0
# modwhy: each way in which the kernel can refuse a file is produced, and
# modwhy names its cause: by the code, with the kernel's own line or the
# field of the file as evidence, before the attempt where that is possible.
# NEEDS: CONFIG_MODULE_SIG
# LIMIT: 300
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh
. /lkmpg/tests/modwhy/why.sh

grep -q _printk hello-2.ko && printk=_printk || printk=printk	# that of 5.10
versions=$(grep -c '^CONFIG_MODVERSIONS=y' "$lab_build/config")

# --- the first module from outside -----------------------------------------------------------
why unsigned 'module verification failed' insmod ./hello-1.ko
like "$_o" '^out-of-tree' 'and out-of-tree'
rmmod hello_1

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
kopatch hello-2.ko $tmp/size.ko section .gnu.linkonce.this_module 64
foreseen other-size $tmp/size.ko
case $release in
5.*|6.1.*)	;;	# these take it, and read behind its end
*)	why other-size 'this_module section size must match' insmod $tmp/size.ko ;;
esac
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
why symbol-module 'is exported by .*vinput' insmod ./vkbd.ko
foreseen symbol-module ./vkbd.ko
insmod ./vinput.ko
why symbol-twice 'exports duplicate symbol vinput_register' insmod $bad/same-symbol.ko
rmmod vinput
foreseen symbol-unknown $tmp/unknown.ko
# One that the kernel has, for itself.
hidden=$(awk -v n=${#printk} 'NR == FNR { exported[$2]; next }
	$2 == "T" && length($3) == n && NF == 3 && !($3 in exported) && $3 ~ /^[a-z_]+$/ { print $3; exit }' \
	$lab_build/Module.symvers /proc/kallsyms)
kopatch hello-2.ko $tmp/hidden.ko text $printk "$hidden"
why symbol-hidden "/proc/kallsyms has $hidden" insmod $tmp/hidden.ko
foreseen symbol-hidden $tmp/hidden.ko
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

foreseen permanent $bad/no-exit.ko
done_testing
