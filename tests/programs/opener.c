// SPDX-License-Identifier: GPL-2.0
/*
 * opener - open a file by a given system call
 *
 * usage: opener CALL PATH
 *
 * CALL is open, openat or openat2 (not the C library's choice, but that very
 * system call), bad for an openat() with a pointer to nowhere, or loop to open
 * and close PATH with openat() every few milliseconds until killed. Prints
 * "CALL: ok" or the error's message. Exit status: 0 for ok, 1 if the call
 * failed, 2 for bad usage or if this kernel has no such call.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOWHERE		((const char *)16)	/* never mapped */

static long openat_call(const char *path)
{
	return syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
}

int main(int argc, char **argv)
{
	struct open_how how = { .flags = O_RDONLY };
	const char *call, *path;
	long fd;

	if (argc != 3) {
		fprintf(stderr, "usage: opener CALL PATH\n");
		return 2;
	}
	call = argv[1];
	path = argv[2];

	if (strcmp(call, "open") == 0) {
#ifdef SYS_open
		fd = syscall(SYS_open, path, O_RDONLY, 0);
#else
		fprintf(stderr, "opener: there is no open() here\n");
		return 2;
#endif
	} else if (strcmp(call, "openat") == 0) {
		fd = openat_call(path);
	} else if (strcmp(call, "openat2") == 0) {
		fd = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof(how));
	} else if (strcmp(call, "bad") == 0) {
		fd = openat_call(NOWHERE);
	} else if (strcmp(call, "loop") == 0) {
		while ((fd = openat_call(path)) >= 0) {
			close(fd);
			usleep(3000);
		}
	} else {
		fprintf(stderr, "opener: no call '%s'\n", call);
		return 2;
	}

	if (fd < 0) {
		printf("%s: %s\n", call, strerror(errno));
		return 1;
	}
	printf("%s: ok\n", call);
	return 0;
}
