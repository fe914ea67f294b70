#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# coverage.t - tools/coverage and tools/walks, on results made up here: what ran
# is added up over tests, what did not run must be explained, and what is
# explained must not run.
# DEPENDS: tests/host/coverage.t
. "$(dirname "$0")/lib.sh"

# A clone with one example, built as an ordinary program.
mkdir -p "$work"/{tools,examples,build/k-gcov/{examples,log}}
cp tools/coverage tools/walks "$work/tools"
cd "$work" || exit
cat >examples/a.c <<'EOT'
#include <stdlib.h>
int main(int argc, char **argv)
{
	if (argc > 1)
		argc += atoi(argv[1]);
	if (argc > 5)
		abort();	/* not reached: nobody says so */
	/*
	 * by chance: depends on the
	 * weather
	 */
	argc++;

	if (argc == 5)
		exit(0);
	return 0;
}
EOT
ln -s ../../../examples/a.c build/k-gcov/examples/a.c

# ran NAME ARGUMENT... - a test that ran it so.
ran()
{
	local name=$1
	shift
	rm -f build/k-gcov/examples/a.gcda
	build/k-gcov/a "$@"
	{
		echo 'ok 1 - it ran'
		echo '# --- coverage'
		tar -c -z -C build/k-gcov/examples ./a.gcda | base64 | sed 's/^/# /'
		echo '# seconds: 3'
	} >"build/k-gcov/log/$name.tap"
}
gcc --coverage -O0 -c "$work/build/k-gcov/examples/a.c" -o "$work/build/k-gcov/examples/a.o" &&
	gcc --coverage -o build/k-gcov/a build/k-gcov/examples/a.o || exit

ran one
run tools/coverage build/k-gcov
is "$status" 1 'a line that no test runs is an error' "$err"
like "$out" 'examples/a.c:5: not run: argc \+= atoi' 'it is named'
like "$out" 'examples/a.c:7: not run: abort\(\); \(nobody says so\)' 'one that is explained is named, too'
like "$out" 'examples/a.c:15: not run: exit\(0\);$' 'a comment speaks for the lines up to an empty one'

ran two 2
sed -i -e 's/exit(0);/&	\/* by chance: the weather *\//' examples/a.c
run tools/coverage build/k-gcov
is "$status" 0 'run by another test, it is none' "$out"
like "$out" '^all +[0-9]+ +[0-9]+ +1 ' 'one line is explained and not run'
like "$(cat build/coverage.md)" 'a.c:7. .abort\(\);.: nobody says so' 'the other report says it as well'

# As lines, numbers hold also beside another build of the same source.
for name in one two; do
	run tools/coverage --lines build/k-gcov build/k-gcov/log/$name.tap
	is "$status" 0 "the numbers of $name, as lines" "$err"
	echo "$out" >>build/k-gcov/log/$name.tap
done
like "$(cat build/k-gcov/log/two.tap)" '^# [{]"a.c": [{]"2": 1, "4": 1, "5": 1' 'each with how often it ran'
sleep 0.01
gcc --coverage -O0 -c "$work/build/k-gcov/examples/a.c" -o "$work/build/k-gcov/examples/a.o" || exit
before=$(cat build/coverage.txt)
run tools/coverage build/k-gcov
is "$status" 0 'they are added up beside another build' "$err"
is "$out" "$before" 'to the same sums'

ran three 3
sed -i -e 's/> 5/> 3/' -e 's/abort();/argc++;/' examples/a.c
gcc --coverage -O0 -c "$work/build/k-gcov/examples/a.c" -o "$work/build/k-gcov/examples/a.o" &&
	gcc --coverage -o build/k-gcov/a build/k-gcov/examples/a.o || exit
run tools/coverage build/k-gcov
is "$status" 1 'the numbers of an earlier build are an error otherwise'
like "$err" 'error: a.gcno is not of the build that was tested' 'which says what is wrong' "$err"
like "$err" 'run: make coverage' 'and what to do'
rm build/k-gcov/log/*
ran three 3
run tools/coverage build/k-gcov
is "$status" 1 'a line that is run although it says it never is is an error' "$out"
like "$out" 'examples/a.c:7: it says "not reached", but was' 'and named'

sed -i -e 's/\(abort();\|argc++;\)	.*/\1/' -e 's/	return 0;/\n	\/* not reached: old *\/\n&/' examples/a.c
sed -i 's/^	return 0;/	\/\/ return 0;/' examples/a.c
run tools/coverage build/k-gcov
is "$status" 1 'a comment that explains no line is an error' "$out"
like "$out" 'it says "not reached", but it is no code' 'and named'

# What cannot be tried on this kernel is named, and not counted.
echo '1..0 # SKIP no such card' >build/k-gcov/log/a.tap
run tools/coverage build/k-gcov
is "$status" 0 'a module whose test was skipped is not counted' "$out"
like "$out" 'examples/a.c: not counted: no such card' 'and named'
rm build/k-gcov/log/a.tap

echo '# walked init m: 3 points, 1 of them survived; 20 of the loader
# walked file /dev/m: 9 points, 2 of them in the module
# walked file /dev/n: 1 points, 0 of them in the module' >build/k-gcov/log/m.tap
echo '# not walked: no faults here' >build/k-gcov/log/n.tap
run tools/walks build/k-gcov/log
is "$out" 'walked 13 points of failure, in 1 modules; 1 not walked: no faults here' 'the walks are added up'
like "$(cat build/k-gcov/walks.txt)" '^m +3 +1 +20 +10 +2$' 'by module'
done_testing
