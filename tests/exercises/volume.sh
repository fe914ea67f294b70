# SPDX-License-Identifier: GPL-2.0
# volume: 0 to 11 are accepted and logged, by insmod and in /sys; nothing else.
. /lkmpg/tests/lib.sh

v=/sys/module/volume/parameters/volume

load volume
log_has '^volume: starting at 5$' 'the default is not logged as a change'
is "$(cat $v)" 5 'the file shows it'
for n in 0 7 11; do
	ok "$n is taken" sh -c "echo $n >$v"
	is "$(cat $v)" "$n" 'and read back'
	log_has "^volume: volume is $n\$"
done
for n in 12 -1 loud '' 99999999999; do
	refused 'write error' "'$n' is refused" sh -c "echo '$n' >$v"
done
is "$(cat $v)" 11 'what is refused changes nothing'
refused 'Permission denied' 'a user may not set it' as_reader sh -c "echo 3 >$v"
unload volume
log_has '^volume: ending at 11$'

refused 'Invalid parameters' 'insmod refuses 12' insmod ./volume.ko volume=12
log_has "\`12' invalid for parameter \`volume'" 'and the log says why'
load volume volume=0
log_has '^volume: starting at 0$'
unload volume

load_again volume
done_testing
