// SPDX-License-Identifier: GPL-2.0
/*
 * tools - the options of util-linux that the sessions use and busybox has not
 *
 * usage: setpriv [--reuid N] [--regid N] [--clear-groups] COMMAND...
 *        setsid [-w] COMMAND...
 *
 * One program: the name by which it is called decides. setsid starts COMMAND
 * in a session of its own, without a terminal; with -w it waits for its end and
 * hands on its status.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what)
{
	fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what, strerror(errno));
	exit(1);
}

static void run(char **command)
{
	if (!command[0]) {
		fprintf(stderr, "%s: which command?\n", program_invocation_short_name);
		exit(1);
	}
	execvp(command[0], command);
	fail(command[0]);
}

static long number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end || n < 0) {
		fprintf(stderr, "%s: '%s' is no number of a user\n", program_invocation_short_name, text);
		exit(1);
	}
	return n;
}

static void setpriv(int argc, char **argv)
{
	static const struct option options[] = {
		{ "reuid", required_argument, NULL, 'u' },
		{ "regid", required_argument, NULL, 'g' },
		{ "clear-groups", no_argument, NULL, 'c' },
		{ }
	};
	long uid = -1, gid = -1;
	int c;

	while ((c = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (c) {
		case 'u':
			uid = number(optarg);
			break;
		case 'g':
			gid = number(optarg);
			break;
		case 'c':
			if (setgroups(0, NULL))
				fail("setgroups");
			break;
		default:
			exit(1);
		}
	}
	/* The user last: who is root no more may not change the group. */
	if (gid >= 0 && setresgid(gid, gid, gid))
		fail("setresgid");
	if (uid >= 0 && setresuid(uid, uid, uid))
		fail("setresuid");
	run(argv + optind);
}

static void new_session(int argc, char **argv)
{
	int wait = argc > 1 && !strcmp(argv[1], "-w"), status;
	pid_t child;

	/* The leader of a group cannot begin a session. */
	child = getpgrp() == getpid() || wait ? fork() : 0;
	if (child < 0)
		fail("fork");
	if (!child) {
		if (setsid() < 0)
			fail("setsid");
		run(argv + 1 + wait);
	}
	if (!wait)
		return;
	if (waitpid(child, &status, 0) < 0)
		fail("waitpid");
	exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

int main(int argc, char **argv)
{
	if (!strcmp(program_invocation_short_name, "setpriv"))
		setpriv(argc, argv);
	else
		new_session(argc, argv);
	return 0;
}
