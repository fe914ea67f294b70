# SPDX-License-Identifier: GPL-2.0
# canvas: 16 pages that programs share with the kernel, and nothing beyond them.
. /lkmpg/tests/lib.sh

n=/dev/canvas
w=mmap_watch

load canvas
is "$(wc -c <$n) $(tr -d '\0' <$n | wc -c)" '65536 0' '64 KiB, all of them zeros'
is "$($w $n rw map:0:16:rw put:0:first put:15:last)" 'map:0:16:rw: done
put:0:first: done
put:15:last: done' 'a program draws'
is "$(tr -d '\0' <$n)" 'firstlast' 'and the kernel sees it'
is "$($w $n r map:15:1:r get:15)" 'map:15:1:r: done
get:15: last' 'as does another program, from the page that it asks for'
for over in 0:17 15:2 16:1 2251799813685247:1; do
	is "$($w $n r map:$over:r)" "map:$over:r: Invalid argument" "over the end: $over"
done
is "$($w $n r map:0:1:rw)" 'map:0:1:rw: Permission denied' 'who has it open for reading cannot write'
is "$($w $n rw map:15:1:rw grow:2)" 'map:15:1:rw: done
grow:2: Bad address' 'a mapping does not grow'
$w $n rw map:0:1:rw close until:0:go >/dev/null &
wait_for 10 sh -c '[ "$(cat /sys/module/canvas/refcnt)" = 1 ]'
refused 'is in use' 'rmmod is refused while it is mapped' rmmod canvas
$w $n rw map:0:1:rw put:0:go >/dev/null
wait
unload canvas
load_again canvas
done_testing
