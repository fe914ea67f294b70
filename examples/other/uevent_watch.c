// SPDX-License-Identifier: GPL-2.0
/*
 * uevent_watch - print the kernel's events, as udev hears them
 *
 * usage: uevent_watch TIMES [NAME=VALUE]
 *
 * Prints "listening", and then TIMES events, or TIMES of those that have this
 * variable, with all their variables but SEQNUM. Exit status: 0; 1 on an error;
 * 2 for bad usage.
 */
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define KERNEL	1	/* the group to which the kernel sends; 2 is udev's */

/* Whether VARIABLE, "NAME=VALUE", is among the strings from TEXT up to END. */
static int has(const char *text, const char *end, const char *variable)
{
	for (; text < end; text += strlen(text) + 1)
		if (!strcmp(text, variable))
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = KERNEL };
	struct sockaddr_nl from;
	socklen_t size = sizeof(from);
	char buffer[8192], *text, *end;
	int times, sock;
	ssize_t len;

	times = argc == 2 || argc == 3 ? atoi(argv[1]) : 0;
	if (times < 1) {
		fprintf(stderr, "usage: uevent_watch TIMES [NAME=VALUE]\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	sock = socket(AF_NETLINK, SOCK_DGRAM, NETLINK_KOBJECT_UEVENT);
	if (sock < 0 || bind(sock, (struct sockaddr *)&address, sizeof(address))) {
		perror("uevent_watch: socket");
		return 1;
	}
	puts("listening");
	while (times) {
		len = recvfrom(sock, buffer, sizeof(buffer) - 1, 0, (struct sockaddr *)&from, &size);
		if (len < 0) {
			perror("uevent_watch: recvfrom");
			return 1;
		}
		buffer[len] = 0;
		end = buffer + len;
		/* Programs could write to the group; the kernel's port is 0. */
		if (from.nl_pid || (argc == 3 && !has(buffer, end, argv[2])))
			continue;
		times--;
		puts(buffer);
		for (text = buffer + strlen(buffer) + 1; text < end; text += strlen(text) + 1)
			if (strncmp(text, "SEQNUM=", 7))
				printf("    %s\n", text);
	}
	return 0;
}
