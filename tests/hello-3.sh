# SPDX-License-Identifier: GPL-2.0
# hello-3: what is marked __init and __initdata is gone after loading, what is
# not is still there.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

sections() { ls -A /sys/module/hello_3/sections | tr '\n' ' '; }

# The symbols of the module that the kernel still knows.
symbols() { grep '\[hello_3\]' /proc/kallsyms | awk '{ print $3 }'; }

load hello-3
log_has 'hello_3: Hello world 3\.' 'init read its __initdata'
like "$(sections)" '\.init\.text' 'the code of init had a section of its own'
like "$(sections)" '\.init\.data' 'so had its data'
is "$(cat /sys/module/hello_3/initsize)" 0 'nothing is left of them'
like "$(cat /sys/module/hello_3/coresize)" '^[1-9]' 'the rest of the module is there'
is "$(symbols | grep -c '^hello_3_init$')" 0 'hello_3_init is gone from the symbols'
is "$(symbols | grep -c '^hello_3_exit$')" 1 'hello_3_exit is still among them'
unload hello-3
log_has 'hello_3: Goodbye world 3\.'

load_again hello-3
walk_init -0 hello-3
done_testing
