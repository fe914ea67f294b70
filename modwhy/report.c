// SPDX-License-Identifier: GPL-2.0
/*
 * report.c - collect findings, put them in order, print them
 */
#include "modwhy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH		78
#define EVIDENCE_LIMIT	5	/* pieces shown of one finding, in text */

struct finding {
	const struct verdict *verdict;
	const char *subject, *other;
	struct list evidence;
	struct list subjects;		/* all that about() named */
	bool seen;
};

const char *report_file, *report_module;

/* At most one for each verdict. */
static struct finding *findings[256];
static size_t finding_count;
static struct list looked, blind, unsure;
static bool could_not_look;

static const struct verdict *verdict_of(const char *code)
{
	for (size_t i = 0; i < verdict_count; i++)
		if (!strcmp(verdicts[i].code, code))
			return &verdicts[i];
	fprintf(stderr, "modwhy: no verdict '%s'\n", code);
	abort();
}

static struct finding *finding_of(const char *code)
{
	for (size_t i = 0; i < finding_count; i++)
		if (!strcmp(findings[i]->verdict->code, code))
			return findings[i];
	return NULL;
}

struct finding *found(const char *code, const char *evidence, ...)
{
	struct finding *f = finding_of(code);
	va_list args;
	char *text;

	if (!f) {
		f = alloc(sizeof(*f));
		f->verdict = verdict_of(code);
		findings[finding_count++] = f;
	}
	va_start(args, evidence);
	text = vformat(evidence, args);
	va_end(args);
	if (!list_has(&f->evidence, text))
		list_add(&f->evidence, text);
	return f;
}

void about(struct finding *f, const char *subject, const char *other)
{
	if (!subject)
		subject = "";
	if (!f->subject) {
		f->subject = subject;
		f->other = other;
	}
	if (!list_has(&f->subjects, subject))
		list_add(&f->subjects, (char *)subject);
}

void seen(struct finding *f)
{
	f->seen = true;
}

bool has_found(const char *code)
{
	return finding_of(code);
}

bool any_found(void)
{
	return finding_count;
}

/*
 * explained() - was a cause found that makes the loader fail with this errno?
 * What was seen in the log counts; what is foreseen only if it fits.
 */
bool explained(int error)
{
	static const struct {
		int error;
		const char *sections;
	} fit[] = {
		{ EPERM, "permitted" }, { EACCES, "permitted" },
		{ ENOKEY, "rejected" }, { EKEYREJECTED, "rejected" },
		{ EBADMSG, "rejected" }, { ELIBBAD, "rejected" },
		{ ENOEXEC, "format symbols" }, { ENOENT, "notfound symbols" },
		{ EINVAL, "symbols parameters exists" },
		{ ERANGE, "parameters" }, { ENOSPC, "parameters" },
		{ EEXIST, "exists" }, { EBUSY, "exists unload" },
		{ EAGAIN, "unload" },
	};

	for (size_t i = 0; i < finding_count; i++) {
		const struct finding *f = findings[i];

		if (f->verdict->weight != CAUSE)
			continue;
		if (f->seen)
			return true;
		for (size_t j = 0; j < ARRAY_SIZE(fit); j++)
			if (fit[j].error == error &&
			    strstr(fit[j].sections, f->verdict->section))
				return true;
	}
	return false;
}

void forget(const char *code)
{
	for (size_t i = 0; i < finding_count; i++)
		if (!strcmp(findings[i]->verdict->code, code)) {
			findings[i] = findings[--finding_count];
			return;
		}
}

static void note(struct list *list, const char *fmt, va_list args)
{
	char *text = vformat(fmt, args);

	if (!list_has(list, text))
		list_add(list, text);
}

void looked_at(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	note(&looked, fmt, args);
	va_end(args);
}

void blind_for(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	note(&blind, fmt, args);
	va_end(args);
}

void unsure_for(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	note(&unsure, fmt, args);
	va_end(args);
}

void cannot_look(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	note(&blind, fmt, args);
	va_end(args);
	could_not_look = true;
}

/* What was seen before what is foreseen, then in the order of the table. */
static int by_weight(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a;
	const struct finding *y = *(struct finding *const *)b;

	if (x->verdict->weight != y->verdict->weight)
		return (int)x->verdict->weight - (int)y->verdict->weight;
	if (x->seen != y->seen)
		return x->seen ? -1 : 1;
	return x->verdict < y->verdict ? -1 : x->verdict > y->verdict;
}

/* --- words ------------------------------------------------------------------ */

/*
 * What a file or a log says may hold anything: bytes that would move the
 * terminal's cursor, or lie about who is speaking, are shown by number.
 */
static char *harmless(const char *text)
{
	char *out = alloc(strlen(text) * 4 + 1), *o = out;

	for (; *text; text++) {
		unsigned char c = *text;

		if ((c >= ' ' && c < 127) || c == '\t' || c == '\n')
			*o++ = c;
		else
			o += sprintf(o, "\\x%02x", c);
	}
	return out;
}

static const char *word(const struct finding *f, const char *key)
{
	size_t more = f && f->subjects.count ? f->subjects.count - 1 : 0;
	const char *distro = distro_word(key);

	if (distro)
		return distro;
	if (!strcmp(key, "more"))
		return more ? format(" (and %zu more)", more) : "";
	if (!strcmp(key, "release"))
		return release();
	if (f && !strcmp(key, "subject"))
		return f->subject ? f->subject : "";
	if (f && !strcmp(key, "other"))
		return f->other ? f->other : "";
	if (f && f->subject && !strcmp(key, "get"))
		return distro_program(f->subject);
	if (f && !strcmp(key, "file"))
		return report_file ? report_file : "the module";
	if (f && !strcmp(key, "module"))
		return report_module ? report_module : "the module";
	return format("%s", key);	/* of the bare table: --list */
}

/* The text with its {words} filled in. */
static char *fill(const struct finding *f, const char *text)
{
	char *out = format("%s", "");

	while (*text) {
		size_t plain = strcspn(text, "{");
		const char *end;

		out = format("%s%.*s", out, (int)plain, text);
		text += plain;
		if (!*text)
			break;
		end = strchr(text, '}');
		out = format("%s%s", out,
			     word(f, copy_text(text + 1, end - text - 1)));
		text = end + 1;
	}
	return harmless(out);
}

/*
 * The lines of the cure; commands begin with "$ ". A word of distro.c that is
 * in brackets is no command.
 */
static struct list cure(const struct finding *f)
{
	char *text = fill(f, f->verdict->cure), *line;
	struct list lines = { 0 };

	while ((line = next_line(&text)))
		list_add(&lines, begins(line, "$ (") ? line + 2 : line);
	return lines;
}

/* --- for people ---------------------------------------------------------------- */

/* Wrapped at the width of a terminal, behind a margin. */
static void print_wrapped(const char *label, const char *text)
{
	static const int margin = 9;
	char *rest = format("%s", text), *w;
	int column = printf("  %-6s ", label);

	while ((w = next_word(&rest))) {
		int length = strlen(w);

		if (column > margin && column + 1 + length > WIDTH)
			column = printf("\n%*s", margin, "") - 1;
		column += printf("%s%s", column > margin ? " " : "", w);
	}
	putchar('\n');
}

static void print_finding(const struct finding *f)
{
	struct list lines = cure(f);
	size_t shown = f->evidence.count;
	bool command = false, more = false;

	printf("%s%s\n", f->verdict->code,
	       f->verdict->weight == NOTE ? " (a note)" : "");
	print_wrapped("what", fill(f, f->verdict->sentence));
	if (shown > EVIDENCE_LIMIT)
		shown = EVIDENCE_LIMIT;
	for (size_t i = 0; i < shown; i++)
		print_wrapped(i ? "" : "seen", harmless(f->evidence.item[i]));
	if (shown < f->evidence.count)
		printf("         and %zu more like it\n", f->evidence.count - shown);
	for (size_t i = 0; i < lines.count; i++) {
		command = more || begins(lines.item[i], "$ ");
		more = command && ends(lines.item[i], "\\");
		printf("  %-6s %s%s\n", i ? "" : "do", command ? "    " : "",
		       lines.item[i]);
	}
	printf("  book   When loading fails: %s\n",
	       section_title(f->verdict->section));
}

static void print_text(int status)
{
	bool nothing = !finding_count || findings[0]->verdict->weight == NOTE;

	for (size_t i = 0; i < finding_count; i++) {
		if (i)
			putchar('\n');
		if (i == 1 && findings[i]->verdict->weight != NOTE)
			printf("And when that is put right:\n\n");
		print_finding(findings[i]);
	}
	if (nothing) {
		if (finding_count)
			putchar('\n');
		printf("%s\n", status == 2 ?
		       "Nothing found, but not everything could be looked at." :
		       "Nothing wrong found.");
		for (size_t i = 0; i < looked.count; i++)
			print_wrapped(i ? "" : "looked", harmless(looked.item[i]));
	}
	for (size_t i = 0; i < blind.count; i++)
		print_wrapped(i ? "" : "unread", harmless(blind.item[i]));
}

/* --- for programs ------------------------------------------------------------------ */

static void json_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		unsigned char c = *text;

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c >= ' ' && c < 127)
			putchar(c);
		else
			printf("\\u%04x", c);
	}
	putchar('"');
}

static void json_member(const char *key, const char *text)
{
	printf("\"%s\":", key);
	if (text)
		json_string(text);
	else
		printf("null");
}

static void json_list(const char *key, const struct list *list)
{
	printf("\"%s\":[", key);
	for (size_t i = 0; i < list->count; i++) {
		if (i)
			putchar(',');
		json_string(list->item[i]);
	}
	putchar(']');
}

static void json_finding(const struct finding *f)
{
	struct list lines = cure(f);

	printf("{");
	json_member("code", f->verdict->code);
	printf(",\"weight\":\"%s\",\"seen\":%s,",
	       f->verdict->weight == CAUSE ? "cause" :
	       f->verdict->weight == FAULT ? "fault" : "note",
	       f->seen ? "true" : "false");
	json_member("what", fill(f, f->verdict->sentence));
	putchar(',');
	json_list("subjects", &f->subjects);
	putchar(',');
	json_list("evidence", &f->evidence);
	putchar(',');
	json_list("cure", &lines);
	putchar(',');
	json_member("section", section_title(f->verdict->section));
	putchar('}');
}

static void print_json(int status)
{
	printf("{\"status\":%d,", status);
	json_member("file", report_file);
	putchar(',');
	json_member("module", report_module);
	printf(",\"findings\":[");
	for (size_t i = 0; i < finding_count; i++) {
		if (i)
			putchar(',');
		json_finding(findings[i]);
	}
	printf("],");
	json_list("looked_at", &looked);
	putchar(',');
	json_list("not_readable", &blind);
	printf("}\n");
}

/* --- all together --------------------------------------------------------------------- */

/* What from says is the same thing as to, seen from another side. */
static void merge(const char *from, const char *to)
{
	struct finding *f = finding_of(from), *t = finding_of(to);

	if (!f || !t)
		return;
	for (size_t i = 0; i < f->evidence.count; i++)
		if (!list_has(&t->evidence, f->evidence.item[i]))
			list_add(&t->evidence, f->evidence.item[i]);
	t->seen |= f->seen;
	forget(from);
}

/* What says less than something else that was found. */
static void drop_lesser(void)
{
	merge("other-btf", "btf-ignored");
	merge("other-layout", "other-kernel");
	merge("other-config", "other-kernel");
	merge("other-size", "other-kernel");
	if (has_found("signature-required") || has_found("lockdown") ||
	    has_found("signature-key"))
		forget("unsigned");
}

int report(bool json)
{
	int status;

	drop_lesser();
	if (finding_count)
		qsort(findings, finding_count, sizeof(*findings), by_weight);
	/* What the kernel itself said is sure, whatever we could not foresee. */
	if (!finding_count || !findings[0]->seen)
		for (size_t i = 0; i < unsure.count; i++)
			list_add(&blind, unsure.item[i]);
	if (finding_count && findings[0]->verdict->weight != NOTE)
		status = 1;
	else
		status = could_not_look ? 2 : 0;
	if (json)
		print_json(status);
	else
		print_text(status);
	return status;
}

void report_list(void)
{
	for (size_t i = 0; i < verdict_count; i++) {
		const struct verdict *v = &verdicts[i];

		printf("%s%s\n", v->code, v->weight == NOTE ? " (a note)" : "");
		print_wrapped("what", fill(NULL, v->sentence));
		printf("  book   When loading fails: %s\n", section_title(v->section));
	}
}
