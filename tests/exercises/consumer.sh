# SPDX-License-Identifier: GPL-2.0
# consumer: depends on provider by its symbol, holds it, and the count goes on
# while provider stays loaded.
. /lkmpg/tests/lib.sh

is "$(modinfo -F depends ./consumer.ko)" provider 'modinfo knows the dependency'
refused 'Unknown symbol' 'alone it cannot be loaded' insmod ./consumer.ko
log_has 'consumer: Unknown symbol provider_count \(err -2\)'

load provider
for n in 1 2; do
	log_mark
	load consumer
	log_has "^consumer: call number $n\$"
	is "$(cat /sys/module/provider/refcnt)" 1 'it holds provider'
	is "$(ls /sys/module/provider/holders)" consumer 'which knows by whom'
	refused 'in use by: consumer' 'so provider cannot go' rmmod provider
	unload consumer
	is "$(cat /sys/module/provider/refcnt)" 0 'and lets it go'
done
unload provider
log_has '^provider: called 2 times$'

load provider
log_mark
load consumer
log_has '^consumer: call number 1$' 'a new provider counts from the start'
unload consumer
unload provider
done_testing
