// SPDX-License-Identifier: GPL-2.0
/*
 * evdump - print the events of an input device
 *
 * usage: evdump DEVICE MILLISECONDS [KEY]
 *
 * Opens DEVICE (/dev/input/eventN), prints "ready" and then, for as long as
 * it was told or until key number KEY is pressed, one line "TYPE CODE VALUE"
 * for each event, in the numbers of <linux/input-event-codes.h>. The reports'
 * ends (EV_SYN) and the events of KEY are not printed.
 * Exit status: 0 when the time is over or KEY was pressed, 1 if reading failed
 * (with the error's message as the last line), 2 for bad usage or if DEVICE
 * cannot be opened.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
	struct input_event event;
	struct pollfd pfd = { .events = POLLIN };
	long end, left, key;
	ssize_t len;

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: evdump DEVICE MILLISECONDS [KEY]\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	pfd.fd = open(argv[1], O_RDONLY);
	if (pfd.fd < 0) {
		printf("open: %s\n", strerror(errno));
		return 2;
	}
	printf("ready\n");
	key = argc == 4 ? strtol(argv[3], NULL, 10) : -1;

	end = now_ms() + strtol(argv[2], NULL, 10);
	while ((left = end - now_ms()) > 0) {
		if (poll(&pfd, 1, left) <= 0)
			continue;
		len = read(pfd.fd, &event, sizeof(event));
		if (len != sizeof(event)) {
			printf("read: %s\n", len < 0 ? strerror(errno) : "end of file");
			return 1;
		}
		if (event.type == EV_KEY && event.code == key)
			break;
		if (event.type != EV_SYN)
			printf("%u %u %d\n", event.type, event.code, event.value);
	}
	return 0;
}
