#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# excerpt.t - the book cuts code out of files by name: the right lines, and
# none when a name is unknown or means two things.
# DEPENDS: examples
. "$(dirname "$0")/lib.sh"

cat >"$work/try.c" <<'EOT'
// SPDX-License-Identifier: GPL-2.0
/*
 * the file's head: belongs to nobody
 */
#define TRY_MAX(a, b) \
	((a) > (b) ? (a) : (b))

/* what try_one says */
static const char *const try_text[] = { "a { b", "}" };
struct try_state {
	int count;	/* ; { */
};
static struct try_state *try_find(int id);

static DEFINE_MUTEX(try_lock);
typedef int (*try_fn)(void);
static int try_value __read_mostly = 3;

/* Long,
 * and over two lines.
 */
static int __init try_one(struct try_state *s,
			  char c)
{
	if (c == '}')
		return 0;
	/* [middle] */
	s->count++;
	/* [/middle] */
	return 1;
}

static struct try_state *try_find(int id)
{
	return 0;
}
DEFINE_TRY_THING(try_find)
static struct {
	int x;
} try_data;

#if A
#define TRY_SIDE 1
#else
#define TRY_SIDE 2
#endif

static const struct try_ops try_ops = {
	.one = try_one,
};
module_param(try_value, int, 0444);
static int twice(void) { return 1; }
static int twice(void) { return 2; }
EOT

# cuts NAME LINES DESCRIPTION - the lines' numbers, those of a gap as "...".
cuts()
{
	run tools/excerpt "$work/try.c" "$1"
	is "$(awk '{ print $1 }' <<<"$out" | tr '\n' ' ')" "$2 " "$3" "$err"
}

cuts TRY_MAX '5 6' 'a #define over two lines, without the head of the file'
cuts try_text '8 9' 'an array, and the comment above it'
cuts try_state '10 11 12' 'a struct'
cuts 'struct try_state' '10 11 12' 'the same by its full name'
cuts try_lock '15' 'what a macro defines'
cuts try_fn '16' 'the type of a function'
cuts try_value '17' 'a variable with an annotation, and not its parameter'
cuts try_one '19 20 21 22 23 24 25 26 28 30 31' 'a function, its comment, no markers'
cuts try_find '33 34 35 36' 'a function, and not its prototype'
cuts try_data '38 39 40' 'a variable of a struct without a name'
cuts TRY_SIDE '42 43 44 45 46' 'both sides of an #if'
cuts try_ops '48 49 50' 'a table of operations'
cuts module_param '51' 'a macro that is called'
cuts :middle '28' 'between markers'
cuts try_value,try_one '17 18 19 20 21 22 23 24 25 26 28 30 31' 'two neighbours are one piece'
cuts TRY_MAX,try_lock '5 6 ... 15' 'two others are not'
cuts twice/2 '53' 'the second of a name'

run tools/excerpt "$work/try.c" nothing
is "$status" 1 'an unknown name fails'
like "$err" "there is no 'nothing'; there are: .*try_one" 'and shows the names that there are'
run tools/excerpt "$work/try.c" twice
is "$status" 1 'a name that is there twice fails'
like "$err" 'more than once: lines 52, 53' 'and says where'
run tools/excerpt "$work/try.c" :nowhere
is "$status" 1 'a marker that is not there fails' "$out"
run tools/excerpt Kbuild startstop
is "$(awk '{ print $2 }' <<<"$out" | tr '\n' ' ')" 'obj-m startstop-y ' 'lines of a makefile'

# Both sides of an #if are for what can be seen at a glance: 40 lines.
# sides LINES - a function once for each side, with the #if and the #endif so many lines
sides()
{
	printf '#if A\nint side(void)\n{\n'
	yes '	again();' | head -n $(($1 - 10))
	printf '}\n#else\nint side(void)\n{\n\treturn 0;\n}\n#endif\n'
}
sides 40 >"$work/sides.c"
run tools/excerpt "$work/sides.c" side
is "$(wc -l <<<"$out")" 40 'an #if of 40 lines is printed whole' "$err"
sides 41 >"$work/sides.c"
run tools/excerpt "$work/sides.c" side
is "$status" 1 'of one of 41 the name is there more than once'
like "$err" "'side' is there more than once: lines 2, 37" 'and it says so'

# Every example is understood: what it defines, and nothing else.
for file in examples/*.[ch]; do
	case $file in *.mod.c) continue ;; esac
	tools/excerpt "$file" | awk '{ print $2 }' | grep -vxE '[A-Za-z_][A-Za-z0-9_]*' |
		sed "s#^#$file: #"
done >"$work/odd"
is "$(cat "$work/odd")" '' 'all of examples/ is read'
done_testing
