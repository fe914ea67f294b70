# SPDX-License-Identifier: GPL-2.0
# hello-6: a level outside 0 to 10 is refused, by insmod and by write, and changes
# nothing; a change is told to the module, before init and later.
. /lkmpg/tests/lib.sh

p=/sys/module/hello_6/parameters
both() { cat $p/level $p/changes | paste -sd, -; }

load hello-6
is "$(both)" '5 dB,0' 'the default has a unit, and is no change'
log_has '^hello_6: init: 5 dB after 0 changes$'
log_mark
ok 'root writes the level' sh -c "echo 10 >$p/level"
is "$(both)" '10 dB,1' 'and reads it back'
ok 'the same again' sh -c "echo 10 >$p/level"
is "$(both)" '10 dB,1' 'is no change'
ok 'zero is a level, also in hexadecimal' sh -c "echo 0x0 >$p/level"
is "$(both)" '0 dB,2' 'and a change'
for bad in 11 4294967295; do
	refused 'Numerical result out of range' "$bad is out of range" sh -c "echo $bad >$p/level"
done
refused 'Numerical result out of range' 'so is what no int can hold' sh -c "echo 4294967296 >$p/level"
for bad in -1 ten '5 dB' ''; do
	refused 'Invalid argument' "'$bad' is no level" sh -c "echo '$bad' >$p/level"
done
is "$(both)" '0 dB,2' 'what was refused has changed nothing'
refused 'Permission denied' 'a user may not write it' as_reader sh -c "echo 1 >$p/level"
is "$(as_reader cat $p/level)" '0 dB' 'but read it'
log_mark
unload hello-6
log_has '^hello_6: exit: 0 dB after 2 changes$'

log_mark
load hello-6 level=7
is "$(log_since | paste -sd, -)" 'hello_6: init: 7 dB after 1 changes' 'the loader calls set before init'
unload hello-6
log_mark
refused 'Numerical result out of range' 'insmod is refused, too' insmod ./hello-6.ko level=11
refused 'Invalid parameters' 'a word is no level' insmod ./hello-6.ko level=high
refused 'Invalid parameters' 'nor is nothing' insmod ./hello-6.ko level
log_lacks '^hello_6: init' 'init was not called'
is "$(is_loaded hello-6 && echo loaded)" '' 'and it is not loaded'
load hello-6
is "$(both)" '5 dB,0' 'a second life begins with the default'

again() { reload hello-6; }
walk_file $p/level rw write:7 read:9
storm -w 3 -w 10 -w 11 -r again $p/level $p/changes
unload hello-6
walk_init -0 hello-6
done_testing
