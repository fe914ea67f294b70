# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
# tests/verbs/input.sh - more verbs, for the tests of input devices. Sourced after lib.sh.

# watch [KEY] - note the events of the device $event from now on, in the background: until
# that key, or until it is killed ($!).
watch()
{
	: >"$TEST_TMP/events"
	evdump "$event" $((20000 * LAB_PATIENCE)) "$@" >"$TEST_TMP/events" &
	wait_for 5 grep -q ready "$TEST_TMP/events"
}

# noted - when that has ended, put what was noted into $events: "TYPE CODE VALUE,..."
noted()
{
	wait
	events=$(sed 1d "$TEST_TMP/events" | tr '\n' ',')
}
