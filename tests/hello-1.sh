# SPDX-License-Identifier: GPL-2.0
# hello-1: it says hello when it is loaded, goodbye when it is unloaded, and
# neither at any other time.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

load hello-1
is "$(log_since | grep ^hello_1:)" 'hello_1: Hello world 1.' 'it says hello, once'
refused 'File exists' 'it is not loaded twice' insmod ./hello-1.ko
like "$(lsmod)" '^hello_1 ' 'lsmod lists it, with an underscore'

log_mark
unload hello-1
is "$(log_since | grep ^hello_1:)" 'hello_1: Goodbye world 1.' 'it says goodbye, once'
refused 'not currently loaded' 'it cannot be removed twice' rmmod hello-1

load_again hello-1
walk_init -0 hello-1
done_testing
