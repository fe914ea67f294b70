// SPDX-License-Identifier: GPL-2.0
/*
 * holder.c - who has a name that is taken, as far as /sys and /proc tell
 *
 * A driver has a link to its module. A class has none: what can be seen is which
 * devices are in it, and a device has a driver, or a number that /proc/devices
 * gives to somebody.
 */
#include "modwhy.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The last part of where a link below root leads to, or NULL. */
static char *link_name(const char *path)
{
	char target[4096];
	ssize_t got = readlink(below_root(path), target, sizeof(target) - 1);

	if (got <= 0)
		return NULL;
	target[got] = '\0';
	return format("%s", base_name(target));
}

static char *driver_holder(const char *name)
{
	static const char *const buses[] = { "platform", "pci", "usb", "i2c", "spi" };

	for (size_t i = 0; i < ARRAY_SIZE(buses); i++) {
		char *dir = format("/sys/bus/%s/drivers/%s", buses[i], name);
		char *module = link_name(format("%s/module", dir));

		if (module)
			return format("%s is a driver of the module %s", dir, module);
	}
	return NULL;
}

/* The name in /proc/devices for a major number, "240" of "240:0". */
static char *number_holder(const char *number)
{
	char *list = read_file("/proc/devices"), *line;

	while ((line = next_line(&list))) {
		char *major = next_word(&line), *name = next_word(&line);

		if (major && name && strcspn(number, ":") == strlen(major) &&
		    begins(number, major))
			return name;
	}
	return NULL;
}

/* A directory of /sys that is a device. */
static char *device_holder(const char *dir)
{
	char *module = link_name(format("%s/device/driver/module", dir));
	char *number = read_word(format("%s/dev", dir));
	char *name = number ? number_holder(number) : NULL;

	if (module)
		return format("%s is a device of the module %s", dir, module);
	if (name)
		return format("%s is a device with the number %s, which /proc/devices gives to %s",
			      dir, number, name);
	return NULL;
}

static char *class_holder(const char *class)
{
	char *dir = format("/sys/class/%s", class), *holder = NULL;
	DIR *d = opendir(below_root(dir));
	struct dirent *entry;
	bool empty = true;

	if (!d)
		return NULL;
	for (size_t i = 0; !holder && i < 1000 && (entry = readdir(d)); i++) {
		if (*entry->d_name == '.')
			continue;
		empty = false;
		holder = device_holder(format("%s/%s", dir, entry->d_name));
	}
	closedir(d);
	if (empty)
		return format("%s has no device: whoever made it has none now, or was removed and left it",
			      dir);
	return holder;
}

/* Where a name that is taken is held, if that can be seen. */
char *holder_of(const char *name)
{
	const char *base = base_name(name);
	char *holder = NULL;

	if (!is_name(base))
		return NULL;
	if (begins(name, "/class/") && name + strlen("/class/") == base)
		holder = class_holder(base);
	else if (begins(name, "/devices/") && !strstr(name, "/../"))
		holder = device_holder(format("/sys%s", name));
	if (!holder)
		holder = driver_holder(base);
	if (!holder && loaded(base))
		holder = format("/proc/modules has a module of that name, %s", base);
	return holder;
}
