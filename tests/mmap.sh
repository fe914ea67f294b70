# SPDX-License-Identifier: GPL-2.0
# mmap: what a program writes others see, and the kernel; page 0 ticks and cannot be
# written; nothing is mapped over the end; a mapping keeps the module, and a page
# that is in use outlives both.
. /lkmpg/tests/lib.sh

n=/dev/lkmap
t=$TEST_TMP
w=./other/mmap_watch
# watched WANTED DESCRIPTION MODE OPERATION... - the lines that mmap_watch prints.
watched()
{
	_w=$1 _t=$2
	shift 2
	is "$($w $n "$@" 2>&1)" "$_w" "$_t"
}
lines() { [ "$(wc -l <"$1")" -ge "$2" ]; }
number() { od -A n -t u4 -j "$1" -N 4 $n | tr -d ' '; }
holds() { dd if=$n bs=4096 skip="$1" count=1 2>/dev/null | tr -d '\0'; }

load mmap
is "$(stat -c %a $n)" 666 'everybody may read and map it'
watched 'map:0:4:r: done
get:1: done
get:3: done
ticks: done
counts: mappings 1, faults 3
unmap: done' 'all four pages, three of them touched; the counter ticks' r map:0:4:r get:1 get:3 ticks counts unmap
is "$(number 8)" 0 'no mapping is left'
is "$(dd if=$n bs=64k 2>/dev/null | wc -c)" 16384 'the file has 16384 bytes'
watched 'map:1:3:rw: done
put:1:hello: done
put:3:there: done
get:2: done' 'pages 1 to 3 can be written' rw map:1:3:rw put:1:hello put:3:there get:2
is "$(holds 1) $(holds 2)$(holds 3)" 'hello there' 'and the kernel reads what was written'
watched 'map:3:1:r: done
get:3: there' 'as does another program' r map:3:1:r get:3
is "$(fop $n r pread:5:4096 pread:9:4093 pread:1:16383 pread:1:16384 pread:1:-1 seek:4098 read:3 bad-read:5 ioctl:0x6600:0)" 'pread:5:4096: 5 "hello"
pread:9:4093: 3 "\x00\x00\x00"
pread:1:16383: 1 "\x00"
pread:1:16384: 0 ""
pread:1:-1: Invalid argument
seek:4098: 4098
read:3: 3 "llo"
bad-read:5: Bad address
ioctl:0x6600:0: Inappropriate ioctl for device' 'offsets are honoured, a read ends with the page'

# Where it must not be written, and what is not there.
watched 'map:0:1:rw: Permission denied' 'page 0 cannot be mapped for writing' rw map:0:1:rw
watched 'map:0:4:rw: Permission denied' 'nor together with others' rw map:0:4:rw
watched 'map:0:1:r: done
protect:rw: Permission denied' 'nor made writable later' rw map:0:1:r protect:rw
watched 'map:0:1:r: done
put:0:mine: SIGSEGV' 'nor written as it is' rw map:0:1:r put:0:mine
watched 'map:1:1:rw: Permission denied' 'who has it open for reading cannot write' r map:1:1:rw
watched 'map:1:1:r: done
protect:rw: Permission denied' 'nor later' r map:1:1:r protect:rw
watched 'map:1:1:r: done
protect:rw: done
put:1:later: done
protect:r: done
put:1:never: SIGSEGV' 'who has it open for writing may do so later' rw map:1:1:r protect:rw put:1:later protect:r put:1:never
watched 'map:0:4:p: done
put:0:mine: done
put:1:copy: done
get:1: copy' 'in a private mapping everybody may write, even page 0' r map:0:4:p put:0:mine put:1:copy get:1
is "$(holds 1)" later 'which the others do not see'
for over in 0:5 1:4 4:1 3:2 1000:1 2251799813685247:1; do
	watched "map:$over:r: Invalid argument" "over the end: $over" r map:$over:r
done
watched 'map:3:1:r: done
get:3: there
grow:2: done
get:3: there
get:4: SIGBUS' 'a longer mapping has no more pages' r map:3:1:r get:3 grow:2 get:3 get:4
is "$(number 8)" 0 'and no mapping is left'

# Two processes, and a child.
$w $n rw map:1:1:rw put:1:ping until:1:pong get:1 >"$t/one" &
one=$!
wait_for 10 lines "$t/one" 2
watched 'map:1:1:rw: done
until:1:ping: done
put:1:pong: done' 'one process writes, another sees it' rw map:1:1:rw until:1:ping put:1:pong
wait $one
is "$(tail -n 1 "$t/one")" 'get:1: pong' 'and answers'
watched 'map:1:1:rw: done
put:1:parent: done
fork: done
get:1: parent
put:1:child: done
fork: done
get:1: child
put:1:child: done' 'a child shares the mapping with its parent' rw map:1:1:rw put:1:parent fork get:1 put:1:child
is "$(holds 1)" child 'and the kernel sees what it wrote'
unload mmap
load mmap
watched 'map:0:2:r: done
counts: mappings 1, faults 1
fork: done
counts: mappings 2, faults 2
unmap: done
fork: done
counts: mappings 1, faults 2
unmap: done' 'a fork is one more mapping, and its end one less' r map:0:2:r counts fork counts unmap

# The module stays as long as it is mapped: by the file of the mapping.
$w $n rw map:1:1:rw close put:1:kept until:1:go >"$t/one" &
one=$!
wait_for 10 lines "$t/one" 3
is "$(find /proc/$one/fd -lname $n)" '' 'the file is closed, and still mapped'
refused 'is in use' 'rmmod is refused' rmmod mmap
is "$(holds 1)" kept 'the page is there'
$w $n rw map:1:1:rw put:1:go >/dev/null
wait $one
is "$(cat /sys/module/mmap/refcnt)" 0 'unmapped: nothing keeps it'

# And a page stays as long as it is used, by whatever part of the kernel.
$w $n rw map:2:1:rw put:2:precious hold:2 unmap close gone:$n held >"$t/one" 2>&1 &
one=$!
wait_for 10 lines "$t/one" 5
unload mmap
wait $one
is "$(tail -n 1 "$t/one")" 'held: precious' 'a page in a pipe outlives mapping, file and module'
ok 'the node is gone' test ! -e $n

load mmap
is "$(holds 1)$(holds 2)$(holds 3)" '' 'a second life begins with zeros'
again() { reload mmap; }
walk_file $n rw read:99
storm -r again $n
unload mmap
done_testing
