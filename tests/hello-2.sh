# SPDX-License-Identifier: GPL-2.0
# hello-2: the log levels it uses are those it names, pr_debug() speaks only
# when asked to, and a failing init means: not loaded, exit never called.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

# The level of the line that matches, as dmesg decodes it.
level_of() { dmesg --decode | grep "hello_2: $1" | tail -n 1 | cut -d: -f2 | tr -d ' '; }

load hello-2
is "$(level_of 'Hello world')" info 'pr_info is level info'
is "$(level_of 'normal, but')" notice 'pr_notice is level notice'
is "$(level_of 'worth a second')" warn 'pr_warn is level warn'
log_lacks 'a detail' 'pr_debug is silent by default'
unload hello-2
log_has 'hello_2: Goodbye world 2\.'

log_mark
load hello-2 dyndbg=+p
log_has 'hello_2: a detail' 'dynamic debug makes pr_debug speak'
is "$(level_of 'a detail')" debug 'pr_debug is level debug'
unload hello-2

log_mark
refused 'Invalid parameters' 'an init that returns -EINVAL is refused' insmod ./hello-2.ko fail=1
is "$(level_of 'asked to fail')" err 'pr_err is level err'
log_has 'hello_2: asked to fail: returning -22'
log_lacks 'Goodbye' 'its exit function is not called'
is "$(is_loaded hello-2 && echo loaded)" '' 'it is not loaded'
refused 'Invalid parameters' 'fail takes a truth value, not "maybe"' insmod ./hello-2.ko fail=maybe

load_again hello-2 fail=0
walk_init -0 hello-2
done_testing
