# SPDX-License-Identifier: GPL-2.0
# hello-4: modinfo reads what the module says about itself, the kernel shows
# its version, and loading it taints no more than any module from outside.
# TURNS: nothing here happens on two processors at once
. /lkmpg/tests/lib.sh

is "$(modinfo -F license ./hello-4.ko)" GPL 'modinfo: license'
is "$(modinfo -F author ./hello-4.ko)" 'The LKMPG authors' 'modinfo: author'
is "$(modinfo -F description ./hello-4.ko)" 'A module that introduces itself' 'modinfo: description'
is "$(modinfo -F version ./hello-4.ko)" 4.0 'modinfo: version'
is "$(modinfo -F vermagic ./hello-4.ko | cut -d' ' -f1)" "$(uname -r)" 'modinfo: vermagic names this kernel'
like "$(modinfo -F srcversion ./hello-4.ko)" '^[0-9A-F]{23}$' 'a version brings the checksum of the source with it'
refused 'not found' 'modinfo of a module that is not there' modinfo hello-44

load hello-4
is "$(cat /sys/module/hello_4/version)" 4.0 '/sys shows the version'
like "$(cat /sys/module/hello_4/taint)" '^OE?$' 'taint: out of tree, perhaps unsigned, nothing else'
unload hello-4

load_again hello-4
walk_init -0 hello-4
done_testing
