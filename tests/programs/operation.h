/* SPDX-License-Identifier: GPL-2.0 */
/*
 * operation.h - single file operations in words, for fop and failwalk
 *
 *   read:N          pread:N:OFFSET      up to N bytes (at most 65536)
 *   write:TEXT      pwrite:TEXT:OFFSET
 *   seek:OFFSET     seek-cur:OFFSET     seek-end:OFFSET
 *   bad-read:N      bad-write:N         with a pointer to nowhere
 *   ioctl:NUMBER:VALUE                  VALUE is passed as it is
 *   ioctl-int:NUMBER:VALUE              passes a pointer to VALUE, before zeros
 *   ioctl-bad:NUMBER                    passes a pointer to nowhere
 *   poll:MILLISECONDS
 *   sleep:MILLISECONDS
 *   until:FILE      wait until there is such a file
 *
 * NUMBER is written as strtoul() reads it, 0x for hexadecimal. A MODE is r, w
 * or rw, with n added for O_NONBLOCK, a for O_APPEND.
 */
#ifndef OPERATION_H
#define OPERATION_H

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

/* What an operation did. */
struct outcome {
	long ret;
	int error;		/* errno, if ret is negative */
	int has_data;		/* ret bytes in buffer */
	unsigned int *value;	/* what the ioctl left there, or NULL */
	short revents;
};

static char buffer[BUFFER_MAX];

static _Noreturn void bad_operation(const char *op, const char *what)
{
	fprintf(stderr, "%s: '%s' %s\n", program_invocation_short_name, op, what);
	exit(2);
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
	if (!p)
		bad_operation(op, "lacks an argument");
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

static int open_mode(const char *path, const char *mode)
{
	int flags = O_WRONLY;

	if (strchr(mode, 'r'))
		flags = strchr(mode, 'w') ? O_RDWR : O_RDONLY;
	if (strchr(mode, 'n'))
		flags |= O_NONBLOCK;
	if (strchr(mode, 'a'))
		flags |= O_APPEND;
	return open(path, flags);
}

/* Do OP. What it needs is made ready by PREPARED just before the call. */
static struct outcome operation(int fd, char *op, void (*prepared)(void))
{
	static unsigned int values[64];
	struct pollfd pfd = { .fd = fd, .events = POLLIN | POLLOUT | POLLPRI };
	struct outcome o = { 0 };
	enum { READ, PREAD, WRITE, PWRITE, SEEK, IOCTL, POLL, SLEEP, UNTIL } call;
	unsigned long command = 0;
	off_t offset = 0;
	int whence = SEEK_SET;
	void *data = buffer;
	size_t len = 0;
	char *end;

	if (is_op(op, "read") || is_op(op, "bad-read")) {
		call = READ;
		len = length(op);
	} else if (is_op(op, "pread")) {
		call = PREAD;
		len = length(op);
		offset = strtoll(argument(op, 2), NULL, 0);
	} else if (is_op(op, "write")) {
		call = WRITE;
		data = argument(op, 1);
		len = strlen(data);
	} else if (is_op(op, "bad-write")) {
		call = WRITE;
		len = length(op);
	} else if (is_op(op, "pwrite")) {
		call = PWRITE;
		data = argument(op, 1);
		end = strrchr(data, ':');
		if (!end)
			bad_operation(op, "lacks an argument");
		len = end - (char *)data;
		offset = strtoll(end + 1, NULL, 0);
	} else if (is_op(op, "seek") || is_op(op, "seek-cur") || is_op(op, "seek-end")) {
		call = SEEK;
		offset = strtoll(argument(op, 1), NULL, 0);
		if (is_op(op, "seek-cur"))
			whence = SEEK_CUR;
		if (is_op(op, "seek-end"))
			whence = SEEK_END;
	} else if (is_op(op, "ioctl") || is_op(op, "ioctl-bad")) {
		call = IOCTL;
		command = number(op, 1);
		data = is_op(op, "ioctl") ? (void *)number(op, 2) : NOWHERE;
	} else if (is_op(op, "ioctl-int")) {
		call = IOCTL;
		command = number(op, 1);
		memset(values, 0, sizeof(values));
		values[0] = number(op, 2);
		data = o.value = values;
	} else if (is_op(op, "poll")) {
		call = POLL;
		len = number(op, 1);
	} else if (is_op(op, "sleep")) {
		call = SLEEP;
		len = number(op, 1);
	} else if (is_op(op, "until")) {
		call = UNTIL;
		data = argument(op, 1);
	} else {
		bad_operation(op, "is no operation");
	}
	if (is_op(op, "bad-read") || is_op(op, "bad-write"))
		data = NOWHERE;

	errno = 0;
	if (prepared)
		prepared();
	switch (call) {
	case READ:
		o.ret = read(fd, data, len);
		break;
	case PREAD:
		o.ret = pread(fd, data, len, offset);
		break;
	case WRITE:
		o.ret = write(fd, data, len);
		break;
	case PWRITE:
		o.ret = pwrite(fd, data, len, offset);
		break;
	case SEEK:
		o.ret = lseek(fd, offset, whence);
		break;
	case IOCTL:
		o.ret = ioctl(fd, command, data);
		break;
	case POLL:
		o.ret = poll(&pfd, 1, len);
		o.revents = pfd.revents;
		break;
	case SLEEP:
		o.ret = usleep(len * 1000);
		break;
	case UNTIL:
		while (access(data, F_OK))
			usleep(20000);
		o.ret = 0;
		errno = 0;
		break;
	}
	o.error = errno;
	o.has_data = call == PREAD || (call == READ && data == buffer);
	return o;
}

#endif /* OPERATION_H */
