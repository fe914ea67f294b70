// SPDX-License-Identifier: GPL-2.0
/*
 * modwhy - say why a kernel module does not build, load or go, and what to do
 *
 * C, and no library but libc: it shall run where something is broken already,
 * and in the lab's guest; it reads files that others made, so every byte of
 * them is looked at through three functions of elf.c, and no command is ever
 * made of them.
 */
#define _GNU_SOURCE
#include "modwhy.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION			/* the Makefile knows it */
#define VERSION	"unknown"
#endif

const char *symvers_file, *log_file;
bool stdin_closed;

static const char usage[] =
"usage: modwhy [OPTION...] FILE.ko [PARAMETER=VALUE...]\n"
"       modwhy [OPTION...] -- COMMAND...   (insmod, modprobe, rmmod ...)\n"
"       modwhy [OPTION...] --log FILE       (what insmod and dmesg said)\n"
"       modwhy [OPTION...] --rmmod NAME\n"
"       modwhy [OPTION...] --probe FILE.ko\n"
"       modwhy [OPTION...] --build DIRECTORY | FILE | -\n"
"       modwhy [OPTION...] --env\n"
"       modwhy --list\n"
"\n"
"Says why a kernel module does not load, go or build, and what to do.\n"
"\n"
"      --rmmod NAME     why a loaded module cannot be removed\n"
"      --probe FILE     which devices it is for, and who has them\n"
"      --build WHAT     run make there and explain; or its output, - is stdin\n"
"      --env            is this machine ready to build and load modules?\n"
"      --list           all verdicts that there are\n"
"  -j, --json           for programs\n"
"  -l, --log FILE       the kernel's log, as dmesg prints it; - is stdin\n"
"  -s, --symvers FILE   Module.symvers of the kernel (default: of its headers)\n"
"  -r, --root DIR       another system's /proc, /sys, /etc and /lib/modules\n"
"  -h, --help           this text\n"
"      --version        which version this is\n"
"\n"
"Exit status: 0 nothing wrong, 1 a cause was found, 2 it could not be looked at.\n";

enum mode { FILE_MODE, RMMOD, BUILD, ENV, PROBE };

/*
 * A file that is opened while one of the three is closed takes its number: a
 * report would then be written into it, or a log read from it.
 */
static void keep_three_open(void)
{
	/* So that a use of what was closed fails, as it would have. */
	static const int how[] = { O_WRONLY, O_RDONLY, O_WRONLY };

	stdin_closed = fcntl(STDIN_FILENO, F_GETFD) < 0;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", how[fd] | O_CLOEXEC) != fd)
			exit(2);
}

/* What was printed must have arrived. */
static int printed(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	fprintf(stderr, "modwhy: standard output: %s\n", strerror(errno));
	return 1;
}

static int bad_usage(const char *why)
{
	fprintf(stderr, "modwhy: %s\n%s", why, usage);
	return 2;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "rmmod", required_argument, NULL, 'R' },
		{ "build", required_argument, NULL, 'B' },
		{ "probe", required_argument, NULL, 'P' },
		{ "env", no_argument, NULL, 'E' },
		{ "list", no_argument, NULL, 'L' },
		{ "json", no_argument, NULL, 'j' },
		{ "log", required_argument, NULL, 'l' },
		{ "symvers", required_argument, NULL, 's' },
		{ "root", required_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ 0 }
	};
	enum mode mode = FILE_MODE;
	const char *what = NULL;
	bool json = false;
	int option;

	keep_three_open();
	/* "+": what comes after the file is the module's, not ours. */
	while ((option = getopt_long(argc, argv, "+jl:s:r:h", options, NULL)) >= 0)
		switch (option) {
		case 'R':
			mode = RMMOD;
			what = optarg;
			break;
		case 'B':
			mode = BUILD;
			what = optarg;
			break;
		case 'P':
			mode = PROBE;
			what = optarg;
			break;
		case 'E':
			mode = ENV;
			break;
		case 'L':
			report_list();
			return printed();
		case 'j':
			json = true;
			break;
		case 'l':
			log_file = optarg;
			break;
		case 's':
			symvers_file = optarg;
			break;
		case 'r':
			root = strcmp(optarg, "/") ? optarg : "";
			break;
		case 'h':
			fputs(usage, stdout);
			return printed();
		case 'V':
			puts("modwhy " VERSION);
			return printed();
		default:
			fputs(usage, stderr);
			return 2;
		}
	argv += optind;
	switch (mode) {
	case RMMOD:
		if (*argv)
			return bad_usage("--rmmod takes one name");
		check_unload(what);
		break;
	case BUILD:
		if (*argv)
			return bad_usage("--build takes one argument");
		check_build(what);
		break;
	case ENV:
		if (*argv)
			return bad_usage("--env takes no argument");
		check_env();
		break;
	case PROBE:
		if (*argv)
			return bad_usage("--probe takes one argument");
		check_probe(what);
		break;
	case FILE_MODE:
		if (!*argv && log_file) {
			check_log(log_file);
			break;
		}
		if (!*argv)
			return bad_usage("name a module's file, or what to do");
		if (strcmp(argv[-1], "--"))
			check_file(*argv, argv + 1);
		else if (*root)
			return bad_usage("a command runs on this system: not with --root");
		else
			run_command(argv);
	}
	return report(json);
}
