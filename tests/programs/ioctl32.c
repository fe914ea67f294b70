// SPDX-License-Identifier: GPL-2.0
/*
 * ioctl32 - an ioctl as a 32-bit program does it, for tests of compat_ioctl
 *
 * usage: ioctl32 FILE NUMBER VALUE...
 *
 * Passes a pointer to the VALUEs (32 bits each), or 0 if there is none, and
 * prints what the call returned and the values afterwards, or the error's
 * message. FILE is opened for reading and writing.
 *
 * A 64-bit program on x86 enters the kernel's 32-bit system calls by int 0x80,
 * so no second C library is needed. Exit status: 0 if the call succeeded, 1 if
 * not, 2 for bad usage or if FILE cannot be opened, 77 if this machine or this
 * kernel runs no 32-bit system calls of x86.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define VALUES_MAX	64
#define SKIP		77

#ifdef __x86_64__

#define NR_IOCTL_32	54	/* __NR_ioctl in asm/unistd_32.h */

/* Without 32-bit system calls the instruction is a general protection fault. */
static void no_int80(int signal)
{
	(void)signal;
	_exit(SKIP);
}

static int ioctl32(int fd, unsigned int number, void *pointer)
{
	int ret;

	asm volatile("int $0x80"
		     : "=a" (ret)
		     : "0" (NR_IOCTL_32), "b" (fd), "c" (number), "d" (pointer)
		     : "memory", "r8", "r9", "r10", "r11");
	return ret;
}

int main(int argc, char **argv)
{
	unsigned int *values;
	int fd, i, ret;

	if (argc < 3 || argc > 3 + VALUES_MAX) {
		fprintf(stderr, "usage: ioctl32 FILE NUMBER VALUE...\n");
		return 2;
	}
	/* The pointer must fit in 32 bits. */
	values = mmap(NULL, VALUES_MAX * sizeof(*values),
		      PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (values == MAP_FAILED) {
		perror("ioctl32: mmap");
		return 2;
	}
	for (i = 3; i < argc; i++)
		values[i - 3] = strtoul(argv[i], NULL, 0);
	fd = open(argv[1], O_RDWR);
	if (fd < 0) {
		perror("ioctl32: open");
		return 2;
	}

	signal(SIGSEGV, no_int80);
	ret = ioctl32(fd, strtoul(argv[2], NULL, 0), argc > 3 ? values : NULL);
	if (ret < 0) {
		printf("%s\n", strerror(-ret));
		return 1;
	}
	printf("%d", ret);
	for (i = 3; i < argc; i++)
		printf(" %u", values[i - 3]);
	putchar('\n');
	return 0;
}

#else

int main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return SKIP;
}

#endif
