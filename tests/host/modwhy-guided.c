// SPDX-License-Identifier: GPL-2.0
/*
 * modwhy-guided - the readers of modwhy, for libFuzzer to feed
 *
 *   MODWHY_READER=elf|log|build FUZZ_ROOT=DIR modwhy-guided [OPTION...] CORPUS...
 *
 * Coverage guides the input: what reaches a line that nothing reached before is
 * kept and changed further. The sanitizers watch. The input is in a piece of
 * memory of its very size, so that a read of one byte too many is seen; so is
 * each line of a log.
 *
 * See modwhy-guided.h for how one process can look many times, and tools/fuzz
 * for how this is built and run.
 */
#define _GNU_SOURCE
#include "../../modwhy/modwhy.h"

#include <err.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *symvers_file, *log_file;
bool stdin_closed;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* --- memory: what modwhy has asked for, and has not given back ---------------- */

#define KEPT	(1 << 20)

static void *kept[KEPT];
static size_t kept_count;
static jmp_buf ended;

static void *keep(void *memory)
{
	if (memory && kept_count < KEPT)
		kept[kept_count++] = memory;
	return memory;
}

/* Most often it is the last one. */
static void drop(const void *memory)
{
	for (size_t i = kept_count; memory && i-- > 0;)
		if (kept[i] == memory) {
			kept[i] = kept[--kept_count];
			return;
		}
}

void *guided_malloc(size_t size);
void *guided_malloc(size_t size)
{
	return keep(malloc(size));
}

void *guided_calloc(size_t count, size_t size);
void *guided_calloc(size_t count, size_t size)
{
	return keep(calloc(count, size));
}

void *guided_realloc(void *old, size_t size);
void *guided_realloc(void *old, size_t size)
{
	drop(old);
	return keep(realloc(old, size));
}

void guided_free(void *memory);
void guided_free(void *memory)
{
	drop(memory);
	free(memory);
}

/* A line in memory of its size, where getline() would leave room behind it. */
ssize_t guided_getline(char **line, size_t *room, FILE *in);
ssize_t guided_getline(char **line, size_t *room, FILE *in)
{
	char *fresh = NULL, *exact;
	size_t fresh_room = 0;
	ssize_t length = getline(&fresh, &fresh_room, in);

	if (length >= 0) {
		exact = guided_malloc(length + 1);
		if (!exact)
			err(2, "malloc");
		memcpy(exact, fresh, length + 1);
		guided_free(*line);
		*line = exact;
		*room = length + 1;
	}
	free(fresh);
	return length;
}

void guided_exit(int status) __attribute__((noreturn));
void guided_exit(int status)
{
	if (status < 0 || status > 2)
		abort();
	longjmp(ended, 1);
}

/* --- variables: as they were at the start, before each look ---------------------- */

extern char __start_modwhy_bss[], __stop_modwhy_bss[];
extern char __start_modwhy_data[], __stop_modwhy_data[];

static char *first_data, *first_bss;

/* By the byte, unwatched: between the variables lie the sanitizer's fences. */
__attribute__((no_sanitize("address")))
static void copy(char *to, const char *from, size_t size)
{
	for (volatile size_t i = 0; i < size; i++)
		to[i] = from[i];
}

static char *remember(const char *start, const char *stop)
{
	char *new = malloc(stop - start);

	if (!new)
		err(2, "malloc");
	copy(new, start, stop - start);
	return new;
}

static void start_again(void)
{
	copy(__start_modwhy_bss, first_bss, __stop_modwhy_bss - __start_modwhy_bss);
	copy(__start_modwhy_data, first_data, __stop_modwhy_data - __start_modwhy_data);
	while (kept_count)
		free(kept[--kept_count]);
	root = getenv("FUZZ_ROOT");
}

/* --- the readers -------------------------------------------------------------------- */

static int file;
static char path[64];

static void put_into_file(const uint8_t *data, size_t size)
{
	if (ftruncate(file, 0) || pwrite(file, data, size, 0) != (ssize_t)size)
		err(2, "memfd");
}

static void look_at_elf(const uint8_t *data, size_t size)
{
	static char *params[] = { "myint=7", "mystring=x", "nothing=1", NULL };
	void *exact = guided_malloc(size ? size : 1);
	struct ko *ko;

	if (!exact)
		err(2, "malloc");
	memcpy(exact, data, size);
	ko = ko_from_memory("hello-5.ko", size ? exact : (char *)exact + 1, size);
	check_ko(ko, params);
	ko_mentions(ko, "chardev");
	ko_version(ko, "module_layout");
}

static void look_at_log(const uint8_t *data, size_t size)
{
	struct log log = { 0 }, last;
	struct ko ko = { .path = "/x.ko", .module = "x" };

	put_into_file(data, size);
	log_file = path;
	log_from_file(&log, path);
	for (size_t i = 0; i < log.count; i++) {
		size_t length = strlen(log.record[i].text) + 1;
		char *exact = guided_malloc(length);

		if (!exact)
			err(2, "malloc");
		log.record[i].text = memcpy(exact, log.record[i].text, length);
	}
	last = log;
	log_last_attempt(&last, &ko);
	log_by(&log, "x", size % 5 ? &ko : NULL);
	log_by_others(&log);
	log_strange(&log, size % 3 ? "x" : NULL, size % 5 ? &ko : NULL, size % 2);
	log_explain(&log, size % 2);
	log_explain_elf(size % 3 ? &ko : NULL);
}

static void look_at_build(const uint8_t *data, size_t size)
{
	put_into_file(data, size);
	check_build(path);
}

static const struct reader {
	const char *name;
	void (*look)(const uint8_t *data, size_t size);
} readers[] = {
	{ "elf", look_at_elf }, { "log", look_at_log }, { "build", look_at_build },
};
static const struct reader *reader;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("MODWHY_READER");

	(void)argc;
	(void)argv;
	for (size_t i = 0; name && i < ARRAY_SIZE(readers); i++)
		if (!strcmp(readers[i].name, name))
			reader = &readers[i];
	if (!reader || !getenv("FUZZ_ROOT"))
		errx(2, "MODWHY_READER is elf, log or build, FUZZ_ROOT a directory for --root");
	file = memfd_create("fuzz", 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	first_bss = remember(__start_modwhy_bss, __stop_modwhy_bss);
	first_data = remember(__start_modwhy_data, __stop_modwhy_data);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	start_again();
	if (!setjmp(ended)) {
		reader->look(data, size);
		report(size % 2);
		fflush(stdout);
	}
	return 0;
}
