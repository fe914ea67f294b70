// SPDX-License-Identifier: GPL-2.0
/*
 * fop - single file operations, for tests that the shell cannot write
 *
 * usage: fop FILE MODE OPERATION...
 *
 * Opens FILE with MODE, does the operations in order and prints one line for
 * each: what it returned, and the data in C quotes; or the error's message.
 * MODE and OPERATION: see operation.h. After an ioctl-int comes what is at
 * the pointer afterwards, after a poll the events in letters. Exit status: 0
 * if every operation succeeded, 1 if one failed, 2 for bad usage or if FILE
 * cannot be opened.
 */
#define _GNU_SOURCE
#include <ctype.h>

#include "operation.h"

static void print_data(const char *data, ssize_t len)
{
	ssize_t i;

	putchar('"');
	for (i = 0; i < len; i++) {
		if (data[i] == '\n')
			printf("\\n");
		else if (data[i] == '"' || data[i] == '\\')
			printf("\\%c", data[i]);
		else if (isprint((unsigned char)data[i]))
			putchar(data[i]);
		else
			printf("\\x%02x", (unsigned char)data[i]);
	}
	putchar('"');
}

/* Do OP; print its result. Returns 0, or 1 if it failed. */
static int print_operation(int fd, char *op)
{
	struct outcome o = operation(fd, op, NULL);

	if (o.ret < 0) {
		printf("%s: %s\n", op, strerror(o.error));
		return 1;
	}
	printf("%s: %ld", op, o.ret);
	if (o.has_data) {
		putchar(' ');
		print_data(buffer, o.ret);
	}
	if (o.value)
		printf(" %u", *o.value);
	if (is_op(op, "poll"))
		printf(" %s%s%s%s%s", o.revents & POLLIN ? "IN " : "",
		       o.revents & POLLOUT ? "OUT " : "",
		       o.revents & POLLPRI ? "PRI " : "",
		       o.revents & POLLERR ? "ERR " : "",
		       o.revents & POLLHUP ? "HUP " : "");
	putchar('\n');
	return 0;
}

int main(int argc, char **argv)
{
	int fd, i, failed = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: fop FILE MODE OPERATION...\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	fd = open_mode(argv[1], argv[2]);
	if (fd < 0) {
		printf("open: %s\n", strerror(errno));
		return 2;
	}
	for (i = 3; i < argc; i++)
		failed |= print_operation(fd, argv[i]);
	if (close(fd) < 0) {
		printf("close: %s\n", strerror(errno));
		return 1;
	}
	return failed;
}
