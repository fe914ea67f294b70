// SPDX-License-Identifier: GPL-2.0
/*
 * userspace_ioctl - talk to the module chardev2 by ioctl
 *
 * chardev.h says what the commands are, to this program and to the module: a
 * number or a structure that differed would not go unnoticed for long.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../chardev.h"

#define DEVICE "/dev/" CHARDEV_DEVICE

static const char usage_text[] =
	"usage: userspace_ioctl              set a message, get and compare it\n"
	"       userspace_ioctl set MESSAGE  (root only)\n"
	"       userspace_ioctl get\n"
	"       userspace_ioctl byte INDEX   one byte; the first is number 0\n"
	"\n"
	"Drives " DEVICE " of the module chardev2. Exit status: 0 if all went\n"
	"well, 1 if the device refused something, 2 for bad usage.\n";

static int failed(const char *what)
{
	fprintf(stderr, "userspace_ioctl: %s: %s\n", what, strerror(errno));
	return 1;
}

static int set_message(int fd, const char *text)
{
	struct chardev_msg msg = { .len = strlen(text) };

	if (msg.len > sizeof(msg.text)) {
		errno = EMSGSIZE;
		return failed("SET_MSG");
	}
	memcpy(msg.text, text, msg.len);
	if (ioctl(fd, CHARDEV_SET_MSG, &msg) < 0)
		return failed("SET_MSG");
	return 0;
}

static int get_message(int fd, struct chardev_msg *msg)
{
	if (ioctl(fd, CHARDEV_GET_MSG, msg) < 0)
		return failed("GET_MSG");
	if (msg->len > sizeof(msg->text)) {
		errno = EPROTO;
		return failed("GET_MSG");
	}
	return 0;
}

static int get_byte(int fd, unsigned long index, unsigned int *value)
{
	struct chardev_byte byte = { .index = index };

	if (index != byte.index) {
		errno = EINVAL;
		return failed("GET_NTH_BYTE");
	}
	if (ioctl(fd, CHARDEV_GET_NTH_BYTE, &byte) < 0)
		return failed("GET_NTH_BYTE");
	*value = byte.value;
	return 0;
}

/* One message there and back, as a whole and byte by byte. */
static int round_trip(int fd)
{
	static const char text[] = "There and back by ioctl";
	struct chardev_msg msg;
	unsigned int i, value;

	if (set_message(fd, text) || get_message(fd, &msg))
		return 1;
	if (msg.len != strlen(text) || memcmp(msg.text, text, msg.len)) {
		fprintf(stderr, "userspace_ioctl: GET_MSG: not what was set\n");
		return 1;
	}
	printf("GET_MSG:      %.*s\n", (int)msg.len, msg.text);

	printf("GET_NTH_BYTE: ");
	for (i = 0; i < msg.len; i++) {
		if (get_byte(fd, i, &value))
			return 1;
		if (value != (unsigned char)text[i]) {
			fprintf(stderr, "userspace_ioctl: byte %u differs\n",
				i);
			return 1;
		}
		putchar(value);
	}
	putchar('\n');
	return 0;
}

int main(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "";
	int is_set = argc == 3 && !strcmp(command, "set");
	int is_get = argc == 2 && !strcmp(command, "get");
	int is_byte = argc == 3 && !strcmp(command, "byte");
	unsigned long index = 0;
	struct chardev_msg msg;
	unsigned int value;
	char *end = NULL;
	int fd, ret;

	if (!strcmp(command, "-h") || !strcmp(command, "--help")) {
		fputs(usage_text, stdout);
		return 0;
	}
	if (is_byte) {
		errno = 0;
		index = strtoul(argv[2], &end, 0);
	}
	if ((argc > 1 && !is_set && !is_get && !is_byte) ||
	    (is_byte && (errno || *end || !isdigit((unsigned char)*argv[2])))) {
		fputs(usage_text, stderr);
		return 2;
	}

	fd = open(DEVICE, is_get || is_byte ? O_RDONLY : O_RDWR);
	if (fd < 0) {
		ret = errno;
		failed(DEVICE);
		if (ret == ENOENT)
			fputs("load the module: insmod chardev2.ko\n", stderr);
		return 1;
	}

	if (is_set) {
		ret = set_message(fd, argv[2]);
	} else if (is_get) {
		ret = get_message(fd, &msg);
		if (!ret)
			printf("%.*s\n", (int)msg.len, msg.text);
	} else if (is_byte) {
		ret = get_byte(fd, index, &value);
		if (!ret)
			printf("%u\n", value);
	} else {
		ret = round_trip(fd);
	}

	close(fd);
	if (fflush(stdout) == EOF)
		ret = failed("stdout");
	return ret;
}
