// SPDX-License-Identifier: GPL-2.0
/*
 * build.c - why kbuild failed: run it or read what it printed, look at the
 * directory
 *
 * What the lines mean is in buildlog.c. Input is read in pieces of a fixed
 * size: neither a line nor the whole need fit into memory.
 */
#define _GNU_SOURCE
#include "modwhy.h"
#include "buildlog.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* No build prints more; /dev/zero does. */
#define LOG_LIMIT (1ULL << 30)

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

/* The Makefile and the Kbuild file of a directory, as one text; NULL: neither. */
static char *makefiles(const char *dir)
{
	char *make = read_here(format("%s/Makefile", dir));
	char *kbuild = read_here(format("%s/Kbuild", dir));

	if (!make && !kbuild)
		return NULL;
	return format("%s\n%s", make ? make : "", kbuild ? kbuild : "");
}

static void check_directory(const char *dir)
{
	char *text = makefiles(dir);
	char *path = realpath(dir, NULL);

	if (path && strpbrk(path, " \t:"))
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
				    dir, name), dir, NULL);
			return;
		}
	}
	found("build-no-makefile", "%s has no file Makefile, makefile or Kbuild", dir);
}

/*
 * kbuild_reads() - do the kbuild files of that kernel mention the variable? By
 * its own text, for distributions may bring a change to an older version.
 * false also where they cannot be read, so ask for one that all have, first.
 */
static bool kbuild_reads(const char *kernel, const char *variable)
{
	static const char *const files[] = {
		"scripts/Makefile.lib", "scripts/Makefile.build",
		"scripts/Kbuild.include",
	};

	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char *text = read_here(format("%s/%s", kernel, files[i]));

		if (text && strstr(text, variable))
			return true;
	}
	return false;
}

/* After a failure: the Makefile sets what this kernel's kbuild does not read. */
static void check_flags(const char *dir)
{
	static const struct {
		const char *now, *was;
	} flags[] = {
		{ "ccflags-y", "EXTRA_CFLAGS" }, { "asflags-y", "EXTRA_AFLAGS" },
		{ "ldflags-y", "EXTRA_LDFLAGS" },
	};
	const char *kernel = buildlog_kernel_dir();
	char *text = makefiles(dir);

	if (!kernel || !text || !kbuild_reads(kernel, "ccflags-y"))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(flags); i++) {
		struct finding *f;

		if (!strstr(text, flags[i].was) || kbuild_reads(kernel, flags[i].was))
			continue;
		f = found("build-extra-cflags", "%s sets %s, and no file in %s/scripts reads it",
			  dir, flags[i].was, kernel);
		about(f, flags[i].was, flags[i].now);
		seen(f);
		/* That is why the header is not found. */
		if (strstr(text, "-I"))
			forget("build-own-header");
	}
}

/* --- the run ----------------------------------------------------------------------------- */

/* Of a command that make shows, the end tells nothing: longer ones cannot be run. */
#define COMMAND_LIMIT	(2UL << 20)

/*
 * explain_all() - hand over each line; what is beyond LINE_LIMIT is dropped,
 * and bytes that are zero become spaces. An error of reading is reported.
 */
static void explain_all(int fd, const char *name, bool echo)
{
	static char block[65536];
	char line[LINE_LIMIT + 1];
	unsigned long long total = 0;
	size_t lines = 0, length = 0, whole = 0, endless = 0;
	ssize_t got;

	buildlog_begin();
	while ((got = read(fd, block, sizeof(block))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			cannot_look("%s: %s", name, strerror(errno));
			break;
		}
		if (echo)
			fwrite(block, 1, got, stderr);
		total += got;
		for (char *at = block; at < block + got;) {
			char *end = memchr(at, '\n', block + got - at);
			size_t piece = (end ? end : block + got) - at;
			size_t fits = LINE_LIMIT - length;

			if (fits > piece)
				fits = piece;
			memcpy(line + length, at, fits);
			length += fits;
			at += piece;
			endless += whole <= COMMAND_LIMIT && whole + piece > COMMAND_LIMIT;
			whole += piece;
			if (!end)
				break;
			if (length && line[length - 1] == '\r')
				length--;
			line[length] = '\0';
			buildlog_line(line);
			lines++;
			length = whole = 0;
			at++;
		}
		if (total > LOG_LIMIT && !echo) {
			cannot_look("%s: only the first %llu bytes were looked at",
				    name, LOG_LIMIT);
			break;
		}
	}
	if (length) {
		line[length] = '\0';
		buildlog_line(line);
		lines++;
	}
	buildlog_end();
	looked_at("%zu lines that the build printed", lines);
	if (endless)
		cannot_look("%s: the ends of %zu lines, which are longer than any command", name,
			    endless);
	if (!total && !echo && got == 0)
		cannot_look("%s: there is nothing in it; make prints its errors to standard error: make 2>&1",
			    name);
}

/* The file that the log names as the one with the reason, if it is here. */
static void follow(void)
{
	const char *path = buildlog_elsewhere();
	int fd;

	if (!path)
		return;
	fd = open(below_root(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		about(found("build-dkms-log", "%s: %s", path, strerror(errno)),
		      path, NULL);
		return;
	}
	looked_at("%s, which the first log names", path);
	explain_all(fd, path, false);
	close(fd);
}

static int run_make(const char *dir)
{
	int pipes[2], status = -1;
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
	if (child < 0) {
		close(pipes[0]);
		return -1;
	}
	explain_all(pipes[0], "what make printed", true);
	close(pipes[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static void build_there(const char *dir)
{
	int status;

	check_directory(dir);
	status = run_make(dir);
	if (status < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127)) {
		about(found("build-no-make", "make could not be run"), "make", NULL);
		return;
	}
	if (status) {
		check_flags(dir);
		if (!any_fault())
			about(found("unknown-build", WIFSIGNALED(status) ?
				    "make was ended by signal %d" :
				    "make ended with status %d",
				    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)),
			      "all that make printed", NULL);
	} else if (!any_module(dir)) {
		found("build-nothing", "make ended with status 0, and %s holds no .ko file",
		      dir);
	}
}

/*
 * check_build() - run make in a directory; or read what it printed from a file
 * or, by the name of "-", from standard input.
 */
void check_build(const char *what)
{
	struct stat st;
	int fd;

	report_file = what;
	if (!strcmp(what, "-")) {
		explain_all(STDIN_FILENO, "standard input", false);
		follow();
	} else if (stat(what, &st) < 0) {
		cannot_look("%s: %s", what, strerror(errno));
	} else if (!S_ISDIR(st.st_mode)) {
		fd = open(what, O_RDONLY | O_CLOEXEC);
		if (fd < 0) {
			cannot_look("%s: %s", what, strerror(errno));
			return;
		}
		explain_all(fd, what, false);
		close(fd);
		follow();
	} else {
		build_there(what);
	}
}
