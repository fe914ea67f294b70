# SPDX-License-Identifier: GPL-2.0
# example_tasklet: init starts, the tasklet runs in softirq context, init goes
# on; the work item runs in a thread; none of it is left when the module goes.
. /lkmpg/tests/lib.sh

story='example_tasklet: init starts
example_tasklet: the tasklet runs in softirq context, as a guest of *
example_tasklet: init goes on
example_tasklet: the work runs in process context, and slept'
# The log, without the name of whom the tasklet happened to interrupt.
told() { log_since | grep '^example_tasklet: ' | sed 's/guest of .*/guest of */'; }

load example_tasklet
is "$(told | head -n 3)" "$(echo "$story" | head -n 3)" 'when insmod is back, the tasklet has run'
ok 'and the work soon after' wait_for 10 log_says 'work runs'
is "$(told)" "$story" 'in this order'
refused 'File exists' 'it cannot be loaded twice' insmod ./example_tasklet.ko
unload example_tasklet
is "$(told)" "$story
example_tasklet: exit" 'exit had nothing more to run'

# Unloaded at once: exit waits for the work, every time.
log_mark
for i in 1 2 3 4 5 6 7 8 9 10; do
	insmod ./example_tasklet.ko && rmmod example_tasklet || fail "load and unload $i"
done
is "$(told | sort | uniq -c | awk '{ print $1 }' | paste -sd ' ' -)" '10 10 10 10 10' 'ten times the whole story'
is "$(told | paste -sd '|' - | sed 's/exit|/exit\n/g' | sort -u)" \
	"$(printf '%s\nexample_tasklet: exit' "$story" | paste -sd '|' -)" 'in the same order each time'
walk_init -0 example_tasklet
done_testing
