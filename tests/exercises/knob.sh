# SPDX-License-Identifier: GPL-2.0
# knob: the variable of hello-sysfs as a parameter behaves as it did there.
. /lkmpg/tests/lib.sh

file=/sys/module/knob/parameters/myvariable

load knob
is "$(cat $file)" 0 'it begins with 0'
is "$(stat -c %a $file)" 660 'the mode is that of hello-sysfs'
ok 'a write is accepted' sh -c "echo 32 > $file"
is "$(cat $file)" 32 'and read back'
refused 'Invalid argument' '32x is no number' sh -c "echo 32x > $file"
refused 'Permission denied' 'a user may not read it' as_reader cat $file
is "$(cat $file)" 32 'what was refused has changed nothing'
log_mark
unload knob
log_has '^knob: myvariable was 32$' 'exit sees the value'
ok 'the file is gone' test ! -e $file
load knob myvariable=7
is "$(cat $file)" 7 'insmod can set it, too'
unload knob
refused 'Invalid parameters' 'insmod refuses what is no number' insmod ./knob.ko myvariable=x

load_again knob
walk_init -0 knob
done_testing
