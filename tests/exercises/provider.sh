# SPDX-License-Identifier: GPL-2.0
# provider: loaded alone it is held by nobody, was called by nobody, and goes.
. /lkmpg/tests/lib.sh

load provider
is "$(cat /sys/module/provider/refcnt)" 0 'nobody holds it'
ok 'its function is exported' grep -q ' __ksymtab_provider_count' /proc/kallsyms
unload provider
log_has '^provider: called 0 times$'
refused 'not currently loaded' 'it goes but once' rmmod provider

load_again provider
done_testing
