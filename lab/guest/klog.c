// SPDX-License-Identifier: GPL-2.0
/*
 * klog - read the kernel's log record by record, for the lab's scripts
 *
 *   exec 7</dev/kmsg	the shell keeps the place in the log
 *   klog -e <&7	go to the end of the log, print nothing
 *   klog <&7		print what was logged since, as dmesg does
 *
 * Standard input is /dev/kmsg, opened by the caller: it remembers how far it
 * was read, so that only new records are looked at. Records that were
 * overwritten before they could be read are mentioned in a line of their own.
 * Exit status: 0, or 2 on an error.
 *
 * The format of /dev/kmsg is that of Documentation/ABI/testing/dev-kmsg.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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
	unsigned long long usec;
	int to_end;
	char record[8192 + 1];
	const char *text;
	ssize_t len;

	to_end = argc == 2 && strcmp(argv[1], "-e") == 0;
	if (argc > 1 && !to_end) {
		fprintf(stderr, "usage: klog [-e] </dev/kmsg\n");
		return 2;
	}
	if (fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK) < 0 ||
	    (to_end && lseek(STDIN_FILENO, 0, SEEK_END) < 0)) {
		perror("klog: standard input");
		return 2;
	}
	if (to_end)
		return 0;

	for (;;) {
		len = read(STDIN_FILENO, record, sizeof(record) - 1);
		if (len < 0 && errno == EPIPE) {
			printf("klog: records lost, the log was too fast\n");
			continue;
		}
		if (len < 0)
			break;
		record[len] = '\0';
		text = strchr(record, ';');
		if (!text || sscanf(record, "%*u,%*u,%llu,", &usec) != 1)
			continue;
		printf("[%5llu.%06llu] ", usec / 1000000, usec % 1000000);
		print_text(text + 1);
	}
	if (errno != EAGAIN) {
		perror("klog: standard input");
		return 2;
	}
	return 0;
}
