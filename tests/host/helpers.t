#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# helpers.t - the user-space helpers under valgrind: what they can do without
# their modules, the wrong uses above all. With their modules they run in the
# tests of these (chardev2, sleep, poll, mmap, genl, uevent).
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

programs=$top/build/$kernel/examples/other
[ -x "$programs/cat_nonblock" ] || lab/build "$kernel" hello-1 || exit

# checked PROGRAM ARGUMENT... - run it under valgrind: 99 is an error of memory.
checked()
{
	local program=$1
	shift
	run valgrind -q --error-exitcode=99 --leak-check=full \
		--log-file="$work/valgrind" "$programs/$program" "$@"
	is "$(cat "$work/valgrind")" '' "$program $*: no error of memory"
}

head -c 20000 /dev/zero | tr '\0' x >"$work/file"
checked cat_nonblock "$work/file"
is "$status" 0 'cat_nonblock prints a file'
cmp -s "$work/file" "$work/out"
is $? 0 'all of it'
mkfifo "$work/fifo"
sleep 1000 >"$work/fifo" &
writer=$!
exec 3<"$work/fifo"	# waits for the writer
checked cat_nonblock "$work/fifo"
is "$status" 1 'a pipe that has nothing yet: 1'
like "$out$err" '^Open would block|would block' 'and says so'
kill $writer
exec 3<&-
checked cat_nonblock "$work/missing"
is "$status" 2 'a missing file: 2'
like "$err" '^cat_nonblock: .*missing: No such file or directory' 'with its name and the error'
checked cat_nonblock
is "$status" 2 'no file: 2'
like "$err" '^usage: cat_nonblock FILE' 'and the usage'
checked cat_nonblock "$work"
is "$status" 2 'a directory: 2'

for words in '' 'set hello' get 'byte 1'; do
	# shellcheck disable=SC2086  # words
	checked userspace_ioctl $words
	is "$status" 1 "userspace_ioctl $words, without the device: 1"
	like "$err" '/dev/char_dev: No such file or directory' 'says what is missing'
done
for words in 'byte one' 'byte -1' 'byte' 'set' 'nonsense' 'get x'; do
	# shellcheck disable=SC2086  # words
	checked userspace_ioctl $words
	is "$status" 2 "userspace_ioctl $words: bad usage, 2"
done

exec 3<>"$work/fifo"
echo hello >&3
for how in poll select level edge; do
	checked poll_wait -t 0 $how 1 "$work/fifo"
	is "$out" "$work/fifo: in" "poll_wait $how: a pipe with something in it"
done
checked poll_wait -t 0 edge 2 "$work/fifo"
is "$status$out" "1$work/fifo: in
nothing" 'an edge comes once, and nothing is 1'
checked poll_wait -r poll 1 "$work/fifo"
is "$out" "$work/fifo: in, \"hello\"" 'and reads'
exec 3<&-
for words in '' poll 'poll 0 FILE' 'poll 1' 'wait 1 FILE' '-x poll 1 FILE'; do
	# shellcheck disable=SC2086  # words
	checked poll_wait $words
	is "$status" 2 "poll_wait $words: bad usage, 2"
done
checked poll_wait poll 1 "$work/missing"
is "$status" 2 'a missing file: 2'

head -c 16384 /dev/zero >"$work/pages"
checked mmap_watch "$work/pages" rw map:1:2:rw put:2:hello fork get:2
is "$out" 'map:1:2:rw: done
put:2:hello: done
fork: done
get:2: hello
fork: done
get:2: hello' 'mmap_watch maps an ordinary file, too'
for words in '' r 'x get:1' 'r nonsense' 'r map:1'; do
	# shellcheck disable=SC2086  # words
	checked mmap_watch "$work/pages" $words
	is "$status" 2 "mmap_watch FILE $words: bad usage, 2"
done

for words in '' set 'get 1' listen 'nonsense'; do
	# shellcheck disable=SC2086  # words
	checked genl_ask $words
	is "$status" 2 "genl_ask $words: bad usage, 2"
done
checked genl_ask get
is "$status$err" '1genl_ask: No such file or directory' 'genl_ask, without the family: 1'
for words in '' 0 x '1 2 3'; do
	# shellcheck disable=SC2086  # words
	checked uevent_watch $words
	is "$status" 2 "uevent_watch $words: bad usage, 2"
done
done_testing
