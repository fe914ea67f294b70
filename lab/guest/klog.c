// SPDX-License-Identifier: GPL-2.0
/*
 * klog - the kernel's log by sequence number, for the lab's scripts
 *
 *   klog		print the number that the next record will get
 *   klog NUMBER	print the records from NUMBER on, as dmesg does
 *   klog -t NUMBER	the same without the time
 *
 * Exit status: 0; 1 if records from NUMBER on were already overwritten (what
 * is left is printed all the same); 2 on any other error.
 *
 * The format of /dev/kmsg is that of Documentation/ABI/testing/dev-kmsg.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Print TEXT up to its end of line; the kernel wrote odd bytes as \xHH. */
static void print_text(const char *text)
{
	unsigned int byte;

	for (; *text && *text != '\n'; text++) {
		if (text[0] == '\\' && text[1] == 'x' &&
		    isxdigit((unsigned char)text[2]) &&
		    sscanf(text + 2, "%2x", &byte) == 1) {
			putchar(byte);
			text += 3;
		} else {
			putchar(*text);
		}
	}
	putchar('\n');
}

int main(int argc, char **argv)
{
	unsigned long long from = 0, seq, usec, next = 0;
	int fd, with_time = 1, lost = 0, print;
	char record[8192 + 1];
	const char *text;
	ssize_t len;

	if (argc > 1 && strcmp(argv[1], "-t") == 0) {
		with_time = 0;
		argc--;
		argv++;
	}
	print = argc > 1;
	if (print)
		from = strtoull(argv[1], NULL, 10);

	fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	if (fd < 0) {
		perror("klog: /dev/kmsg");
		return 2;
	}
	for (;;) {
		len = read(fd, record, sizeof(record) - 1);
		if (len < 0 && errno == EPIPE)	/* overwritten while we read */
			continue;
		if (len < 0)
			break;
		record[len] = '\0';
		if (sscanf(record, "%*u,%llu,%llu,", &seq, &usec) != 2)
			continue;
		if (print && !next && seq > from)
			lost = 1;
		next = seq + 1;
		text = strchr(record, ';');
		if (!print || seq < from || !text)
			continue;
		if (with_time)
			printf("[%5llu.%06llu] ", usec / 1000000, usec % 1000000);
		print_text(text + 1);
	}
	if (errno != EAGAIN) {
		perror("klog: /dev/kmsg");
		return 2;
	}
	if (!print)
		printf("%llu\n", next);
	return lost;
}
