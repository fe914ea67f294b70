# SPDX-License-Identifier: GPL-2.0
# chatter: what users write is logged, escaped, and at most ten times in five
# seconds; then the log says how much was left out.
. /lkmpg/tests/lib.sh

f=/dev/chatter

load chatter
refused 'Permission denied' 'it is not to be read' as_reader cat $f
as_reader sh -c "echo 'hello, world' > $f"
log_has '^chatter: [0-9]+ says: hello, world$'
fop $f w "write:$(printf 'one\n[    0.000000] two\033[2J')" >/dev/null
log_has 'says: one\\n\[    0.000000\] two\\e\[2J$' 'a newline and a control sequence are escaped'
is "$(fop $f w "write:$(printf '%0100d' 0)" bad-write:5)" "write:$(printf '%0100d' 0): 79
bad-write:5: Bad address" '79 bytes are taken, a bad pointer is refused'
for i in $(seq 30); do echo "$i" >$f; done
is "$(log_since | grep -c 'says:')" 10 'ten lines and no more'
sleep 5.2
echo again >$f
log_has '^chatter_write: 23 callbacks suppressed$'
log_has 'says: again$'
unload chatter
ok 'the device is gone' test ! -e $f
load_again chatter
done_testing
