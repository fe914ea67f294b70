# SPDX-License-Identifier: GPL-2.0
# early: an open before the cdev is added is turned away.
. /lkmpg/tests/lib.sh

# Opens the node again and again, from before it exists until told to stop.
opener()
{
	while [ ! -e "$TEST_TMP/stop" ]; do
		cat /dev/early
	done >"$TEST_TMP/out" 2>&1
}

opener &
load early pause_ms=1000
wait_for 5 grep -q 'the driver is there' "$TEST_TMP/out"
touch "$TEST_TMP/stop"
wait
like "$(cat "$TEST_TMP/out")" 'No such device or address' 'an early open finds a node, but no driver'
like "$(cat "$TEST_TMP/out")" 'the driver is there' 'a later one finds both'
refused 'Invalid argument' 'there is no write' sh -c 'echo hi > /dev/early'
exec 3</dev/early
refused 'is in use' 'rmmod is refused while it is open' rmmod early
exec 3<&-
unload early
load_again early
done_testing
