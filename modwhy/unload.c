// SPDX-License-Identifier: GPL-2.0
/*
 * unload.c - why a module cannot be removed, and who holds it
 *
 * The kernel counts references and does not say whose they are. So: modules
 * that use it are in /proc/modules; a process that is inside of it has its
 * name on the stack; a process with a device of it open is found by the
 * device's driver or number, or by a name that is in the module's file.
 * Open files in /proc and /sys hold no module.
 */
#define _GNU_SOURCE
#include "modwhy.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static struct ko *file_of(const char *name)
{
	char *path = module_path(name), *dashes = format("./%s.ko", name);
	struct ko *ko = path ? ko_open(below_root(path)) : NULL;

	if (!ko)
		ko = ko_open(format("./%s.ko", name));
	for (char *c = dashes; *c; c++)
		if (*c == '_')
			*c = '-';
	return ko ? ko : ko_open(dashes);
}

static char *read_link(const char *path)
{
	char target[4096];
	ssize_t got = readlink(below_root(path), target, sizeof(target) - 1);

	if (got < 0)
		return NULL;
	target[got] = '\0';
	return format("%s", target);
}

/* The name behind a major number: /proc/devices. */
static char *name_of_major(bool block, unsigned int number)
{
	char *text = read_file("/proc/devices"), *line;
	bool in_blocks = false;

	while ((line = next_line(&text))) {
		char *word, *name;

		if (begins(line, "Block devices"))
			in_blocks = true;
		word = next_word(&line);
		name = next_word(&line);
		if (name && in_blocks == block && isdigit(*word) &&
		    strtoul(word, NULL, 10) == number)
			return name;
	}
	return NULL;
}

/* Why we believe that this open file is the module's; NULL: it is not. */
static char *belongs(const char *path, const struct stat *st, const char *name,
		     const struct ko *ko)
{
	bool block = S_ISBLK(st->st_mode);
	const char *base = base_name(path);
	char *link, *device;

	if (!block && !S_ISCHR(st->st_mode))
		return NULL;
	link = read_link(format("/sys/dev/%s/%u:%u/device/driver/module",
				block ? "block" : "char",
				major(st->st_rdev), minor(st->st_rdev)));
	if (link && same_name(base_name(link), name))
		return format("%s is its driver", name);
	device = name_of_major(block, major(st->st_rdev));
	if (device && same_name(device, name))
		return format("its number %u is that of %s in /proc/devices",
			      major(st->st_rdev), device);
	if (ko && (ko_mentions(ko, base) || (device && ko_mentions(ko, device))))
		return format("its name is in %s", ko->path);
	return NULL;
}

/* One process; true if some of it could not be seen. */
static bool check_process(const char *pid, const char *name, const struct ko *ko)
{
	char *who = read_word(format("/proc/%s/comm", pid));
	char *stack = read_file(format("/proc/%s/stack", pid)), *line;
	char *dir = format("/proc/%s/fd", pid);
	char *mark = format("[%s]", name);
	DIR *d = opendir(below_root(dir));
	struct dirent *entry;

	while ((line = next_line(&stack)))
		if (strstr(line, mark)) {
			about(found("used-by-process",
				    "/proc/%s/stack: %s", pid, line), pid, who);
			break;
		}
	if (!d)
		return errno != ENOENT;
	while ((entry = readdir(d))) {
		char *fd = format("%s/%s", dir, entry->d_name);
		char *path = read_link(fd), *why;
		struct stat st;

		if (!path || stat(below_root(fd), &st) < 0)
			continue;
		why = belongs(path, &st, name, ko);
		if (why)
			about(found("used-by-process", "process %s (%s) has %s open; %s",
				    pid, who, path, why), pid, who);
	}
	closedir(d);
	return false;
}

static void check_processes(const char *name, const struct ko *ko)
{
	DIR *d = opendir(below_root("/proc"));
	struct dirent *entry;
	unsigned int unseen = 0;

	/* What this process has inherited, it gives back when it ends. */
	while (d && (entry = readdir(d)))
		if (isdigit(*entry->d_name) && atoi(entry->d_name) != getpid())
			/* The report is written when this list is closed. */
			unseen += check_process(format("%s", entry->d_name), name, ko);
	if (d)
		closedir(d);
	if (unseen)
		blind_for("the files of %u processes of other users: be root to see them", unseen);
	else
		looked_at("the open files of all processes");
}

/* device, directory, type */
static void check_mounts(const char *name)
{
	char *text = read_file("/proc/mounts"), *line;

	while ((line = next_line(&text))) {
		char *dir, *type;

		next_word(&line);
		dir = next_word(&line);
		type = next_word(&line);
		if (type && same_name(type, name))
			about(found("used-by-mount", "/proc/mounts: %s is of type %s",
				    dir, type), dir, NULL);
	}
}

static void check_users(const char *name, struct loaded *l)
{
	struct ko *ko = file_of(name);
	bool by_module = false;
	char *user;

	while ((user = strsep(&l->users, ",")))
		if (*user) {
			about(found("used-by-module", "/proc/modules: %s is used by %s",
				    name, user), user, NULL);
			by_module = true;
		}
	check_mounts(name);
	check_processes(name, ko);
	if (!by_module && !has_found("used-by-process") && !has_found("used-by-mount"))
		about(found("used", "/proc/modules: %s is used %ld times", name,
			    l->references),
		      format("%ld", l->references), NULL);
}

void check_unload(const char *name)
{
	struct loaded *l;

	if (strchr(name, '/') || ends(name, ".ko")) {
		struct ko *ko = ko_open(name);

		name = ko ? ko->module : base_name(name);
	}
	report_module = name;
	looked_at("/proc/modules");
	if (!exists("/proc/modules")) {
		cannot_look("/proc/modules, which is not there: whether %s is loaded", name);
		return;
	}
	l = loaded(name);
	if (!l && is_builtin(name))
		found("not-a-module", "modules.builtin or /sys/module has %s, and /proc/modules has not", name);
	else if (!l)
		found("not-loaded", "/proc/modules has no %s", name);
	else if (!strcmp(l->state, "Unloading"))
		found("exit-stuck", "/proc/modules: %s is Unloading", name);
	else if (!strcmp(l->state, "Loading"))
		found("half-loaded", "/proc/modules: %s is Loading", name);
	else if (l->permanent)
		found("permanent", "/proc/modules: %s is [permanent]", name);
	else if (l->references)
		check_users(name, l);
}
