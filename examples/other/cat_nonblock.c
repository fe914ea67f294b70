// SPDX-License-Identifier: GPL-2.0
/*
 * cat_nonblock - print a file, but do not wait for it
 *
 * usage: cat_nonblock FILE
 *
 * Opens FILE with O_NONBLOCK and prints it, or "Open would block" if opening it
 * would have to wait, as for /proc/sleep while somebody has it open. Exit
 * status: 0 if the file was printed, 1 if it would block, 2 on any error.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int error(const char *what)
{
	fprintf(stderr, "cat_nonblock: %s: %s\n", what, strerror(errno));
	return 2;
}

/* write(2) may write less than it was asked to. */
static int write_all(int fd, const char *data, size_t len)
{
	ssize_t done;

	while (len > 0) {
		done = write(fd, data, len);
		if (done < 0) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		data += done;
		len -= done;
	}
	return 0;
}

int main(int argc, char **argv)
{
	char buffer[4096];
	ssize_t len;
	int fd;

	if (argc != 2) {
		fprintf(stderr, "usage: cat_nonblock FILE\n");
		return 2;
	}

	fd = open(argv[1], O_RDONLY | O_NONBLOCK);
	if (fd < 0 && errno == EAGAIN) {
		puts("Open would block");
		return 1;
	}
	if (fd < 0)
		return error(argv[1]);

	while ((len = read(fd, buffer, sizeof(buffer))) != 0) {
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0 && errno == EAGAIN) {
			puts("Read would block");
			return 1;
		}
		if (len < 0)
			return error(argv[1]);
		if (write_all(STDOUT_FILENO, buffer, len) < 0)
			return error("standard output");
	}
	close(fd);
	return 0;
}
