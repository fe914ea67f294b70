// SPDX-License-Identifier: GPL-2.0
/*
 * probe.c - a module is loaded, and its probe is never called: why?
 *
 * A driver is called for a device that matches: by the aliases which
 * MODULE_DEVICE_TABLE() put into the module's file, and which each device in
 * /sys/bus answers by its modalias. So: does any device match, and which driver
 * has it? A device that waits for another (deferred probe) is in debugfs.
 */
#define _GNU_SOURCE
#include "modwhy.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATTERN_LIMIT	512	/* longer than any alias that devices have */

static unsigned int devices, matching, bound_here;

static char *link_name(const char *path)
{
	char target[4096];
	ssize_t got = readlink(below_root(path), target, sizeof(target) - 1);

	if (got < 0)
		return NULL;
	target[got] = '\0';
	return format("%s", base_name(target));
}

/* The alias of the module that this device matches, or NULL. */
static const char *match_of(const struct ko *ko, const char *modalias)
{
	for (size_t i = 0; i < ko->aliases.count; i++)
		if (strlen(ko->aliases.item[i]) < PATTERN_LIMIT &&
		    !fnmatch(ko->aliases.item[i], modalias, 0))
			return ko->aliases.item[i];
	return NULL;
}

static bool is_deferred(const char *device)
{
	char *text = read_file("/sys/kernel/debug/devices_deferred"), *line;

	while ((line = next_line(&text)))
		if (mentions(line, device))
			return true;
	return false;
}

static void judge_device(const struct ko *ko, const char *dir, const char *name,
			 const char *alias)
{
	char *driver = link_name(format("%s/driver", dir));
	char *module = link_name(format("%s/driver/module", dir));

	matching++;
	if (driver && module && same_name(module, ko->module)) {
		bound_here++;
		about(found("probe-bound", "%s/driver is %s, of this module", dir, driver),
		      name, driver);
	} else if (driver) {
		about(found("probe-held", "%s matches %s, and its driver is %s (%s)", dir,
			    alias, driver, module ? module : "built in"),
		      name, driver);
	} else if (is_deferred(name)) {
		about(found("probe-deferred", "/sys/kernel/debug/devices_deferred has %s",
			    name), name, NULL);
	} else {
		about(found("probe-free", "%s matches %s, and has no driver", dir, alias),
		      name, NULL);
	}
}

static void check_bus(const struct ko *ko, const char *bus)
{
	char *dir = format("/sys/bus/%s/devices", bus);
	DIR *d = opendir(below_root(dir));
	struct dirent *entry;

	while (d && (entry = readdir(d))) {
		char *device = format("%s/%s", dir, entry->d_name);
		char *modalias = *entry->d_name == '.' ? NULL :
			read_word(format("%s/modalias", device));
		const char *alias;

		if (!modalias)
			continue;
		devices++;
		alias = match_of(ko, modalias);
		if (alias)
			judge_device(ko, device, format("%s", entry->d_name), alias);
	}
	if (d)
		closedir(d);
}

static bool is_device_alias(const char *alias)
{
	/* fs-ext4, char-major-10-1 and the like are no device's. */
	return strchr(alias, ':') != NULL;
}

void check_probe(const char *path)
{
	struct ko *ko;
	struct dirent *entry;
	bool any = false;
	DIR *d;

	if (!strchr(path, '/') && is_name(path) && module_path(path))
		path = below_root(module_path(path));
	report_file = path;
	ko = ko_open(path);
	if (!ko) {
		cannot_look("%s: %s", path, strerror(errno));
		return;
	}
	report_module = ko->module;
	looked_at("%s: aliases in modinfo", path);
	if (ko->problem) {
		found(ko->problem, "%s: %s", path, ko->detail);
		return;
	}
	if (ko->unread) {
		cannot_look("%s: what is in it", path);
		return;
	}
	for (size_t i = 0; i < ko->aliases.count; i++)
		any |= is_device_alias(ko->aliases.item[i]);
	if (!any) {
		found("probe-no-alias", "modinfo -F alias %s names no device", path);
		return;
	}
	d = opendir(below_root("/sys/bus"));
	if (!d) {
		cannot_look("/sys/bus: %s", strerror(errno));
		return;
	}
	while ((entry = readdir(d)))
		if (*entry->d_name != '.')
			check_bus(ko, format("%s", entry->d_name));
	closedir(d);
	looked_at("/sys/bus: the modalias of %u devices", devices);
	if (!matching)
		about(found("probe-no-device",
			    "none of %u devices in /sys/bus matches one of its %zu aliases, such as %s",
			    devices, ko->aliases.count, ko->aliases.item[0]),
		      ko->aliases.item[0], NULL);
	check_modprobe(ko->module, true);
	if (!exists("/proc/modules"))
		blind_for("/proc/modules: whether %s is loaded", ko->module);
	else if (!loaded(ko->module) && !is_builtin(ko->module) && !bound_here)
		about(found("probe-not-loaded", "/proc/modules has no %s", ko->module),
		      ko->module, NULL);
}
