/* SPDX-License-Identifier: GPL-2.0 */
/*
 * buildlog.h - what build.c, buildlog.c and changes.c have in common
 */
#ifndef BUILDLOG_H
#define BUILDLOG_H

#include <stdbool.h>
#include <stddef.h>

/* Longer lines are cut: no message of a build's tools is as long. */
#define LINE_LIMIT 8192

/* --- buildlog.c: begin, one line after the other, end ----------------------- */

void buildlog_begin(void);
void buildlog_line(const char *line);
void buildlog_end(void);
const char *buildlog_elsewhere(void);	/* the log that this one names, or NULL */
const char *buildlog_kernel_dir(void);	/* where make was sent, or NULL */

/* --- buildwords.c: languages and quotes ------------------------------------- */

/* The line in that form; true: it was in another language than English. */
bool plain_form(const char *line, char out[LINE_LIMIT + 1]);

/* --- changes.c: what drivers use and the kernel has changed ---------------- */

/* How a compiler or modpost complains of a name that has changed. */
enum sign {
	GONE,		/* a function or macro that is no longer declared */
	ARGUMENTS,	/* it is, with other arguments or another result */
	MEMBER,		/* a structure has no member of this name */
	CALLBACK,	/* a callback's type; the name is that of the member */
	HEADER,		/* a header that has moved */
	TYPE,		/* an unknown type */
	QUOTES,		/* the macro's argument must be a string now */
};

struct change {
	const char *name;	/* what the compiler's message says */
	enum sign sign;
	const char *since;	/* the first version with the change */
	const char *was;	/* what it was, for the reader */
	const char *now;	/* what to write instead */
	const char *commit;	/* of the kernel, 12 digits; "" if not known */
	const char *subject;	/* that commit's */
	const char *needs;	/* a text that the message must have, or NULL */
};

extern const struct change changes[];
extern const size_t change_count;

/* The change that a message about this name speaks of, or NULL. */
const struct change *change_of(enum sign sign, const char *name,
			       size_t length, const char *message);

#endif
