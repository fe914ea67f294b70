// SPDX-License-Identifier: GPL-2.0
/*
 * onpty - run a command on a terminal of its own
 *
 * usage: onpty COMMAND [ARGUMENT...]
 *
 * Opens a new pseudo-terminal, makes it the controlling terminal of COMMAND
 * and of nobody else, and copies to standard output, byte by byte, all that
 * is written to it. Exit status: COMMAND's; 2 for bad usage or if there is no
 * pseudo-terminal to be had; 126 if COMMAND cannot be run.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what, int status)
{
	fprintf(stderr, "onpty: %s: %s\n", what, strerror(errno));
	exit(status);
}

static void run(const char *name, char **command)
{
	int tty;

	if (setsid() < 0)
		die("setsid", 126);
	tty = open(name, O_RDWR);
	if (tty < 0)
		die(name, 126);
	if (ioctl(tty, TIOCSCTTY, 0) < 0)
		die("TIOCSCTTY", 126);
	if (dup2(tty, 0) < 0 || dup2(tty, 1) < 0 || dup2(tty, 2) < 0)
		die("dup2", 126);
	execvp(command[0], command);
	die(command[0], 126);
}

int main(int argc, char **argv)
{
	int master, status;
	char buffer[4096];
	ssize_t len;
	pid_t pid;

	if (argc < 2) {
		fprintf(stderr, "usage: onpty COMMAND [ARGUMENT...]\n");
		return 2;
	}
	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		die("no pseudo-terminal", 2);

	pid = fork();
	if (pid < 0)
		die("fork", 2);
	if (pid == 0)
		run(ptsname(master), argv + 1);

	/* EIO: the last one who had the terminal open has closed it. */
	while ((len = read(master, buffer, sizeof(buffer))) > 0) {
		if (write(1, buffer, len) != len)
			die("write", 2);
	}
	if (waitpid(pid, &status, 0) < 0)
		die("waitpid", 2);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
