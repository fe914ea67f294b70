// SPDX-License-Identifier: GPL-2.0
/*
 * fop - single file operations, for tests that the shell cannot write
 *
 * usage: fop FILE MODE OPERATION...
 *
 * Opens FILE with MODE, does the operations in order and prints one line for
 * each: what it returned, and the data in C quotes; or the error's message.
 * MODE is r, w or rw, with n added for O_NONBLOCK, a for O_APPEND.
 *
 *   read:N          pread:N:OFFSET      up to N bytes (at most 65536)
 *   write:TEXT      pwrite:TEXT:OFFSET
 *   seek:OFFSET     seek-cur:OFFSET     seek-end:OFFSET
 *   bad-read:N      bad-write:N         with a pointer to nowhere
 *   ioctl:NUMBER:VALUE                  VALUE is passed as it is
 *   ioctl-int:NUMBER:VALUE              passes a pointer to VALUE, prints
 *                                       what stands there afterwards
 *   ioctl-bad:NUMBER                    passes a pointer to nowhere
 *   poll:MILLISECONDS                   prints the events in letters
 *   sleep:MILLISECONDS
 *
 * NUMBER is written as strtoul() reads it, 0x for hexadecimal. Exit status: 0
 * if every operation succeeded, 1 if one failed, 2 for bad usage or if FILE
 * cannot be opened.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BUFFER_MAX	65536
#define NOWHERE		((void *)16)	/* an address that is never mapped */

static char buffer[BUFFER_MAX];

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

/* The part of OP after its N-th colon, or an error. */
static char *argument(char *op, int n)
{
	char *p = op;

	while (n-- && p) {
		p = strchr(p, ':');
		if (p)
			p++;
	}
	if (!p) {
		fprintf(stderr, "fop: '%s' lacks an argument\n", op);
		exit(2);
	}
	return p;
}

static unsigned long number(char *op, int n)
{
	return strtoul(argument(op, n), NULL, 0);
}

static size_t length(char *op)
{
	size_t len = number(op, 1);

	return len > BUFFER_MAX ? BUFFER_MAX : len;
}

static int is_op(const char *op, const char *name)
{
	size_t len = strlen(name);

	return strncmp(op, name, len) == 0 && op[len] == ':';
}

/* Do OP; print its result. Returns 0, or 1 if it failed. */
static int operation(int fd, char *op)
{
	int has_data = 0, has_value = 0;
	struct pollfd pfd = { .fd = fd, .events = POLLIN | POLLOUT | POLLPRI };
	unsigned long value = 0;
	char *text, *end;
	long ret;

	errno = 0;
	if (is_op(op, "read")) {
		has_data = 1;
		ret = read(fd, buffer, length(op));
	} else if (is_op(op, "pread")) {
		has_data = 1;
		ret = pread(fd, buffer, length(op),
			    strtoll(argument(op, 2), NULL, 0));
	} else if (is_op(op, "write")) {
		text = argument(op, 1);
		ret = write(fd, text, strlen(text));
	} else if (is_op(op, "pwrite")) {
		text = argument(op, 1);
		end = strrchr(text, ':');
		if (!end)
			argument(text, 1);
		ret = pwrite(fd, text, end - text, strtoll(end + 1, NULL, 0));
	} else if (is_op(op, "seek")) {
		ret = lseek(fd, strtoll(argument(op, 1), NULL, 0), SEEK_SET);
	} else if (is_op(op, "seek-cur")) {
		ret = lseek(fd, strtoll(argument(op, 1), NULL, 0), SEEK_CUR);
	} else if (is_op(op, "seek-end")) {
		ret = lseek(fd, strtoll(argument(op, 1), NULL, 0), SEEK_END);
	} else if (is_op(op, "bad-read")) {
		ret = read(fd, NOWHERE, length(op));
	} else if (is_op(op, "bad-write")) {
		ret = write(fd, NOWHERE, length(op));
	} else if (is_op(op, "ioctl")) {
		ret = ioctl(fd, number(op, 1), number(op, 2));
	} else if (is_op(op, "ioctl-int")) {
		has_value = 1;
		value = number(op, 2);
		ret = ioctl(fd, number(op, 1), &value);
	} else if (is_op(op, "ioctl-bad")) {
		ret = ioctl(fd, number(op, 1), NOWHERE);
	} else if (is_op(op, "poll")) {
		ret = poll(&pfd, 1, number(op, 1));
	} else if (is_op(op, "sleep")) {
		ret = usleep(number(op, 1) * 1000);
	} else {
		fprintf(stderr, "fop: no operation '%s'\n", op);
		exit(2);
	}

	if (ret < 0) {
		printf("%s: %s\n", op, strerror(errno));
		return 1;
	}
	printf("%s: %ld", op, ret);
	if (has_data) {
		putchar(' ');
		print_data(buffer, ret);
	}
	if (has_value)
		printf(" %u", (unsigned int)value);
	if (is_op(op, "poll"))
		printf(" %s%s%s%s%s", pfd.revents & POLLIN ? "IN " : "",
		       pfd.revents & POLLOUT ? "OUT " : "",
		       pfd.revents & POLLPRI ? "PRI " : "",
		       pfd.revents & POLLERR ? "ERR " : "",
		       pfd.revents & POLLHUP ? "HUP " : "");
	putchar('\n');
	return 0;
}

int main(int argc, char **argv)
{
	int fd, flags, i, failed = 0;
	const char *mode;

	if (argc < 3) {
		fprintf(stderr, "usage: fop FILE MODE OPERATION...\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	mode = argv[2];
	if (strchr(mode, 'r'))
		flags = strchr(mode, 'w') ? O_RDWR : O_RDONLY;
	else
		flags = O_WRONLY;
	if (strchr(mode, 'n'))
		flags |= O_NONBLOCK;
	if (strchr(mode, 'a'))
		flags |= O_APPEND;

	fd = open(argv[1], flags);
	if (fd < 0) {
		printf("open: %s\n", strerror(errno));
		return 2;
	}
	for (i = 3; i < argc; i++)
		failed |= operation(fd, argv[i]);
	if (close(fd) < 0) {
		printf("close: %s\n", strerror(errno));
		return 1;
	}
	return failed;
}
