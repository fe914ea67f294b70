# SPDX-License-Identifier: GPL-2.0
# bh_threaded: presses during the slow part are handled late, none is lost; the
# handler never waits for the thread, nor one button for the other; unloading in
# the middle waits for the press that is being handled and for no other.
# LIMIT: 120
. /lkmpg/tests/lib.sh

w=/sys/kernel/debug/vgpio
p=/sys/module/bh_threaded/parameters
press() { echo 1 >$w/line"$1" && echo 0 >$w/line"$1"; }
led_is() { [ "$(cat $w/line0)" = "$1" ]; }
count_is() { [ "$(cat $p/"$1")" = "$2" ]; }
# The policy and the priority of the threads: /proc/PID/stat has no spaces here.
policies() { cat /proc/[0-9]*/stat 2>/dev/null | awk '$2 ~ /^\(irq\/.*bh_th/ { print $41, $40 }' | paste -sd, -; }

refused 'No such device' 'without a chip there is no panel' insmod ./bh_threaded.ko
load vgpio
load bh_threaded work_ms=5000	# enough for what follows on any machine
is "$(threads 'irq/[0-9]*-bh_th')" 2 'a thread for each line'
is "$(policies)" '1 50,1 50' 'under SCHED_FIFO, in the middle of the real-time priorities'
is "$(cat $p/pressed $p/busy $p/handled | paste -sd' ' -)" '0 0 0' 'nothing was pressed yet'

press 1
ok 'the thread lights the LED' wait_for 5 led_is 1
press 1
press 1
is "$(cat $p/pressed) $(cat $p/busy)" '3 1' 'the handler has seen all presses, one thread works'
like "$(cat $p/handled)" '^[01]$' 'and is still busy with the first'
press 2
ok 'the other line does not wait: a second thread works' wait_for 5 count_is busy 2
is "$(cat $w/line0)" 0 'and has put the LED out'
ok 'in the end all four are handled' wait_for 20 count_is handled 4
ok 'and the threads sleep' wait_for 5 count_is busy 0
log_mark
unload bh_threaded
log_has '^bh_threaded: 4 presses, 4 handled$'
is "$(threads 'irq/[0-9]*-bh_th')" 0 'the threads are gone'

# On a machine that takes longer for eight presses than for the first, more are handled:
# one good try of several is enough.
for ms in 2000 3500 5000 5000; do
	load bh_threaded work_ms=$ms
	for i in 1 2 1 2 1 2 1 2; do
		press $i
	done
	wait_for 5 count_is busy 2
	log_mark
	unload bh_threaded
	! log_says '^bh_threaded: 8 presses, 2 handled$' || break
done
log_has '^bh_threaded: 8 presses, 2 handled$' 'unloading waits for the two presses in work and for no other'
is "$(cat $w/line0)" 0 'leaves the LED dark'

load bh_threaded work_ms=1
for i in 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2; do
	press $i
done
ok 'twenty quick presses: none is lost' wait_for 20 count_is handled 20
unload bh_threaded

refused 'Invalid parameters' 'a slow half that is too slow' insmod ./bh_threaded.ko work_ms=5001
refused 'Invalid parameters' 'a time is a number' insmod ./bh_threaded.ko work_ms=long
refused 'Invalid parameters' 'no count can be set' insmod ./bh_threaded.ko handled=1

# It comes and goes while somebody presses.
while [ ! -e "$TEST_TMP/calm" ]; do
	press 1
	press 2
done &
for i in 1 2 3; do
	load_again bh_threaded work_ms=1
done
: >"$TEST_TMP/calm"
wait
walk_init bh_threaded work_ms=1
unload vgpio
done_testing
