# SPDX-License-Identifier: GPL-2.0
# open-errors: what the watched user could not open is logged, with the error;
# what he could, and what others could not, is not.
# NEEDS: CONFIG_KPROBES CONFIG_KRETPROBES
. /lkmpg/tests/lib.sh

m=open-errors
t=$TEST_TMP
chmod 755 "$t"
echo one >"$t/one"
echo two >"$t/two"
chmod 600 "$t/two"

refused 'Invalid parameters' 'a name is refused' insmod ./$m.ko uid=reader
load $m uid=1000
log_mark
as_reader cat "$t/none" 2>/dev/null
log_has "^open_errors: uid 1000, $t/none: error -2$" 'a file that is not there'
as_reader cat "$t/two" 2>/dev/null
log_has "^open_errors: uid 1000, $t/two: error -13$" 'a file that he may not read'
log_mark
as_reader cat "$t/one" >/dev/null
log_lacks "$t/one" 'what can be opened is not logged'
cat "$t/none" 2>/dev/null
log_lacks 'uid 0|uid 1000,.*none' 'nor what root cannot'
as_reader opener openat "$t/$(printf %0150d 7)" >/dev/null
log_has ', /.{98}: error -2$' 'a long path is cut'
log_mark
as_reader opener openat "$t/a
open_errors: uid 0, b" >/dev/null
log_lacks '^open_errors: uid 0' 'a line break forges no line'

# Unload while calls come in.
setpriv --reuid 1000 --clear-groups opener loop "$t/one" &
loop=$!
for _ in 1 2 3; do
	rmmod $m || fail 'rmmod while files are opened'
	insmod ./$m.ko uid=1000 || fail 'insmod while files are opened'
done
ok 'it came and went while files were opened' kill $loop
wait
unload $m
log_has '^open_errors: missed [0-9]+ calls$'
load_again $m uid=1000
done_testing
