# SPDX-License-Identifier: GPL-2.0
# kref: a note is found by number until it is deleted, and lives until its last
# user has let go of it; a note that is found while it dies is not taken.
. /lkmpg/tests/lib.sh

f=/dev/kref
p=/sys/module/kref/parameters
alive() { cat $p/alive; }
# The users of a note know nothing of each other: fop opens the file for each.
get() { fop $f rw write:"get $1" read:100; }

load kref
is "$(stat -c %a $f)" 666 'everybody may write notes'
is "$(cat $f)" '' 'a file that holds no note is empty'
refused 'No such file' 'there is no note' fop $f rw write:'get 7'
as_reader sh -c "echo 'add 7 tea for two' >$f"
echo 'add 0 nothing' >$f
is "$(get 7)" 'write:get 7: 5
read:100: 14 "7 tea for two\n"' 'it is found by its number'
is "$(as_reader fop $f rw write:'get 7' pread:3:2 pread:99:13 pread:9:14 read:4 read:99 read:9 seek:0 bad-read:5 read:2)" 'write:get 7: 5
pread:3:2: 3 "tea"
pread:99:13: 1 "\n"
pread:9:14: 0 ""
read:4: 4 "7 te"
read:99: 10 "a for two\n"
read:9: 0 ""
seek:0: 0
bad-read:5: Bad address
read:2: 2 "7 "' 'short reads, offsets, the end'
is "$(alive)" 2 'two notes'

# Three users: the array and two files. It dies with the last, in any order.
exec 3<>$f 4<>$f
echo 'get 7' >&3
echo 'get 7' >&4
echo 'del 7' >$f
refused 'No such file' 'what is deleted is not found' fop $f rw write:'get 7'
refused 'No such file' 'nor deleted again' fop $f w write:'del 7'
is "$(alive)" 2 'but it lives'
is "$(cat <&3)" '7 tea for two' 'for whoever holds it'
exec 3>&-
is "$(alive)" 2 'for each of them'
echo 'add 7 coffee' >$f
is "$(cat <&4)" '7 tea for two' 'also when another has its number'
is "$(get 7 | tail -n 1)" 'read:100: 9 "7 coffee\n"' 'who asks now gets that one'
is "$(alive)" 3 'three notes'
exec 4>&-
is "$(alive)" 2 'the last user was its last day'
exec 3<>$f
echo 'get 0' >&3
refused 'busy' 'a file holds one note' fop /proc/self/fd/3 rw write:'get 0' write:'get 7'
exec 3>&-

for bad in '' add get 'get ' 'get x' 'get 7 x' 'get -1' 'get 64' 'add 1' 'add 1 ' 'put 1' 'add  1 x' 'del 7x' 7; do
	refused 'Invalid argument' "'$bad' is refused" fop $f w write:"$bad"
done
refused 'out of range' 'a number of more than 32 bits' fop $f w write:'get 4294967303'
refused 'busy' 'a number that is taken' fop $f w write:'add 7 tea'
long=$(printf '%040d' 5)
echo "add 5 $long" >$f
is "$(get 5 | tail -n 1)" "read:100: 43 \"5 $long\\n\"" '40 bytes of text'
refused 'Message too long' 'a line that is too long' fop $f w write:"add 6 $long$long"
is "$(fop $f rw bad-write:5 ioctl:0x6600:0)" 'bad-write:5: Bad address
ioctl:0x6600:0: Inappropriate ioctl for device' 'a bad pointer; no ioctl'
is "$(alive)" 3 'what is refused makes no note'

exec 3<$f
refused 'is in use' 'rmmod is refused while a file is open' rmmod kref
exec 3<&-
log_mark
unload kref
ok 'the node is gone' test ! -e $f
log_has '^kref: 0 notes left$' 'exit frees what nobody has deleted'

# Readers find notes while others delete them. With a pause between the finding
# and the taking some are dying then: these are refused, and no count goes wrong
# (the kernel would log it). It depends on who comes when, but it happens.
load kref pause=2000
: >"$TEST_TMP/go"
while [ -e "$TEST_TMP/go" ]; do
	echo 'add 1 a moth' >$f
	echo 'del 1' >$f
done &
finder()
{
	while [ -e "$TEST_TMP/go" ]; do
		fop $f rw write:'get 1' read:99
	done | while read -r said; do
		case $said in
		"read:99: "[1-9]*) printf '%s\n' "$said" >>"$TEST_TMP/found.$1" ;;
		esac
	done
}
finder 1 &
finder 2 &
both() { [ "$(cat $p/late)" -ge 3 ] && [ -s "$TEST_TMP/found.1" ] && [ -s "$TEST_TMP/found.2" ]; }
ok 'some are found dying, and not taken, and others in time' wait_for 60 both
rm "$TEST_TMP/go"
wait
is "$(sort -u "$TEST_TMP"/found.*)" 'read:99: 9 "1 a moth\n"' 'each that was taken is whole'
echo 'del 1' >$f 2>/dev/null
is "$(alive)" 0 'and none is left'
unload kref

load kref
again() { reload kref; }
echo 'add 3 a note' >$f
walk_file -u $f='del 9' $f rw write:'add 9 x'
walk_file $f rw write:'get 3' pread:99:0
storm -w 'add 1 a' -w 'get 1' -w 'del 1' -w 'add 2 b' -w 'get 2' -w 'del 2' -r again $f
unload kref
log_lacks '[1-9][0-9]* notes left' 'all have died'
load_again kref
refused 'Invalid parameters' 'a pause that is no number' insmod ./kref.ko pause=long
walk_init kref
done_testing
