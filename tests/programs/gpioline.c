// SPDX-License-Identifier: GPL-2.0
/*
 * gpioline - lines of a GPIO chip by its character device
 *
 * usage: gpioline LABEL get LINE		print its level
 *	 gpioline LABEL set LINE VALUE		drive it, print what it reads back,
 *						and let go
 *	 gpioline LABEL count LINE EDGES FILE VALUE...
 *						write each VALUE to FILE, print how
 *						many EDGES (rising, falling, both)
 *						came, and of which kind: r and f
 *	 gpioline LABEL hold LINE PROGRAM [ARGUMENT...]
 *						run PROGRAM with the line as an output
 *
 * It speaks version 2 of the interface (linux/gpio.h, since 5.10). Exit status: 0;
 * 1 with the error's message if the kernel refuses; 2 for bad usage or if there is
 * no chip with that label.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The chip's device, open; there are never more than a few. */
static int open_chip(const char *label)
{
	struct gpiochip_info info;
	char path[32];
	int i, fd;

	for (i = 0; i < 32; i++) {
		snprintf(path, sizeof(path), "/dev/gpiochip%d", i);
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			continue;
		if (!ioctl(fd, GPIO_GET_CHIPINFO_IOCTL, &info) &&
		    !strcmp(info.label, label))
			return fd;
		close(fd);
	}
	errx(2, "no chip with the label %s", label);
}

static int request(int chip, unsigned int line, __u64 flags)
{
	struct gpio_v2_line_request ask = {
		.offsets = { line },
		.num_lines = 1,
		.consumer = "gpioline",
		.config = { .flags = flags },
	};

	if (ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &ask))
		err(1, "line %u", line);
	return ask.fd;
}

static int get(int fd)
{
	struct gpio_v2_line_values values = { .mask = 1 };

	if (ioctl(fd, GPIO_V2_LINE_GET_VALUES_IOCTL, &values))
		err(1, "get");
	return values.bits & 1;
}

static void set(int fd, int value)
{
	struct gpio_v2_line_values values = { .mask = 1, .bits = value };

	if (ioctl(fd, GPIO_V2_LINE_SET_VALUES_IOCTL, &values))
		err(1, "set");
}

static void run(char **argv)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		execvp(argv[0], argv);
		err(127, "%s", argv[0]);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		err(1, "%s", argv[0]);
	if (status)
		errx(1, "%s failed", argv[0]);
}

/*
 * Write the values to the file, and print the events. The kernel reports events in
 * a thread, which sees one where two come at once: so each has the time to arrive.
 */
static void count(int fd, const char *path, char **values)
{
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	struct gpio_v2_line_event event;
	char kinds[64] = "";
	size_t n = 0;
	FILE *file;

	for (; *values; values++) {
		file = fopen(path, "w");
		if (!file || fputs(*values, file) < 0 || fclose(file))
			err(1, "%s", path);
		while (poll(&poller, 1, 300) > 0) {
			if (read(fd, &event, sizeof(event)) != sizeof(event))
				err(1, "read");
			if (n < sizeof(kinds) - 1)
				kinds[n] = event.id == GPIO_V2_LINE_EVENT_RISING_EDGE ?
					   'r' : 'f';
			n++;
		}
	}
	printf("%zu %s\n", n, kinds);
}

static __u64 edges(const char *word)
{
	__u64 both = GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING;

	return GPIO_V2_LINE_FLAG_INPUT |
	       (!strcmp(word, "rising") ? GPIO_V2_LINE_FLAG_EDGE_RISING :
		!strcmp(word, "falling") ? GPIO_V2_LINE_FLAG_EDGE_FALLING : both);
}

int main(int argc, char **argv)
{
	const char *what = argc > 3 ? argv[2] : "";
	unsigned int line;
	int chip, fd;

	if (argc < 4)
		errx(2, "usage: gpioline LABEL get|set|count|hold LINE [ARGUMENT...]");
	chip = open_chip(argv[1]);
	line = atoi(argv[3]);

	if (!strcmp(what, "get")) {
		printf("%d\n", get(request(chip, line, GPIO_V2_LINE_FLAG_INPUT)));
	} else if (!strcmp(what, "set") && argc == 5) {
		fd = request(chip, line, GPIO_V2_LINE_FLAG_OUTPUT);
		set(fd, atoi(argv[4]));
		printf("%d\n", get(fd));
	} else if (!strcmp(what, "count") && argc > 5) {
		fd = request(chip, line, edges(argv[4]));
		count(fd, argv[5], argv + 6);
	} else if (!strcmp(what, "hold") && argc > 4) {
		request(chip, line, GPIO_V2_LINE_FLAG_OUTPUT);
		run(argv + 4);
	} else {
		errx(2, "%s: not known, or too few arguments", what);
	}
	return 0;
}
