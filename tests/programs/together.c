// SPDX-License-Identifier: GPL-2.0
/*
 * together - write to one file from two processors at the very same time
 *
 * usage: together COUNT FILE TEXT
 *
 * Two processes, each on a processor of its own, write TEXT COUNT times, each
 * time with a write(2) that begins when the other's does: they wait for each
 * other in a loop, not asleep. What a lock must keep apart meets here.
 *
 * Exit status: 0; 1 if a write failed, with its error; 2 for bad usage or if
 * there is only one processor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_long *arrived;	/* how often, by both */

static int one(int cpu, long count, const char *name, const char *text)
{
	size_t len = strlen(text);
	cpu_set_t set;
	long i;
	int fd;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set)) {
		perror("together: no second processor");
		return 2;
	}
	fd = open(name, O_WRONLY);
	if (fd < 0) {
		fprintf(stderr, "together: %s: %s\n", name, strerror(errno));
		return 1;
	}
	for (i = 1; i <= count; i++) {
		atomic_fetch_add(arrived, 1);
		while (atomic_load(arrived) < 2 * i)
			;
		if (write(fd, text, len) != (ssize_t)len) {
			fprintf(stderr, "together: write: %s\n", strerror(errno));
			/* Do not let the other wait forever. */
			atomic_fetch_add(arrived, 2 * count);
			return 1;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	long count = argc == 4 ? atol(argv[1]) : 0;
	int status, bad;
	pid_t pid;

	if (count < 1) {
		fprintf(stderr, "usage: together COUNT FILE TEXT\n");
		return 2;
	}
	arrived = mmap(NULL, sizeof(*arrived), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (arrived == MAP_FAILED) {
		perror("together: mmap");
		return 2;
	}
	pid = fork();
	if (pid < 0) {
		perror("together: fork");
		return 2;
	}
	bad = one(pid == 0, count, argv[2], argv[3]);
	if (pid == 0)
		_exit(bad);
	if (bad == 2)	/* it never arrived */
		kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status))
		return bad ? bad : 1;
	return bad ? bad : WEXITSTATUS(status);
}
