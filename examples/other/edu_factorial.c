// SPDX-License-Identifier: GPL-2.0
/*
 * edu_factorial - have the card of pci-2 compute factorials
 *
 * usage: edu_factorial DEVICE N...
 *
 * Opens DEVICE once, asks it for N! of each N, and prints a line for each. Exit
 * status: 0 if the card gave them all, 1 if it refused one, 2 for bad usage.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../edu.h"

static int bad_usage(void)
{
	fputs("usage: edu_factorial DEVICE N...\n", stderr);
	return 2;
}

static int failed(const char *what)
{
	fprintf(stderr, "edu_factorial: %s: %s\n", what, strerror(errno));
	return 1;
}

/* Text to a number of the card's 32 bits: false if it is none. */
static int number(const char *text, __u32 *n)
{
	unsigned long value;
	char *end;

	errno = 0;
	value = strtoul(text, &end, 10);
	*n = value;
	return isdigit((unsigned char)*text) && !*end && !errno && *n == value;
}

int main(int argc, char **argv)
{
	struct edu_factorial job = { 0 };
	int fd, i, ret = 0;

	if (argc < 3)
		return bad_usage();
	for (i = 2; i < argc; i++)
		if (!number(argv[i], &job.n))
			return bad_usage();

	fd = open(argv[1], O_RDONLY);
	if (fd < 0)
		return failed(argv[1]);
	for (i = 2; i < argc; i++) {
		number(argv[i], &job.n);
		if (ioctl(fd, EDU_FACTORIAL, &job) < 0)
			ret = failed(argv[i]);
		else
			printf("%u! = %u\n", job.n, job.result);
	}
	close(fd);
	if (fflush(stdout) == EOF)
		ret = failed("standard output");
	return ret;
}
