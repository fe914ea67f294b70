// SPDX-License-Identifier: GPL-2.0
/*
 * said.c - what insmod, modprobe, rmmod, depmod, DKMS and their like say
 *
 * Their words come from standard error of a command, or from a text that was
 * copied out of a terminal. The sayings were collected from kmod, busybox,
 * toybox, module-init-tools, systemd and DKMS. What is in none of them, but says
 * that something failed, is evidence all the same: it is shown as it is.
 */
#define _GNU_SOURCE		/* strcasestr */
#include "modwhy.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

/* kmod's and busybox's own words for some errors, besides those of strerror(). */
static int errno_of(const char *text)
{
	static const struct {
		const char *text;
		int error;
	} own[] = {
		{ "Invalid module format", ENOEXEC },
		{ "Unknown symbol in module", ENOENT },
		{ "Module has wrong symbol version", ESRCH },
		{ "Invalid parameters", EINVAL },
		{ "Key was rejected by service", EKEYREJECTED },
		{ "Module already in kernel", EEXIST },
	};
	char *was = copy_text(text, strcspn(text, ","));

	/* "Invalid argument (see dmesg)", and a stop at the end */
	was[strcspn(was, "(")] = '\0';
	while (*was && strchr(" .", was[strlen(was) - 1]))
		was[strlen(was) - 1] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		if (!strcasecmp(was, own[i].text))
			return own[i].error;
	for (int error = 1; error < 134; error++)
		if (!strcasecmp(was, strerror(error)))
			return error;
	return 0;
}

/*
 * {m} is the file or module, {s} and {o} what was said of it. A NULL code: the
 * kernel has answered with an errno, which {s} says. HARMLESS: nothing failed.
 */
static const struct saying {
	const char *pattern, *code;
	bool removal;
} sayings[] = {
	/* kmod */
	{ "{x}could not load module {m}: No such file or directory", "no-file", false },
	{ "{x}could not load module {m}: {s}", "unreadable", false },
	{ "{x}Module {m} not found in directory {s}", "not-installed", false },
	{ "{x}could not insert module {m}: {s}", NULL, false },
	{ "{x}could not insert '{m}': {s}", NULL, false },
	{ "{x}Error running install command '{s}' for module {m}: {o}", "install-command", false },
	{ "{x}Error running install command for {m}", "install-command", false },
	{ "{x}ERROR: Module {m} is in use{s}", NULL, true },
	{ "{x}FATAL: Module {m} is in use.{s}", NULL, true },
	{ "{x}could not remove module {m}: {s}", NULL, true },
	{ "{x}could not remove '{m}': {s}", NULL, true },
	{ "{x}ERROR: Module {m} is not currently loaded", NULL, true },
	{ "{x}FATAL: Module {m} is builtin.", "not-a-module", true },
	{ "{x}ERROR: Module {m} is builtin.", "not-a-module", true },
	{ "{x} line {y}: ignoring bad line starting with '{s}'", "modprobe-config", false },
	/* depmod */
	{ "{x}needs unknown symbol {s}", "depmod-symbol", false },
	{ "{x}disagrees about version of symbol {s}", "depmod-version", false },
	{ "depmod: {x}Cycle detected: {s}", "depmod-cycle", false },
	{ "depmod: {x}ound {s} modules in dependency cycles!", "depmod-cycle", false },
	{ "depmod: WARNING: {s} in dependency cycle!", "depmod-cycle", false },
	{ "depmod: {x}could not open directory {s}: No such file or directory", "depmod-directory", false },
	{ "depmod: FATAL: could not search modules: No such file or directory", "depmod-directory", false },
	{ "depmod: WARNING: could not open modules.{x}", HARMLESS, false },
	{ "depmod: WARNING: could not open {x}/modules.{y}: No such file or directory", HARMLESS, false },
	/* busybox, toybox, module-init-tools */
	{ "{x}can't insert '{m}': {s}", NULL, false },
	{ "{x}can't load module {m} ({o}): {s}", NULL, false },
	{ "{x}failed to load {m}: {s}", NULL, false },
	{ "{x}error inserting '{m}': -1 {s}", NULL, false },
	{ "FATAL: Error inserting {m} ({o}): {s}", NULL, false },
	{ "{x}module {m} not found in modules.dep", "not-installed", false },
	{ "{x}module '{m}' not found", "not-installed", false },
	{ "{x}FATAL: Module {m} not found.", "not-installed", false },
	{ "{x}can't change directory to '{s}': No such file or directory", "depmod-directory", false },
	{ "{x}can't unload module '{m}': {s}", NULL, true },
	/* systemd-modules-load */
	{ "{x}Failed to insert module '{m}': {s}", NULL, false },
	{ "{x}Failed to find module '{m}'", "not-installed", false },
	{ "{x}Module '{m}' is deny-listed", "modprobe-blacklist", false },
	{ "{x}Module '{m}' is blacklisted", "modprobe-blacklist", false },
	/* DKMS */
	{ "{x}Error! Bad return status for module build on kernel: {s}", "dkms-failed", false },
	{ "{x}Consult {o} for more information.", "dkms-failed", false },
	{ "{x}Error! Could not find module source directory{s}", "dkms-failed", false },
	{ "{x}Error! Could not locate dkms.conf file{s}", "dkms-failed", false },
	{ "{x}Error! DKMS tree already contains: {s}", "dkms-failed", false },
	{ "{x}Error! The module/version combo: {s}", "dkms-failed", false },
	{ "{x}Error! Your kernel headers for kernel {s} cannot be found{y}", "no-headers", false },
	{ "{x}Error! Module version {s}", "dkms-failed", false },
};

/* Words that say that something went wrong. */
static bool complains(const char *text)
{
	static const char *const words[] = {
		"fail", "error", "cannot", "can't", "can not", "could not",
		"couldn't", "unable", "invalid", "reject", "refus", "denied",
		"not permitted", "not allowed", "not found", "no such", "unknown",
		"unsupported", "not supported", "undefined", "missing", "fatal",
		"timed out", "out of memory", "exhausted", "exceed", "mismatch",
		"forbidden", "abort", "disagree", "not available", "in use",
		"does not exist", "not loaded", "bad ", "killed", "segmentation",
		"blacklist", "too large", "too long", "warning",
	};
	static struct anchor anchors[ARRAY_SIZE(words)];
	char small[2048];
	size_t length = 0;
	struct pairs pairs;

	for (size_t i = 0; i < ARRAY_SIZE(words) && !anchors[ARRAY_SIZE(words) - 1].text; i++)
		anchors[i] = anchor_of(words[i]);
	for (; text[length] && length < sizeof(small) - 1; length++)
		small[length] = tolower((unsigned char)text[length]);
	small[length] = '\0';
	pairs_of(&pairs, small);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (anchored(&anchors[i], &pairs, small, length))
			return true;
	/* So long a line that it was not copied to its end, which may cut a word in two. */
	for (size_t i = 0; i < ARRAY_SIZE(words) && text[length]; i++)
		if (strcasestr(text, words[i]))
			return true;
	return false;
}

/*
 * unknown_failure() - does this line, which nothing here knows, say that
 * something failed about modules, or about this one?
 */
bool unknown_failure(const char *text, const char *module)
{
	static const char *const tools[] = {
		"module", "modules", "insmod", "modprobe", "rmmod", "depmod",
		"modinfo", "kmod", "libkmod", "dkms", "DKMS", "finit_module",
		"init_module", "ko", "symbol", "symbols", "relocation", "initcall",
	};

	static const char *const inits[] = {
		"init fail", "initialization fail", "initialisation fail", "failed to init",
		"unable to init", "could not init", "couldn't init", "cannot init",
	};

	if (!complains(text))
		return false;
	/* DKMS begins so what it gives up by. */
	if (strstr(text, "Error! ") || begins(text, "module:"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(inits); i++)
		if (strcasestr(text, inits[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(tools); i++)
		if (mentions(text, tools[i]))
			return true;
	return module && *module && mentions(text, module);
}

static void hear_code(const struct saying *saying, const char *line, char **field,
		      bool now)
{
	struct finding *f = found(saying->code, "%s", line);
	const char *subject = field['m'] ? field['m'] : field['s'];

	if (begins(saying->code, "dkms"))
		about(f, line, field['o']);
	else if (!strcmp(saying->code, "install-command"))
		about(f, subject, field['s']);
	else if (!strcmp(saying->code, "not-installed"))
		about(f, subject, field['s'] ? base_name(field['s']) : release());
	else
		about(f, subject, field['m'] ? field['s'] : NULL);
	if (!strcmp(saying->code, "not-a-module") && is_name(subject))
		report_module = subject;
	if (now)
		seen(f);
}

/*
 * hear() - one line; what was not done goes into said, if that is still
 * empty. True if the line is known.
 */
bool hear(const char *line, struct said *said)
{
	static struct anchor anchors[ARRAY_SIZE(sayings)];
	size_t length = strlen(line);
	struct pairs pairs;

	/* Before memory is spent on a million lines of another kind. */
	if (!strchr(line, ' '))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(sayings) && !anchors[ARRAY_SIZE(sayings) - 1].text; i++)
		anchors[i] = anchor_of(sayings[i].pattern);
	pairs_of(&pairs, line);
	for (size_t i = 0; i < ARRAY_SIZE(sayings); i++) {
		const struct saying *s = &sayings[i];
		char *field[FIELDS] = { NULL };

		if (!anchored(&anchors[i], &pairs, line, length) ||
		    !fields_quick(s->pattern, line) ||
		    !fields(s->pattern, line, field))
			continue;
		if (s->code && *s->code) {
			hear_code(s, line, field, true);
		} else if (!s->code) {
			said->failed = true;
			said->removal = s->removal;
			said->line = line;
			said->name = field['m'];
			said->error = field['s'] ? errno_of(field['s']) : EBUSY;
		}
		return true;
	}
	return false;
}
