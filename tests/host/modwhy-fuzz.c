// SPDX-License-Identifier: GPL-2.0
/*
 * modwhy-fuzz - damage a module in many ways and let modwhy look at each
 *
 *   modwhy-fuzz FILE.ko RUNS SEED	cut at every section, then RUNS at random
 *   modwhy-fuzz --exact FILE.ko		each section at the very end of the file,
 *					and said to be one byte longer
 *   modwhy-fuzz --text FILE RUNS SEED	the same for lines of logs and builds
 *
 * Linked with all of modwhy but its main(), and with sanitizers. Each look is a
 * process of its own, which must end by itself, with a status of 0 to 2, within
 * LIMIT seconds. What did not is kept, and named.
 */
#define _GNU_SOURCE
#include "../../modwhy/modwhy.h"

#include <elf.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT	10

const char *symvers_file, *log_file;
bool stdin_closed;

static unsigned char *original, *data;
static size_t original_size, size;
static uint64_t state;
static unsigned int looks, failures;
static int file;

/* xorshift64*: the same numbers on every machine. */
static uint64_t any(uint64_t below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return below ? state * 2685821657736338717ULL % below : 0;
}

static void look_at(const char *path, bool text)
{
	int null = open("/dev/null", O_WRONLY);

	alarm(LIMIT);
	if (null < 0 || dup2(null, 1) < 0)
		_exit(99);
	if (text) {
		struct log log = { 0 };

		log_from_file(&log, path);
		log_explain(&log, true);
		check_build(path);
	} else {
		static char *params[] = { "myint=7", "nothing=1", NULL };
		struct ko *ko = ko_open(path);

		if (!ko)
			_exit(98);
		check_ko(ko, params);
		ko_mentions(ko, "chardev");
	}
	exit(report(looks % 2));
}

/* Let modwhy look at data; keep a copy of what it falls over. */
static void look(const char *what, bool text)
{
	char path[64];
	pid_t child;
	int status;

	if (ftruncate(file, 0) || pwrite(file, data, size, 0) != (ssize_t)size)
		err(2, "memfd");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	child = fork();
	if (child < 0)
		err(2, "fork");
	if (child == 0)
		look_at(path, text);
	looks++;
	if (waitpid(child, &status, 0) != child)
		err(2, "waitpid");
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 2) {
		FILE *keep;

		snprintf(path, sizeof(path), "fuzz-%u.bad", looks);
		keep = fopen(path, "wb");
		if (keep) {
			fwrite(data, 1, size, keep);
			fclose(keep);
		}
		printf("look %u (%s): wait status 0x%x, kept as %s\n", looks, what,
		       status, path);
		failures++;
	}
}

/*
 * In a buffer of just its size, where one byte behind the file is one byte
 * behind the buffer, and the address sanitizer sees it being read.
 */
static void look_exactly(const char *what, const unsigned char *bytes, size_t count)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		err(2, "fork");
	if (child == 0) {
		unsigned char *exact = malloc(count);
		struct ko *ko;

		if (!exact)
			_exit(97);
		memcpy(exact, bytes, count);
		alarm(LIMIT);
		ko = ko_from_memory("exact.ko", exact, count);
		ko_mentions(ko, "chardev");
		ko_prints(ko, "chardev: it was opened");
		_exit(0);
	}
	looks++;
	if (waitpid(child, &status, 0) != child)
		err(2, "waitpid");
	if (status) {
		printf("look %u (%s): wait status 0x%x\n", looks, what, status);
		failures++;
	}
}

/*
 * Each section in turn is moved behind all else. There it is as long as it
 * was, or longer by one byte, which is not there.
 */
static void move_each(const Elf64_Ehdr *e)
{
	for (int i = 1; i < e->e_shnum; i++)
		for (int more = 0; more < 3; more++) {
			const Elf64_Shdr *from = (const Elf64_Shdr *)
				(original + e->e_shoff) + i;
			size_t length = from->sh_type == SHT_NOBITS ? 0 : from->sh_size;
			unsigned char *bytes = malloc(original_size + length + 1);
			Elf64_Shdr *to = (Elf64_Shdr *)(bytes + e->e_shoff) + i;

			if (!bytes)
				err(2, "malloc");
			memcpy(bytes, original, original_size);
			memcpy(bytes + original_size, original + from->sh_offset, length);
			to->sh_offset = original_size;
			to->sh_size = length + more;
			/* A string that nothing ends but the end of the file. */
			if (length && from->sh_type != SHT_SYMTAB)
				bytes[original_size + length - 1] = 'x';
			look_exactly("a section at the end", bytes, original_size + length);
			free(bytes);
		}
}

static void again(void)
{
	memcpy(data, original, original_size);
	size = original_size;
}

static void cut(size_t at)
{
	for (int by = -1; by <= 1; by++) {
		if (at + by > original_size)
			continue;
		again();
		size = at + by;
		look("cut", false);
	}
}

static void cut_everywhere(const Elf64_Ehdr *e, const Elf64_Shdr *s)
{
	for (size_t at = 1; at < sizeof(*e); at += 7)
		cut(at);
	for (int i = 0; i < e->e_shnum; i++) {
		cut(s[i].sh_offset + 1);
		cut(s[i].sh_offset + (s[i].sh_type == SHT_NOBITS ? 0 : s[i].sh_size));
		cut(e->e_shoff + i * sizeof(*s));
	}
}

/*
 * A place in the headers, in a section that modwhy reads, in what is behind
 * them (the signature), or anywhere.
 */
static size_t place(const Elf64_Ehdr *e, const Elf64_Shdr *s)
{
	const size_t end = e->e_shoff + e->e_shnum * sizeof(*s);
	const Elf64_Shdr *one;

	switch (any(end < original_size ? 8 : 4)) {
	case 0:
		return any(sizeof(*e));
	case 1:
		return e->e_shoff + any(e->e_shnum * sizeof(*s));
	case 2:
		one = &s[any(e->e_shnum)];
		if (one->sh_type != SHT_NOBITS && one->sh_size)
			return one->sh_offset + any(one->sh_size);
		/* fall through */
	case 3:
		return any(original_size);
	default:
		return end + any(original_size - end);
	}
}

static void put(size_t at, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes && at + i < original_size; i++)
		data[at + i] = value >> 8 * i;
}

/* The numbers that bounds checks get wrong. */
static uint64_t extreme(void)
{
	const uint64_t list[] = {
		0, 1, 7, original_size - 1, original_size, original_size + 1,
		0x7fffffff, 0x80000000, 0xffffffff, 1ULL << 63, -1ULL, -8ULL,
	};

	return list[any(ARRAY_SIZE(list))];
}

static void damage(const Elf64_Ehdr *e, const Elf64_Shdr *s)
{
	for (uint64_t n = any(8) + 1; n; n--) {
		size_t at = place(e, s);

		switch (any(3)) {
		case 0:
			data[at] ^= 1 << any(8);
			break;
		case 1:
			data[at] = any(256);
			break;
		default:
			put(at & ~7UL, extreme(), any(2) ? 8 : 4);
		}
	}
	if (!any(16))
		size = any(original_size);
}

static void damage_text(void)
{
	static const char *const tokens[] = {
		"{", "}", "'", ": ", "\x1b[2J", "%s%n", "\xff\xfe", "\n", "", "[m]",
	};

	for (uint64_t n = any(6) + 1; n; n--) {
		const char *token = tokens[any(ARRAY_SIZE(tokens))];
		size_t at = any(original_size - 8);

		memcpy(data + at, token, strlen(token));
		data[any(original_size)] = any(256);
	}
}

int main(int argc, char **argv)
{
	bool text = argc == 5 && !strcmp(argv[1], "--text");
	bool exact = argc == 3 && !strcmp(argv[1], "--exact");
	FILE *f = argc == 4 + text || exact ? fopen(argv[1 + text + exact], "rb") : NULL;
	const Elf64_Ehdr *e;
	const Elf64_Shdr *s;
	unsigned long runs;

	if (!f)
		errx(2, "usage: modwhy-fuzz [--text] FILE RUNS SEED | --exact FILE.ko");
	fseek(f, 0, SEEK_END);
	original_size = ftell(f);
	rewind(f);
	original = malloc(original_size);
	data = malloc(original_size + 16);
	if (!original || !data || fread(original, 1, original_size, f) != original_size)
		err(2, "%s", argv[1 + text + exact]);
	fclose(f);
	runs = exact ? 0 : strtoul(argv[2 + text], NULL, 0);
	state = exact ? 1 : strtoul(argv[3 + text], NULL, 0) | 1;
	file = memfd_create("fuzz", 0);
	root = getenv("FUZZ_ROOT") ? getenv("FUZZ_ROOT") : "/nonexistent";
	setvbuf(stdout, NULL, _IONBF, 0);

	e = (const Elf64_Ehdr *)original;
	s = (const Elf64_Shdr *)(original + e->e_shoff);
	if (exact)
		move_each(e);
	else if (!text)
		cut_everywhere(e, s);
	for (unsigned long i = 0; i < runs; i++) {
		again();
		if (text)
			damage_text();
		else
			damage(e, s);
		look(text ? "text" : "damage", text);
	}
	printf("%u looks, %u failures\n", looks, failures);
	return failures ? 1 : 0;
}
