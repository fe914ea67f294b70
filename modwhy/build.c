// SPDX-License-Identifier: GPL-2.0
/*
 * build.c - why kbuild failed, from what it printed and from the directory
 *
 * The lines are those of make, gcc, clang, modpost and kbuild's scripts, of
 * Linux 5.10 to 7.3.
 */
#define _GNU_SOURCE
#include "modwhy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* {s} and {o} are the finding's subject and other. The first that fits counts. */
static const struct rule {
	const char *pattern, *code;
} rules[] = {
	{ "make{x}: *** {s}: No such file or directory.  Stop.", "build-no-headers" },
	{ "{x}No rule to make target 'modules'.  Stop.", "build-stale-headers" },
	{ "{x}ERROR: Kernel configuration is invalid.", "build-stale-headers" },
	{ "{x}No rule to make target '{y}syscall_32.tbl', needed by{z}", "build-pwd" },
	{ "{x}No rule to make target '{s}.o', needed by{z}", "build-object" },
	{ "{x}No rule to make target '{s}', needed by{z}.o'.  Stop.", "build-object" },
	{ "{x}scripts/basic/Makefile{y}", "build-pwd" },
	{ "{x}SYNC    include/config/auto.conf.cmd", "build-pwd" },
	{ "{x}Makefile.build:{y}: {s}/Makefile: No such file or directory", "build-makefile-name" },
	{ "{x}No rule to make target '{s}/Makefile'.  Stop.", "build-makefile-name" },
	{ "{x}No rule to make target 'Makefile'.  Stop.", "build-makefile-name" },
	{ "{x}No rule to make target '{s}'.  Stop.", "build-space" },
	{ "{x}No targets specified and no makefile found.{y}", "build-no-makefile" },
	{ "{s}: *** missing separator{y}", "build-tab" },
	{ "{x}error: unrecognized command-line option '{s}'{y}", "build-gcc-option" },
	{ "{x}error: unrecognized argument in option '{s}'{y}", "build-gcc-option" },
	{ "{x}error: unknown argument: '{s}'{y}", "build-gcc-option" },
	{ "{x}fatal error: {s}: No such file or directory", "build-no-header" },
	{ "{x}fatal error: '{s}' file not found", "build-no-header" },
	{ "{x}Magic {s}() function name is deprecated{y}", "build-init-name" },
	{ "{x}error: implicit declaration of function '{s}'{y}", "build-implicit" },
	{ "{x}error: call to undeclared function '{s}'{y}", "build-implicit" },
	{ "{x}missing MODULE_LICENSE() in {s}", "build-license" },
	{ "{x}modpost: {s}: missing MODULE_LICENSE()", "build-license" },
	{ "{x}missing MODULE_DESCRIPTION() in {s}", "build-description" },
	{ "{x}modpost: {s}: missing MODULE_DESCRIPTION()", "build-description" },
	{ "{x}GPL-incompatible module {o} uses GPL-only symbol '{s}'", "build-gpl-only" },
	{ "{x}module {m} uses symbol {s} from namespace {o}, but does not import it.", "build-namespace" },
	{ "{x}GPL-incompatible module uses GPL-only symbol '{s}'", "build-gpl-only" },
	{ "{x}module uses symbol '{s}' from namespace '{o}', but does not import it.", "build-namespace" },
	{ "{x}modpost: \"{s}\" [{o}] undefined!", "build-undefined" },
	{ "{x}symbol '{s}' undefined!", "build-undefined" },
	{ "{x}version `GLIBC_{y}' not found (required by {s})", "build-glibc" },
	{ "{s}: error while loading shared libraries: {x}", "build-glibc" },
	{ "{x}: pahole: not found", "build-no-pahole" },
	{ "{x}: pahole: command not found", "build-no-pahole" },
	{ "{x}: {s}: not found", "build-no-make" },
	{ "{x}: {s}: command not found", "build-no-make" },
	{ "make{x}: {s}: No such file or directory", "build-no-make" },
	{ "{x}compiler differs from the one used to build the kernel", "build-compiler-differs" },
	{ "Skipping BTF generation {x} due to unavailability of vmlinux", "build-no-btf" },
	{ "{x}No space left on device{y}", "build-disk-full" },
	{ "{s}: Permission denied{y}", "build-readonly" },
	{ "{s}: Read-only file system{y}", "build-readonly" },
	{ "{s}: error: {o}", "build-error" },
};

/* Compilers quote with U+2018 and U+2019 where the locale lets them. */
static char *plain_quotes(char *line)
{
	char *out = line;

	for (char *in = line; *in; in++) {
		if (begins(in, "\xe2\x80\x98") || begins(in, "\xe2\x80\x99")) {
			*out++ = '\'';
			in += 2;
		} else {
			*out++ = *in;
		}
	}
	*out = '\0';
	return line;
}

static void explain(char *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		char *field[FIELDS] = { NULL };
		const char *code = rules[i].code;
		struct finding *f;

		if (!fields(rules[i].pattern, line, field))
			continue;
		/* Its lines come again and again; the first one counts. */
		if (!strcmp(code, "build-error")) {
			if (has_found(code))
				return;
			field['s'] = format("%s", line);
		}
		if (!strcmp(code, "build-no-pahole"))
			field['s'] = format("pahole");
		/* The shell says in which line: "sh: 72: flex: not found". */
		if (!strcmp(code, "build-no-make") && strrchr(field['s'], ' '))
			field['s'] = format("%s", strrchr(field['s'], ' ') + 1);
		f = found(code, "%s", line);
		about(f, field['s'], field['o']);
		seen(f);
		return;
	}
}

/* --- the directory ------------------------------------------------------------------ */

static bool in_dir(const char *dir, const char *name)
{
	struct dirent *entry;
	DIR *d = opendir(dir);
	bool there = false;

	/* By the directory's own spelling: some file systems overlook case. */
	while (d && !there && (entry = readdir(d)))
		there = !strcmp(entry->d_name, name);
	if (d)
		closedir(d);
	return there;
}

static bool any_module(const char *dir)
{
	struct dirent *entry;
	DIR *d = opendir(dir);
	bool there = false;

	while (d && !there && (entry = readdir(d)))
		there = ends(entry->d_name, ".ko");
	if (d)
		closedir(d);
	return there;
}

static void check_directory(const char *dir)
{
	char *text = read_here(format("%s/Makefile", dir));
	char *path = realpath(dir, NULL);

	if (path && strpbrk(path, " \t"))
		about(found("build-space", "the directory is '%s'", path),
		      format("%s", path), NULL);
	free(path);
	if (text && strstr(text, "$(PWD)"))
		found("build-sudo", "%s/Makefile says $(PWD)", dir);
	if (text || in_dir(dir, "Kbuild") || in_dir(dir, "Makefile"))
		return;
	for (size_t i = 0; i < 2; i++) {
		const char *name = i ? "GNUmakefile" : "makefile";

		if (in_dir(dir, name)) {
			about(found("build-makefile-name", "%s has a file %s, and no Makefile or Kbuild",
				    dir, name), name, NULL);
			return;
		}
	}
	found("build-no-makefile", "%s has no file Makefile, makefile or Kbuild", dir);
}

/* --- the run ----------------------------------------------------------------------------- */

static void explain_all(FILE *in, bool echo)
{
	char *line = NULL;
	size_t room = 0, lines = 0;
	ssize_t length;

	while ((length = getline(&line, &room, in)) >= 0) {
		if (echo)
			fwrite(line, 1, length, stderr);
		line[strcspn(line, "\r\n")] = '\0';
		explain(plain_quotes(line));
		lines++;
	}
	free(line);
	looked_at("%zu lines that the build printed", lines);
}

static int run_make(const char *dir)
{
	int pipes[2], status = -1;
	FILE *in;
	pid_t child;

	if (pipe2(pipes, O_CLOEXEC) < 0)
		return -1;
	child = fork();
	if (child == 0) {
		char *path = realpath(dir, NULL);

		/* As a shell there would call it: PWD too, where it is set. */
		if (!path || chdir(path) < 0 ||
		    (getenv("PWD") && setenv("PWD", path, 1)) ||
		    setenv("LC_ALL", "C", 1) ||
		    dup2(pipes[1], 1) < 0 || dup2(pipes[1], 2) < 0)
			_exit(127);
		execlp("make", "make", (char *)NULL);
		_exit(127);
	}
	close(pipes[1]);
	in = fdopen(pipes[0], "r");
	if (child < 0 || !in)
		return -1;
	explain_all(in, true);
	fclose(in);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/*
 * check_build() - run make in a directory; or read what it printed from a file
 * or, by the name of "-", from standard input.
 */
void check_build(const char *what)
{
	struct stat st;
	FILE *in;
	int status;

	report_file = what;
	if (!strcmp(what, "-")) {
		explain_all(stdin, false);
	} else if (stat(what, &st) < 0) {
		cannot_look("%s: %s", what, strerror(errno));
	} else if (!S_ISDIR(st.st_mode)) {
		in = fopen(what, "r");
		if (!in) {
			cannot_look("%s: %s", what, strerror(errno));
			return;
		}
		explain_all(in, false);
		fclose(in);
	} else {
		check_directory(what);
		status = run_make(what);
		if (status < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
			about(found("build-no-make", "make could not be run"), "make", NULL);
		else if (status && !any_found())
			cannot_look("make failed, and no line that it printed is one that modwhy knows");
		else if (!status && !any_module(what))
			found("build-nothing", "make ended with status 0, and %s holds no .ko file",
			      what);
	}
}
