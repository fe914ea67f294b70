// SPDX-License-Identifier: GPL-2.0
/*
 * log.c - the kernel's log, and what the module loader writes into it
 *
 * The system call's errno says little, and init's own errno comes the same
 * way: the loader's line in the log is the better witness. The lines were
 * collected from kernel/module/ (kernel/module.c in 5.10), kernel/params.c
 * and security/lockdown/ of Linux 5.10 to 7.3.
 */
#define _GNU_SOURCE		/* O_CLOEXEC */
#include "modwhy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct list log_unknown, log_unknown_lines, log_elf_lines;
static const char *log_elf_code;

/*
 * {m} is the module, {s} and {o} the finding's subject and other, the rest is
 * for padding. A NULL code is for those that rule() treats by itself.
 */
static const struct rule {
	const char *pattern, *code;
} rules[] = {
	{ "{m}: version magic '{s}' should be '{o}'", "other-kernel" },
	{ "{m}: disagrees about version of symbol {s}", "symbol-version" },
	{ "{m}: no symbol version for {s}", "symbol-version" },
	{ "{m}: Unknown symbol {s} (err {o})", NULL },
	{ "{m}: module uses symbol ({s}) from namespace {o}, but does not import it.", "namespace" },
	{ "{m}: `{s}' invalid for parameter `{o}'", "parameter-value" },
	{ "{m}: `{s}' too large for parameter `{o}'", "parameter-value" },
	{ "{m}: unknown parameter '{s}' ignored", "parameter-unknown" },
	{ "{m}: module is already loaded", "built-in" },
	{ "{m}: exports duplicate symbol {s} (owned by {o})", "symbol-twice" },
	{ "{m}: module using GPL-only symbols uses symbols {x}from proprietary module {s}.", "symbol-proprietary" },
	{ "{m}: module uses symbols {o} from proprietary module {s}, inheriting taint.", "license-inherited" },
	{ "{m}: module uses symbols from proprietary module {s}, inheriting taint.", "license-inherited" },
	{ "Lockdown: {x}: unsigned module loading is restricted; see man kernel_lockdown.7", "lockdown" },
	{ "Loading of unsigned module is rejected", "signature-required" },
	{ "Loading of module with unavailable key is rejected", "signature-key" },
	{ "Loading of module with unsupported crypto is rejected", "signature-crypto" },
	{ "Module {m} is blacklisted", "blacklisted" },
	{ "{m}: module verification failed: signature and/or required key missing - tainting kernel", "unsigned" },
	{ "{m}: loading out-of-tree module taints kernel.", "out-of-tree" },
	{ "{m}: module license '{s}' taints kernel.", "license-missing" },
	{ "failed to validate module [{m}] BTF: {s}", "other-btf" },
	{ "Kernel module BTF mismatch detected, {x}", "btf-ignored" },
	{ "{x}x86/modules: {y}nvalid relocation target, {z}", "relocation" },
	{ "module {m}: .gnu.linkonce.this_module section size must match {x}", "other-size" },
	{ "module {m}: Exactly one .gnu.linkonce.this_module section must exist.", "not-module" },
	{ "{m}: No module found in object", "not-module" },
	{ "{m}: module has no symbols (stripped?)", "damaged" },
	{ "Invalid ELF header magic: != {x}", "not-elf" },
	{ "Invalid ELF header len {x}", "truncated" },
	{ "Invalid ELF section header overflow", "truncated" },
	{ "Invalid ELF header type: {x}", "not-module" },
	{ "Invalid architecture in ELF header: {s}", "other-machine" },
	{ "Invalid module architecture in ELF header: {s}", "other-machine" },
	{ "Invalid ELF {x}", "damaged" },
	{ "ELF Spec violation: {x}", "damaged" },
	{ "{x}: '{m}'->init suspiciously returned {s}, it should follow{y}", "init-positive" },
	{ "{m}: init suspiciously returned {s}, it should follow{y}", "init-positive" },
	{ "{m}: init suspiciously returned -EEXIST{x}", "init-exists" },
	{ "{x}avc:  denied  {y}module_load{z}", "selinux" },
	{ "RIP: {x}:{s} [{m}]", "init-crash" },
	{ "pc : {s} [{m}]", "init-crash" },
};

static const struct rule *match(const char *text, char *field[FIELDS])
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		memset(field, 0, FIELDS * sizeof(*field));
		if (fields(rules[i].pattern, text, field))
			return &rules[i];
	}
	return NULL;
}

/*
 * What the kernel says of a broken ELF file is true of many: the file itself
 * tells better, see log_explain_elf().
 */
static bool of_elf(const char *code)
{
	return !strcmp(code, "not-elf") || !strcmp(code, "not-module") ||
		!strcmp(code, "truncated") || !strcmp(code, "damaged");
}

/* --- reading it --------------------------------------------------------------- */

static void add(struct log *log, char *text, double seconds)
{
	if (log->count == log->room) {
		log->room = log->room ? log->room * 2 : 256;
		log->record = grow(log->record,
				   log->count * sizeof(*log->record),
				   log->room * sizeof(*log->record));
	}
	log->record[log->count].text = text;
	log->record[log->count++].seconds = seconds;
}

/* A record is "level,number,microseconds,flags;text", then " KEY=value" lines. */
static void read_kmsg(struct log *log, int fd)
{
	char buffer[8192];

	for (;;) {
		ssize_t got = read(fd, buffer, sizeof(buffer) - 1);
		unsigned long long microseconds = 0;
		char *text;

		if (got < 0 && (errno == EINTR || errno == EPIPE))
			continue;	/* EPIPE: overwritten while we read */
		if (got <= 0)
			return;
		buffer[got] = '\0';
		text = strchr(buffer, ';');
		if (!text)
			continue;
		text++;
		text[strcspn(text, "\n")] = '\0';
		sscanf(buffer, "%*u,%*u,%llu", &microseconds);
		add(log, format("%s", text), microseconds / 1e6);
	}
}

int log_begin(struct log *log, bool from_start)
{
	int fd = *root ? -1 : open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0) {
		log->blind = *root ? "it is another system's" : strerror(errno);
		blind_for("the kernel's log (%s): 'sudo dmesg | modwhy --log - ...' shows it to modwhy",
			  log->blind);
		return -1;
	}
	if (!from_start)
		lseek(fd, 0, SEEK_END);
	return fd;
}

void log_end(struct log *log, int fd)
{
	if (fd < 0)
		return;
	read_kmsg(log, fd);
	close(fd);
	looked_at("the kernel's log: %zu lines", log->count);
}

static char *read_stdin(void)
{
	size_t room = 1 << 16, used = 0, got;
	char *text = alloc(room + 1);

	while ((got = fread(text + used, 1, room - used, stdin)) > 0) {
		used += got;
		if (used == room) {
			text = grow(text, used, room * 2 + 1);
			room *= 2;
		}
	}
	return text;
}

/* As dmesg, dmesg -x, journalctl -k or /var/log/kern.log have it. */
void log_from_file(struct log *log, const char *path)
{
	char *text = strcmp(path, "-") ? read_here(path) : read_stdin();
	char *line;

	if (!text) {
		log->blind = strerror(errno);
		cannot_look("%s: %s", path, log->blind);
		return;
	}
	while ((line = next_line(&text))) {
		char *stamp = strchr(line, '['), *end;
		double seconds = -1;
		char *prefix = strstr(line, " kernel: ");

		if (prefix)
			line = prefix + 9;
		if (stamp && (end = strchr(stamp, ']')) && end[1] == ' ' &&
		    strspn(stamp + 1, " 0123456789.") == (size_t)(end - stamp - 1)) {
			seconds = atof(stamp + 1);
			line = end + 2;
		}
		add(log, line, seconds);
	}
	looked_at("%s: %zu lines of a kernel's log", path, log->count);
}

/* --- which part of it --------------------------------------------------------------- */

/*
 * log_last_attempt() - keep what the loader said of this module when it was
 * last tried: the last line that names it, and those just before, unless the
 * file was changed since then.
 */
void log_last_attempt(struct log *log, const struct ko *ko)
{
	struct log kept = { 0 };
	struct timespec real, boot;
	struct stat st;
	double last = -1, changed = 0;

	clock_gettime(CLOCK_REALTIME, &real);
	clock_gettime(CLOCK_MONOTONIC, &boot);
	if (!log_file && !stat(ko->path, &st))
		changed = st.st_mtim.tv_sec - (real.tv_sec - boot.tv_sec) - 1.0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < log->count; i++) {
			struct record *r = &log->record[i];
			char *field[FIELDS];
			const struct rule *rule = match(r->text, field);

			if (!rule || !field['m'] ||
			    !same_name(field['m'], ko->module) ||
			    (r->seconds >= 0 && r->seconds < changed))
				continue;
			/* Long ago, that need not have been init. */
			if (rule->code && !strcmp(rule->code, "init-crash"))
				continue;
			if (pass == 0)
				last = r->seconds;
			else if (r->seconds >= last - 0.2)
				add(&kept, r->text, r->seconds);
		}
	*log = kept;
}

/* What the module itself wrote: by pr_fmt, its name and a colon before it. */
const char *log_by(const struct log *log, const char *module)
{
	for (size_t i = log->count; i-- > 0;) {
		char *field[FIELDS];
		char *text = log->record[i].text;
		size_t length = strcspn(text, ": ");

		if (text[length] == ':' && !match(text, field) &&
		    same_name(copy_text(text, length), module))
			return text;
	}
	return NULL;
}

bool log_by_others(const struct log *log)
{
	char *field[FIELDS];

	for (size_t i = 0; i < log->count; i++)
		if (!match(log->record[i].text, field))
			return true;
	return false;
}

/* --- what it says -------------------------------------------------------------------- */

static char *first_word(const char *text)
{
	return copy_text(text, strcspn(text, " "));
}

static void explain(const char *text, bool now)
{
	char *field[FIELDS], *subject, *other;
	const struct rule *r = match(text, field);
	const char *code;
	struct finding *f;

	if (!r)
		return;
	code = r->code;
	subject = field['s'];
	other = field['o'];
	if (!code) {
		/* -22: the line before it says why. Else: see check_symbols(). */
		if (strcmp(other, "-22")) {
			list_add(&log_unknown, subject);
			list_add(&log_unknown_lines, (char *)text);
		}
		return;
	}
	if (of_elf(code)) {
		list_add(&log_elf_lines, (char *)text);
		log_elf_code = code;
		return;
	}
	if (!strcmp(code, "other-kernel")) {
		if (strcmp(first_word(subject), first_word(other))) {
			subject = first_word(subject);
			other = first_word(other);
		} else {
			code = "other-config";
		}
	} else if (!strcmp(code, "symbol-version") &&
		   !strcmp(subject, "module_layout")) {
		code = "other-layout";
	} else if (!strcmp(code, "other-machine")) {
		subject = (char *)machine_name(atoi(subject));
		other = (char *)machine_name(machine());
	} else if (!strcmp(code, "license-inherited") && !other) {
		other = "symbols";	/* Linux 5.10 does not say which */
	}
	if (field['m'] && !report_module && is_name(field['m']))
		report_module = field['m'];
	f = found(code, "log: %s", text);
	about(f, subject, other);
	if (now)
		seen(f);
}

/* now: they are of what was just tried, not of what may be another file. */
void log_explain(const struct log *log, bool now)
{
	for (size_t i = 0; i < log->count; i++)
		explain(log->record[i].text, now);
}

void log_explain_elf(const struct ko *ko)
{
	const char *code = log_elf_code;

	if (ko && ko->problem)
		code = ko->problem;
	else if (ko && ko->packed)
		code = "packed";
	for (size_t i = 0; i < log_elf_lines.count; i++) {
		struct finding *f = found(code, "log: %s", log_elf_lines.item[i]);

		about(f, ko ? ko->packed : NULL, NULL);
		seen(f);
		if (code && !strcmp(code, "packed"))
			found(code, "%s begins as %s data does", ko->path, ko->packed);
	}
}
