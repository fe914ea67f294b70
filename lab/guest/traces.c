// SPDX-License-Identifier: GPL-2.0
/*
 * traces - list everything that a module may leave behind, sorted
 *
 * usage: traces
 *
 * Names in /dev, /proc and /sys, numbers in /proc/devices, interrupts, kernel
 * threads. What the kernel makes for itself as time goes by (processes, its own
 * modules, workers) is left out. Two lists are compared, from before and after.
 */
#define _GNU_SOURCE
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char * const names[] = {
	"/dev/*", "/dev/[!fpm]*/*", "/sys/class/*", "/sys/class/*/*",
	"/sys/devices/virtual/*/*", "/sys/bus/*", "/sys/bus/*/devices/*",
	"/sys/bus/*/drivers/*", "/sys/devices/platform/*", "/sys/kernel/*",
	"/sys/kernel/debug/*", "/sys/kernel/config/*", "/sys/firmware/*",
	"/proc/[!0-9]*", "/proc/sys/*", "/proc/fs/*", "/proc/driver/*",
};

static char **traces;
static size_t n_traces;

static void add(const char *format, const char *text)
{
	if (n_traces % 1024 == 0)
		traces = realloc(traces, (n_traces + 1024) * sizeof(*traces));
	if (!traces || asprintf(&traces[n_traces++], format, text) < 0)
		exit(2);
}

/* Call LINE with each line of FILE, without its end. */
static void each_line(const char *file, void (*line)(const char *file, char *text))
{
	FILE *f = fopen(file, "r");
	char text[4096];

	while (f && fgets(text, sizeof(text), f)) {
		text[strcspn(text, "\n")] = '\0';
		line(file, text);
	}
	if (f)
		fclose(f);
}

static void each_file(const char *pattern, void (*line)(const char *file, char *text))
{
	glob_t found;
	size_t i;

	if (glob(pattern, GLOB_NOSORT, NULL, &found))
		return;
	for (i = 0; i < found.gl_pathc; i++) {
		if (line)
			each_line(found.gl_pathv[i], line);
		else
			add("%s", found.gl_pathv[i]);
	}
	globfree(&found);
}

/* O: a module from outside the kernel. */
static void taint(const char *file, char *text)
{
	if (strchr(text, 'O'))
		add("%s", file);
}

static void device(const char *file, char *text)
{
	(void)file;
	add("/proc/devices: %s", text);
}

/* "10:  COUNT COUNT  CHIP EDGE NAME": all but the counts; no name, no handler. */
static void interrupt(const char *file, char *text)
{
	char *word, *rest, *last = strrchr(text, ' ');

	(void)file;
	if (!strchr(text, ':') || !last || last[1 + strspn(last + 1, "0123456789")] == '\0')
		return;
	word = strtok_r(text, " ", &rest);
	rest += strspn(rest, " 0123456789");
	if (asprintf(&last, "%s %s", word, rest) < 0)
		exit(2);
	add("/proc/interrupts: %s", last);
	free(last);
}

/* "PID (NAME) STATE PARENT ...". Kernel threads are the children of process 2. */
static void thread(const char *file, char *text)
{
	char *name = strchr(text, '('), *end = strrchr(text, ')');

	(void)file;
	if (!name || !end || strncmp(end + 4, "2 ", 2) != 0)
		return;
	end[1] = '\0';
	/* The second is 7.3's; it stays once a trigger of an event was removed. */
	if (!strstr(name, "kworker") && !strstr(name, "(trigger_data_f"))
		add("thread: %s", name);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char * const *)a, *(char * const *)b);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		each_file(names[i], NULL);
	each_file("/sys/module/*/taint", taint);
	each_file("/proc/devices", device);
	each_file("/proc/interrupts", interrupt);
	each_file("/proc/[0-9]*/stat", thread);
	qsort(traces, n_traces, sizeof(*traces), compare);
	for (i = 0; i < n_traces; i++)
		puts(traces[i]);
	return 0;
}
