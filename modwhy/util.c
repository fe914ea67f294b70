// SPDX-License-Identifier: GPL-2.0
/*
 * util.c - memory, strings, and the patterns that messages are matched with
 */
#define _GNU_SOURCE		/* memmem */
#include "modwhy.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that was allocated stays reachable from here, to the end. */
static struct chunk {
	struct chunk *next;
} *chunks;

void *alloc(size_t size)
{
	struct chunk *chunk;

	chunk = size < SIZE_MAX - sizeof(*chunk) ?
		calloc(1, sizeof(*chunk) + size) : NULL;
	if (!chunk) {
		fputs("modwhy: out of memory\n", stderr);
		exit(2);
	}
	chunk->next = chunks;
	chunks = chunk;
	return chunk + 1;
}

/*
 * memory_mark(), memory_release() - give back all that was allocated since;
 * what was made of it must not be used any more.
 */
void *memory_mark(void)
{
	return chunks;
}

void memory_release(void *mark)
{
	while (chunks != mark) {
		struct chunk *next = chunks->next;

		free(chunks);
		chunks = next;
	}
}

void *grow(void *old, size_t old_size, size_t size)
{
	void *new = alloc(size);

	if (old_size)
		memcpy(new, old, old_size);
	return new;
}

char *copy_text(const char *text, size_t length)
{
	char *copy = alloc(length + 1);

	memcpy(copy, text, length);
	return copy;
}

char *vformat(const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (length < 0)
		length = 0;
	text = alloc(length + 1);
	vsnprintf(text, length + 1, fmt, args);
	return text;
}

char *format(const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = vformat(fmt, args);
	va_end(args);
	return text;
}

void list_add(struct list *list, char *item)
{
	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 8;
		list->item = grow(list->item, list->count * sizeof(*list->item),
				  list->room * sizeof(*list->item));
	}
	list->item[list->count++] = item;
}

/* FNV-1a. */
static size_t hash(const char *text)
{
	uint64_t value = 14695981039346656037ULL;

	for (; *text; text++)
		value = (value ^ (unsigned char)*text) * 1099511628211ULL;
	return value ^ value >> 32;
}

/* Where the item is in the table, or the free place where it belongs. */
static size_t *slot_of(const struct list *list, const char *item)
{
	size_t at = hash(item) & (list->slots - 1);

	while (list->slot[at] && (!list->item[list->slot[at] - 1] ||
				  strcmp(list->item[list->slot[at] - 1], item)))
		at = (at + 1) & (list->slots - 1);
	return &list->slot[at];
}

/* Take what was added since the last look into the table. */
static void list_index(struct list *list)
{
	if (list->count * 2 > list->slots) {
		list->slots = list->slots ? list->slots : 16;
		while (list->count * 2 > list->slots)
			list->slots *= 2;
		list->slot = alloc(list->slots * sizeof(*list->slot));
		list->indexed = 0;
	}
	for (; list->indexed < list->count; list->indexed++) {
		char *item = list->item[list->indexed];
		size_t *slot = item ? slot_of(list, item) : NULL;

		if (slot && !*slot)
			*slot = list->indexed + 1;
	}
}

/*
 * list_find() - the number of the first such item, or -1. By a table of
 * hashes: logs have been seen with fifty thousand different symbols.
 */
ssize_t list_find(const struct list *list, const char *item)
{
	if (!list->count)
		return -1;
	list_index((struct list *)list);
	return (ssize_t)*slot_of(list, item) - 1;
}

bool list_has(const struct list *list, const char *item)
{
	return list_find(list, item) >= 0;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void list_sort(struct list *list)
{
	if (list->count)
		qsort(list->item, list->count, sizeof(*list->item), by_text);
	list->slots = 0;
}

bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

bool ends(const char *text, const char *with)
{
	size_t length = strlen(text), tail = strlen(with);

	return length >= tail && !strcmp(text + length - tail, with);
}

/* mentions() - is it in the text, as a word of its own? */
bool mentions(const char *text, const char *word)
{
	size_t length = strlen(word);
	const char *at = text;

	while (length && (at = strstr(at, word))) {
		if ((at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_')) &&
		    !isalnum((unsigned char)at[length]) && at[length] != '_')
			return true;
		at++;
	}
	return false;
}

/* utf8() - the length of the character that begins here; 0: none does */
size_t utf8(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	size_t length = *c >= 0xf0 ? 4 : *c >= 0xe0 ? 3 : 2;
	uint32_t value = *c & (0xff >> (length + 1));

	if (*c < 0x80)
		return *c != 0;
	if (*c < 0xc2 || *c > 0xf4)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((c[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (c[i] & 0x3f);
	}
	/* Too long for what they say, halves of pairs, behind the end. */
	if ((length == 3 && value < 0x800) || (length == 4 && value < 0x10000) ||
	    (value >= 0xd800 && value < 0xe000) || value > 0x10ffff)
		return 0;
	return length;
}

const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static char plain(char c)
{
	return c == '-' ? '_' : c;
}

bool same_name(const char *a, const char *b)
{
	while (*a && plain(*a) == plain(*b)) {
		a++;
		b++;
	}
	return plain(*a) == plain(*b);
}

bool is_name(const char *text)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return length && !text[length] && length < 64 && *text != '.';
}

char *next_line(char **rest)
{
	char *line = *rest, *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	if (end) {
		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		*rest = end + 1;
	} else {
		*rest = NULL;
	}
	return line;
}

char *next_word(char **rest)
{
	char *word = *rest;

	if (!word)
		return NULL;
	word += strspn(word, " \t\n");
	if (!*word)
		return NULL;
	*rest = word + strcspn(word, " \t\n");
	if (**rest)
		*(*rest)++ = '\0';
	return word;
}

/* fields_quick() - can it match at all? No memory is needed to say no. */
bool fields_quick(const char *pattern, const char *line)
{
	while (*pattern) {
		const char *literal = *pattern == '{' ? pattern + 3 : pattern;
		size_t length = strcspn(literal, "{");
		const char *at = line;

		if (pattern == literal && strncmp(line, literal, length))
			return false;
		if (length && !(at = memmem(line, strlen(line), literal, length)))
			return false;
		line = at + length;
		pattern = literal + length;
	}
	return true;
}

bool fields(const char *pattern, const char *line, char *field[FIELDS])
{
	while (*pattern) {
		const char *literal, *at;
		char key;
		size_t length;

		if (*pattern != '{') {
			if (*pattern++ != *line++)
				return false;
			continue;
		}
		key = pattern[1];
		literal = pattern + 3;		/* behind "{x}" */
		length = strcspn(literal, "{");
		at = length ? memmem(line, strlen(line), literal, length) :
			line + strlen(line);
		if (!at)
			return false;
		field[(unsigned char)key % FIELDS] =
			copy_text(line, (size_t)(at - line));
		line = at + length;
		pattern = literal + length;
	}
	return !*line;
}

/* --- patterns in many lines -------------------------------------------------- */

static unsigned int pair_of(const char *at)
{
	return ((unsigned char)at[0] * 31u + (unsigned char)at[1]) % PAIRS;
}

/*
 * anchor_of() - most lines fit no pattern: its longest text is looked for
 * first, and before that, whether pairs of letters in it are in the line at all.
 */
struct anchor anchor_of(const char *pattern)
{
	struct anchor anchor = { NULL, 0, { 0 } };

	while (*pattern) {
		size_t length = strcspn(pattern, "{");

		if (length > anchor.length) {
			anchor.text = pattern;
			anchor.length = length;
		}
		pattern += length;
		if (*pattern)
			pattern += 3;
	}
	for (size_t j = 0; j < ANCHOR_PAIRS && anchor.length > 1; j++)
		anchor.pair[j] = pair_of(anchor.text + (anchor.length - 2) * j / (ANCHOR_PAIRS - 1));
	return anchor;
}

void pairs_of(struct pairs *pairs, const char *line)
{
	memset(pairs, 0, sizeof(*pairs));
	for (; *line && line[1]; line++)
		pairs->has[pair_of(line)] = true;
}

/* Is the longest text of the pattern in the line? */
bool anchored(const struct anchor *anchor, const struct pairs *pairs, const char *line,
	      size_t length)
{
	for (size_t j = 0; j < ANCHOR_PAIRS && anchor->length > 1; j++)
		if (!pairs->has[anchor->pair[j]])
			return false;
	return memmem(line, length, anchor->text, anchor->length);
}
