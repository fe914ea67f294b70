// SPDX-License-Identifier: GPL-2.0
/*
 * kopatch - change a few bytes of a copy of a file, to make modules that are
 * wrong in one point
 *
 *   kopatch IN OUT text OLD NEW	every OLD becomes NEW, of equal length
 *   kopatch IN OUT crc SYMBOL		the checksum kept for SYMBOL gets another
 *   kopatch IN OUT section NAME BYTES	its header tells of another size (64-bit ELF)
 *   kopatch IN OUT byte OFFSET VALUE	(from the end, if OFFSET is negative)
 *   kopatch IN OUT size BYTES		cut it to this length
 */
#define _GNU_SOURCE
#include <elf.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *data;
static size_t size;

static void read_it(const char *path)
{
	FILE *f = fopen(path, "rb");

	if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) == 0)
		err(1, "%s", path);
	rewind(f);
	data = malloc(size);
	if (!data || fread(data, 1, size, f) != size)
		err(1, "%s", path);
	fclose(f);
}

static unsigned char *find(const void *what, size_t length)
{
	unsigned char *at = memmem(data, size, what, length);

	if (!at)
		errx(1, "not found in the file");
	return at;
}

static void resize_section(const char *name, size_t bytes)
{
	Elf64_Ehdr *e = (Elf64_Ehdr *)data;
	Elf64_Shdr *s = (Elf64_Shdr *)(data + e->e_shoff);
	const char *names = (const char *)data + s[e->e_shstrndx].sh_offset;

	for (unsigned int i = 1; i < e->e_shnum; i++)
		if (!strcmp(names + s[i].sh_name, name)) {
			s[i].sh_size = bytes;
			return;
		}
	errx(1, "no section %s", name);
}

int main(int argc, char **argv)
{
	const char *verb = argc > 4 ? argv[3] : "";
	unsigned char *at;
	FILE *f;

	if (argc < 5)
		errx(2, "usage: kopatch IN OUT text|crc|section|byte|size ARGUMENT...");
	read_it(argv[1]);
	if (!strcmp(verb, "text") && argc == 6) {
		if (strlen(argv[4]) != strlen(argv[5]))
			errx(2, "the texts differ in length");
		at = find(argv[4], strlen(argv[4]));
		while (at) {
			memcpy(at, argv[5], strlen(argv[5]));
			at = memmem(at, data + size - at, argv[4], strlen(argv[4]));
		}
	} else if (!strcmp(verb, "crc") && argc == 5) {
		/* struct modversion_info: a long, and the name in 56 bytes. */
		char name[56] = "";

		strncpy(name, argv[4], sizeof(name) - 1);
		find(name, sizeof(name))[-(long)sizeof(long)] ^= 0xff;
	} else if (!strcmp(verb, "section") && argc == 6) {
		resize_section(argv[4], strtoul(argv[5], NULL, 0));
	} else if (!strcmp(verb, "byte") && argc == 6) {
		long offset = strtol(argv[4], NULL, 0);

		offset = offset < 0 ? (long)size + offset : offset;
		if (offset < 0 || (size_t)offset >= size)
			errx(2, "there is no such byte");
		data[offset] = strtoul(argv[5], NULL, 0);
	} else if (!strcmp(verb, "size") && argc == 5) {
		size_t bytes = strtoul(argv[4], NULL, 0);

		size = bytes < size ? bytes : size;
	} else {
		errx(2, "no such verb, or not its arguments");
	}
	f = fopen(argv[2], "wb");
	if (!f || fwrite(data, 1, size, f) != size || fclose(f))
		err(1, "%s", argv[2]);
	return 0;
}
