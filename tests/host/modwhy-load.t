#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-load.t - modwhy on loads that failed elsewhere: on the text that people
# have (tests/modwhy/cases/), on systems of every kind (--root), on inputs
# without an end. An answer is the right verdict, or that none is known.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

. lab/lib.sh
use_kernel "$kernel"
lab/build "$kernel" || exit
modwhy=$top/build/$kernel/bin/modwhy
cc -O2 -o "$work/kopatch" tests/programs/kopatch.c || exit
ko=build/$kernel/examples/hello-5.ko
cases=tests/modwhy/cases
r=$work/root

# A small system that the module is for.
mkdir -p "$r"/{etc,proc/self,proc/sys/kernel,sys,lib/modules/"$k_release"/build}
echo "$k_release" >"$r/proc/sys/kernel/osrelease"
echo x86_64 >"$r/proc/sys/kernel/arch"
echo ID=debian >"$r/etc/os-release"
printf 'Name:\tx\nCapEff:\t000001ffffffffff\n' >"$r/proc/self/status"
echo '0 0 4294967295' >"$r/proc/self/uid_map"
: >"$r/proc/modules"
cp "build/$kernel/Module.symvers" "$r/lib/modules/$k_release/build/"

# first - the code of the first finding of what was printed; one: as one line
first() { head -n 1 <<<"$out"; }
one() { tr -s ' \n' ' ' <<<"$out"; }

# log_alone CODE DESCRIPTION <LOG - and exit 1, for none of them is harmless
log_alone()
{
	local expected=1

	run "$modwhy" --root "$r" --log <(cat)
	is "$(first)" "$1" "$2" "$out"
	is "$status" "$expected" '   status 1'
}

# --- text, and nothing else ---------------------------------------------------------
tried=0 code='' what='' text=''
check_case()
{
	[ -z "$code" ] || log_alone "$code" "$what" <<<"$text"
	tried=$((tried + (${#code} > 0)))
	text=''
}
while IFS= read -r line; do
	case $line in
	'== '*)	check_case
		code=${line#== } what=${line#*: } code=${code%%:*} ;;
	'#'*)	;;
	*)	text+=$line$'\n' ;;
	esac
done <$cases/load.txt
check_case
is $tried "$(grep -c '^== ' $cases/load.txt)" "all of them: $tried"

# The names of the functions, and whose they are.
run "$modwhy" --root "$r" --log <(sed -n '/^== init-crash: a NULL/,/^$/p' $cases/load.txt | sed 1d)
like "$(one)" 'in sysfs_do_create_link_sd[^ ]*, a function of the kernel' 'a crash in the kernel proper: where'
like "$(one)" 'called by callnull_init[^ ]* of callnull' "   and the module's own frame"
run "$modwhy" --root "$r" --log <(sed -n '/^== irq-taken/,/^$/p' $cases/load.txt | sed 1d)
like "$(one)" 'Interrupt 1 is taken by i8042' 'the holder of an interrupt'

# Who has a name: a class has no link to its module, but its devices have one, or a number.
mkdir -p "$r/sys/class/"{drvclass/drv0,drvfw/drv1/device/driver,drvempty} "$r/sys/devices/virtual/drvclass/drv2"
echo 240:0 >"$r/sys/class/drvclass/drv0/dev"
echo 24:0 >"$r/sys/devices/virtual/drvclass/drv2/dev"
ln -s ../../../../../module/firstdrv "$r/sys/class/drvfw/drv1/device/driver/module"
printf 'Character devices:\n 24 other\n240 otherdrv\n' >"$r/proc/devices"
while IFS='|' read -r taken text; do
	run "$modwhy" --root "$r" --log <(echo "[   20.000001] sysfs: cannot create duplicate filename '$taken'")
	is "$status $(first)" '1 name-taken' "$taken is taken" "$out"
	like "$(one)" "$text" "   $text"
done <<'EOS'
/class/drvclass|/sys/class/drvclass/drv0 is a device with the number 240:0, which /proc/devices gives to otherdrv
/class/drvfw|/sys/class/drvfw/drv1 is a device of the module firstdrv
/class/drvempty|/sys/class/drvempty has no device
/devices/virtual/drvclass/drv2|number 24:0, which /proc/devices gives to other
EOS
run "$modwhy" --root "$r" --log <(echo "[   20.000001] sysfs: cannot create duplicate filename '/class/drvgone'")
unlike "$(one)" '/sys/class/drvgone' 'a class that is not here: nothing is said of it'
rm -r "$r/sys/class" "$r/sys/devices" "$r/proc/devices"

# What is missing in another kernel's directory is not missing in this one's.
run "$modwhy" --root "$r" --log <(sed -n '/^== not-installed: WSL/,/^$/p' $cases/load.txt | sed 1d)
like "$(one)" 'No module drv is installed for Linux 6.6.87.2-microsoft-standard-WSL2\.' \
	'the kernel whose directory modprobe names'
# Of init's own doing the driver's last words are shown.
run "$modwhy" --root "$r" --log <(sed -n '/^== unknown-load: the device is gone/,/^$/p' $cases/load.txt | sed 1d)
like "$(one)" '-ENODEV log: drv: No device found\.' "the driver's own words"
# What is built in runs its init by the same function, and is no load.
log_alone thread-crash "a crash of the kernel's own init" <<'EOS'
[    1.000001] BUG: kernel NULL pointer dereference, address: 0000000000000010
[    1.000002] CPU: 0 PID: 1 Comm: swapper/0 Not tainted 6.1.0-56-amd64 #1
[    1.000003] RIP: 0010:builtin_init+0x10/0x40
[    1.000004] Call Trace:
[    1.000005]  do_one_initcall+0x59/0x220
[    1.000006]  kernel_init_freeable+0x1c0/0x210
[    1.000007] ---[ end trace 0000000000000000 ]---
EOS

# A line that begins like a report does not hide what comes after it.
log_alone symbol-unknown 'behind a warning' <<'EOS'
[   20.000001] WARNING: CPU: 0 PID: 7 at x.c:1 f+0x1/0x2 [other]
[   20.000002] ---[ end trace 0000000000000000 ]---
[   30.000000] drv: Unknown symbol no_such_symbol_anywhere (err -2)
EOS
# What the module wrote itself is no loader's line.
run "$modwhy" --root "$r" --log <(echo '[   20.000001] usb 1-1: new high-speed USB device number 2 using xhci_hcd')
is "$status" 0 'a log in which nothing fails: status 0' "$out"

# What is harmless, or loaded all the same.
for note in 'no-retpoline:drv: loading module not compiled with retpoline compiler.' \
	'forced:drv: bad vermagic: kernel tainted.'; do
	run "$modwhy" --root "$r" --log <(echo "[   20.000001] ${note#*:}")
	is "$(first):$status" "${note%%:*} (a note):0" "a note: ${note%%:*}"
done

# --- the same with the file ------------------------------------------------------------
for file in 33-nameless:signature-required 33-nameless-2:relocation; do
	run "$modwhy" --root "$r" --log "$cases/${file%:*}.dmesg" "$ko"
	is "$(first)" "${file#*:}" "${file%:*}: a line without a name is of that moment"
	is "$status" 1 '   status 1'
done
"$work/kopatch" "$ko" "$work/drv.ko" text name=hello_5 name=drv >/dev/null 2>&1 || cp "$ko" "$work/drv.ko"
sed 's/drv/hello_5/' $cases/21-relocations.dmesg >"$work/21"
run "$modwhy" --root "$r" --log "$work/21" "$ko"
is "$(first)" relocation-type '21-relocations'
like "$out" '^relocation-range$' '   and the target that is too far away'
run "$modwhy" --root "$r" --log <(printf '%s\n' '[ 10.0] other: Unknown relocation type 57' '[ 20.0] Loading of unsigned module is rejected') "$ko"
is "$(first)" signature-required 'without a name, at another moment than other modules'
run "$modwhy" --root "$r" --log <(printf '%s\n' '[ 20.00] other: Unknown relocation type 57' '[ 20.01] Loading of unsigned module is rejected') "$ko"
is "$(first)" 'Nothing wrong found.' '   but not when it is of another one'
run "$modwhy" --root "$r" --log <(echo 'insmod: ERROR: could not insert module hello-5.ko: Invalid module format') "$ko"
is "$(first):$status" unknown-load:1 'a tool refused, and no line says why'

# --- init and exit, where headers of another configuration put them ------------------------
mkdir -p "$r/lib/modules/$k_release/kernel"
cp "build/$kernel/examples/hello-1.ko" "$r/lib/modules/$k_release/kernel/own.ko"
echo kernel/own.ko: >"$r/lib/modules/$k_release/modules.dep"
for which in cleanup_module init_module; do
	python3 $cases/29-badexit.py "build/$kernel/examples/hello-2.ko" "$work/bad.ko" -40 $which
	run "$modwhy" --root "$r" "$work/bad.ko"
	is "$(first):$status" other-offsets:1 "29: $which is where the kernel does not look" "$out"
	unlike "$out" '^permanent' '   that it is [permanent] is no finding of its own'
done
run "$modwhy" --root "$r" "build/$kernel/examples/hello-2.ko"
is "$status" 0 '   and where it does, nothing is wrong' "$out"

# --- another byte order ----------------------------------------------------------------------
# One byte tells the order; then type and machine are 1 and 62 in the other one.
"$work/kopatch" "$ko" "$work/big.ko" byte 5 2
run "$modwhy" --root "$r" "$work/big.ko"
is "$(first)" other-machine 'marked as of the other byte order'
python3 - "$ko" "$work/s390.ko" <<'EOS'
import sys
d = bytearray(open(sys.argv[1], 'rb').read()[:4096])
d[5] = 2
d[16:20] = bytes([0, 1, 0, 22])
open(sys.argv[2], 'wb').write(d)
EOS
run "$modwhy" --root "$r" "$work/s390.ko"
is "$(first)" other-machine 'an s390 header'
like "$(one)" 'made for s390' '   named as such'

# --- where /proc is not -------------------------------------------------------------------------
mkdir "$work/bare"
run "$modwhy" --root "$work/bare" --rmmod x
is "$status" 2 'no /proc: whether it is loaded could not be seen' "$out"
unlike "$out" '^not-loaded' '   and is not made up'
run "$modwhy" --root "$work/bare" "$ko"
like "$out" '/proc/modules: whether' '   nor for a file'

# --- --probe ----------------------------------------------------------------------------------
# Files of sections and no code: what is read is .modinfo.
alias_ko()	# alias_ko FILE ALIAS... - hello-5.ko, with these aliases
{
	local file=$1
	shift
	printf 'alias=%s\0' "$@" >"$work/aliases"
	objcopy -O binary --only-section=.modinfo "$ko" "$work/modinfo"
	cat "$work/aliases" >>"$work/modinfo"
	objcopy --update-section .modinfo="$work/modinfo" "$ko" "$file"
}
device()	# device BUS NAME MODALIAS [DRIVER MODULE]
{
	local dir=$r/sys/devices/$1/$2
	mkdir -p "$dir" "$r/sys/bus/$1/devices"
	echo "$3" >"$dir/modalias"
	ln -sfn "../../../devices/$1/$2" "$r/sys/bus/$1/devices/$2"
	[ $# -gt 3 ] || return 0
	mkdir -p "$r/sys/bus/$1/drivers/$4" "$r/sys/module/$5"
	ln -sfn "../../../../module/$5" "$r/sys/bus/$1/drivers/$4/module"
	ln -sfn "../../../bus/$1/drivers/$4" "$dir/driver"
}
probe_says()	# probe_says CODE DESCRIPTION FILE
{
	run "$modwhy" --root "$r" --probe "$3"
	is "$(first)" "$1" "$2" "$out"
}
mkdir -p "$r/sys/bus"
alias_ko "$work/plat.ko" 'of:N*T*Cexample,platonly' 'of:N*T*Cexample,platonlyC*'
device pci 0000:00:1f.3 pci:v00008086d00009D70sv00001028sd00000798bc04sc03i80 snd snd_hda_intel
probe_says probe-no-device 'no device that it is for' "$work/plat.ko"
is "$status" 1 '   status 1'
like "$out" '^probe-not-loaded' '   nor is it loaded'
device platform soc:demo 'of:NdemoT(null)Cexample,platonly'
probe_says probe-not-loaded 'a device, and the module is not loaded' "$work/plat.ko"
like "$out" '^probe-free' '   the device is free'
alias_ko "$work/pci.ko" 'pci:v00008086d00009D70sv*sd*bc*sc*i*'
probe_says probe-held 'another driver has the device' "$work/pci.ko"
like "$(one)" 'the driver snd has it' '   which one'
device pci 0000:00:1f.3 pci:v00008086d00009D70sv00001028sd00000798bc04sc03i80 hello_5 hello_5
echo 'hello_5 16384 0 - Live 0x0' >"$r/proc/modules"
probe_says 'probe-bound (a note)' 'its own driver has it' "$work/pci.ko"
is "$status" 0 '   status 0'
mkdir -p "$r/sys/kernel/debug" "$r/etc/modprobe.d"
printf 'soc:demo\tplatform: wait for supplier clk\n' >"$r/sys/kernel/debug/devices_deferred"
probe_says probe-deferred 'it waits for something' "$work/plat.ko"
: >"$r/sys/kernel/debug/devices_deferred"
probe_says probe-free 'it was refused' "$work/plat.ko"
echo 'blacklist hello_5' >"$r/etc/modprobe.d/x.conf"
probe_says probe-free 'a blacklist' "$work/plat.ko"
like "$out" '^modprobe-blacklist \(a note\)' '   is named'
rm "$r/etc/modprobe.d/x.conf"
echo 'quiet modprobe.blacklist=a,hello-5' >"$r/proc/cmdline"
probe_says probe-free "one on the kernel's command line" "$work/plat.ko"
like "$out" '^modprobe-blacklist \(a note\)' '   is named'
rm "$r/proc/cmdline"
probe_says probe-no-alias 'a module that is for no device' "$ko"
run "$modwhy" --root "$work/bare" --probe "$work/pci.ko"
is "$status" 2 'without /sys it cannot be looked at'
run "$modwhy" --probe /no/such.ko
is "$status" 2 'nor without the file'
: >"$r/proc/modules"

# --- what is closed or full ----------------------------------------------------------------------
out=$("$modwhy" --log - <&-)
is "$?:$(first)" 1:unknown-load 'standard input is closed'
run "$modwhy" --log - </dev/null
is "$status" 2 'a log without a line'
"$modwhy" --list >/dev/full 2>"$work/err"
is $? 1 'a full disk: status 1'
like "$(cat "$work/err")" 'No space left' '   and why'
"$modwhy" --root "$r" "$ko" >&- 2>"$work/err"
is $? 1 'standard output is closed: status 1'
like "$(cat "$work/err")" 'Bad file' '   and why'
run "$modwhy" -- sh -c 'exec 2>&-; exit 0'
is "$status" 0 'a command that closes its own'

# --- commands ---------------------------------------------------------------------------------------
mkdir -p "$work/bin"
tool()	# tool NAME TEXT STATUS - a tool that says this and ends so
{
	printf '#!/bin/sh\nprintf "%%s\\n" "%s" >&2\nexit %s\n' "$2" "$3" >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}
tool depmod 'depmod: ERROR: openat(modules.dep): Read-only file system' 0
run "$modwhy" -- "$work/bin/depmod"
is "$(first):$status" unknown-load:1 'depmod complains and ends with 0'
like "$(one)" 'Read-only file system' '   its words are shown'
like "$err" 'Read-only file system' '   and passed on'
tool depmod 'depmod: WARNING: /lib/x.ko needs unknown symbol frob' 0
run "$modwhy" -- "$work/bin/depmod"
is "$(first):$status" depmod-symbol:1 'depmod misses a symbol'
tool dkms 'Error! Bad return status for module build on kernel: 6.1 (x86_64)' 10
run "$modwhy" -- "$work/bin/dkms" install x/1
is "$(first):$status" dkms-failed:1 'DKMS'
tool dkms 'something else' 4
run "$modwhy" -- "$work/bin/dkms" install x/1
is "$(first):$status" unknown-load:1 'DKMS, in other words'
tool depmod 'depmod: WARNING: could not open modules.order at /lib/modules/x: No such file or directory' 0
run "$modwhy" -- "$work/bin/depmod"
is "$status" 0 'a warning of depmod that is harmless' "$out"

# --- whatever comes -----------------------------------------------------------------------------------
export LC_ALL=C.UTF-8
cp "$ko" "$work/größe-模块.ko"
run "$modwhy" --json --root "$r" "$work/größe-模块.ko"
is "$(python3 -c 'import json,sys; print(json.load(sys.stdin)["file"].rsplit("/")[-1])' <<<"$out")" \
	'größe-模块.ko' 'JSON keeps UTF-8'
run "$modwhy" --root "$r" --log <(printf 'drv: Unknown symbol a\xff\xfe\xe2\x80\xae\xc3\xbcb (err -2)\n')
like "$(one)" 'a\\xff\\xfe\\xe2\\x80\\xaeüb' 'what is no character, or hides, is shown by number'
run "$modwhy" --json --root "$r" --log <(printf 'drv: Unknown symbol a\xffb (err -2)\n')
python3 -c 'import json,sys; json.load(sys.stdin)' <<<"$out" 2>/dev/null
is $? 0 '   and JSON is JSON all the same'

# within SECONDS MEGABYTES DESCRIPTION COMMAND... - and not a status above 2
within()
{
	local seconds=$1 memory=$(($2 * 1024)) what=$3 result
	shift 3
	/usr/bin/env python3 - "$seconds" "$memory" "$@" <<'EOS' >"$work/within"
import resource, subprocess, sys
limit, memory = float(sys.argv[1]), int(sys.argv[2])
p = subprocess.run(['bash', '-c', ' '.join(sys.argv[3:])], capture_output=True, timeout=600)
u = resource.getrusage(resource.RUSAGE_CHILDREN)
used = u.ru_utime + u.ru_stime
print('ok' if used <= limit and u.ru_maxrss <= memory and 0 <= p.returncode <= 2 else
      f'{used:.1f} s, {u.ru_maxrss // 1024} MB, status {p.returncode}')
EOS
	result=$(cat "$work/within")
	is "$result" ok "$what"
}
log="$modwhy --root $r --log"
within 10 400 '/dev/zero as a log' "$log /dev/zero"
within 10 400 'one line of 400 MB' "head -c 400000000 /dev/zero | tr '\\0' x | $log -"
run "$modwhy" --root "$r" --log <(head -c 100000 /dev/zero | tr '\0' x)
is "$status" 2 '   a line that was not read to its end: not nothing' "$out"
python3 -c '
for i in range(1500000): print("[%12.6f] drv: Unknown symbol sym_%d (err -2)" % (i / 1e4, i % 50000))' >"$work/big"
within 10 600 '1.5 million lines, 50,000 symbols' "$log $work/big"
within 10 600 '   as JSON' "$log $work/big --json"
python3 -c '
for i in range(300000): print("[%12.6f] BUG: scheduling while atomic: insmod/%d/0x2" % (i / 1e4, i))' >"$work/bugs"
within 10 600 '300,000 reports of bugs' "$log $work/bugs"
within 10 100 '/dev/zero as Module.symvers' "$modwhy --root $r --symvers /dev/zero $ko"
within 10 100 '/dev/zero as a module' "$modwhy --root $r /dev/zero"

# A module with 20,000 undefined symbols, and a list that has half of them.
{
	printf '.section .modinfo,"a"\n.asciz "license=GPL"\n.section .gnu.linkonce.this_module,"aw"\n.zero 1024\n.text\n'
	seq -f '.quad undefined_symbol_%.0f' 20000
} >"$work/many.s"
cc -c -o "$work/many.ko" "$work/many.s"
seq -f $'0x00000001\tundefined_symbol_%.0f\tvmlinux\tEXPORT_SYMBOL\t' 2 2 20000 >"$work/many.symvers"
echo '0 T x' >"$r/proc/kallsyms"
rm "$r/lib/modules/$k_release/modules.dep"
within 5 300 '20,000 undefined symbols' "$modwhy --root $r --symvers $work/many.symvers $work/many.ko"
run "$modwhy" --root "$r" --symvers "$work/many.symvers" "$work/many.ko"
like "$(one)" 'and 9999 more' '   of which half are unknown'

# 600 MB of nothing, packed into less than one.
head -c 629145600 /dev/zero | gzip -1 >"$work/bomb.ko.gz"
within 30 1200 'a decompression bomb' "$modwhy --root $r $work/bomb.ko.gz"
run "$modwhy" --root "$r" "$work/bomb.ko.gz"
is "$(first)" packed-bomb '   is named as such'
done_testing
