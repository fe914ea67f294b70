# SPDX-License-Identifier: GPL-2.0
# test-fails: an assertion that does not hold, with what was got and wanted.
#
# FAST
# RED: it says goodbye
# RED: a module that is not there
# RED: removed twice
# SAYS: no match for '\^good: goodbye\$'
# SAYS: status [1-9]
. /lkmpg/tests/lib.sh
cd ../harness || exit

load good
unload good
log_has '^good: goodbye$' 'it says goodbye'
ok 'a module that is not there' insmod ./none.ko
refused 'Permission denied' 'removed twice' rmmod good	# refused, but not so
done_testing
