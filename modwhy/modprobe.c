// SPDX-License-Identifier: GPL-2.0
/*
 * modprobe.c - what modprobe was told to do instead of loading a module
 *
 * modprobe reads *.conf in five directories, and modprobe.blacklist= on the
 * kernel's command line. An install command replaces the loading of a module; a
 * blacklist hides a module from those who ask by an alias (udev, the kernel), not
 * from modprobe NAME. The kernel is then never asked.
 */
#define _GNU_SOURCE		/* scandir, strsep */
#include "modwhy.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const places[] = {
	"/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d",
	"/usr/lib/modprobe.d", "/lib/modprobe.d",
};

/* A line that ends with \ goes on in the next one. */
static void join_lines(char *text)
{
	for (; *text; text++)
		if (text[0] == '\\' && text[1] == '\n')
			text[0] = text[1] = ' ';
}

static void check_config(const char *path, const char *name, bool by_alias)
{
	char *text = read_file(path), *line;

	if (text)
		join_lines(text);
	while ((line = next_line(&text))) {
		char *whole = format("%s", line), *word = next_word(&line);
		char *module = word ? next_word(&line) : NULL;

		if (!module || *word == '#' || !same_name(module, name))
			continue;
		if (!strcmp(word, "install"))
			about(found("install-command", "%s: %s", path, whole), name,
			      line ? line + strspn(line, " \t") : "");
		else if (!strcmp(word, "blacklist") && by_alias)
			about(found("modprobe-blacklist", "%s: %s", path, whole), name,
			      path);
	}
}

static int is_config(const struct dirent *entry)
{
	return ends(entry->d_name, ".conf");
}

static void check_command_line(const char *name)
{
	static const char option[] = "modprobe.blacklist=";
	char *text = read_file("/proc/cmdline"), *word;

	while ((word = next_word(&text))) {
		char *rest = word + strlen(option), *item;

		if (!begins(word, option))
			continue;
		while ((item = strsep(&rest, ",")))
			if (same_name(item, name))
				about(found("modprobe-blacklist", "/proc/cmdline: %s",
					    option), name, "/proc/cmdline");
	}
}

/* by_alias: it is loaded for a device, and not by its name. */
void check_modprobe(const char *name, bool by_alias)
{
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		struct dirent **entry;
		int count = scandir(below_root(places[i]), &entry, is_config, alphasort);

		for (int j = 0; j < count; j++) {
			check_config(format("%s/%s", places[i], entry[j]->d_name), name,
				     by_alias);
			free(entry[j]);
		}
		if (count >= 0)
			free(entry);
	}
	if (by_alias)
		check_command_line(name);
	looked_at("modprobe.d: install and blacklist");
}
