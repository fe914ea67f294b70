# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# my-driver: a message is kept until it is replaced; one that is too long is refused.
. /lkmpg/tests/lib.sh

n=/dev/my_driver
load my-driver
is "$(stat -c %a $n)" 600 'only root may use it'
is "$(cat $n)" '' 'there is no message yet'
echo hello >$n
is "$(cat $n)" hello 'the message'
is "$(fop $n r read:2 read:9 read:9)" 'read:2: 2 "he"
read:9: 4 "llo\n"
read:9: 0 ""' 'in pieces, to its end'
refused 'Permission denied' 'a user may not read it' as_reader cat $n
refused 'Message too long' 'one that is too long' fop $n w "write:$(printf %065d 0)"
is "$(cat $n)" hello 'changes nothing'
exec 3<$n
refused 'in use' 'while it is open, the module stays' rmmod my-driver
exec 3<&-
unload my-driver
ok 'the file is gone' test ! -e $n

load_again my-driver
done_testing
