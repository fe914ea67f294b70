// SPDX-License-Identifier: GPL-2.0
/*
 * util.c - memory, strings, and the patterns that messages are matched with
 */
#define _GNU_SOURCE		/* memmem */
#include "modwhy.h"

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

bool list_has(const struct list *list, const char *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->item[i], item))
			return true;
	return false;
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
