// SPDX-License-Identifier: GPL-2.0
/*
 * machine.c - facts about the system that the module shall be loaded on
 *
 * Each fact is read where the kernel tells it; nothing here decides what is
 * wrong. With --root, the files are those of another system: a copy of its
 * /proc, /sys, /etc and /lib/modules.
 */
#define _GNU_SOURCE		/* O_CLOEXEC */
#include "modwhy.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define FILE_LIMIT	(64UL << 20)
#define CAP_SYS_MODULE	16

const char *root = "";

char *below_root(const char *path)
{
	return format("%s%s", root, path);
}

/* Files of /proc and /sys have no size: read to the end. */
char *read_here(const char *path)
{
	size_t room = 4096, used = 0;
	char *data = alloc(room + 1);
	int fd, error = 0;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return NULL;
	while (used < FILE_LIMIT) {
		ssize_t got;

		if (used == room) {
			data = grow(data, used, room * 4 + 1);
			room *= 4;
		}
		got = read(fd, data + used, room - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			error = got < 0 ? errno : 0;
			break;
		}
		used += got;
	}
	close(fd);
	if (used >= FILE_LIMIT)
		error = EFBIG;
	errno = error;
	return error ? NULL : data;
}

char *read_file(const char *path)
{
	return read_here(below_root(path));
}

char *read_word(const char *path)
{
	char *text = read_file(path);

	if (text)
		text[strcspn(text, "\n")] = '\0';
	return text;
}

bool exists(const char *path)
{
	return !access(below_root(path), F_OK);
}

const char *release(void)
{
	static char *name;
	static struct utsname uts;

	if (!name)
		name = read_word("/proc/sys/kernel/osrelease");
	if (!name && !*root && !uname(&uts))
		name = uts.release;
	/* It becomes part of paths. */
	if (!name || strchr(name, '/'))
		name = "unknown";
	return name;
}

unsigned int machine(void)
{
	static const struct {
		const char *name;
		unsigned int number;
	} names[] = {
		{ "x86_64", EM_X86_64 }, { "i386", EM_386 }, { "i586", EM_386 },
		{ "i686", EM_386 }, { "aarch64", EM_AARCH64 },
		{ "armv6l", EM_ARM }, { "armv7l", EM_ARM },
		{ "ppc64le", EM_PPC64 }, { "ppc64", EM_PPC64 },
		{ "s390x", EM_S390 }, { "riscv64", EM_RISCV },
		{ "loongarch64", 258 }, { "mips64", EM_MIPS },
	};
	const char *name = read_word("/proc/sys/kernel/arch");	/* not in 5.10 */
	struct utsname uts;

	if (!name && !*root && !uname(&uts))
		name = uts.machine;
	for (size_t i = 0; name && i < ARRAY_SIZE(names); i++)
		if (!strcmp(names[i].name, name))
			return names[i].number;
	return 0;
}

bool is_wsl(void)
{
	return strstr(release(), "icrosoft");
}

const char *container(void)
{
	char *kind = read_word("/run/systemd/container");

	if (kind && *kind)
		return kind;
	if (exists("/run/.containerenv"))
		return "podman";
	if (exists("/.dockerenv"))
		return "docker";
	return NULL;
}

/*
 * A capability counts for the kernel when it is held in the first user
 * namespace, which maps all user ids to themselves.
 */
bool may_load(const char *pid)
{
	char *status = read_file(format("/proc/%s/status", pid)), *line;
	char *map = read_word(format("/proc/%s/uid_map", pid));
	unsigned long long caps = 0;
	unsigned long from, to, count;

	/* Without /proc it is not known: that nothing refuses is then assumed. */
	if (!status)
		return true;
	while ((line = next_line(&status)))
		if (begins(line, "CapEff:"))
			caps = strtoull(line + 7, NULL, 16);
	if (!(caps >> CAP_SYS_MODULE & 1))
		return false;
	return !map || sscanf(map, "%lu %lu %lu", &from, &to, &count) != 3 ||
		(from == 0 && to == 0 && count == 4294967295UL);
}

bool modules_disabled(void)
{
	char *value = read_word("/proc/sys/kernel/modules_disabled");

	return value && !strcmp(value, "1");
}

bool sig_enforced(void)
{
	char *value = read_word("/sys/module/module/parameters/sig_enforce");

	return value && *value == 'Y';
}

/*
 * "none [integrity] confidentiality" in securityfs, where that is mounted;
 * else the kernel's command line, from which nobody can take it back.
 */
char *locked_down(void)
{
	static const char file[] = "/sys/kernel/security/lockdown";
	char *text = read_file(file), *word;
	char *words = read_file("/proc/cmdline");

	while (text && (word = next_word(&text)))
		if (*word == '[' && strcmp(word, "[none]"))
			return format("%s says %s", file, word);
	while ((word = next_word(&words)))
		if (begins(word, "lockdown=") && strcmp(word, "lockdown=none"))
			return format("the kernel's command line says %s", word);
	return NULL;
}

/* An EFI variable: 4 bytes of attributes, then its value. */
int secure_boot(void)
{
	static const char file[] = "/sys/firmware/efi/efivars/"
		"SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
	unsigned char value[5];
	int fd = open(below_root(file), O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return exists("/sys/firmware/efi") ? -1 : 0;
	got = read(fd, value, sizeof(value));
	close(fd);
	return got == sizeof(value) ? value[4] : -1;
}

static char *modules_file(const char *name)
{
	return format("/lib/modules/%s/%s", release(), name);
}

char *build_dir(void)
{
	char *dir = modules_file("build");

	return exists(format("%s/Makefile", dir)) ? dir : NULL;
}

/* Debian puts it into /boot, others beside the modules; the headers have it. */
char *kernel_config(const char *option)
{
	static char *config;
	static bool tried;
	char *places[] = {
		format("/boot/config-%s", release()),
		modules_file("config"),
		modules_file("build/.config"),
	};
	char *copy, *line;
	size_t length = strlen(option);

	for (size_t i = 0; !tried && i < ARRAY_SIZE(places) && !config; i++)
		config = read_file(places[i]);
	tried = true;
	copy = config ? format("%s", config) : NULL;
	while ((line = next_line(&copy)))
		if (begins(line, option) && line[length] == '=')
			return line + length + 1;
	return NULL;
}

char *module_path(const char *name)
{
	char *list = read_file(modules_file("modules.dep")), *line;

	while ((line = next_line(&list))) {
		char *file;

		line[strcspn(line, ":")] = '\0';
		file = format("%s", base_name(line));
		file[strcspn(file, ".")] = '\0';
		if (same_name(file, name))
			return *line == '/' ? line : modules_file(line);
	}
	return NULL;
}

bool is_builtin(const char *name)
{
	char *list = read_file(modules_file("modules.builtin")), *line;

	while ((line = next_line(&list))) {
		char *file = format("%s", base_name(line));

		file[strcspn(file, ".")] = '\0';
		if (same_name(file, name))
			return true;
	}
	/* A directory, but no module: built in, and it has parameters. */
	return is_name(name) && !loaded(name) &&
		exists(format("/sys/module/%s", name)) &&
		!exists(format("/sys/module/%s/initstate", name));
}

/* /proc/modules: name size references users state address */
struct loaded *loaded(const char *name)
{
	char *list = read_file("/proc/modules"), *line;

	while ((line = next_line(&list))) {
		char *word[5] = { NULL };
		struct loaded *l;

		for (int i = 0; i < 5; i++)
			word[i] = next_word(&line);
		if (!word[4] || !same_name(word[0], name))
			continue;
		l = alloc(sizeof(*l));
		l->references = strtol(word[2], NULL, 10);
		l->permanent = strstr(word[3], "[permanent],");
		l->users = word[3];
		l->users[strcspn(l->users, "[")] = '\0';
		if (!strcmp(l->users, "-"))
			l->users = "";
		l->state = word[4];
		return l;
	}
	return NULL;
}
