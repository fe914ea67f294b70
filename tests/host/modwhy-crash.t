#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-crash.t - modwhy in a machine, where modules warn, crash, sleep where
# they must not, want what is taken, are forbidden or cannot be linked: the
# cases of tests/modwhy/cases, done for real.
# DEPENDS: modwhy tests/modwhy tests/programs tests/lib.sh tests/host tests/modwhy-locked.sh examples
. "$(dirname "$0")/lib.sh"

warm_up
lab/build "$kernel" || exit
dir=build/$kernel/crash.t
mkdir -p "$dir"
. lab/lib.sh
use_kernel "$kernel"
for which in cleanup_module init_module; do
	python3 tests/modwhy/cases/29-badexit.py "build/$kernel/examples/hello-2.ko" \
		"$dir/$which.ko" -40 $which || exit
done
cp tests/modwhy/cases/23-install-false.sh "$dir/"

# in_machine <SCRIPT - run it in the guest, where the bad modules are.
# shellcheck disable=SC2016  # for the shell there
in_machine()
{
	{
		echo "export LAB_KERNEL=$kernel"
		echo '. /lkmpg/lab/guest/common.sh'
		echo "cd /lkmpg/build/$kernel/modwhy"
		echo 'echo 0 >/proc/sys/kernel/panic_on_oops'
		echo 'echo 0 >/proc/sys/kernel/panic_on_warn'
		echo 'mkdir -p "/lib/modules/$(uname -r)/build"'
		echo 'cp ../Module.symvers "/lib/modules/$(uname -r)/build/"'
		cat
	} >"$dir/script"
	job 200 "bash /lkmpg/$dir/script"
	[ "$status" -lt 124 ] || fail 'the machine does its job' "$err"
}

section() { sed -n "/^== $1\$/,/^== /p" <<<"$out"; }
flat() { section "$1" | tr -s ' \n' ' '; }
# says SECTION CODE DESCRIPTION - the first finding there
says()
{
	is "$(section "$1" | grep -vE '^(== |insmod:|modprobe:|rmmod:)' | head -n 1)" "$2" "$3" "$(section "$1")"
}

# hello-2 is here so that nothing of this is the first module from outside.
in_machine <<'EOT'
insmod ../examples/hello-2.ko; rmmod hello_2
echo == warn
modwhy -- insmod warninit.ko; echo "status $?"; grep -c '^warninit .* Live' /proc/modules
rmmod warninit
echo == warnfail
modwhy -- insmod warninit.ko fail=-19; echo "status $?"
echo == proc
modwhy -- insmod takes-names.ko
echo == sysfs
modwhy -- insmod takes-names.ko what=sysfs
echo == after
modwhy takes-names.ko what=sysfs
echo == class
modwhy -- insmod takes-names.ko what=class
echo == driver
modwhy -- insmod takes-names.ko what=driver
echo == relgot
[ ! -e relgot.ko ] || modwhy -- insmod relgot.ko
echo == relgot-after
[ ! -e relgot.ko ] || modwhy relgot.ko
echo == platonly
modwhy --probe platonly.ko
insmod platonly.ko
modwhy --probe platonly.ko; echo "status $?"
rmmod platonly
echo == badexit
modwhy --log /dev/null ../crash.t/cleanup_module.ko
echo == badexit-load
modwhy -- insmod ../crash.t/cleanup_module.ko; echo "status $?"
echo == badinit
modwhy --log /dev/null ../crash.t/init_module.ko
echo == sleeps
modwhy -- insmod sleeps.ko; echo "status $?"
rmmod sleeps
EOT
says warn init-warned 'a WARN() in init: it warned'
like "$(section warn)" '^status 1$' '   status 1'
like "$(section warn)" '^1$' '   and it is loaded'
unlike "$(section warn)" '^(init-crash|unknown-load)' '   no crash'
says warnfail init-device 'a WARN() in init, which then fails: the errno is told'
like "$(section warnfail)" '^init-warned$' '   and the warning'
says proc name-taken 'a file in /proc that is there already'
like "$(flat proc)" '/?proc/version is taken' '   which one'
says sysfs name-taken 'a directory in /sys that is there already'
like "$(flat sysfs)" 'modules_taken is taken' '   which one'
says after name-taken '   also when it is asked about afterwards'
says class name-taken 'a class that is there already'
like "$(flat class)" '/class/mem is taken' '   which one'
like "$(flat class)" 'number 1:[0-9]+, which /proc/devices gives to mem' '   and who has it'
if grep -q '^CONFIG_SERIAL_8250=y' "$k_config"; then
	says driver name-taken 'a driver that is there already'
	like "$(flat driver)" 'serial8250 is taken' '   which one'
fi
if [ -e "build/$kernel/modwhy/relgot.ko" ]; then
	says relgot relocation-type 'a relocation that the loader does not know'
	like "$(flat relgot)" 'init never ran' '   init never ran'
	says relgot-after relocation-type '   also afterwards'
fi
says platonly probe-no-device 'no device for a driver'
like "$(section platonly)" '^status 1$' '   status 1'
is "$(section platonly | grep -c '^probe-no-device')" 2 '   loaded or not'
says badexit other-offsets 'headers of another configuration, before it is loaded'
says badexit-load other-offsets '   and when it was'
says badinit other-offsets '   init'
case $kernel in
*-debug|6.1-rt)	says sleeps atomic-sleep 'it slept with a spinlock held' ;;
esac
in_machine <<'EOT'
insmod ../examples/hello-1.ko
echo == install
bash ../crash.t/23-install-false.sh
rm -f /etc/modprobe.d/x.conf
echo == installed
modwhy -- modprobe hello_2; echo "status $?"
EOT
is "$(section install | grep -c '^install-command$')" 2 'an install command, which fails or does nothing' "$(section install)"
unlike "$(section install)" '^init-' '   nothing is said of init'
says installed 'Nothing wrong found.' '   without it, modprobe loads it'

in_machine <<'EOT'
echo == thread
modwhy -- insmod threadoops.ko; echo "status $?"
EOT
says thread thread-crash 'a thread crashes: not its init'
like "$(section thread)" '^status 1$' '   status 1'
unlike "$(section thread)" '^init-crash$' '   and no word of init'

in_machine <<'EOT'
echo == null
modwhy -- insmod callnull.ko; echo "status $?"
echo == log
dmesg | modwhy --log -
echo == file
modwhy callnull.ko | grep -E '^[a-z]'
EOT
says null init-crash 'init hands NULL to the kernel: a crash of init'
like "$(flat null)" 'a function of the kernel' '   in a function of the kernel'
# GCC makes the call a jump: the frame is then an address without a name.
like "$(flat null)" 'called by (0x[0-9a-f]+|callnull_init[^ ]*) of callnull' "   the module's own frame"
like "$(flat null)" 'init function of [^ ]*callnull.ko is callnull_init' '   and its name'
says log init-crash '   by the log alone'
like "$(section file)" '^init-crash' '   by the log and the file'

in_machine <<'EOT'
insmod sleeps.ko crash=1
echo == exit
modwhy -- rmmod sleeps; echo "status $?"
EOT
says exit exit-crash 'exit crashes'
like "$(flat exit)" 'sleeps_exit' '   with where'
done_testing
