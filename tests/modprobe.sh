# SPDX-License-Identifier: GPL-2.0
# modprobe: modules that are installed are loaded by name, with all that they
# need and nothing else, and unloaded with all that nobody else needs.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

dir=/lib/modules/$(uname -r)/updates

is "$(modinfo -F depends ./vkbd.ko)" vinput 'modinfo: vkbd depends on vinput'
is "$(modinfo -F depends ./vinput.ko)" '' 'vinput on nothing'
refused 'not found' 'before they are installed, modprobe knows neither' modprobe vkbd

# What "make modules_install" does.
mkdir -p "$dir"
ok 'install all modules' cp ./*.ko "$dir"
ok 'depmod' depmod
is "$(grep '^updates/vkbd.ko:' "/lib/modules/$(uname -r)/modules.dep")" \
	'updates/vkbd.ko: updates/vinput.ko' 'modules.dep has it'
is "$(modprobe --show-depends vkbd | sed 's/ *$//')" "insmod $dir/vinput.ko
insmod $dir/vkbd.ko" 'modprobe knows the order'
is "$(modinfo -n vkbd)" "$dir/vkbd.ko" 'modinfo finds it by name'

ok 'modprobe vkbd' modprobe vkbd
ok 'it is loaded' is_loaded vkbd
ok 'and so is vinput' is_loaded vinput
is "$(cat /sys/module/vinput/refcnt) $(ls /sys/module/vinput/holders)" '1 vkbd' 'which vkbd holds'
ok 'a second time does nothing' modprobe vkbd
refused 'File exists' 'while a second insmod is refused' insmod ./vkbd.ko
refused 'in use' 'vinput cannot go first' modprobe -r vinput
ok 'modprobe -r vkbd' modprobe -r vkbd
ok 'it is gone' test ! -d /sys/module/vkbd
ok 'and so is vinput' test ! -d /sys/module/vinput

# - and _ are the same in a module's name.
ok 'modprobe hello_1' modprobe hello_1
ok 'is hello-1' modprobe -r hello-1

# A device in use stops it, and leaves both as they are.
ok 'insmod vinput, modprobe vkbd' sh -c 'insmod ./vinput.ko && modprobe vkbd'
refused 'in use' 'the device holds vkbd' sh -c 'echo vkbd >/sys/class/vinput/export; modprobe -r vkbd'
ok 'both are still there' test -d /sys/module/vkbd -a -d /sys/module/vinput
echo 0 >/sys/class/vinput/unexport
ok 'unexported, both go' wait_for 10 modprobe -r vkbd
ok 'none is left' test ! -d /sys/module/vkbd -a ! -d /sys/module/vinput

rm -r "$dir"
ok 'depmod again' depmod
refused 'not found' 'uninstalled, modprobe knows it no more' modprobe vkbd
done_testing
