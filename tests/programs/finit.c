// SPDX-License-Identifier: GPL-2.0
/*
 * finit - finit_module(2) and nothing else: a loader that unpacks nothing
 *
 *   finit FILE [PARAMETERS]
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int fd = argc > 1 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0)
		err(1, "%s", argc > 1 ? argv[1] : "usage: finit FILE [PARAMETERS]");
	if (syscall(SYS_finit_module, fd, argc > 2 ? argv[2] : "", 0))
		err(1, "%s", argv[1]);
	return 0;
}
