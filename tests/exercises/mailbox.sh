# SPDX-License-Identifier: GPL-2.0
# mailbox: each message goes to one reader, whole; readers wait for a message,
# writers for an empty box, unless they said O_NONBLOCK or a signal comes.
. /lkmpg/tests/lib.sh

f=/dev/mailbox
t=$TEST_TMP
sleeps() { grep -q '^State:.*S (' "/proc/$1/status" && grep -q mailbox "/proc/$1/stack"; }

load mailbox
is "$(stat -c %a $f)" 666 'everybody may write and read'
is "$(fop $f rwn read:10 write:hello write:more read:100 read:100)" 'read:10: Resource temporarily unavailable
write:hello: 5
write:more: Resource temporarily unavailable
read:100: 5 "hello"
read:100: Resource temporarily unavailable' 'one message, once; nothing waits with O_NONBLOCK'
is "$(fop $f rwn write:hello read:4 bad-read:5 read:5)" 'write:hello: 5
read:4: Message too long
bad-read:5: Bad address
read:5: 5 "hello"' 'a reader that cannot take all leaves all'
long=$(printf '%079d' 7)
is "$(fop $f rwn write:"$long" read:100)" "write:$long: 79
read:100: 79 \"$long\"" '79 bytes fit'
is "$(fop $f rwn write:"${long}1" bad-write:5 read:100)" "write:${long}1: Message too long
bad-write:5: Bad address
read:100: Resource temporarily unavailable" 'more do not, and nothing is kept of a bad write'
is "$(fop $f rwn write:x pread:5:0 seek:0 read:5)" 'write:x: 1
pread:5:0: Illegal seek
seek:0: Illegal seek
read:5: 1 "x"' 'a message has no position'

fop $f r read:100 >"$t/reader" &
pid=$!
ok 'a reader waits asleep' wait_for 5 sleeps $pid
refused 'is in use' 'and keeps the module' rmmod mailbox
echo hi >$f
wait $pid
is "$(cat "$t/reader")" 'read:100: 3 "hi\n"' 'until there is a message'

echo first >$f
fop $f w write:second >"$t/writer" &
pid=$!
ok 'a writer waits asleep' wait_for 5 sleeps $pid
is "$(fop $f r read:100 read:100)" 'read:100: 6 "first\n"
read:100: 6 "second"' 'until the box is empty'
wait $pid

fop $f r read:100 >"$t/reader" &
pid=$!
wait_for 5 sleeps $pid
kill $pid
wait $pid
is $? 143 'a signal ends the wait'

# Four writers, three readers, no message lost, doubled or mixed.
for w in 1 2 3 4; do
	(for i in 1 2 3 4 5 6 7 8 9; do echo "$w$i" >$f; done) &
done
for r in 1 2 3; do
	fop $f r read:9 read:9 read:9 read:9 read:9 read:9 \
		read:9 read:9 read:9 read:9 read:9 read:9 >"$t/r$r" &
done
wait
is "$(cat "$t"/r[123] | grep -c '^read:9: 3 "[1-4][1-9].n"$')" 36 'every message arrives whole'
is "$(sort -u "$t"/r[123] | wc -l)" 36 'and no two are the same'
unload mailbox
load_again mailbox
done_testing
