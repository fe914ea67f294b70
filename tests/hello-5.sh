# SPDX-License-Identifier: GPL-2.0
# hello-5: every kind of parameter arrives, the modes in /sys are what the
# source says, wrong values are refused and unknown names are ignored aloud.
. /lkmpg/tests/lib.sh

p=/sys/module/hello_5/parameters

load hello-5
log_has 'myshort is 1$'
log_has 'myint is 420$'
log_has 'mylong is 9999$'
log_has 'mystring is "blah"$'
log_has 'myintarray\[0\] is 420$'
log_has 'got 0 values for myintarray$'
unload hello-5

log_mark
load hello-5 myshort=-7 myint=8 mylong=-123456789 mystring=bebop myintarray=5,6
log_has 'myshort is -7$'
log_has 'myint is 8$'
log_has 'mylong is -123456789$'
log_has 'mystring is "bebop"$'
log_has 'myintarray\[0\] is 5$'
log_has 'myintarray\[1\] is 6$'
log_has 'got 2 values for myintarray$'
is "$(ls -A $p | tr '\n' ' ')" 'myint myintarray mylong mystring ' 'myshort, mode 0, has no file'
is "$(cd $p && stat -c '%n %a' * | tr '\n' ' ')" 'myint 644 myintarray 444 mylong 444 mystring 444 ' \
	'each file has the mode of the source'
is "$(cat $p/myintarray)" 5,6 'an array reads back with its commas'
ok 'root writes myint' sh -c "echo 99 > $p/myint"
is "$(cat $p/myint)" 99 'and reads it back'
refused 'Invalid argument' 'myint takes no words' sh -c "echo ninety > $p/myint"
is "$(cat $p/myint)" 99 'a refused value changes nothing'
refused 'Permission denied' 'a user may not write it' as_reader sh -c "echo 1 > $p/myint"
is "$(as_reader cat $p/myint)" 99 'but read it'
unload hello-5
log_has 'Goodbye world 5, myint is 99\.' 'the new value is the module'\''s'

log_mark
refused 'Invalid parameters' 'a word for an int is refused' insmod ./hello-5.ko myint=eight
log_has "\`eight' invalid for parameter \`myint'" 'and the log says which'
refused 'Numerical result out of range' 'a short has 16 bits' insmod ./hello-5.ko myshort=40000
refused 'Invalid parameters' 'three values do not fit into two' insmod ./hello-5.ko myintarray=1,2,3
is "$(is_loaded hello-5 && echo loaded)" '' 'after all that it is not loaded'

load hello-5 nosuch=1 myintarray=3
log_has "unknown parameter 'nosuch' ignored" 'an unknown name is ignored, aloud'
log_has 'got 1 values for myintarray$' 'an array may be filled in part'
log_has 'myintarray\[1\] is 420$' 'and the rest keeps its default'
unload hello-5

load_again hello-5

again() { reload hello-5; }
load hello-5
for f in /sys/module/hello_5/parameters/*; do
	walk_file "$f" r read:9
done
walk_file $p/myint rw write:7 read:9
storm -w 7 -w -7 -r again /sys/module/hello_5/parameters/*
unload hello-5
walk_init -0 hello-5
done_testing
