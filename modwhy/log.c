// SPDX-License-Identifier: GPL-2.0
/*
 * log.c - the kernel's log: which of its lines are of a module's load, and
 * what they say
 *
 * Each line is one of four: the loader's (loader.c knows all of them), another
 * part of the kernel's that comes with a load (below), a report of a crash or
 * a warning (crash.c), the module's own. What is none of them is not known, and
 * is never taken for the module's own.
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

#define LINE_LIMIT	2000		/* of a line, this much is kept */
#define KEEP_LIMIT	(256UL << 20)	/* of a log, the last part is kept */
#define READ_LIMIT	(1UL << 30)	/* then it is no log */
#define OWN_LIMIT	500		/* lines held against the module's messages */
#define OWNER_LIMIT	100		/* lines to the one that names the module */
#define MOMENT		0.2		/* seconds that belong together */

struct list log_unknown, log_unknown_lines, log_elf_lines;
static const char *log_elf_code;

/* As in loader.c; by other parts of the kernel: a load calls many of them. */
static const struct message others[] = {
	/* security/, kernel/bpf/btf.c */
	{ "Lockdown: {x}: unsigned module loading is restricted; see man kernel_lockdown.7", "lockdown" },
	{ "{x}avc:  denied  {y}module_load{z}", "selinux" },
	{ "{x}op=appraise_data cause={s} comm={y} name={z}.ko{w}", "ima" },
	{ "{x}impossible to appraise a module without a file descriptor{y}", "ima" },
	{ "LoadPin: kernel-module denied obj={s} pid={x}", "loadpin" },
	{ "LoadPin: kernel-module old-api-denied obj={s} pid={x}", "loadpin" },
	{ "failed to validate module [{m}] BTF: {s}", "other-btf" },
	{ "Kernel module BTF mismatch detected, {x}", "btf-ignored" },
	{ "failed to register module [{m}] BTF in sysfs: {x}", HARMLESS },
	{ "missing module BTF, cannot register kfuncs", HARMLESS },
	{ "BPF:{x}", HARMLESS },
	/* mm/vmalloc.c, mm/page_alloc.c */
	{ "vmap allocation for size {s} failed: {x}", "module-space" },
	{ "vmalloc_node_range for size {s} failed: Address range restricted to {x}", "module-space" },
	{ "{x}: vmalloc error: size {s}, {y}", "module-space" },
	{ "{x}: vmalloc: allocation failure: {s} bytes, {y}", "module-space" },
	{ "{x}: vmalloc: allocation failure, allocated {y} of {s} bytes, {z}", "module-space" },
	{ "percpu: allocation failed, size={s} {x}", "percpu-space" },
	{ "{s}: page allocation failure: order:{x}", "no-memory" },
	{ "Out of memory: {s}", "no-memory" },
	/* names and numbers */
	{ "sysfs: cannot create duplicate filename '{s}'", "name-taken" },
	{ "proc_dir_entry '{s}' already registered", "name-taken" },
	{ "kobject_add_internal failed for {s} with -EEXIST, don't try to register things with the same name in the same directory.", "name-taken" },
	{ "kobject: kobject_add_internal failed for {s} with -EEXIST, don't try to register things with the same name in the same directory.", "name-taken" },
	{ "Error: Driver '{s}' is already registered, aborting...", "name-taken" },
	{ "debugfs: Directory '{s}' with parent '{x}' already present!", "name-taken" },
	{ "debugfs: File '{s}' in directory '{x}' already present!", "name-taken" },
	{ "debugfs: '{s}' already exists in '{x}'", "name-taken" },
	{ "kmem_cache of name '{s}' already exists", "name-taken" },
	{ "sysctl duplicate entry: {s}", "name-taken" },
	{ "genirq: Flags mismatch irq {s}. {x} ({y}) vs. {z} ({o})", "irq-taken" },
	{ "{x} {y}: BAR {z}: can't reserve {s}", "name-taken" },
	{ "CHRDEV \"{s}\" major requested ({x}) is greater than the maximum ({y})", "number-range" },
	{ "CHRDEV \"{s}\" minor range requested ({x}) is out of range of maximum range ({y}) for a single major", "number-range" },
	{ "CHRDEV \"{s}\" dynamic allocation region is full", "number-range" },
	/* drivers/base/ */
	{ "{x}: probe of {s} failed with error {o}", "probe-failed" },
	{ "{x} {s}: probe with driver {y} failed with error {o}", "probe-failed" },
	{ "{x} {s}: deferred probe pending{y}", "probe-deferred" },
	{ "{x} {s}: deferred probe timeout, ignoring dependency", "probe-deferred" },
	{ "{x} {s}: Driver {y} requests probe deferral", "probe-deferred" },
	{ "{x} {y}: Direct firmware load for {s} failed with error {o}", "firmware-missing" },
	/* init/main.c with initcall_debug, and what comes with anything */
	{ "calling  {x} @ {y}", HARMLESS },
	{ "initcall {x} returned {y} after {z} usecs", HARMLESS },
	{ "probe of {x} returned {y} after {z} usecs", HARMLESS },
	{ "Disabling lock debugging due to kernel taint", HARMLESS },
	{ "audit: {x}", HARMLESS },
	{ "{x}callbacks suppressed", HARMLESS },
};

static const struct message *match(const char *text, char *field[FIELDS])
{
	const struct message *rule = loader_rule(text, field);

	return rule ? rule : rule_of(others, ARRAY_SIZE(others), text, field);
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

/* Does the message itself say that the module is refused? */
static bool refuses(const struct message *rule)
{
	return rule && (!rule->code ||
			(*rule->code && weight_of(rule->code) == CAUSE));
}

static bool is_harmless(const struct message *rule)
{
	return rule->code && !*rule->code;
}

/* --- reading it --------------------------------------------------------------- */

/* Forget the older half: what is asked about is at the end. */
static void drop_half(struct log *log)
{
	size_t half = log->count / 2;

	for (size_t i = 0; i < half; i++) {
		log->bytes -= strlen(log->record[i].text);
		free(log->record[i].text);
	}
	memmove(log->record, log->record + half,
		(log->count - half) * sizeof(*log->record));
	log->count -= half;
	log->dropped += half;
}

static void add(struct log *log, const char *text, size_t length, double seconds)
{
	struct record *r;
	char *copy = malloc(length + 1);

	if (log->count == log->room) {
		log->room = log->room ? log->room * 2 : 256;
		log->record = grow(log->record,
				   log->count * sizeof(*log->record),
				   log->room * sizeof(*log->record));
	}
	if (!copy) {
		fputs("modwhy: out of memory\n", stderr);
		exit(2);
	}
	memcpy(copy, text, length);
	copy[length] = '\0';
	r = &log->record[log->count++];
	*r = (struct record){ .text = copy, .seconds = seconds };
	log->bytes += length;
	if (log->bytes > KEEP_LIMIT)
		drop_half(log);
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
		/* A message of several lines is one record. */
		for (char *part; (part = strstr(text, "\\x0a")); text = part + 4)
			add(log, text, part - text, microseconds / 1e6);
		add(log, text, strlen(text), microseconds / 1e6);
	}
}

double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

/*
 * A message without a newline is shown when the next one comes, with the time
 * at which it was written: it is not of this moment.
 *
 * The kernel's clock for the log is nearly ours, but may be ahead by more than
 * a line is early; if all lines are early, it is behind. What needs no common
 * clock: between the two lines lies more time than had passed since the kernel
 * was asked when both could be read, so the first one was there before that.
 */
static void put_off_late_line(struct log *log)
{
	const double early = log->began - 0.01;
	const double since = log->called ? log->called : log->began;
	const double passed = (log->until ? log->until : now()) - since;

	if (log->count < 2 || log->record[0].rule || log->record[0].report)
		return;
	if (log->record[1].seconds - log->record[0].seconds > passed)
		log->record[0].heard = true;
	else if (log->record[0].seconds < early)
		log->record[0].heard = log->record[log->count - 1].seconds >= early;
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
	if (!from_start) {
		lseek(fd, 0, SEEK_END);
		log->began = now();
	}
	return fd;
}

/* The kernel has answered: what has it written by now? */
void log_follow(struct log *log, int fd)
{
	if (fd < 0)
		return;
	read_kmsg(log, fd);
	if (log->count >= 2 && !log->until)
		log->until = now();
}

void log_end(struct log *log, int fd)
{
	if (fd < 0)
		return;
	read_kmsg(log, fd);
	close(fd);
	looked_at("the kernel's log: %zu lines", log->count);
	log_classify(log);
	put_off_late_line(log);
}

/* "[   12.345678] " or "[Fri Nov 27 05:44:01 2026] " or, behind it, "[  T77] " */
static const char *skip_stamp(const char *line, double *seconds)
{
	const char *end = strchr(line, ']');
	size_t length = end ? end - line : 0;

	if (*line != '[' || !end || length > 40 || end[1] == '\0')
		return line;
	if (strspn(line + 1, " 0123456789.") == length - 1 && memchr(line, '.', length))
		*seconds = atof(line + 1);
	else if (!(strchr("TC", line[1 + strspn(line + 1, " ")]) &&
		   strspn(line + 2 + strspn(line + 1, " "), "0123456789") > 0) &&
		 !(memchr(line, ':', length) && length >= 20))
		return line;
	line = end + 1;
	return *line == ' ' ? line + 1 : line;
}

/* What dmesg (-T, -x, with callers), journalctl and syslog put before a line. */
static const char *skip_prefix(const char *line, double *seconds)
{
	const char *kernel = strstr(line, " kernel: "), *next;

	if (kernel && kernel - line < 120)
		line = kernel + strlen(" kernel: ");
	if (*line == '<' && line[1 + strspn(line + 1, "0123456789")] == '>')
		line = strchr(line, '>') + 1;
	/* "kern  :err   : " */
	if (begins(line, "kern  :") && strstr(line, ": "))
		line = strstr(line + 7, ": ") ? strstr(line + 7, ": ") + 2 : line;
	while ((next = skip_stamp(line, seconds)) != line)
		line = next;
	return line;
}

static void add_line(struct log *log, char *line, size_t length)
{
	double seconds = -1;
	const char *text;

	while (length && (line[length - 1] == '\r' || line[length - 1] == ' '))
		length--;
	/* What is no text ends nothing early. */
	for (char *zero = memchr(line, '\0', length); zero;
	     zero = memchr(zero, '\0', line + length - zero))
		*zero = '?';
	line[length] = '\0';
	text = skip_prefix(line, &seconds);
	if (*text)
		add(log, text, strlen(text), seconds);
}

/* By pieces: a line may have no end, and a file neither. */
static bool read_text(struct log *log, int fd)
{
	static char buffer[1 << 16], line[LINE_LIMIT + 1];
	size_t used = 0, total = 0, cut = 0;
	ssize_t got;

	while ((got = read(fd, buffer, sizeof(buffer))) != 0) {
		char *at = buffer, *end;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		total += got;
		if (total > READ_LIMIT) {
			errno = EFBIG;
			return false;
		}
		while (at < buffer + got) {
			size_t left = buffer + got - at, take;

			end = memchr(at, '\n', left);
			take = end ? (size_t)(end - at) : left;
			if (used < LINE_LIMIT) {
				size_t keep = take < LINE_LIMIT - used ? take :
					LINE_LIMIT - used;

				memcpy(line + used, at, keep);
				used += keep;
			}
			cut += used == LINE_LIMIT;
			at += take + (end != NULL);
			if (end) {
				add_line(log, line, used);
				log->cut += cut > 0;
				used = cut = 0;
			}
		}
	}
	if (used)
		add_line(log, line, used);
	log->cut += cut > 0;
	return true;
}

void log_from_file(struct log *log, const char *path)
{
	bool is_stdin = !strcmp(path, "-");
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || (is_stdin && stdin_closed)) {
		log->blind = is_stdin ? "standard input is closed" : strerror(errno);
		cannot_look("%s: %s", path, log->blind);
		return;
	}
	if (!read_text(log, fd)) {
		cannot_look("%s: %s", path, errno == EFBIG ?
			    "it has more than a gigabyte, and was not read to its end" :
			    strerror(errno));
		if (errno != EFBIG && !log->count)
			log->blind = "it cannot be read";
	}
	if (!is_stdin)
		close(fd);
	if (log->cut)
		cannot_look("%s: the ends of %zu lines, which are longer than %d bytes", path,
			    log->cut, LINE_LIMIT);
	if (log->dropped)
		looked_at("%s: the last %zu lines of %zu", path, log->count,
			  log->count + log->dropped);
	else
		looked_at("%s: %zu lines of a kernel's log", path, log->count);
	log_classify(log);
}

/* --- what kind of line is it ------------------------------------------------------ */

/* Names of modules, each once. */
static const char *intern(const char *name)
{
	static struct list names;
	ssize_t at = list_find(&names, name);

	if (at >= 0)
		return names.item[at];
	list_add(&names, format("%s", name));
	return names.item[names.count - 1];
}

void log_classify(struct log *log)
{
	for (size_t i = 0; i < log->count; i++) {
		struct record *r = &log->record[i];
		char *field[FIELDS], name[64];
		void *before = memory_mark();

		r->rule = match(r->text, field);
		*name = '\0';
		if (r->rule && field['m'] && strlen(field['m']) < sizeof(name))
			strcpy(name, field['m']);
		memory_release(before);
		r->module = *name ? intern(name) : NULL;
	}
	troubles_find(log);
}

/* Is this line there because the module printed it? */
static bool is_own(const char *text, const char *module, const struct ko *ko)
{
	const char *name = ko ? ko->module : module;
	size_t word = strcspn(text, ": ");
	char *first;

	if (!name || !*name || word > 63)
		return ko && ko_prints(ko, text);
	first = copy_text(text, word);
	/* pr_fmt() with the module's name; dev_info() with the driver's. */
	if (same_name(first, name))
		return true;
	return ko && ko_prints(ko, text);
}

/* --- which part of it --------------------------------------------------------------- */

static bool together(double a, double b)
{
	return a < 0 || b < 0 || (a - b <= MOMENT && b - a <= MOMENT);
}

/*
 * Can a line that names no module be about this file? The loader tells the
 * machine of a file that it refuses, and whether it found a signature.
 */
static bool fits_file(const struct record *r, const struct ko *ko)
{
	const char *code = r->rule->code;
	void *before = memory_mark();
	char *field[FIELDS];
	bool fits = true;

	if (!code)
		return true;
	if (!strcmp(code, "other-machine")) {
		field['s'] = NULL;
		match(r->text, field);
		fits = field['s'] ? (unsigned int)atoi(field['s']) == ko->machine :
			is_foreign(ko);
	} else if (!strcmp(code, "signature-required") &&
		   begins(r->text, "Loading of unsigned module")) {
		fits = ko->packed || !ko->is_signed;
	} else if (!strcmp(code, "signature-key") || !strcmp(code, "signature-crypto")) {
		fits = ko->packed || ko->is_signed;
	}
	memory_release(before);
	return fits;
}

/*
 * Whose is a line that names no module? Of the attempt that a later line of
 * that moment names; else of one that an earlier line names and does not
 * refuse, because a refusal is the last word. NULL: nothing tells.
 */
static const char *owner_of(const struct log *log, size_t line)
{
	double when = log->record[line].seconds;

	if (when < 0)
		return NULL;
	for (size_t i = line + 1; i < log->count && i - line < OWNER_LIMIT; i++) {
		const struct record *r = &log->record[i];

		if (r->seconds >= 0 && !together(r->seconds, when))
			break;
		if (r->seconds >= 0 && r->module)
			return r->module;
	}
	for (size_t i = line; i-- > 0 && line - i < OWNER_LIMIT;) {
		const struct record *r = &log->record[i];

		if (r->seconds >= 0 && !together(r->seconds, when))
			break;
		if (r->seconds >= 0 && r->module)
			return refuses(r->rule) ? NULL : r->module;
	}
	return NULL;
}

/* Is a module refused by name at that moment? */
static bool named_then(const struct log *log, double when)
{
	for (size_t i = 0; i < log->count; i++) {
		const struct record *r = &log->record[i];

		if (r->module && refuses(r->rule) && r->seconds >= 0 &&
		    together(r->seconds, when))
			return true;
	}
	return false;
}

/* When the file was changed, by the clock of the log. */
struct change {
	double after;		/* not before this; 0: not known at all */
	bool measured;		/* the two clocks were compared */
};

/*
 * The last line of the last attempt: one that names the module; else one that
 * refuses, names none and can be about this file, if no other module is refused
 * by name at that moment. Where nothing tells how far the clocks are apart, a
 * line with the module's name that seems too old still counts for more than one
 * that names none.
 */
static ssize_t last_line(const struct log *log, const struct ko *ko,
			 const struct change *changed)
{
	ssize_t nameless = -1;
	bool stale = false;
	char *mark = format("[%s]", ko->module);

	for (size_t i = log->count; i-- > 0;) {
		const struct record *r = &log->record[i];
		bool old = r->seconds >= 0 && r->seconds < changed->after;

		/* In a call trace it comes after the function's name. */
		if ((r->module && same_name(r->module, ko->module)) ||
		    strstr(r->text, mark)) {
			if (!old)
				return i;
			stale = true;
		} else if (!old && nameless < 0 && !r->module && refuses(r->rule) &&
			   fits_file(r, ko)) {
			nameless = i;
		}
	}
	if (nameless < 0 || (stale && !changed->measured) ||
	    named_then(log, log->record[nameless].seconds))
		return -1;
	return nameless;
}

/*
 * By how many seconds the clock of the log (local_clock()) is ahead of
 * CLOCK_MONOTONIC: the scheduler shows both, read at once, to root. 0: unknown.
 */
static bool log_is_ahead(double *seconds)
{
	static const char *const files[] = {
		"/sys/kernel/debug/sched/debug", "/proc/sched_debug",
	};

	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		FILE *in = fopen(below_root(files[i]), "re");
		double mono = -1, log = -1;
		char line[200];

		for (int n = 0; in && n < 12 && fgets(line, sizeof(line), in); n++) {
			char *value = strchr(line, ':');

			if (value && begins(line, "ktime "))
				mono = atof(value + 1) / 1e3;
			else if (value && begins(line, "cpu_clk "))
				log = atof(value + 1) / 1e3;
		}
		if (in)
			fclose(in);
		if (mono >= 0 && log >= 0) {
			*seconds = log - mono;
			return true;
		}
	}
	return false;
}

static double read_clock(clockid_t id)
{
	struct timespec time;

	return clock_gettime(id, &time) ? 0 : time.tv_sec + time.tv_nsec / 1e9;
}

/*
 * The time of a file is that of the wall, the time of a line the scheduler's.
 * Both clocks began with the machine, and have drifted apart since: when the
 * file was changed, by something between nothing and as much as now. Where that
 * cannot be measured, take what CLOCK_MONOTONIC was corrected by, and a second.
 * A time of the file that is still to come was given by another machine.
 */
static struct change change_of(const char *path)
{
	struct change change = { 0 };
	double ahead, mono, wall, slack;
	struct stat st;

	if (stat(path, &st))
		return change;
	wall = read_clock(CLOCK_REALTIME);
	mono = read_clock(CLOCK_MONOTONIC);
	change.measured = log_is_ahead(&ahead);
	if (!change.measured)
		ahead = read_clock(CLOCK_MONOTONIC_RAW) - mono;
	slack = change.measured ? 0.1 : 1;
	change.after = st.st_mtim.tv_sec + st.st_mtim.tv_nsec / 1e9 - (wall - mono);
	if (change.after > mono + slack)
		return (struct change){ 0 };
	change.after += (ahead < 0 ? ahead : 0) - slack;
	return change;
}

/*
 * log_last_attempt() - of what follows, only the lines of the last time that
 * this module was tried count, unless the file was changed since then.
 */
void log_last_attempt(struct log *log, const struct ko *ko)
{
	struct change changed = { 0 };
	double when;
	ssize_t last;
	bool over;		/* the last line is a refusal of this module */

	if (!log_file)
		changed = change_of(ko->path);
	last = last_line(log, ko, &changed);
	when = last < 0 ? 0 : log->record[last].seconds;
	over = last >= 0 && log->record[last].module && refuses(log->record[last].rule);
	for (size_t i = 0; i < log->count; i++) {
		struct record *r = &log->record[i];
		bool near = last >= 0 && together(r->seconds, when);
		const char *owner = r->module;

		if (near && !owner && r->rule && !is_harmless(r->rule)) {
			owner = over && r->seconds >= 0 && (ssize_t)i > last ? "" :
				owner_of(log, i);
			near = fits_file(r, ko);
		}
		r->skip = !near || (owner ? !same_name(owner, ko->module) : !r->rule);
	}
	log->first = log->count;
	log->last = 0;
	for (size_t i = 0; last >= 0 && i < log->count; i++)
		if (log->record[i].seconds < 0 || log->record[i].seconds >= when - MOMENT) {
			log->first = i < log->first ? i : log->first;
			log->last = i;
		}
}

/* What the module itself wrote last. */
const char *log_by(const struct log *log, const char *module, const struct ko *ko)
{
	for (size_t i = log->count; i-- > 0;) {
		const struct record *r = &log->record[i];

		if (!r->rule && !r->report && is_own(r->text, module, ko))
			return r->text;
	}
	return NULL;
}

bool log_by_others(const struct log *log)
{
	for (size_t i = 0; i < log->count; i++)
		if (!log->record[i].rule)
			return true;
	return false;
}

/*
 * log_strange() - the lines that nothing explains: not the loader's, not of a
 * report, not the module's own. failures: only those that tell of a failure.
 */
struct list log_strange(const struct log *log, const char *module,
			const struct ko *ko, bool failures)
{
	struct list lines = { 0 };
	size_t looked = 0;

	for (size_t i = 0; i < log->count; i++) {
		const struct record *r = &log->record[i];

		if (r->rule || r->report || r->heard)
			continue;
		if (failures && !unknown_failure(r->text, module))
			continue;
		if (is_own(r->text, module, looked++ < OWN_LIMIT ? ko : NULL))
			continue;
		list_add(&lines, r->text);
	}
	return lines;
}

/* --- what it says -------------------------------------------------------------------- */

static char *first_word(const char *text)
{
	return copy_text(text, strcspn(text, " "));
}

static void explain(const char *text, bool now)
{
	char *field[FIELDS], *subject, *other, *holder;
	void *before = memory_mark();
	const struct message *r = match(text, field);
	const char *code;
	struct finding *f;

	if (!r || is_harmless(r)) {
		memory_release(before);
		return;
	}
	code = r->code;
	subject = field['s'];
	other = field['o'];
	if (!code) {
		/* -22: the line before it says why. Else: see check_symbols(). */
		if ((!other || strcmp(other, "-22")) && !list_has(&log_unknown, subject)) {
			list_add(&log_unknown, subject);
			list_add(&log_unknown_lines, (char *)text);
		} else {
			memory_release(before);
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
		subject = subject ? (char *)machine_name(atoi(subject)) :
			"processors of the other byte order";
		other = (char *)machine_name(machine());
	} else if (!strcmp(code, "license-inherited") && !other) {
		other = "symbols";	/* Linux 5.10 does not say which */
	}
	if (field['m'] && !report_module && is_name(field['m']))
		report_module = field['m'];
	f = found(code, "log: %s", text);
	if (!strcmp(code, "name-taken")) {
		holder = holder_of(subject);
		if (holder)
			found(code, "%s", holder);
	}
	about(f, subject, other);
	if (now)
		seen(f);
}

/* now: they are of what was just tried, not of what may be another file. */
void log_explain(const struct log *log, bool now)
{
	for (size_t i = 0; i < log->count; i++)
		if (log->record[i].rule && !log->record[i].skip)
			explain(log->record[i].text, now);
}

void log_explain_elf(const struct ko *ko)
{
	const char *code = log_elf_code;

	if (ko && is_foreign(ko))
		return;		/* check_ko() says so */
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

/* --- a log, and nothing else ----------------------------------------------------------- */

/* The name that the kernel gives the module of a file. */
static char *module_of(const char *name)
{
	char *module = format("%s", base_name(name));

	module[strcspn(module, ".")] = '\0';
	for (char *c = module; *c; c++)
		if (*c == '-')
			*c = '_';
	return module;
}

/* Whose load is the text about? Of several, the last. */
static const char *subject_of(struct log *log, struct said *said)
{
	const char *module = NULL;

	for (size_t i = 0; i < log->count; i++) {
		struct record *r = &log->record[i];

		if (!r->rule && hear(r->text, said))
			r->heard = true;
		if (r->module && refuses(r->rule))
			module = r->module;
	}
	if (said->failed && said->name)
		return module_of(said->name);
	return module ? module : troubles_module();
}

/* rmmod's words, without the system that they were about. */
static void about_removal(const struct said *said)
{
	if (said->name && is_name(said->name))
		report_module = said->name;
	if (strstr(said->line, "not currently loaded"))
		found("not-loaded", "log: %s", said->line);
	else if (strstr(said->line, "in use"))
		about(found("used", "log: %s", said->line), "not 0", NULL);
}

/*
 * check_log() - most people who ask have no more than the text of insmod and
 * dmesg: what does that say? All lines about the module that it is about, and
 * those that name none; other modules' refusals only if there is nothing else.
 */
void check_log(const char *path)
{
	struct log log = { 0 };
	struct said said = { 0 };
	struct list strange;
	const char *module;

	log_from_file(&log, path);
	if (log.blind) {
		found("unknown-load", "%s: %s: no log could be read", path, log.blind);
		return;
	}
	if (!log.count) {
		cannot_look("%s: there is no line in it", path);
		return;
	}
	module = subject_of(&log, &said);
	for (int pass = 0; pass < 2 && !cause_found(); pass++) {
		for (size_t i = 0; i < log.count; i++)
			log.record[i].skip = !pass && module && log.record[i].module &&
				!same_name(log.record[i].module, module);
		log_explain(&log, true);
		if (!pass)
			troubles_explain(0, log.count, module, 0, true, true);
		log_explain_elf(NULL);
		check_symbols(NULL);
	}
	if (module && is_name(module) && !report_module)
		report_module = module;
	if (said.failed && !said.removal && !explained(said.error))
		check_answer(&said, &log);
	if (said.failed && said.removal && !any_fault())
		about_removal(&said);
	strange = log_strange(&log, NULL, NULL, true);
	if (!any_fault())
		for (size_t i = 0; i < strange.count; i++)
			found("unknown-load", "log: %s", strange.item[i]);
	if (said.failed && !any_fault())
		found("unknown-load", "log: %s", said.line);
}
