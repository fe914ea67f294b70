# SPDX-License-Identifier: GPL-2.0
# rcu: names are added, renamed and removed while they are read; each read sees
# every name that stays, old or new, and none is freed while a reader is there.
# LIMIT: 120
. /lkmpg/tests/lib.sh

f=/proc/rcu
p=/sys/module/rcu/parameters
names() { paste -sd' ' <$f; }
waiting() { cat $p/waiting; }
none_waits() { [ "$(waiting)" = 0 ]; }

load rcu
is "$(stat -c %a $f)" 644 'root writes, everybody reads'
refused 'Permission denied' 'a user may not write' as_reader sh -c "echo +eve >$f"
is "$(names)" '' 'it begins empty'
for name in anna berta carla; do
	echo +$name >$f
done
is "$(names)" 'anna berta carla' 'names in their order'
echo berta=dora >$f
is "$(as_reader cat $f | paste -sd' ')" 'anna dora carla' 'a new name in the place of the old'
echo -anna >$f
is "$(names)" 'dora carla' 'a name removed'
ok 'is freed when no reader can see it' wait_for 60 none_waits

refused 'File exists' 'a name twice' fop $f w write:+dora
refused 'File exists' 'a new name that is taken' fop $f w write:dora=carla
refused 'File exists' 'even by itself' fop $f w write:dora=dora
refused 'No such file' 'an old name that is not there' fop $f w write:berta=eve
refused 'No such file' 'or has no letters' fop $f w write:=eve
refused 'No such file' 'to remove it' fop $f w write:-berta
long=$(printf '%031d' 5)
for bad in '' + - = dora dora= "+${long}1" "dora=${long}1" "+a
b"; do
	refused 'Invalid argument' "'$bad' is refused" fop $f w write:"$bad"
done
refused 'Message too long' 'a line that is too long' fop $f w write:"$long=$long--"
is "$(fop $f rw bad-write:5 bad-read:3 read:3 read:100 read:9 pread:5:5)" 'bad-write:5: Bad address
bad-read:3: Bad address
read:3: 3 "dor"
read:100: 8 "a\ncarla\n"
read:9: 0 ""
pread:5:5: 5 "carla"' 'bad pointers, short reads, offsets'
echo "carla=$long" >$f
is "$(names)" "dora $long" '31 bytes are a name'
echo "-$long" >$f

# A reader stays at the first name, and it is removed meanwhile. He reads it to
# the end, and it is freed when he has gone. (One good try is enough.)
echo 400 >$p/pause
for try in $(seq 40); do
	wait_for 60 none_waits
	cat $f >"$TEST_TMP/slow" &
	sleep 0.1
	echo -dora >$f
	sleep 0.1
	held=$(waiting)
	wait
	saw=$(cat "$TEST_TMP/slow")
	echo +dora >$f
	[ "$held $saw" != '1 dora' ] || break
done
is "$held $saw" '1 dora' 'what a reader is at stays for him, though it was removed'
ok 'and is freed after him' wait_for 60 none_waits
echo 0 >$p/pause

# Writers who rename, readers who count: there are three names at any time.
# Each reader sees old or new, never both or none of them.
for name in a0 b0; do
	echo +$name >$f
done
: >"$TEST_TMP/go"
for who in a b; do
	while [ -e "$TEST_TMP/go" ]; do
		echo ${who}0=${who}1 >$f
		echo ${who}1=${who}0 >$f
	done &
done
for i in $(seq 100); do
	names
done | sort -u >"$TEST_TMP/seen"
rm "$TEST_TMP/go"
wait
is "$(grep -cvE '^dora a[01] b[01]$' "$TEST_TMP/seen")" 0 'each read has three names, each old or new'
ok 'and not all reads had the same' test "$(wc -l <"$TEST_TMP/seen")" -gt 1

# Removed and unloaded at once: exit waits for what RCU still has to call.
for i in $(seq 50); do
	echo +n"$i"
	echo -n"$i"
done >"$TEST_TMP/many"
while read -r line; do
	echo "$line" >$f
done <"$TEST_TMP/many"
log_mark
unload rcu
ok 'the file is gone' test ! -e $f
log_has '^rcu: 0 names not freed$' 'exit waits for the last of them'

# Without readers nothing goes wrong when names are freed at once. With one, it
# reads what has been freed, and KASAN reports it (sessions/lives/rcu-kasan.session).
load rcu broken=1
echo +anna >$f
echo anna=berta >$f
echo -berta >$f
is "$(names)$(waiting)" 0 'broken=1 waits for no reader'
unload rcu
refused 'Invalid parameters' 'nonsense is refused' insmod ./rcu.ko broken=perhaps

load rcu
again() { reload rcu; }
walk_file -u $f=-x $f w write:+x
echo +x >$f
walk_file -u $f=y=x $f w write:x=y
walk_file $f r read:99
storm -w +a -w +b -w -a -w -b -w a=b -w b=a -r again $f
unload rcu
load_again rcu
done_testing
