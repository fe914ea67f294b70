// SPDX-License-Identifier: GPL-2.0
/*
 * buildlog.c - what a line of a build's output means
 *
 * The lines are those of make, gcc, clang, ld, modpost, objtool, pahole,
 * sign-file, depmod, DKMS and kbuild's scripts, of Linux 5.10 to 7.3.
 *
 * The world is open. A rule names a cause only where the text is evidence of
 * it; a line that says that something failed and that no rule knows is kept,
 * and shown as it is (unknown-build). What make says by its form alone, "***",
 * FILE:LINE:COLUMN and the number after a target in brackets, counts in any
 * language; buildwords.c translates the most frequent words back.
 */
#define _GNU_SOURCE
#include "modwhy.h"
#include "buildlog.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVIDENCE_KEPT	64	/* lines of one verdict */
#define SUBJECTS_KEPT	10000
#define SUSPECTS_KEPT	64

/* --- matching ------------------------------------------------------------- */

struct span {
	const char *at;
	size_t length;
};

static char *copy_span(struct span span)
{
	return span.at ? copy_text(span.at, span.length) : NULL;
}

static bool has(const char *text, const char *what)
{
	return strstr(text, what);
}

static bool span_is(struct span span, const char *what)
{
	return span.at && span.length == strlen(what) && !memcmp(span.at, what, span.length);
}

static bool span_has(struct span span, const char *what)
{
	return span.at && memmem(span.at, span.length, what, strlen(what));
}


/*
 * match() - as fields(), without a copy of anything: {x} stands for any text,
 * the shortest, and {X}, a capital, for a word (no space, not empty). What
 * follows the last field must be the line's end.
 */
static bool match(const char *pattern, const char *line, struct span field[FIELDS])
{
	const char *end = line + strlen(line);

	while (*pattern) {
		const char *literal, *at;
		unsigned char key;
		size_t length;

		if (*pattern != '{') {
			if (*pattern++ != *line++)
				return false;
			continue;
		}
		key = pattern[1];
		literal = pattern + 3;
		length = strcspn(literal, "{");
		if (!length)
			at = end;
		else if (literal[length])
			at = memmem(line, end - line, literal, length);
		else
			at = (size_t)(end - line) >= length &&
				!memcmp(end - length, literal, length) ? end - length : NULL;
		if (!at)
			return false;
		field[key % FIELDS] = (struct span){ line, at - line };
		if (isupper(key) && (at == line || memchr(line, ' ', at - line)))
			return false;
		line = at + length;
		pattern = literal + length;
	}
	return line == end;
}

/* --- what the log has told so far --------------------------------------------- */

/* An error of a compiler, until its notes and the line of source have come. */
struct diagnostic {
	bool pending, kernel;		/* kernel: the file is one of its headers */
	char raw[LINE_LIMIT + 1], plain[LINE_LIMIT + 1];
	char near[1024];		/* "near initialization for 'x.y'" */
	char source[1024];		/* the line of source below it */
	char author[1024];		/* the line that leads to the author's file */
};

static struct {
	bool failed;			/* some tool said so */
	bool made;			/* the last thing said is that a .ko was made */
	bool compiled;			/* a step of kbuild was shown */
	bool foreign;			/* another language where it matters */
	bool no_symvers, own_name;
	size_t lines;
	struct list suspects;		/* lines that say that something failed */
	size_t suspect_count;
	struct list echoes;		/* make's, about a failure of others */
	struct list weak;		/* codes and lines that are causes if no other is */
	bool path_lost;			/* no program is found where it must be */
	bool by_dkms;			/* it is DKMS that builds: in an empty directory */
	const char *kernel_by;		/* "clang" or "gcc", as kbuild tells */
	bool signing;			/* modules_install signs, and goes on without */
	char *not_signed, *not_signed_by;	/* if make goes on: see went_on() */
	char *modpost;			/* modpost's step, if it is the only one */
	bool make_ran;			/* as "make", by what it printed */
	char where[1024];		/* the last directory that make entered */
	char module[1024];		/* the value of M= */
	char kernel_dir[1024];
	char chain[1024];		/* of "In file included from", the last */
	char elsewhere[1024];
	unsigned int major, minor;	/* of the kernel, as paths tell */
	bool backports;			/* of the RHEL family: older than its interfaces */
} state;

static struct diagnostic error;

static void keep(char *to, size_t room, const char *text, size_t length)
{
	if (length >= room)
		length = room - 1;
	memcpy(to, text, length);
	to[length] = '\0';
}

#define KEEP(to, text) keep(to, sizeof(to), text, strlen(text))
#define KEEP_SPAN(to, span) keep(to, sizeof(to), (span).at, (span).length)

const char *buildlog_elsewhere(void)
{
	char *path = *state.elsewhere ? format("%s", state.elsewhere) : NULL;

	state.elsewhere[0] = '\0';	/* one log names one, not each other */
	return path;
}

const char *buildlog_kernel_dir(void)
{
	return *state.kernel_dir ? state.kernel_dir : NULL;
}

/* --- findings, bounded ------------------------------------------------------------ */

/* How much of each verdict was kept; the table has fewer than 256. */
static struct {
	const char *code;
	struct finding *finding;
	size_t evidence, subjects;
} kept[256];

/* The verdict, with a line of the log as its evidence. */
static void conclude(const char *code, const char *line, char *subject, char *other)
{
	size_t i = 0;

	while (i < ARRAY_SIZE(kept) - 1 && kept[i].code && strcmp(kept[i].code, code))
		i++;
	kept[i].code = code;
	if (kept[i].evidence++ < EVIDENCE_KEPT || !kept[i].finding)
		kept[i].finding = found(code, "%s", line);
	if (subject && kept[i].subjects++ < SUBJECTS_KEPT)
		about(kept[i].finding, subject, other);
	seen(kept[i].finding);
}

/* Say of what not all was kept. */
static void close_findings(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(kept) && kept[i].code; i++)
		if (kept[i].subjects > SUBJECTS_KEPT)
			blind_for("%s: only the first %d of %zu lines were compared",
				  kept[i].code, SUBJECTS_KEPT, kept[i].subjects);
}

static void suspect(const char *raw)
{
	state.suspect_count++;
	if (state.suspects.count < SUSPECTS_KEPT)
		list_add(&state.suspects, format("%s", raw));
}

static void echo(const char *raw)
{
	state.failed = true;
	if (state.echoes.count < SUSPECTS_KEPT)
		list_add(&state.echoes, format("%s", raw));
}

/* --- whose file is it? -------------------------------------------------------------- */

static const char *const header_dirs[] = {
	"linux/", "asm/", "asm-generic/", "uapi/", "generated/", "net/", "drm/",
	"sound/", "scsi/", "media/", "rdma/", "crypto/", "acpi/", "trace/",
	"video/", "xen/", "dt-bindings/", "kunit/", "soc/", "target/", "vdso/",
	"misc/", "memory/", "pcmcia/", "math-emu/", "keys/", "clocksource/",
	"kvm/", "ras/", "cxl/", "hyperv/", "ufs/",
};

/* A header by its name between <>: one of the kernel's. */
static bool kernel_header(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(header_dirs); i++)
		if (begins(name, header_dirs[i]))
			return true;
	return false;
}

/* A file by its path: one of the kernel's. */
static bool kernel_file(const char *path)
{
	const char *include;

	while (begins(path, "./"))
		path += 2;
	if (begins(path, "arch/") || begins(path, "scripts/") || has(path, "/usr/src/linux") ||
	    has(path, "/usr/src/kernels/") || has(path, "/lib/modules/") ||
	    has(path, "linux-headers-") || has(path, "linux-kbuild-"))
		return true;
	if (*state.kernel_dir && begins(path, state.kernel_dir))
		return true;
	include = begins(path, "include/") ? path : strstr(path, "/include/");
	if (!include)
		return false;
	return kernel_header(strstr(include, "include/") + 8);
}

/* Those of C itself that people include, and those for host programs. */
static bool libc_header(const char *name)
{
	static const char *const names[] = {
		"stdio.h", "stdlib.h", "string.h", "unistd.h", "errno.h", "stdint.h",
		"stdbool.h", "math.h", "assert.h", "pthread.h", "fcntl.h", "time.h",
		"signal.h", "ctype.h", "limits.h", "inttypes.h", "malloc.h", "stddef.h",
		"stdarg.h", "float.h", "locale.h", "setjmp.h", "wchar.h", "strings.h",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return begins(name, "sys/") || begins(name, "bits/") ||
		begins(name, "arpa/") || begins(name, "netinet/");
}

/* A program of the headers' own, which kbuild runs. */
static bool header_tool(const char *path)
{
	static const char *const places[] = {
		"/scripts/", "/tools/objtool/", "/tools/bpf/", "/arch/x86/tools/",
	};

	if (has(path, ".so"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		if (begins(path, places[i] + 1) || has(path, places[i]))
			return true;
	return false;
}

/* --- the rules ------------------------------------------------------------------------- */

/* A line that a rule fits: what it says, to be looked at more closely. */
struct hit {
	const char *raw, *plain;
	const char *code;		/* NULL: not this one, after all */
	char *subject, *other;
	bool sure;			/* although the rule is WEAK */
};

enum flag {
	WEAK = 1,	/* a cause if nothing else is one */
	FOLLOWS = 2,	/* only says that something else has failed */
	QUIET = 4,	/* no failure at all: a line that looks like one */
};

/* "sh: 72: flex" is the program flex; so is "line 1: flex". */
static void last_word(struct hit *hit)
{
	char *colon = strrchr(hit->subject, ' ');

	if (colon)
		hit->subject = format("%s", colon + 1);
}

/*
 * What comes with the one package (coreutils, busybox) that no system lacks:
 * where one of these is not found, it was not looked for where it is.
 */
static const char *const basic_programs[] = {
	"uname", "sh", "rm", "mkdir", "cat", "test", "ls", "echo", "mv", "cp", "ln",
	"expr", "pwd", "touch", "sort",
};

/*
 * modules_install signs with "sign-file ... || true" if the module is not of the
 * kernel's own tree (scripts/Makefile.modinst, 5.10 to 7.3). So what sign-file,
 * or the shell that cannot find it, says there stops nothing; but that it was
 * there is only known when a later line shows that make went on.
 */
static void when_signing(struct hit *hit)
{
	const char *tool = hit->subject ? base_name(hit->subject) : "sign-file";

	if (strcmp(tool, "sign-file") || (hit->subject && !state.signing))
		return;
	if (!state.not_signed) {
		state.not_signed = format("%s", hit->raw);
		state.not_signed_by = hit->subject ? format("%s", hit->subject) : NULL;
	}
	hit->code = "";
}

static void no_program(struct hit *hit)
{
	last_word(hit);
	if (!*hit->subject) {
		hit->code = NULL;
	} else if (header_tool(hit->subject)) {
		hit->code = "build-tool-missing";
		when_signing(hit);
	} else if (strchr(hit->subject, '/') && has(hit->subject, ".")) {
		hit->code = NULL;	/* a file, whatever it is */
	} else if (!strcmp(hit->subject, "pahole")) {
		hit->code = "build-no-pahole";
	} else {
		for (size_t i = 0; i < ARRAY_SIZE(basic_programs); i++)
			if (!strcmp(hit->subject, basic_programs[i]))
				hit->code = "build-path";
	}
}

/* "make: x: No such file or directory" is a program; "make: *** x: ..." is not. */
static void make_program(struct hit *hit)
{
	if (strpbrk(hit->subject, "* ['"))
		hit->code = NULL;
	else
		no_program(hit);
}

/* Words of programs that wanted to make or write a file. */
static bool wants_to_write(const char *plain)
{
	static const char *const wants[] = {
		"cannot create", "can't create", "cannot touch", "cannot remove",
		"cannot move", "cannot open output", "opening dependency", "opening output",
		"can't open output", "unable to open output", "cannot stat", "failed to open",
	};

	for (size_t i = 0; i < ARRAY_SIZE(wants); i++)
		if (has(plain, wants[i]))
			return true;
	return false;
}

static void denied(struct hit *hit)
{
	bool shell = begins(hit->plain, "make") || begins(hit->plain, "/bin/") ||
		begins(hit->plain, "sh: ") || begins(hit->plain, "bash: ");

	if (has(hit->plain, "'/lib/modules/") || has(hit->plain, "'/usr/lib/modules/")) {
		hit->code = "build-install-root";
	} else if (has(hit->plain, "'/var/lib/dkms/")) {
		hit->code = "build-dkms-root";
		hit->sure = true;
	} else if (!wants_to_write(hit->plain) &&
		   (shell || (header_tool(hit->subject) && !strchr(hit->subject, ' ')))) {
		last_word(hit);
		hit->code = "build-tool-denied";
		when_signing(hit);
	} else {
		hit->subject = format("%s", hit->plain);
		/* What cannot be made is missing later, whatever is said of that. */
		hit->sure = wants_to_write(hit->plain);
	}
}

static void cannot_execute(struct hit *hit)
{
	last_word(hit);
	if (!header_tool(hit->subject))
		hit->code = NULL;
	else
		when_signing(hit);
}

/* make -C to a directory that is not there. */
static void no_directory(struct hit *hit)
{
	if (strchr(hit->subject, '[') || strchr(hit->subject, '\''))
		hit->code = NULL;
	else if (!has(hit->subject, "/lib/modules/") && !ends(hit->subject, "/build") &&
		 !has(hit->subject, "linux") && !has(hit->subject, "/kernels/"))
		hit->code = "build-no-directory";
}

/* Has a line said that a directory's path has this word in it, behind a space? */
static bool word_of_path(const char *word)
{
	const char *places[] = { state.where, state.module };

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		const char *at = strstr(places[i], word);
		char behind = at ? at[strlen(word)] : 'x';

		if (at && at > places[i] && at[-1] == ' ' &&
		    (!behind || behind == ' ' || behind == '/'))
			return true;
	}
	return false;
}

/* No rule for a target that somebody asked for, not one that is needed by another. */
static void no_target(struct hit *hit)
{
	static const char *const machines[] = {
		"amd64", "x64", "aarch64", "armv6l", "armv7l", "armhf", "armel", "i586",
		"i686", "ppc64le", "riscv64", "mipsel",
	};
	const char *t = hit->subject;
	bool at_top = begins(hit->plain, "make: ") || begins(hit->plain, "gmake: ");

	for (size_t i = 0; i < ARRAY_SIZE(machines); i++) {
		struct span field[FIELDS] = { 0 };

		if (!match("{x}arch/{s}/Makefile", t, field) ||
		    !span_is(field['s'], machines[i]))
			continue;
		hit->code = "build-arch";
		hit->subject = copy_span(field['s']);
		return;
	}
	if (ends(t, "scripts/basic/Makefile") && !*state.module) {
		hit->code = "build-pwd";	/* no module's build wants it */
	} else if (word_of_path(t)) {
		hit->code = "build-space";
		hit->subject = format("%s", *state.module ? state.module : state.where);
	} else if (!strcmp(t, "Makefile") || ends(t, "/Makefile")) {
		hit->code = kernel_file(t) ? "build-headers-incomplete" : "build-makefile-name";
		if (!strcmp(t, "Makefile"))
			hit->subject = format(".");
		else if (!kernel_file(t))
			hit->subject = copy_text(t, strlen(t) - strlen("/Makefile"));
	} else if ((!strcmp(t, "modules") || !strcmp(t, "modules_install")) &&
		   (!at_top || kernel_file(state.where))) {
		hit->code = "build-stale-headers";
		hit->subject = format("%s", *state.where ? state.where : "The directory behind make -C");
	} else if (kernel_file(t) || begins(t, "include/")) {
		hit->code = "build-headers-incomplete";
	}
}

/* ... and for one that another needs. */
static void no_prerequisite(struct hit *hit)
{
	const char *t = hit->subject;
	size_t length = strlen(t);

	if (ends(t, "syscall_32.tbl")) {
		hit->code = "build-pwd";
	} else if (has(hit->plain, "canonical-certs.pem") || has(hit->plain, "-revoked-certs.pem") ||
		   (ends(t, ".pem") && has(hit->plain, "certs/"))) {
		hit->code = "build-trusted-keys";
	} else if (ends(t, ".h")) {
		hit->code = "build-stale-objects";
	} else if (kernel_file(t) || begins(t, "include/") || begins(t, "tools/") ||
		   has(t, "FORCE")) {
		hit->code = "build-headers-incomplete";
	} else if (length > 2 && (ends(t, ".o") || ends(t, ".c") || ends(t, ".S") || ends(t, ".rs"))) {
		hit->code = "build-object";
	} else if (!has(hit->plain, ".o'") && !has(hit->plain, ".mod'")) {
		hit->code = "build-no-target";
	}
}

static bool one_of(const char *name, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static void no_header(struct hit *hit)
{
	/* Each kernel's headers have these; what is made for it, and what is not. */
	static const char *const made[] = {
		"linux/compiler-version.h", "linux/kconfig.h", "linux/compiler_types.h",
		"asm/types.h", "asm/linkage.h", "asm/rwonce.h", "asm/bitsperlong.h",
		"asm/posix_types.h", "asm/errno.h", "asm/current.h", "asm/barrier.h",
	};
	static const char *const always[] = {
		"linux/module.h", "linux/kernel.h", "linux/init.h", "linux/fs.h",
		"linux/slab.h", "linux/printk.h", "linux/device.h",
	};
	static const char *const libraries[] = {
		"gelf.h", "libelf.h", "dwarf.h", "ncurses.h", "gmp.h", "mpc.h",
	};
	const char *h = hit->subject;

	if (libc_header(h))
		hit->code = "build-no-header";
	else if (one_of(h, libraries, ARRAY_SIZE(libraries)) ||
		 begins(h, "openssl/") || begins(h, "elfutils/"))
		hit->code = "build-host-header";
	else if (begins(h, "generated/") || has(h, "autoconf.h") ||
		 one_of(h, made, ARRAY_SIZE(made)))
		hit->code = "build-headers-incomplete";
	else if (one_of(h, always, ARRAY_SIZE(always)))
		hit->code = "build-without-kbuild";
	else if (kernel_header(h))
		hit->code = "build-kernel-header";
	else
		hit->code = "build-own-header";
}

/*
 * An option that the compiler does not know: of the other compiler, which has
 * made the kernel, or of a newer version.
 */
static void option(struct hit *hit)
{
	/* Which only kbuild gives. What people write themselves says nothing of the kernel. */
	static const char *const clangs[] = {
		"-mllvm", "-mstack-alignment", "-mretpoline-external-thunk",
		"-fdebug-info-for-profiling", "-fexperimental-late-parse-attributes",
		"-improved-fs-discriminator", "llvm",
	};
	static const char *const gccs[] = {
		"-fconserve-stack", "-mpreferred-stack-boundary", "-mindirect-branch",
		"-mfunction-return", "-mrecord-mcount", "-fno-allow-store-data-races",
		"-fno-var-tracking-assignments", "-Wno-maybe-uninitialized",
	};
	/* What compilers for x86 or 64-bit Arm know, and all others do not. */
	static const char *const targets[] = {
		"-mlittle-endian", "-mabi=lp64", "-m64", "-m32", "-mno-red-zone", "-mno-sse",
		"-mno-mmx", "-mno-avx", "-mno-80387", "-mskip-rax-setup", "-mfentry",
	};
	bool from_gcc = has(hit->plain, "gcc") || begins(hit->plain, "cc1") ||
			has(hit->plain, "ld: ");
	const char *by = state.kernel_by;

	if (one_of(hit->subject, targets, ARRAY_SIZE(targets))) {
		hit->code = "build-other-target";
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(clangs) && !by; i++)
		if (begins(hit->subject, clangs[i]))
			by = "clang";
	for (size_t i = 0; i < ARRAY_SIZE(gccs) && !by; i++)
		if (begins(hit->subject, gccs[i]))
			by = "gcc";
	/* gcc that does not know an option of gcc's is an old one. */
	if (!by || from_gcc == !strcmp(by, "gcc"))
		return;
	state.kernel_by = by;
	hit->code = "build-other-compiler";
	hit->subject = format("%s", by);
	hit->other = format(strcmp(by, "clang") ? "LLVM= CC=gcc" : "LLVM=1");
}

/* -mllvm as ld reads it, in whatever language: an emulation called llvm. */
static void emulation(struct hit *hit)
{
	hit->subject = format("llvm");
	option(hit);
}

/* FILE:LINE of the message, or a symbol. */
static void source_line(struct hit *hit)
{
	size_t colon = strcspn(hit->plain, ":");

	if (hit->plain[colon])
		colon += 1 + strcspn(hit->plain + colon + 1, ":");
	hit->subject = copy_text(hit->plain, colon);
}

static void library(struct hit *hit)
{
	hit->subject = format("-l%s", hit->subject);
}

static void whole_line(struct hit *hit)
{
	hit->subject = format("%s", hit->plain);
}

/* Only where the path that was handed over has a colon in it. */
static void colon(struct hit *hit)
{
	const char *path = *state.module ? state.module : state.where;

	if (!strchr(path, ':') || !kernel_file(hit->subject))
		hit->code = NULL;
	else
		hit->subject = format("%s", path);
}

static void path_given(struct hit *hit)
{
	hit->subject = format("%s", *state.module ? state.module : "the one behind M=");
}

/* "FILE:NUMBER: *** text": what the Makefile itself, or $(error), says. */
static void makefile_stops(struct hit *hit)
{
	const char *number = strrchr(hit->subject, ':');

	if (!number || !isdigit((unsigned char)number[1]) || strchr(hit->subject, ' ') ||
	    kernel_file(hit->subject) || begins(hit->other, "["))
		hit->code = NULL;
	/* A bare "Makefile" is the kernel's where make was sent there. */
	else if (!strchr(hit->subject, '/') && kernel_file(state.where))
		hit->code = NULL;
}

static void authors_makefile(struct hit *hit)
{
	if (kernel_file(hit->subject))
		hit->code = NULL;
}

static void pwd_empty(struct hit *hit)
{
	if (*state.module && strcmp(state.module, "modules"))
		hit->code = NULL;	/* M= was given */
}

static void duplicate(struct hit *hit)
{
	if (!begins(hit->subject, "init_module") && !begins(hit->subject, "cleanup_module") &&
	    !begins(hit->subject, "__inittest") && !begins(hit->subject, "__exittest"))
		hit->code = "build-multiple";
}

/*
 * What compilers call where the processor has no instruction: functions of
 * libgcc, which the kernel is not linked with. Their names tell the types: di
 * and l are 64-bit numbers, ti of 128, sf, df, f and d are float and double.
 */
static const char *libgcc(const char *symbol)
{
	static const char *const wide[] = {
		"div", "udiv", "mod", "umod", "divmod", "udivmod", "mul",
	};
	const char *name = begins(symbol, "__") ? symbol + 2 : "";
	size_t length;

	if (begins(name, "aeabi_")) {
		name += strlen("aeabi_");
		if (!strcmp(name, "ldivmod") || !strcmp(name, "uldivmod"))
			return "build-libgcc";
		length = strcspn(name, "2");
		if ((*name == 'd' || *name == 'f') || (name[length] && strpbrk(name + length, "df")))
			return "build-float";
		return NULL;
	}
	for (size_t i = 0; i < ARRAY_SIZE(wide); i++) {
		length = strlen(wide[i]);
		if (begins(name, wide[i]) &&
		    (!strcmp(name + length, "di3") || !strcmp(name + length, "di4") ||
		     !strcmp(name + length, "ti3") || !strcmp(name + length, "ti4")))
			return "build-libgcc";
	}
	length = strcspn(name, "0123456789");
	if ((begins(name, "add") || begins(name, "sub") || begins(name, "mul") ||
	     begins(name, "div") || begins(name, "neg") || begins(name, "fix") ||
	     begins(name, "float") || begins(name, "extend") || begins(name, "trunc") ||
	     begins(name, "cmp") || begins(name, "eq") || begins(name, "ne") ||
	     begins(name, "lt") || begins(name, "le") || begins(name, "gt") || begins(name, "ge")) &&
	    (memmem(name, length, "sf", 2) || memmem(name, length, "df", 2)) &&
	    strspn(name, "abcdefghijklmnopqrstuvwxyz") == length && !name[length + (name[length] != 0)])
		return "build-float";
	return NULL;
}

/* Symbols that every kernel exports: if these are unknown, then all are. */
static void undefined(struct hit *hit)
{
	static const char *const everywhere[] = {
		"printk", "_printk", "kfree", "__kmalloc", "__kmalloc_noprof", "memcpy",
		"memset", "strlen", "strcmp", "__fentry__", "__stack_chk_fail", "snprintf",
	};

	for (size_t i = 0; i < ARRAY_SIZE(everywhere); i++)
		if (!strcmp(hit->subject, everywhere[i]))
			hit->code = "build-no-symvers";
	if (libgcc(hit->subject))
		hit->code = libgcc(hit->subject);
}

static void named_log(struct hit *hit)
{
	KEEP(state.elsewhere, hit->subject);
}

/* The name of the file is at the end of the line before. */
static void named_directory(struct hit *hit)
{
	if (*hit->subject == '/')
		KEEP(state.elsewhere, format("%s/make.log", hit->subject));
	else
		hit->code = NULL;
}

static void plugin(struct hit *hit)
{
	if (!has(hit->plain, "plugin"))
		hit->code = NULL;
}

/*
 * {s} and {o} are the finding's subject and other. The first that fits counts;
 * a function may look closer, and say that it does not.
 */
static const struct rule {
	const char *pattern, *code;
	unsigned int flags;
	void (*look)(struct hit *hit);
} rules[] = {
	/* What only looks like a failure. */
	{ "{x}(ignored)", "", QUIET, NULL },
	{ "{x}not a git repository{y}", "", QUIET, NULL },
	{ "{x}leaning build area...(bad exit status: {s})", "", QUIET, NULL },
	{ "{x}Magic {s}() function name is deprecated{y}", "build-init-name", 0, NULL },
	{ "{x}warning: objtool:{y}", "build-objtool-warning", 0, NULL },
	{ "{x}: objtool: {y}: warning:{z}", "build-objtool-warning", 0, NULL },
	{ "{x}section mismatch in reference{y}", "build-section-mismatch-warning", 0, NULL },
	{ "{x}SSL error:{y}", "build-sign-file", 0, when_signing },
	{ "At main.c:{x}", "build-sign-file", 0, when_signing },
	{ "sign-file: {x}", "build-sign-file", 0, when_signing },
	{ "{x}modules_install: missing 'System.map' file{y}", "build-no-system-map", 0, NULL },
	{ "{x}'make modules_install' requires {y}System.map{z}", "build-no-system-map", 0, NULL },
	{ "{x}The kernel's source or build tree is not{y}", "", QUIET, NULL },
	{ "{x}compiler differs from the one used to build the kernel", "build-compiler-differs", 0, NULL },
	{ "Skipping BTF generation {x} due to unavailability of vmlinux", "build-no-btf", 0, NULL },
	{ "{x}missing MODULE_DESCRIPTION() in {s}", "build-description", 0, NULL },
	{ "{x}modpost: {s}: missing MODULE_DESCRIPTION()", "build-description", 0, NULL },
	{ "{x}version generation failed, symbol will not be versioned{y}", "build-no-version", 0, NULL },
	{ "{x} has no CRC!{y}", "build-no-version", 0, NULL },
	{ "Deprecated feature: {S} ({x}", "build-dkms-deprecated", 0, NULL },
	{ "{x}Deprecated feature: {S}{y}", "build-dkms-deprecated", 0, NULL },

	/* make is sent somewhere. */
	{ "make{x}: *** {s}: No such file or directory.{y}", "build-no-headers", 0, no_directory },
	{ "make{x}: *** {s}: Not a directory.{y}", "build-no-headers", 0, no_directory },
	{ "make{x}: *** {s}: Permission denied.{y}", "build-no-directory", 0, no_directory },
	{ "{x}ERROR: Kernel configuration is invalid.{y}", "build-headers-invalid", 0, NULL },
	{ "{x}building multiple external modules is not supported{y}", "build-space", 0, path_given },
	{ "{x}module directory path cannot contain ':'{y}", "build-space", 0, path_given },
	{ "{x} cannot contain spaces nor colons{y}", "build-space", 0, path_given },
	{ "{x} cannot contain spaces or colons{y}", "build-space", 0, path_given },
	{ "{s}: *** target pattern contains no '%'{y}", "build-space", 0, colon },
	{ "{s}: *** multiple target patterns{y}", "build-space", 0, colon },
	{ "{x}No rule to make target '{s}', needed by '{y}'.{z}", "build-prerequisite", 0, no_prerequisite },
	{ "{x}No rule to make target '{s}', needed by{y}", "build-prerequisite", 0, no_prerequisite },
	{ "{x}scripts/basic/Makefile: No such file{y}", "build-pwd", 0, NULL },
	{ "{x}SYNC    include/config/auto.conf{y}", "build-pwd", WEAK | QUIET, pwd_empty },
	{ "{x}: scripts_basic] Error{y}", "build-pwd", WEAK | FOLLOWS, pwd_empty },
	{ "{x}Makefile.build:{y}: {s}/Makefile: No such file or directory{z}", "build-makefile-name", 0, NULL },
	{ "{x}No rule to make target '{s}'{y}", "build-no-target", 0, no_target },
	{ "{x}No targets specified and no makefile found{y}", "build-no-makefile", 0, NULL },
	{ "{s}: *** missing separator{y}", "build-tab", 0, authors_makefile },
	{ "{x}*** C compiler is too old{y}", "build-compiler-old", 0, NULL },
	{ "{x}*** Linker is too old{y}", "build-compiler-old", 0, NULL },
	{ "{x}*** Assembler is too old{y}", "build-compiler-old", 0, NULL },
	{ "{x}Sorry, this GCC version is not supported{y}", "build-compiler-old", 0, NULL },
	{ "{x}Sorry, this version of Clang is not supported{y}", "build-compiler-old", 0, NULL },
	{ "{x}Compiler lacks asm-goto support{y}", "build-compiler-old", 0, NULL },
	{ "{x}non-retpoline compiler{y}", "build-compiler-old", 0, NULL },
	{ "{x}please install libelf-dev{y}", "build-libelf", 0, NULL },
	{ "{x}is up to date.", "build-up-to-date", WEAK | QUIET, NULL },
	{ "{x}Nothing to be done for '{s}'.", "build-up-to-date", WEAK | QUIET, NULL },
	{ "{s}: *** {o}  Stop.", "build-makefile-stops", 0, makefile_stops },
	{ "{x}Circular {s} <- {y} dependency dropped.", "build-own-name", QUIET, NULL },

	/* The compiler. */
	{ "{x}incompatible gcc/plugin versions{y}", "build-gcc-plugin", 0, NULL },
	{ "{x}fail{y} to initialize plugin {s}", "build-gcc-plugin", 0, NULL },
	{ "{x}cannot load plugin {s}", "build-gcc-plugin", 0, NULL },
	{ "{x}error: unable to load plugin{y}", "build-gcc-plugin", 0, NULL },
	{ "{x}plugin.h: No such file or directory", "build-gcc-plugin", 0, NULL },
	{ "{x}_plugin.so: cannot open shared object file{y}", "build-gcc-plugin", 0, plugin },
	{ "{x}unrecognized command-line option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}unrecognized command line option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unrecognized argument in option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unrecognized argument to '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unknown argument: '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unknown argument '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unsupported option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unsupported argument '{y}' to option '{s}'{z}", "build-gcc-option", 0, option },
	{ "{x}error: unknown warning option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: unknown target CPU '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}error: bad value ('{s}') for '-m{y}", "build-gcc-option", 0, option },
	{ "{x}error: bad value '{s}' for '-m{y}", "build-gcc-option", 0, option },
	{ "{x}fatal error: {s}: No such file or directory{y}", "build-no-header", 0, no_header },
	{ "{x}fatal error: '{s}' file not found{y}", "build-no-header", 0, no_header },
	{ "{x}redefinition of '{s}'{y}", "build-two-inits", 0, duplicate },
	{ "{x}multiple definition of '{s}'{y}", "build-two-inits", 0, duplicate },
	{ "{x}duplicate symbol: {s}", "build-two-inits", 0, duplicate },
	{ "{x}error: SSE register {y} with SSE disabled{z}", "build-float", 0, source_line },
	{ "{x}error: x87 register {y} with x87 disabled{z}", "build-float", 0, source_line },
	{ "{x}is incompatible with the use of floating-point types{y}", "build-float", 0, source_line },
	{ "{x} requires 'double' type support, but {y}", "build-float", 0, source_line },
	{ "{x} requires 'float' type support, but {y}", "build-float", 0, source_line },
	{ "{x}found crate '{s}' compiled by an incompatible version of rustc", "build-rustc", 0, NULL },
	{ "{x}implicit declaration of function '{s}'{y}", "build-implicit", 0, NULL },
	{ "{x}call to undeclared function '{s}'{y}", "build-implicit", 0, NULL },
	{ "{x}call to undeclared library function '{s}'{y}", "build-implicit", 0, NULL },
	{ "{x}internal compiler error: Killed{y}", "build-memory", 0, NULL },
	{ "{x}Killed signal terminated program{y}", "build-memory", 0, NULL },
	{ "{x}out of memory allocating{y}", "build-memory", 0, NULL },
	{ "{x}virtual memory exhausted{y}", "build-memory", 0, NULL },
	{ "{x}Cannot allocate memory{y}", "build-memory", 0, NULL },
	{ "{x}internal compiler error: {s}", "build-compiler-crash", 0, NULL },
	{ "{x}PLEASE submit a bug report to {y}", "build-compiler-crash", 0, NULL },

	/* The linker. */
	{ "{x}linker script file {s}: No such file or directory", "build-headers-incomplete", 0, NULL },
	{ "{x}cannot find linker script {s}", "build-headers-incomplete", 0, NULL },
	{ "{x}architecture of input file '{s}' is incompatible with{y}", "build-object-arch", 0, NULL },
	{ "{x}relocations from format {y} ({s}) to format {z} is not supported", "build-object-arch", 0, NULL },
	{ "{s}: file in wrong format", "build-object-arch", 0, last_word },
	{ "{x}Relocations in generic ELF (EM: {y}", "build-object-arch", 0, whole_line },
	{ "{x}error: {s} is incompatible with elf{y}", "build-object-arch", 0, NULL },
	{ "{s}: file not recognized: file truncated{y}", "build-object-cut", 0, last_word },
	{ "{x}plugin needed to handle lto object", "build-lto", 0, NULL },
	{ "{x}file not recognized: file format not recognized{y}", "build-lto", 0, NULL },
	{ "{x}ld: cannot find -l{s}: No such file{y}", "build-host-header", 0, library },
	{ "{x}ld.lld: error: cannot open {s}: No such file or directory", "build-object", 0, NULL },
	{ "{x}ld: cannot find {S}: No such file{y}", "build-object", 0, NULL },
	{ "{x}ld: cannot find -l{s}", "build-host-header", 0, library },
	{ "{x}undefined reference to '{s}'{y}", "build-reference", 0, NULL },
	{ "{x}ld.lld: error: undefined symbol: {s}", "build-reference", 0, NULL },
	{ "{x}ld: unrecognized option '{s}'{y}", "build-gcc-option", 0, option },
	{ "{x}ld: {y}: llvm", "build-gcc-option", 0, emulation },
	{ "{x}unrecognised emulation mode: {s}", "build-gcc-option", 0, NULL },

	/* objtool */
	{ "{x}error: objtool: {s}", "build-objtool", 0, NULL },
	{ "{x}objtool: error: {s}", "build-objtool", 0, NULL },
	{ "error: objtool: {s}", "build-objtool", 0, NULL },
	{ "{x}objtool: {y}: error: {s}", "build-objtool", 0, NULL },

	/* modpost */
	{ "{x}Module.symvers is missing.{y}", "build-no-symvers", 0, NULL },
	{ "{x}Symbol version dump '{s}' is missing.{y}", "build-no-symvers", 0, NULL },
	{ "{x}missing MODULE_LICENSE() in {s}", "build-license", 0, NULL },
	{ "{x}modpost: {s}: missing MODULE_LICENSE()", "build-license", 0, NULL },
	{ "{x}GPL-incompatible module {o} uses GPL-only symbol '{s}'{y}", "build-gpl-only", 0, NULL },
	{ "{x}module {m} uses symbol {s} from namespace {o}, but does not import it.{y}", "build-namespace", 0, NULL },
	{ "{x}GPL-incompatible module uses GPL-only symbol '{s}'{y}", "build-gpl-only", 0, NULL },
	{ "{x}module uses symbol '{s}' from namespace '{o}', but does not import it.{y}", "build-namespace", 0, NULL },
	{ "{x}modpost: '{s}' [{o}] undefined!{y}", "build-undefined", 0, undefined },
	{ "ERROR: '{s}' [{o}] undefined!{y}", "build-undefined", 0, undefined },
	{ "WARNING: '{s}' [{o}] undefined!{y}", "build-undefined", 0, undefined },
	{ "{x}symbol '{s}' undefined!{y}", "build-undefined", 0, undefined },
	{ "{x}'{s}' exported twice.{y}", "build-exported-twice", 0, NULL },
	{ "{x}'{s}' was exported without definition{y}", "build-export", 0, NULL },
	{ "{x}local symbol '{s}' was exported{y}", "build-export", 0, NULL },
	{ "{x}parse error in symbol dump file{y}", "build-symvers-parse", 0, NULL },
	{ "{x}Section mismatches detected.{y}", "build-section-mismatch", 0, NULL },
	{ "{x}module name is too long{y}", "build-name-long", 0, NULL },
	{ "{x}unknown license '{y}' was specified for '{s}'{z}", "build-export", 0, NULL },

	/* Type information. */
	{ "{x}pahole: unrecognized option '{s}'{y}", "build-btf", 0, NULL },
	{ "{x}FAILED: load BTF from {s}: {y}", "build-btf", 0, NULL },
	{ "{x}failed to find '.BTF' ELF section in {s}", "build-btf", 0, NULL },
	{ "{x}FAILED unresolved symbol {s}", "build-btf", 0, NULL },
	{ "{x}btf_encoder__{y}: {s}", "build-btf", 0, NULL },
	{ "{x}Failed to generate BTF for {s}", "build-btf", 0, NULL },
	{ "{x}pahole (pahole) is not available{y}", "build-no-pahole", 0, NULL },

	/* Programs that do not run. */
	{ "{x}version 'GLIBC_{y}' not found (required by {s})", "build-glibc", 0, NULL },
	{ "{s}: error while loading shared libraries: {o}: cannot open{x}", "build-tool-library", 0, NULL },
	{ "{s}: error while loading shared libraries: {x}", "build-glibc", 0, NULL },
	{ "{s}: cannot execute binary file: Exec format error", "build-tool-format", 0, cannot_execute },
	{ "{s}: Exec format error", "build-tool-format", 0, cannot_execute },
	{ "{s}: Syntax error: '(' unexpected", "build-tool-format", 0, cannot_execute },
	{ "{s}: cannot execute: required file not found", "build-tool-missing", 0, cannot_execute },
	{ "{x}: {s}: bad interpreter: No such file or directory", "build-no-make", 0, no_program },
	{ "{s}: bad interpreter: Permission denied", "build-tool-denied", 0, cannot_execute },
	{ "{x}: {s}: command not found", "build-no-make", WEAK, no_program },
	{ "{x}: {s}: not found", "build-no-make", WEAK, no_program },
	{ "{s}: not found", "build-tool-missing", 0, cannot_execute },
	{ "{s}: command not found", "build-tool-missing", 0, cannot_execute },
	{ "make{x}: {s}: No such file or directory", "build-no-make", WEAK, make_program },
	{ "make{x}: {s}: Command not found", "build-no-make", WEAK, make_program },
	{ "{x}/bin/sh: {y}: {s}: No such file or directory", "build-no-make", WEAK, no_program },
	{ "{x}bash: {s}: No such file or directory", "build-no-make", WEAK, no_program },
	{ "{x}env: '{s}': No such file or directory", "build-no-make", WEAK, make_program },
	{ "zsh:{x}command not found: {s}", "build-no-make", WEAK, make_program },
	{ "fish: Unknown command: {s}", "build-no-make", WEAK, make_program },
	/* Ubuntu's package command-not-found */
	{ "Command '{s}' not found, {x}", "build-no-make", WEAK, make_program },

	/* The disk. */
	{ "{x}No space left on device{y}", "build-disk-full", 0, NULL },
	{ "{x}Disk quota exceeded{y}", "build-disk-full", 0, NULL },
	{ "{s}: Permission denied{y}", "build-readonly", WEAK, denied },
	{ "{s}: Read-only file system{y}", "build-readonly-disk", 0, whole_line },
	{ "{s}: Operation not permitted{y}", "build-readonly", WEAK, whole_line },

	/* Makefiles that load what they have built. */
	{ "insmod: ERROR: could not insert module {s}: {o}", "build-load", 0, NULL },
	{ "insmod: error inserting '{s}': {o}", "build-load", 0, NULL },
	{ "modprobe: ERROR: could not insert '{s}': {o}", "build-load", 0, NULL },
	{ "modprobe: FATAL: Module {s} not found{o}", "build-load", 0, NULL },

	/* DKMS and depmod. */
	{ "{x}onsult {S} for more information.{y}", "build-dkms-log", FOLLOWS, named_log },
	{ "{S} for more information.", "build-dkms-log", FOLLOWS, named_directory },
	{ "{x}consult make.log in the build directory", "build-dkms-log", FOLLOWS, NULL },
	{ "{x}our kernel headers for kernel {S} cannot be found at {y}", "build-dkms-headers", 0, NULL },
	{ "{x}our kernel headers for kernel {S} cannot be found{y}", "build-dkms-headers", 0, NULL },
	{ "{x}headers for kernel {S} {y}cannot be found{z}", "build-dkms-headers", 0, NULL },
	{ "Error! Could not find module source directory.{y}", "build-dkms-source", 0, NULL },
	{ "Error! {x}does not appear to have module source{y}", "build-dkms-source", 0, NULL },
	{ "Error! Could not locate dkms.conf file.{y}", "build-dkms-conf", WEAK, NULL },
	/* The link in its tree leads nowhere; what "dkms add" misses is elsewhere. */
	{ "File: {S}/source/dkms.conf does not exist.", "build-dkms-source", 0, NULL },
	{ "Error! {S} is broken! Missing the source directory or {y}", "build-dkms-source", 0, NULL },
	{ "Error! Aborting build of module {o} for kernel {y} due to missing BUILD_DEPENDS: {s}.",
	  "build-dkms-depends", 0, NULL },
	{ "Error! You must be root to use this command.", "build-dkms-root", 0, NULL },
	{ "Error! No write access to DKMS tree at {s}", "build-dkms-root", 0, NULL },
	{ "Error! The directory {s} doesn't exist.", "build-dkms-kernel", 0, NULL },
	{ "{x}ou cannot install a module onto a non-exist{y}", "", FOLLOWS, NULL },
	{ "Binary {s} not found, modules won't be signed", "build-dkms-unsigned", 0, NULL },
	{ "{s}: installed (WARNING! Diff between built and installed module!){y}", "build-dkms-diff", 0, NULL },
	{ "{s}: installed (Differences between built and installed modules){y}", "build-dkms-diff", 0, NULL },
	/* The hook of Arch's package manager, and Debian's of a kernel's package. */
	{ "==> ERROR: Missing {S} kernel headers for module {y}.", "build-dkms-headers", 0, NULL },
	{ "run-parts: {x}/dkms exited with return code {y}", "", FOLLOWS, NULL },
	{ "dkms: autoinstall for kernel{x}ailed{y}", "", FOLLOWS, NULL },
	{ "Error! Bad conf file.{y}", "build-dkms-conf", 0, NULL },
	{ "{x}dkms.conf: Error! {s}", "build-dkms-conf", 0, NULL },
	{ "{x}does not represent a valid dkms.conf file{y}", "build-dkms-conf", 0, NULL },
	{ "Error! The module/version combo: {s} is not located in the DKMS tree{y}", "build-dkms-tree", 0, NULL },
	{ "Error! DKMS tree already contains: {s}", "build-dkms-again", 0, NULL },
	{ "Error! This module/version has already been built on: {s}", "build-dkms-again", 0, NULL },
	{ "Error! {s} is already added!{y}", "build-dkms-again", 0, NULL },
	{ "{x}BUILD_EXCLUSIVE directive which does not match{y}", "build-dkms-exclusive", 0, NULL },
	{ "Error! {x}Build of {s} failed for: {y}", "build-dkms-name", 0, NULL },
	{ "Error! {x}Patch {s} as specified in dkms.conf cannot be{y}", "build-dkms-patch", 0, NULL },
	{ "Error! {x}Application of patch {s} failed.{y}", "build-dkms-patch", 0, NULL },
	{ "Error! {y}Module version {s} for {z} is not newer than what is already found{w}", "build-dkms-newer", 0, NULL },
	{ "{x}is not newer than what is already found{y}", "build-dkms-newer", 0, NULL },
	{ "Error! Bad return status for module build on kernel: {s}", "", FOLLOWS, NULL },
	{ "Building module(s)...(bad exit status: {s})", "", FOLLOWS, NULL },
	{ "Error! One or more modules failed to install during autoinstall.{y}", "", FOLLOWS, NULL },
	{ "{x}(bad exit status: {s})", "", FOLLOWS, NULL },
	{ "dkms autoinstall on {x} failed for {y}", "", FOLLOWS, NULL },
	{ "Failed command:", "", FOLLOWS, NULL },
	{ "# exit code: 0", "", QUIET, NULL },
	{ "# exit code: {s}", "", FOLLOWS, NULL },
	{ "depmod: {x}needs unknown symbol {s}", "build-depmod-symbol", 0, NULL },
	{ "depmod: {x}could not open directory {s}: {y}", "build-depmod-directory", 0, NULL },

	/* Only the echo of a failure. */
	{ "compilation terminated.", "", FOLLOWS, NULL },
	{ "{x}all warnings being treated as errors", "", FOLLOWS, NULL },
	{ "{x}some warnings being treated as errors", "", FOLLOWS, NULL },
	{ "{x} error{y} generated.", "", FOLLOWS, NULL },
	{ "collect2: error: ld returned {x}", "", FOLLOWS, NULL },
	{ "{x}linker command failed with exit code{y}", "", FOLLOWS, NULL },
	{ "make{x}: Target '{y}' not remade because of errors.", "", FOLLOWS, NULL },
	{ "{x}*** Deleting {y}file '{z}'", "", FOLLOWS, NULL },
	{ "{x}*** Waiting for unfinished jobs....", "", FOLLOWS, NULL },
	{ "{x}ecipe for target '{y}' failed", "", FOLLOWS, NULL },
};

static struct anchor anchors[ARRAY_SIZE(rules)];

static void find_anchors(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		anchors[i] = anchor_of(rules[i].pattern);
}

/* What a rule with this code and these flags makes of a line. */
static void apply(const struct rule *rule, struct hit *hit)
{
	if (!(rule->flags & QUIET) && (rule->flags & FOLLOWS))
		echo(hit->raw);
	if (!*hit->code)
		return;
	if (!strcmp(hit->code, "build-path"))
		state.path_lost = true;
	/* What proves itself is a cause; the rest waits for the end. */
	if ((rule->flags & WEAK) && !hit->sure && strcmp(hit->code, "build-tool-missing") &&
	    strcmp(hit->code, "build-tool-denied")) {
		if (!(rule->flags & QUIET) && !(rule->flags & FOLLOWS))
			suspect(hit->raw);
		if (state.weak.count < SUSPECTS_KEPT) {
			list_add(&state.weak, (char *)hit->code);
			list_add(&state.weak, format("%s", hit->raw));
			list_add(&state.weak, hit->subject);
		}
		return;
	}
	if (!strcmp(hit->code, "build-no-symvers"))
		state.no_symvers = true;
	if (!strcmp(hit->code, "build-own-name"))
		state.own_name = true;
	if (strcmp(hit->code, "build-dkms-log"))
		conclude(hit->code, hit->raw, hit->subject, hit->other);
}

/* Is there a rule for the line? It is applied then. */
static bool explain(const char *raw, const char *plain)
{
	size_t length = strlen(plain);
	struct pairs pairs;

	pairs_of(&pairs, plain);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		struct span field[FIELDS];
		struct hit hit;

		if (!anchored(&anchors[i], &pairs, plain, length))
			continue;
		memset(field, 0, sizeof(field));
		if (!match(rules[i].pattern, plain, field))
			continue;
		hit = (struct hit){ .raw = raw, .plain = plain, .code = rules[i].code };
		if (*rules[i].code) {
			hit.subject = copy_span(field['S'].at ? field['S'] : field['s']);
			hit.other = copy_span(field['o']);
		}
		if (rules[i].look)
			rules[i].look(&hit);
		if (!hit.code)
			continue;
		apply(&rules[i], &hit);
		return true;
	}
	return false;
}

/* --- a compiler's error, with all that belongs to it --------------------------------- */

/* Messages about a name, and what kind of change makes them. */
static const struct {
	const char *pattern;
	enum sign sign;
} complaints[] = {
	{ "{x}implicit declaration of function '{s}'{y}", GONE },
	{ "{x}call to undeclared function '{s}'{y}", GONE },
	{ "{x}call to undeclared library function '{s}'{y}", GONE },
	{ "{x}use of undeclared identifier '{s}'{y}", GONE },
	{ "{x}error: '{s}' undeclared{y}", GONE },
	{ "{x}fatal error: {s}: No such file or directory{y}", HEADER },
	{ "{x}fatal error: '{s}' file not found{y}", HEADER },
	{ "{x}unknown type name '{s}'{y}", TYPE },
	{ "{x}'struct {s}' declared inside parameter list{y}", TYPE },
	{ "{x}has incomplete type 'struct {s}'{y}", TYPE },
	{ "{x}variable has incomplete type 'struct {s}'{y}", TYPE },
	{ "{x}has initializer but incomplete type{y}", TYPE },
	{ "{x}has no member named '{s}'{y}", MEMBER },
	{ "{x}no member named '{s}' in{y}", MEMBER },
	{ "{x}field designator '{s}' does not refer to any field in type{y}", MEMBER },
	{ "{x}assignment of read-only member '{s}'{y}", MEMBER },
	{ "{x}cannot assign to non-static data member '{s}' with const{y}", MEMBER },
	{ "{x}too many arguments to function '{s}'{y}", ARGUMENTS },
	{ "{x}too few arguments to function '{s}'{y}", ARGUMENTS },
	{ "{x} of '{s}' from incompatible pointer type{y}", ARGUMENTS },
	{ "{x} of '{s}' makes {y}", ARGUMENTS },
	{ "{x}macro '{s}' passed {y}", ARGUMENTS },
	{ "{x}macro '{s}' requires {y}", ARGUMENTS },
	{ "{x}arguments provided to function-like macro invocation{y}", ARGUMENTS },
	{ "{x}arguments to function call, {y}", ARGUMENTS },
	{ "{x}void value not ignored as it ought to be{y}", ARGUMENTS },
	{ "{x}from incompatible type 'void'{y}", ARGUMENTS },
	{ "{x}from incompatible pointer type{y}", CALLBACK },
	{ "{x}ncompatible function pointer types {y}", CALLBACK },
	{ "{x}ncompatible pointer types {y}", CALLBACK },
	{ "{x}modpost: '{s}' [{y}] undefined!{z}", GONE },
	{ "{x}symbol '{s}' undefined!{y}", GONE },
	{ "ERROR: '{s}' [{y}] undefined!{z}", GONE },
	/* In any language: the option that the compiler names. */
	{ "{x}mplicit-function-declaration]{y}", GONE },
	{ "{x}ncompatible-pointer-types]{y}", CALLBACK },
};

/* The change whose name is a word of the text. */
static const struct change *change_in(enum sign sign, const char *text, const char *message)
{
	while (*text) {
		size_t length = 0;
		const struct change *c;

		while (isalnum((unsigned char)text[length]) || text[length] == '_')
			length++;
		c = length ? change_of(sign, text, length, message) : NULL;
		if (c)
			return c;
		text += length ? length : 1;
	}
	return NULL;
}

/* The member that is given a value: ".remove = x", "near initialization for 'a.b'". */
static struct span member_of(const char *near, const char *source)
{
	struct span field[FIELDS] = { 0 };

	if (match("{x}'{s}'{y}", near, field)) {
		const char *dot = memrchr(field['s'].at, '.', field['s'].length);

		if (dot)
			return (struct span){ dot + 1, field['s'].at + field['s'].length - dot - 1 };
	}
	source = strchr(source, '|') ? strchr(source, '|') + 1 : source;
	for (const char *dot = strpbrk(source, ".>"); dot; dot = strpbrk(dot + 1, ".>")) {
		size_t length = 0, space;

		while (isalnum((unsigned char)dot[1 + length]) || dot[1 + length] == '_')
			length++;
		space = strspn(dot + 1 + length, " ");
		if (length && dot[1 + length + space] == '=')
			return (struct span){ dot + 1, length };
	}
	return (struct span){ NULL, 0 };
}

/* Is the kernel of this build older than the change, as far as can be known? */
static bool too_early(const struct change *c)
{
	unsigned int major = 0, minor = 0;

	return state.major && !state.backports &&
		sscanf(c->since, "%u.%u", &major, &minor) == 2 &&
		(state.major < major || (state.major == major && state.minor < minor));
}

/* What such a kernel still has is not missing because of the change. */
static const struct change *likely(const struct change *c)
{
	return c && c->sign != ARGUMENTS && c->sign != CALLBACK && too_early(c) ? NULL : c;
}

static const struct change *change_behind(const char *plain, const char *near, const char *source)
{
	const char *quoted = strstr(source, "MODULE_IMPORT_NS(");

	/* If it is not declared at all, the kernel is older than 5.4. */
	if (quoted && quoted[strlen("MODULE_IMPORT_NS(")] != '\'' &&
	    quoted[strlen("MODULE_IMPORT_NS(")] != '"' &&
	    !has(plain, "mplicit declaration") && !has(plain, "mplicit-function-declaration"))
		return likely(change_of(QUOTES, "MODULE_IMPORT_NS", 16, plain));
	for (size_t i = 0; i < ARRAY_SIZE(complaints); i++) {
		struct span field[FIELDS] = { 0 }, name;
		const struct change *c = NULL;

		if (!match(complaints[i].pattern, plain, field))
			continue;
		name = field['s'];
		if (complaints[i].sign == CALLBACK) {
			name = member_of(near, source);
			if (name.at)
				c = change_of(CALLBACK, name.at, name.length, plain);
		} else if (name.at) {
			c = change_of(complaints[i].sign, name.at, name.length, plain);
		} else {
			if (complaints[i].sign == GONE)
				c = change_in(GONE, plain, plain);
			if (!c)
				c = change_in(complaints[i].sign, source, plain);
		}
		/* A macro or function may stand where the message names none. */
		if (!c && complaints[i].sign == CALLBACK)
			c = change_in(ARGUMENTS, source, plain);
		c = likely(c);
		if (c)
			return c;
	}
	return NULL;
}

static void conclude_change(const struct change *c, const char *raw)
{
	conclude("build-interface", raw,
		 format("Linux %s changed %s to %s", c->since, c->was, c->now),
		 too_early(c) ? format("the one of the two that its headers have (Linux %u.%u is older)",
				       state.major, state.minor) :
		 format("%s", c->now));
	if (*c->commit)
		found("build-interface", "since Linux %s: kernel commit %s (\"%s\")",
		      c->since, c->commit, c->subject);
}

/* The error is complete: what is behind it? */
static void settle(void)
{
	const struct change *change;
	bool known = true;

	if (!error.pending)
		return;
	error.pending = false;
	change = change_behind(error.plain, error.near, error.source);
	if (change)
		conclude_change(change, error.raw);
	else if (!explain(error.raw, error.plain))
		known = false;
	if (!known && !has_found("build-error")) {
		struct span field[FIELDS] = { 0 };
		char *text = format("%s", error.plain);

		if (*error.author && match("{s}:{x}", error.author, field) &&
		    strspn(field['x'].at, "0123456789"))
			text = format("%s (used in %s, line %.*s)", text, copy_span(field['s']),
				      (int)strspn(field['x'].at, "0123456789"), field['x'].at);
		conclude("build-error", error.raw, text, NULL);
		if (*error.author)
			found("build-error", "%s", error.author);
	} else if (known && *error.author && change) {
		found("build-interface", "%s", error.author);
	}
}

/*
 * place() - the FILE:LINE[:COLUMN]: that a line begins with, else false. rest
 * is what follows.
 */
static bool place(const char *line, struct span *file, bool *column, const char **rest)
{
	for (const char *at = strchr(line, ':'); at; at = strchr(at + 1, ':')) {
		size_t digits = strspn(at + 1, "0123456789");
		const char *end = at + 1 + digits;

		if (!digits || (*end != ':' && *end != ','))
			continue;
		if (at == line || isspace((unsigned char)*line))
			return false;
		*file = (struct span){ line, at - line };
		*column = false;
		digits = *end == ':' ? strspn(end + 1, "0123456789") : 0;
		if (digits && (end[1 + digits] == ':' || end[1 + digits] == ',' || !end[1 + digits])) {
			*column = true;
			end += 1 + digits;
		}
		*rest = *end ? end + 1 : end;
		*rest += strspn(*rest, " ");
		return true;
	}
	return false;
}

/* "In file included from F:1:2," and "                 from F:3:": the last counts. */
static bool included_from(const char *plain)
{
	size_t length = strlen(plain);
	const char *start = plain + strspn(plain, " "), *word;

	if (length < 5 || (plain[length - 1] != ':' && plain[length - 1] != ','))
		return false;
	if (!begins(start, "from ") && !begins(start, "In file included from ") &&
	    !(start == plain + 17 || begins(start, "In Datei") || begins(start, "Dans le fichier")))
		return false;
	word = memrchr(plain, ' ', length);
	if (!word || !strchr(word, ':'))
		return false;
	KEEP(state.chain, word + 1);
	return true;
}

/* A line of a compiler's message; false: it is none. */
static bool compiler_line(const char *raw, const char *plain)
{
	static const char *const bad[] = {
		"error:", "fatal error:", "Error:", "Fatal error:", "internal compiler error:",
		"sorry, unimplemented:",
	};
	const char *rest, *start = plain + strspn(plain, " ");
	char path[1024];
	struct span file;
	bool column;

	if (included_from(plain))
		return true;
	/* The source below the message: " 12 | text", or its bare line. */
	/* (From line 10000 on without a space.) */
	if (error.pending &&
	    ((start != plain && *start == '|') || (isdigit((unsigned char)*start) &&
			       start[strspn(start, "0123456789")] == ' ' &&
			       start[strspn(start, "0123456789") + 1] == '|'))) {
		if (!*error.source && *start != '|')
			KEEP(error.source, plain);
		return true;
	}
	if (!place(plain, &file, &column, &rest))
		return false;
	KEEP_SPAN(path, file);
	if (begins(rest, "note:") || has(rest, "in expansion of macro")) {
		if (error.pending && has(rest, "near initialization"))
			KEEP(error.near, rest);
		if (error.pending && error.kernel && !kernel_file(path)) {
			KEEP(error.author, raw);
			error.source[0] = '\0';	/* the author's follows */
		}
		return true;
	}
	if (begins(rest, "warning:") || begins(rest, "Warning:")) {
		settle();
		state.chain[0] = '\0';
		/* Where it is no error, it is the sign all the same. */
		return !has(rest, "objtool") && !has(rest, "Magic ");
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		if (!begins(rest, bad[i]))
			continue;
		settle();
		memset(&error, 0, sizeof(error.pending) + sizeof(error.kernel));
		error.near[0] = error.source[0] = error.author[0] = '\0';
		error.pending = true;
		error.kernel = kernel_file(path);
		KEEP(error.raw, raw);
		KEEP(error.plain, plain);
		if (error.kernel && *state.chain && !kernel_file(state.chain))
			KEEP(error.author, state.chain);
		state.chain[0] = '\0';
		state.failed = true;
		state.made = false;
		return true;
	}
	return false;
}

/* --- other lines ------------------------------------------------------------------------ */

/* Words in small letters that say that something failed. */
static const char *const failing[] = {
	"error", "fatal", "failed", "failure", "cannot ", "can't ", "could not ",
	"unable to ", "not found", "no such file", "denied", "undefined",
	"killed", "segmentation fault", "aborted", "bus error", "core dumped",
	"exit status", "not permitted", "traceback", "panic", "bad address",
	"unrecognized option", "unrecognised option", "unhandled", "not handled",
	"unsupported", "not supported", "illegal instruction", "breakpoint trap",
	"floating point exception", "temporarily unavailable", "terminated",
	"fehler", "erreur", "errore", "ошибка", "помилка", "错误", "錯誤",
	"エラー", "błąd", "오류", "hata", "virhe",
};

/*
 * Programs that say nothing when all is well: whatever follows the name of
 * one of them and a colon, and is no warning, is a complaint.
 */
static bool tool_speaks(const char *plain)
{
	static const char *const tools[] = {
		"ld", "ld.bfd", "ld.lld", "gcc", "cc1", "as", "clang", "collect2", "objcopy",
		"strip", "ar", "nm", "objtool", "pahole", "fixdep", "modpost", "sign-file",
		"resolve_btfids", "genksyms", "depmod", "rustc", "ranlib",
	};
	const char *colon = strstr(plain, ": ");
	const char *name = colon ? base_name(copy_text(plain, colon - plain)) : "";

	if (has(plain, "NOTE: ") || has(plain, "INFO: "))
		return false;
	return one_of(name, tools, ARRAY_SIZE(tools));
}

/* bash's own, in any language: "FILE: line NUMBER: what" */
static bool shell_error(const char *plain)
{
	struct span field[FIELDS] = { 0 };
	const char *number = strstr(plain, ": line ");

	if (*plain != '/' || !number || !match("{F}: line {n}: {x}", plain, field))
		return false;
	return field['n'].length && strspn(field['n'].at, "0123456789") == field['n'].length;
}

static bool says_failed(const char *plain)
{
	char small[512];
	size_t i;

	for (i = 0; plain[i] && i < sizeof(small) - 1; i++)
		small[i] = tolower((unsigned char)plain[i]);
	small[i] = '\0';
	for (i = 0; i < ARRAY_SIZE(failing); i++)
		if (has(small, failing[i]))
			return true;
	return has(plain, "*** ") || shell_error(plain);
}

/* make did something else after a module could not be signed: no failure. */
static void went_on(void)
{
	if (state.not_signed)
		conclude("build-sign-file", state.not_signed, NULL, NULL);
	state.not_signed = NULL;
}

/* It is not known that it did. */
static void did_not_go_on(void)
{
	char *line = state.not_signed;

	state.not_signed = NULL;
	if (line && state.not_signed_by) {
		conclude(has(line, "denied") ? "build-tool-denied" : "build-tool-missing", line,
			 state.not_signed_by, NULL);
	} else if (line) {
		state.made = false;
		suspect(line);
	}
}

/* A line that only an installation that goes on has. */
static bool goes_on(const char *plain)
{
	static const char *const lines[] = {
		"DEPMOD", "depmod", "Warning: modules_install:", "'make modules_install' requires",
		"Signing module", "Installing to ", "Running the post_install",
	};

	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		if (begins(plain, lines[i]) && !has(plain, "rror"))
			return true;
	return false;
}

/* kbuild's "  CC [M]  x.o": a step, whatever the file is called. */
static bool step(const char *plain)
{
	const char *at = plain + strspn(plain, " ");
	size_t capitals = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	struct span field[FIELDS] = { 0 };

	if (at - plain != 2 || capitals < 2 || at[capitals] != ' ')
		return false;
	if (begins(at, "MODPOST")) {
		if (!state.modpost)
			state.modpost = format("%s", plain);
		return true;
	}
	state.compiled = true;
	went_on();
	state.signing = begins(plain, "  SIGN ") || begins(plain, "  INSTALL ");
	if (match("  LD [M] {s}.ko", plain, field) || begins(plain, "  BTF [M]") ||
	    begins(plain, "  SIGN ") || begins(plain, "  INSTALL ") ||
	    begins(plain, "  DEPMOD "))
		state.made = true;
	return true;
}

/*
 * A command that make shows before it runs it: it may hold any word. What a
 * program says itself begins with its name, too, but a colon follows; and what
 * a person writes has no options, paths or assignments.
 */
static bool command(const char *plain)
{
	static const char *const programs[] = {
		"make ", "gcc", "clang", "cc ", "ld ", "set -e", "echo ", "rm ", "cp ",
		"install ", "sh ", "if ", "for ", "test ", "mkdir ", "@", "/bin/sh -c",
		"printf ", "objcopy ", "strip ", "scripts/", "./scripts/", "+ ",
		"# command: ",
	};
	size_t word = strcspn(plain, " ");

	if (!plain[word] || has(plain, "rror: ") || memchr(plain, ':', word))
		return false;
	if (!strpbrk(plain + word, "-/=$;|'"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(programs); i++)
		if (begins(plain, programs[i]))
			return true;
	return false;
}

static void note_version(const char *plain)
{
	static const char *const before[] = {
		"/lib/modules/", "linux-headers-", "/usr/src/kernels/", "for kernel ",
		"/usr/src/linux-", "kernel: ",
	};
	char release[80];

	if (state.major)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(before); i++) {
		const char *at = strstr(plain, before[i]);

		if (at && sscanf(at + strlen(before[i]), "%u.%u", &state.major, &state.minor) == 2) {
			struct span field[FIELDS] = { 0 };

			at += strlen(before[i]);
			KEEP_SPAN(release, ((struct span){ at, strcspn(at, " /'") }));
			state.backports = match("{x}.el{y}", release, field) &&
				isdigit((unsigned char)*field['y'].at);
			return;
		}
		state.major = 0;
	}
}

/*
 * Was it make, called by this name, that printed this line? "make: command not
 * found" is what some shell says.
 */
static void note_make(const char *plain)
{
	const char *rest = plain + strlen("make");

	if (!begins(plain, "make"))
		return;
	if (*rest == '[')
		rest += strcspn(rest, "]") + (strchr(rest, ']') != NULL);
	state.make_ran |= begins(rest, ": *** ") || begins(rest, ": make: ") ||
			  begins(rest, ": Entering directory '");
}

/* Where make is and what it was given: M= and "Entering directory". */
static void note_place(const char *plain)
{
	struct span field[FIELDS] = { 0 };
	const char *at;

	note_version(plain);
	note_make(plain);
	if (begins(plain, "  The kernel was built by: "))
		state.kernel_by = has(plain, "clang version") ? "clang" :
				  has(plain, "gcc") ? "gcc" : NULL;
	state.by_dkms |= begins(plain, "DKMS ") || begins(plain, "DKMS: ") ||
			 begins(plain, "# command: make ");
	if (begins(plain, "make") && !has(plain, "***") &&
	    match("{x}: {y}'{s}'{z}", plain, field) && field['s'].at[0] == '/' &&
	    !span_has(field['x'], " ") && !span_has(field['y'], ":")) {
		KEEP_SPAN(state.where, field['s']);
		if (kernel_file(state.where) && !*state.kernel_dir)
			KEEP(state.kernel_dir, state.where);
	}
	at = strstr(plain, " M=");
	if (!at || !has(plain, "make"))
		return;
	at += 3;
	if (*at == '\'') {
		keep(state.module, sizeof(state.module), at + 1, strcspn(at + 1, "'"));
	} else {
		const char *end = strstr(at, " modules");
		size_t word = strcspn(at, " ");

		/* Unquoted, the rest of the path is other words. */
		if (!end && at[0] == '/' && !strchr(at + word, '=') && !has(at + word, " -"))
			end = at + strlen(at);
		keep(state.module, sizeof(state.module), at,
		     end && at[0] == '/' ? (size_t)(end - at) : word);
	}
}

/*
 * make's own "make[1]: *** [FILE:LINE: TARGET] Error 2", in any language: the
 * target in brackets, then a number, or a word for a signal.
 */
static bool make_echo(const char *raw, const char *plain)
{
	const char *stars = strstr(plain, "*** [");
	const char *bracket = stars ? strrchr(stars, ']') : NULL;

	if (!bracket || bracket[1] != ' ')
		return false;
	if (!has(bracket, "] Error ") && !has(bracket, "] Killed") && !has(bracket, "] Segmentation") &&
	    !has(bracket, "] Terminated") && !has(bracket, "] Interrupt") && !has(bracket, "] Aborted"))
		state.foreign = true;
	if (has(bracket, "] Killed"))
		conclude("build-memory", raw, NULL, NULL);
	did_not_go_on();
	echo(raw);
	state.made = false;
	return true;
}

/*
 * By the form alone: "*** ... 'a' ... 'b' ...", with two names, is what make
 * says of a target that another one needs, and of nothing else.
 */
static bool foreign_rule(const char *raw, char *plain, size_t room)
{
	struct span f[FIELDS] = { 0 };
	char english[LINE_LIMIT + 1];

	if (!begins(plain, "make") || has(plain, "needed by") || has(plain, "*** ["))
		return false;
	if (!match("{m}: *** {x}'{s}'{y}'{o}'{z}", plain, f) || span_has(f['x'], "eleting"))
		return false;
	snprintf(english, sizeof(english), "%.*s: *** No rule to make target '%.*s', needed by '%.*s'.  Stop.",
		 (int)f['m'].length, f['m'].at, (int)f['s'].length, f['s'].at,
		 (int)f['o'].length, f['o'].at);
	if (strlen(english) >= room)
		return false;
	strcpy(plain, english);
	state.foreign = true;
	return explain(raw, plain);
}

/* Forget the log before. */
void buildlog_begin(void)
{
	memset(&state, 0, sizeof(state));
	memset(kept, 0, sizeof(kept));
	error.pending = false;
}

/* Behind the time that machines which build for others put before each line. */
static const char *behind_time(const char *line)
{
	static const char form[] = "0000-00-00T00:00:00";
	size_t i;

	for (i = 0; form[i]; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)line[i]) : line[i] != form[i])
			return line;
	i += strspn(line + i, ".0123456789Z");
	return line[i] == ' ' ? line + i + 1 : line;
}

/*
 * Behind what bat puts before each line ("  12   | ", the bar a box character),
 * Nix ("       > ") and those who quote in mail. Nothing of a build begins so.
 * more: the line is the rest of the one before, which was too long for the screen.
 */
static const char *behind_frame(const char *line, bool *more)
{
	static const char bar[] = "\xe2\x94\x82 ";
	const char *at = line + strspn(line, " ");
	size_t digits = strspn(at, "0123456789");
	const char *behind = at + digits + strspn(at + digits, " ");

	*more = false;
	if (begins(behind, bar)) {
		*more = !digits && at != line;
		return behind + strlen(bar);
	}
	return begins(at, "> ") ? at + 2 : line;
}

/* The rest of a compiler's message. */
static void add_rest(const char *rest)
{
	char plain[LINE_LIMIT + 1];

	plain_form(rest, plain);
	keep(error.raw + strlen(error.raw), sizeof(error.raw) - strlen(error.raw), rest, strlen(rest));
	keep(error.plain + strlen(error.plain), sizeof(error.plain) - strlen(error.plain), plain,
	     strlen(plain));
}

void buildlog_line(const char *line)
{
	static char plain[LINE_LIMIT + 1];
	bool foreign, bare, more;

	line = behind_frame(behind_time(line), &more);
	if (more && error.pending && !*error.source) {
		add_rest(line);
		return;
	}
	foreign = plain_form(line, plain);
	if (!anchors[0].length)
		find_anchors();
	state.lines++;
	note_place(plain);
	if (step(plain)) {
		settle();
		return;
	}
	if (compiler_line(line, plain))
		return;
	bare = error.pending && isspace((unsigned char)*plain);
	if (bare) {		/* clang's line of source, without a number */
		if (!*error.source)
			KEEP(error.source, plain);
		return;
	}
	settle();
	if (state.not_signed && goes_on(plain))
		went_on();
	if (make_echo(line, plain))
		return;
	if (begins(plain, "WARNING: modpost: ") || begins(plain, "ERROR: ") || has(plain, "modpost: ")) {
		const struct change *change = change_behind(plain, "", "");

		if (change && !has(plain, "warning")) {
			conclude_change(change, line);
			state.failed = true;
			return;
		}
	}
	if (command(plain))
		return;
	if (foreign && foreign_rule(line, plain, sizeof(plain)))
		return;
	if (explain(line, plain))
		return;
	if (has(plain, "warning:") || has(plain, "WARNING:") || has(plain, "Warning:") ||
	    has(plain, "note:")) {
		/* It says more than that if no module comes out of it. */
		if (!state.made && (has(plain, "ailed ") || has(plain, "ailure")))
			suspect(line);
		return;
	}
	if (has(plain, "*** ") || begins(plain, "ERROR") || begins(plain, "FATAL") ||
	    begins(plain, "Error!") || has(plain, ": error: ") || begins(plain, "error:") ||
	    begins(plain, "error["))
		state.failed = true;
	if (state.suspects.count == SUSPECTS_KEPT && !state.made) {
		state.suspect_count++;	/* enough is known: it failed */
	} else if (says_failed(plain)) {
		state.foreign |= foreign;
		state.made = false;
		suspect(line);
	} else if (tool_speaks(plain)) {
		state.foreign |= foreign;
		state.made = false;
		suspect(line);
	} else if (foreign && has(plain, ":")) {
		/* FILE:LINE:COLUMN: and a word that is not known. */
		struct span file;
		const char *rest;
		bool column;

		if (place(plain, &file, &column, &rest) && column) {
			state.foreign = true;
			suspect(line);
		}
	}
}

/* --- the end ------------------------------------------------------------------------------- */

/*
 * A program of a package of its own may not be installed. Where PATH is known
 * to be wrong, nothing is known of that: it is one more that was not found.
 */
static const char *weak_code(const char *code, const char *program)
{
	bool by_name = !strcmp(code, "build-no-make") || !strcmp(code, "build-no-pahole");

	if (by_name && state.path_lost && !strchr(program, '/'))
		return "build-path";
	return code;
}

/* What was only likely counts where nothing else is a cause, or several say it. */
static void weigh(void)
{
	bool cause = any_fault();

	/* A make that runs is installed. */
	for (size_t i = 0; i + 2 < state.weak.count && state.make_ran; i += 3)
		state.path_lost |= !strcmp(state.weak.item[i], "build-no-make") &&
				   !strcmp(state.weak.item[i + 2], "make");

	for (size_t i = 0; i + 2 < state.weak.count && !cause; i += 3) {
		const char *code = weak_code(state.weak.item[i], state.weak.item[i + 2]);
		bool up_to_date = !strcmp(code, "build-up-to-date");

		/* Other lines that nobody knows: then it is no more than they. */
		if (!up_to_date && state.suspect_count > state.weak.count / 3)
			break;
		if (up_to_date && (state.compiled || state.failed))
			continue;
		if (!strcmp(code, "build-pwd") && !state.failed)
			continue;
		conclude(code, state.weak.item[i + 1], state.weak.item[i + 2], NULL);
		if (up_to_date)
			break;
	}
}

static void say_unknown(void)
{
	const struct list *lines = state.suspects.count ? &state.suspects : &state.echoes;
	char *looked = format("%zu lines that the build printed", state.lines);
	struct finding *f = NULL;

	if (any_fault() || *state.elsewhere || !(state.failed || (state.suspects.count && !state.made)))
		return;
	for (size_t i = 0; i < lines->count; i++)
		f = found("unknown-build", "%s", lines->item[i]);
	if (!f)
		return;
	about(f, looked, NULL);
	seen(f);
	if (state.foreign)
		found("build-language", "%s", lines->item[0]);
}

/*
 * The modules' symbols were looked at, and no file was compiled or linked. Of a
 * directory that DKMS has just filled that can only be: there was no module.
 */
static void nothing_made(void)
{
	struct span field[FIELDS] = { 0 };
	bool none = state.by_dkms;

	if (!state.modpost || state.compiled || state.failed || any_fault())
		return;
	/* Older kernels say how many. */
	if (match("  MODPOST {n} modules", state.modpost, field))
		none = span_is(field['n'], "0");
	conclude(none ? "build-nothing" : "build-no-step", state.modpost, NULL, NULL);
}

/*
 * buildlog_end() - the log is over: weigh what is left. What follows from
 * another finding is taken back.
 */
void buildlog_end(void)
{
	settle();
	did_not_go_on();
	if (state.own_name) {
		forget("build-license");
		forget("build-description");
		forget("build-undefined");
	}
	if (state.no_symvers)
		forget("build-undefined");
	if (has_found("build-headers-incomplete"))
		forget("build-undefined");
	if (has_found("build-two-inits"))
		forget("build-multiple");
	if (has_found("build-other-target"))
		forget("build-gcc-option");
	if (has_found("build-other-compiler")) {
		forget("build-gcc-option");
		forget("build-compiler-differs");
	}
	if (has_found("build-interface") && !state.failed)
		state.failed = true;
	weigh();
	nothing_made();
	say_unknown();
	close_findings();
}
