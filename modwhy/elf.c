// SPDX-License-Identifier: GPL-2.0
/*
 * elf.c - read a module's file, which anybody may have made
 *
 * A reader of its own, and not libelf: a file that the kernel refuses is often
 * one that a library refuses too, without a word why. It is also small enough
 * to see that no offset, size, index or string of the file is used before it
 * was held against the file's size. Three functions touch the bytes: number(),
 * part() and text_at(). The kernel's own checks are in elf_validity_check() of
 * kernel/module/main.c; what they refuse, we call damaged.
 */
#define _GNU_SOURCE		/* memmem, O_CLOEXEC */
#include "modwhy.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SIZE_LIMIT	(256UL << 20)	/* of a module, packed or not */
#define SYMBOL_LIMIT	100000		/* as many as no module has */
#define UNPACK_SECONDS	20

struct section {
	const char *name;
	uint32_t type, link;
	uint64_t flags, offset, size, entry;
};

struct file {
	const unsigned char *data;
	size_t size;
	bool wide, big;			/* 64 bits; most significant byte first */
	struct section *section;
	size_t sections;
};

/* --- the bytes ---------------------------------------------------------------- */

/* A number of 1 to 8 bytes, in the file's byte order; 0 behind its end. */
static uint64_t number(const struct file *f, uint64_t offset, unsigned int bytes)
{
	uint64_t value = 0;

	if (offset > f->size || bytes > f->size - offset)
		return 0;
	for (unsigned int i = 0; i < bytes; i++)
		value = value << 8 |
			f->data[offset + (f->big ? i : bytes - 1 - i)];
	return value;
}

/* A part of the file, or NULL if not all of it is there. */
static const void *part(const struct file *f, uint64_t offset, uint64_t size)
{
	if (offset > f->size || size > f->size - offset)
		return NULL;
	return f->data + offset;
}

/* A string in a section, or NULL if it has no end there. */
static const char *text_at(const struct file *f, const struct section *s,
			   uint64_t offset)
{
	const char *start = part(f, s->offset, s->size);

	if (!start || offset >= s->size ||
	    !memchr(start + offset, '\0', s->size - offset))
		return NULL;
	return start + offset;
}

/* --- getting them --------------------------------------------------------------- */

static char *read_all(int fd, size_t *size, time_t deadline)
{
	size_t room = 1 << 16, used = 0;
	char *data = alloc(room);

	while (used < SIZE_LIMIT) {
		struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
		ssize_t got;

		if (used == room) {
			data = grow(data, used, room * 2);
			room *= 2;
		}
		if (deadline && poll(&poll_fd, 1, 1000) == 0) {
			if (time(NULL) > deadline)
				break;
			continue;
		}
		got = read(fd, data + used, room - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			*size = used;
			return got < 0 ? NULL : data;
		}
		used += got;
	}
	errno = EFBIG;
	return NULL;
}

static const struct packer {
	const char *name, *magic;
	size_t length;
	const char *command[3];
} packers[] = {
	{ "gzip", "\x1f\x8b", 2, { "gzip", "-dc" } },
	{ "xz", "\xfd" "7zXZ", 6, { "xz", "-dc" } },
	{ "zstd", "\x28\xb5\x2f\xfd", 4, { "zstd", "-dc" } },
};

static const struct packer *packed_by(const char *data, size_t size)
{
	for (size_t i = 0; i < ARRAY_SIZE(packers); i++)
		if (size >= packers[i].length &&
		    !memcmp(data, packers[i].magic, packers[i].length))
			return &packers[i];
	return NULL;
}

/*
 * unpack() - by the tool that made it, in a process of its own: what a hostile
 * file does to a decompressor, it does not do to us. The tool's name and its
 * arguments are ours, the file is its standard input.
 */
static char *unpack(int fd, const struct packer *packer, size_t *size,
		    bool *missing)
{
	char *data;
	int pipes[2], status, error;
	pid_t child;

	if (lseek(fd, 0, SEEK_SET) < 0 || pipe2(pipes, O_CLOEXEC) < 0)
		return NULL;
	child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		if (dup2(fd, 0) < 0 || dup2(pipes[1], 1) < 0 || null < 0 ||
		    dup2(null, 2) < 0)
			_exit(127);
		execvp(packer->command[0], (char **)packer->command);
		_exit(127);
	}
	close(pipes[1]);
	if (child < 0) {
		close(pipes[0]);
		return NULL;
	}
	data = read_all(pipes[0], size, time(NULL) + UNPACK_SECONDS);
	error = data ? 0 : errno;
	close(pipes[0]);
	if (!data)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	*missing = WIFEXITED(status) && WEXITSTATUS(status) == 127;
	errno = error;
	return status ? NULL : data;
}

/* --- sections ---------------------------------------------------------------------- */

static void wrong(struct ko *ko, const char *code, char *detail)
{
	if (ko->problem)
		return;
	ko->problem = code;
	ko->detail = detail;
}

/*
 * The section header's fields, by the width of the file:
 *			   name type flags offset size link entsize, header
 */
static const struct layout {
	uint8_t flags, offset, size, link, entry, number, header;
	uint8_t shoff, shentsize, shnum, shstrndx, ehdr;
} narrow = { 8, 16, 20, 24, 36, 4, 40, 32, 46, 48, 50, 52 },
  wide = { 8, 24, 32, 40, 56, 8, 64, 40, 58, 60, 62, 64 };

/* A name of the kernel's is shorter: KSYM_NAME_LEN, MODULE_NAME_LEN */
#define NAME_LIMIT	512

static bool read_sections(struct ko *ko, struct file *f)
{
	const struct layout *l = f->wide ? &wide : &narrow;
	uint64_t table = number(f, l->shoff, l->number);
	unsigned int names = number(f, l->shstrndx, 2);
	size_t count = number(f, l->shnum, 2);

	if (number(f, l->shentsize, 2) != l->header || !count) {
		wrong(ko, "damaged", format("the ELF header tells of no section headers"));
		return false;
	}
	if (!part(f, table, (uint64_t)count * l->header)) {
		wrong(ko, "truncated",
		      format("it has %zu bytes, and its ELF header says that %zu section headers begin at byte %llu",
			     f->size, count, (unsigned long long)table));
		return false;
	}
	f->section = alloc(count * sizeof(*f->section));
	f->sections = count;
	for (size_t i = 0; i < count; i++) {
		uint64_t at = table + i * l->header;
		struct section *s = &f->section[i];

		s->type = number(f, at + 4, 4);
		s->flags = number(f, at + l->flags, l->number);
		s->offset = number(f, at + l->offset, l->number);
		s->size = number(f, at + l->size, l->number);
		s->link = number(f, at + l->link, 4);
		s->entry = number(f, at + l->entry, l->number);
		if (s->type == SHT_NULL || s->type == SHT_NOBITS) {
			s->offset = 0;
			s->size = s->type == SHT_NULL ? 0 : s->size;
		} else if (!part(f, s->offset, s->size)) {
			wrong(ko, s->offset > f->size ? "truncated" : "damaged",
			      format("section %zu is said to end at byte %llu of %zu",
				     i, (unsigned long long)(s->offset + s->size), f->size));
			s->size = 0;
			s->offset = 0;
		}
	}
	if (!names || names >= count || f->section[names].type != SHT_STRTAB) {
		wrong(ko, "damaged", format("the sections have no table of names"));
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		f->section[i].name = text_at(f, &f->section[names],
					     number(f, table + i * l->header, 4));
		if (!f->section[i].name)
			f->section[i].name = "";
	}
	return true;
}

static const struct section *section(const struct file *f, const char *name)
{
	for (size_t i = 1; i < f->sections; i++)
		if (!strcmp(f->section[i].name, name))
			return &f->section[i];
	return NULL;
}

/* --- what is in them ------------------------------------------------------------------ */

/* .modinfo: strings "tag=value", one after the other. */
static void read_modinfo(struct ko *ko, const struct file *f)
{
	const struct section *s = section(f, ".modinfo");
	const char *text, *value;

	for (uint64_t at = 0; s && at < s->size; at += strlen(text) + 1) {
		text = text_at(f, s, at);
		if (!text)
			break;
		value = strchr(text, '=');
		if (!value)
			continue;
		value++;
		if (begins(text, "vermagic="))
			ko->vermagic = value;
		else if (begins(text, "license=") && !ko->license)
			ko->license = value;
		else if (begins(text, "name=") && is_name(value))
			ko->module = (char *)value;
		else if (begins(text, "import_ns="))
			list_add(&ko->imports, (char *)value);
		else if (begins(text, "parmtype="))
			list_add(&ko->params, (char *)value);
		else if (begins(text, "alias="))
			list_add(&ko->aliases, (char *)value);
	}
}

static uint64_t symbol_value(const struct file *f, const struct section *s, uint64_t at)
{
	return f->wide ? number(f, s->offset + at + 8, 8) : number(f, s->offset + at + 4, 4);
}

/* init_module is another name of a static function: that at the same place. */
static void read_init_name(struct ko *ko, const struct file *f, const struct section *s,
			   unsigned int init_in, uint64_t init_at)
{
	const unsigned int entry = f->wide ? 24 : 16;

	for (uint64_t at = entry; init_in && at + entry <= s->size; at += entry) {
		unsigned int info = number(f, s->offset + at + (f->wide ? 4 : 12), 1);
		unsigned int in = number(f, s->offset + at + (f->wide ? 6 : 14), 2);
		const char *name = text_at(f, &f->section[s->link],
					   number(f, s->offset + at, 4));

		if ((info & 0xf) == STT_FUNC && in == init_in && name &&
		    symbol_value(f, s, at) == init_at && strcmp(name, "init_module") &&
		    strnlen(name, NAME_LIMIT) < NAME_LIMIT) {
			ko->init_name = name;
			return;
		}
	}
}

static void read_symbols(struct ko *ko, const struct file *f)
{
	const struct section *s = NULL, *names;
	const unsigned int entry = f->wide ? 24 : 16;
	uint64_t init_at = 0;
	unsigned int init_in = SHN_UNDEF;

	for (size_t i = 1; i < f->sections; i++)
		if (f->section[i].type == SHT_SYMTAB)
			s = &f->section[i];
	if (!s || !s->size || s->link >= f->sections) {
		wrong(ko, "damaged", format("it has no symbol table (was it stripped?)"));
		return;
	}
	names = &f->section[s->link];
	for (uint64_t at = entry; at + entry <= s->size; at += entry) {
		unsigned int info = number(f, s->offset + at + (f->wide ? 4 : 12), 1);
		unsigned int in = number(f, s->offset + at + (f->wide ? 6 : 14), 2);
		const char *name = text_at(f, names, number(f, s->offset + at, 4));

		if (!name || !*name || info >> 4 == STB_LOCAL ||
		    strnlen(name, NAME_LIMIT) == NAME_LIMIT)
			continue;
		if (in != SHN_UNDEF) {
			if (!strcmp(name, "init_module")) {
				ko->has_init = true;
				init_in = in;
				init_at = symbol_value(f, s, at);
			}
			ko->has_exit |= !strcmp(name, "cleanup_module");
		} else if (info >> 4 != STB_WEAK &&
			   /* the kernel ignores it, too: ignore_undef_symbol() */
			   strcmp(name, "_GLOBAL_OFFSET_TABLE_") &&
			   ko->undefined.count < SYMBOL_LIMIT) {
			list_add(&ko->undefined, (char *)name);
		}
	}
	list_sort(&ko->undefined);
	read_init_name(ko, f, s, init_in, init_at);
}

/* The name of a symbol by its number, or NULL. */
static const char *symbol_name(const struct file *f, const struct section *symbols,
			       uint64_t number_of)
{
	const unsigned int entry = f->wide ? 24 : 16;

	if (symbols->link >= f->sections || number_of >= symbols->size / entry)
		return NULL;
	return text_at(f, &f->section[symbols->link],
		       number(f, symbols->offset + number_of * entry, 4));
}

/*
 * .rela.gnu.linkonce.this_module: where in struct module the addresses of
 * init_module and cleanup_module go.
 */
static void read_offsets(struct ko *ko, const struct file *f)
{
	const struct section *s = section(f, ".rela.gnu.linkonce.this_module");
	const unsigned int word = f->wide ? 8 : 4;
	bool addends = s;

	if (!s)
		s = section(f, ".rel.gnu.linkonce.this_module");
	if (!s || s->link >= f->sections)
		return;
	for (uint64_t at = 0; at + word * (addends ? 3 : 2) <= s->size;
	     at += word * (addends ? 3 : 2)) {
		uint64_t info = number(f, s->offset + at + word, word);
		const char *name = symbol_name(f, &f->section[s->link],
					       f->wide ? info >> 32 : info >> 8);
		long offset = number(f, s->offset + at, word);

		if (name && !strcmp(name, "init_module"))
			ko->init_offset = offset;
		else if (name && !strcmp(name, "cleanup_module"))
			ko->exit_offset = offset;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct version *)a)->name,
		      ((const struct version *)b)->name);
}

/* __versions: struct modversion_info, a long and a name, 64 bytes in all. */
static void read_versions(struct ko *ko, const struct file *f)
{
	const struct section *s = section(f, "__versions");
	const unsigned int crc = f->wide ? 8 : 4;

	ko->has_versions = s || section(f, "__version_ext_crcs");
	if (!s)
		return;
	ko->version = alloc(s->size / 64 * sizeof(*ko->version));
	for (uint64_t at = 0; at + 64 <= s->size; at += 64) {
		const char *name = part(f, s->offset + at + crc, 64 - crc);

		if (!name)
			break;
		ko->version[ko->versions].crc = number(f, s->offset + at, crc);
		ko->version[ko->versions++].name =
			copy_text(name, strnlen(name, 64 - crc));
	}
	if (ko->versions)
		qsort(ko->version, ko->versions, sizeof(*ko->version), by_name);
}

const struct version *ko_version(const struct ko *ko, const char *symbol)
{
	struct version key = { .name = symbol };

	if (!ko->versions)
		return NULL;
	return bsearch(&key, ko->version, ko->versions, sizeof(key), by_name);
}

/*
 * The signature hangs behind the ELF file: PKCS#7 data, struct
 * module_signature (12 bytes, its last 4 the data's length), and a line that
 * says so. See kernel/module/signing.c.
 */
static const char signed_mark[] = "~Module signature appended~\n";

static void read_signature(struct ko *ko, struct file *f)
{
	const size_t mark = sizeof(signed_mark) - 1;
	const unsigned char *tail;
	size_t length;

	if (f->size < mark + 12 ||
	    memcmp(f->data + f->size - mark, signed_mark, mark))
		return;
	tail = f->data + f->size - mark - 4;
	length = (size_t)tail[0] << 24 | tail[1] << 16 | tail[2] << 8 | tail[3];
	if (length > f->size - mark - 12) {
		wrong(ko, "signature-bad",
		      format("the signature is said to have %zu bytes, the whole file has %zu",
			     length, f->size));
		return;
	}
	ko->is_signed = true;
	f->size -= mark + 12 + length;
	signature_read(f->data + f->size, length, &ko->signature);
}

static void read_text(struct ko *ko, const struct file *f)
{
	for (size_t i = 1; i < f->sections && ko->texts < ARRAY_SIZE(ko->text); i++) {
		const struct section *s = &f->section[i];
		const char *start = s->type == SHT_NOBITS ? NULL :
			part(f, s->offset, s->size);

		if (!start || !begins(s->name, ".rodata"))
			continue;
		ko->text[ko->texts].start = start;
		ko->text[ko->texts++].size = s->size;
	}
}

/* A message: the byte 001, the digit of its level, the text. */
static void find_no_newline(struct ko *ko)
{
	for (unsigned int i = 0; i < ko->texts; i++) {
		const char *at = ko->text[i].start, *end = at + ko->text[i].size;

		while ((at = memchr(at, 1, end - at))) {
			size_t length = strnlen(at, end - at);

			if (length > 2 && at + length < end && at[1] >= '0' &&
			    at[1] <= '7' && at[length - 1] != '\n') {
				ko->no_newline = copy_text(at + 2, length - 2);
				return;
			}
			at++;
		}
	}
}

/* The text without the conversions of the format, in their order? */
static bool made_of(const char *format, const char *text)
{
	size_t letters = 0;
	bool first = true;

	while (*format) {
		size_t length = strcspn(format, "%\n");
		const char *at;

		at = first ? (strncmp(text, format, length) ? NULL : text) :
			memmem(text, strlen(text), format, length);
		if (!at)
			return false;
		text = at + length;
		letters += length;
		format += length;
		first = false;
		if (*format == '\n')
			break;
		if (*format == '%') {
			format += 1 + strspn(format + 1, "-+ #0123456789.*hlLzjt");
			format += *format != '\0';
			/* %pS and the like */
			while (format[-1] == 'p' && *format >= 'A' && *format <= 'z' &&
			       *format != '\\')
				format++;
		}
	}
	/* "%s: %d" would fit anything. */
	return letters >= 6;
}

/* Messages begin with 001 and a digit; those of dev_info() and its like do not. */
bool ko_prints(const struct ko *ko, const char *line)
{
	const char *behind = strstr(line, ": ");

	for (unsigned int i = 0; i < ko->texts; i++) {
		const char *at = ko->text[i].start, *end = at + ko->text[i].size;

		while (at < end) {
			size_t length = strnlen(at, end - at);
			bool level = length > 2 && *at == 1;

			if (at + length == end)
				break;
			if (length > 6 && (level || at[length - 1] == '\n') &&
			    (made_of(level ? at + 2 : at, line) ||
			     (behind && made_of(level ? at + 2 : at, behind + 2))))
				return true;
			at += length + 1;
		}
	}
	return false;
}

bool ko_mentions(const struct ko *ko, const char *text)
{
	size_t length = strlen(text) + 1;	/* with its end */

	if (length <= 3)			/* a name so short says nothing */
		return false;
	for (unsigned int i = 0; i < ko->texts; i++)
		if (memmem(ko->text[i].start, ko->text[i].size, text, length))
			return true;
	return false;
}

/* --- all together ------------------------------------------------------------------------ */

static const struct {
	unsigned int number;
	const char *name;
} machines[] = {
	{ EM_386, "i386" }, { EM_X86_64, "x86-64" }, { EM_ARM, "arm" },
	{ EM_AARCH64, "arm64" }, { EM_PPC64, "powerpc64" }, { EM_S390, "s390" },
	{ EM_RISCV, "riscv" }, { EM_MIPS, "mips" }, { EM_SPARCV9, "sparc64" },
	{ 258, "loongarch" },
};

const char *machine_name(unsigned int machine)
{
	for (size_t i = 0; i < ARRAY_SIZE(machines); i++)
		if (machines[i].number == machine)
			return machines[i].name;
	return format("ELF machine %u", machine);
}

/* The name that kbuild gives the module of this file. */
static char *name_of_file(const char *path)
{
	char *name = format("%s", base_name(path));

	for (char *c = name; *c; c++) {
		if (*c == '-')
			*c = '_';
		if (*c == '.') {
			*c = '\0';
			break;
		}
	}
	return name;
}

static void parse(struct ko *ko, struct file *f)
{
	unsigned int type;
	const struct section *s;

	read_signature(ko, f);
	if (!f->size) {
		wrong(ko, "empty", format("it has no bytes at all"));
		return;
	}
	if (f->size < SELFMAG || memcmp(f->data, ELFMAG, SELFMAG)) {
		wrong(ko, "not-elf",
		      begins((const char *)f->data, "<") ?
		      format("it begins as a web page does") :
		      format("it does not begin with the four bytes \\x7fELF"));
		return;
	}
	f->wide = number(f, EI_CLASS, 1) == ELFCLASS64;
	f->big = number(f, EI_DATA, 1) == ELFDATA2MSB;
	ko->big = f->big;
	if (f->size < (f->wide ? wide.ehdr : narrow.ehdr)) {
		wrong(ko, "truncated",
		      format("it has %zu bytes, fewer than an ELF header", f->size));
		return;
	}
	type = number(f, 16, 2);
	ko->machine = number(f, 18, 2);
	/* A header that says one byte order and is written in the other. */
	if (type == ET_REL << 8) {
		f->big = !f->big;
		type = ET_REL;
		ko->machine = number(f, 18, 2);
	}
	if (type != ET_REL) {
		wrong(ko, "not-module",
		      format("its ELF type is %u, that of a program or a library; a module's is %u",
			     type, ET_REL));
		return;
	}
	if (!read_sections(ko, f))
		return;
	s = section(f, ".gnu.linkonce.this_module");
	ko->module_size = s ? s->size : 0;
	if (!s && !ko->problem)
		wrong(ko, "not-module",
		      format("it has no section .gnu.linkonce.this_module, which the last step of the build adds"));
	read_modinfo(ko, f);
	read_symbols(ko, f);
	read_offsets(ko, f);
	read_versions(ko, f);
	read_text(ko, f);
	find_no_newline(ko);
	s = section(f, "__dyndbg");
	ko->has_debug = s && s->size;
}

static struct ko *new_ko(const char *path)
{
	struct ko *ko = alloc(sizeof(*ko));

	ko->path = path;
	ko->module = name_of_file(path);
	ko->init_offset = ko->exit_offset = -1;
	return ko;
}

struct ko *ko_from_memory(const char *path, const void *data, size_t size)
{
	struct ko *ko = new_ko(path);
	struct file f = { .data = data, .size = size };

	parse(ko, &f);
	return ko;
}

/* By what the system is, if that is known. */
bool is_foreign(const struct ko *ko)
{
	static const unsigned int big_ones[] = { EM_S390, EM_SPARCV9 };
	bool big = false;

	if (!ko->machine || !machine())
		return false;
	if (ko->machine != machine())
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(big_ones); i++)
		big |= machine() == big_ones[i];
	/* These are built in either order. */
	if (machine() == EM_MIPS || machine() == EM_PPC64 || machine() == EM_ARM)
		return false;
	return ko->big != big;
}

/* ko_open() - NULL and errno if the file cannot be read. */
struct ko *ko_open(const char *path)
{
	const struct packer *packer;
	struct ko *ko = new_ko(path);
	struct file f = { 0 };
	bool missing = false;
	struct stat st;
	char *data;
	int fd;

	/* Not to wait for the writer of a pipe. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		close(fd);
		return NULL;
	}
	data = read_all(fd, &f.size, 0);
	packer = data ? packed_by(data, f.size) : NULL;
	if (packer) {
		ko->packed = packer->name;
		errno = 0;
		data = unpack(fd, packer, &f.size, &missing);
		ko->unread = missing;
		if (missing)
			blind_for("%s: it is compressed, and %s is not installed",
				  path, packer->command[0]);
		else if (!data && errno == EFBIG)
			wrong(ko, "packed-bomb",
			      format("%s -dc made more than %lu bytes of %llu", packer->command[0],
				     SIZE_LIMIT, (unsigned long long)st.st_size));
		else if (!data)
			wrong(ko, "packed-damaged",
			      format("%s -dc cannot unpack it", packer->command[0]));
	}
	close(fd);
	if (!data && !packer)
		return NULL;
	f.data = (unsigned char *)data;
	if (data)
		parse(ko, &f);
	return ko;
}
