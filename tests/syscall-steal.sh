# SPDX-License-Identifier: GPL-2.0
# syscall-steal: every file that the watched user opens is logged, by whatever
# system call; nobody else's is; and the module goes while files are opened.
# TURNS: the probe is written into a function that is being called
. /lkmpg/tests/lib.sh

m=syscall-steal
t=$TEST_TMP
chmod 755 "$t"
echo one >"$t/one"
as_other() { setpriv --reuid 1001 --regid 1001 --clear-groups "$@"; }
# How many lines of the log tell of this path (an extended regex).
logged() { log_since | grep -cE "^syscall_steal: uid 1000 opens $1\$"; }

load $m
log_has '^syscall_steal: watching nobody: load me with uid=NUMBER$'
as_reader cat "$t/one" >/dev/null
cat "$t/one" >/dev/null
log_lacks ' opens ' 'unless told whom to watch, it watches nobody'
unload $m

refused 'Invalid parameters' 'a name is refused' insmod ./$m.ko uid=reader
refused 'Numerical result out of range' 'and so is a number too large' insmod ./$m.ko uid=99999999999

load $m uid=1000
log_has '^syscall_steal: watching uid 1000, at do_(filp|file)_open$'
log_mark
is "$(as_reader cat "$t/one")" one 'the user opens a file'
is "$(logged "$t/one")" 1 'and it is logged, once'
log_has '^syscall_steal: uid 1000 opens [a-z/]*/cat$' 'so is the program that is executed'

log_mark
cat "$t/one" >/dev/null
as_other cat "$t/one" >/dev/null
opener openat "$t/one" >/dev/null
log_lacks ' opens ' 'root and a second user are not logged'

for call in open openat openat2; do
	log_mark
	as_reader opener $call "$t/one" >"$t/out" 2>&1
	case $?-$call in
	2-open)	pass "# SKIP this architecture has no open()" ;;
	*)	is "$(cat "$t/out"), logged $(logged "$t/one")" "$call: ok, logged 1" "$call is logged" ;;
	esac
done

log_mark
is "$(as_reader opener openat "$t/none")" 'openat: No such file or directory' 'a failing open still fails'
is "$(logged "$t/none")" 1 'and is logged as well'
log_mark
is "$(as_reader opener bad x)" 'bad: Bad address' 'a bad pointer gives EFAULT'
is "$(log_since | grep -vc /)" 0 'and no path is logged for it'
log_mark
as_reader opener openat "$t/a
syscall_steal: uid 0 opens b" >/dev/null
is "$(logged "$t/a.nsyscall_steal: uid 0 opens b")" 1 'a line break in a path is escaped'
log_lacks '^syscall_steal: uid 0' 'and forges no line'
log_mark
as_reader opener openat "" >/dev/null
as_reader opener openat "$(printf '/%0700d' 7)" >/dev/null
is "$(logged)" 0 'an empty path names no file'
is "$(logged '/0{699}7')" 1 'a long one is logged to its end'

log_mark
as_reader sh -c "for i in 1 2 3 4 5 6 7 8 9; do for j in 0 1 2 3 4 5 6 7 8 9; do : <$t/one; done; done"
is "$(logged "$t/one")" 90 'no line is dropped when they come fast'
unload $m

log_mark
as_reader cat "$t/one" >/dev/null
log_lacks ' opens ' 'after rmmod nothing is logged'

# Unload while files are being opened, by the watched user and by another.
setpriv --reuid 1000 --clear-groups opener loop "$t/one" &
watched=$!
setpriv --reuid 1001 --clear-groups opener loop "$t/one" &
other=$!
for i in 1 2 3; do
	log_mark
	insmod ./$m.ko uid=1000 || fail 'insmod while files are opened'
	wait_for 5 log_says ' opens ' || fail 'files are opened, but not logged'
	rmmod $m || fail 'rmmod while files are opened'
done
ok 'it came and went three times while files were opened' kill $watched $other
wait

load_again $m uid=1000
walk_init syscall-steal uid=1000
done_testing
