// SPDX-License-Identifier: GPL-2.0
/*
 * klog - read the kernel's log record by record, for the lab's scripts
 *
 *   exec 7</dev/kmsg	the shell keeps the place in the log
 *   klog -e <&7	go to the end of the log, print nothing
 *   klog <&7		print what was logged since, as dmesg does
 *   klog -s		the log is descriptor 7: go to its end, then for each line
 *			that comes on standard input print what was logged since;
 *			an RS character on a line of its own ends each answer
 *
 * /dev/kmsg is opened by the caller: the open file remembers how far it was
 * read, so that only new records are looked at. Records that were overwritten
 * before they could be read are mentioned in a line of their own. Exit status:
 * 0, or 2 on an error.
 *
 * The format of /dev/kmsg is that of Documentation/ABI/testing/dev-kmsg.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * Print TEXT up to its end of line, each line of it after the STAMP, as on the
 * console; the kernel wrote line breaks and odd bytes as \xHH.
 */
static void print_text(const char *stamp, const char *text)
{
	unsigned int byte;

	fputs(stamp, stdout);
	for (; *text && *text != '\n'; text++) {
		if (text[0] != '\\' || text[1] != 'x' ||
		    !isxdigit((unsigned char)text[2]) ||
		    sscanf(text + 2, "%2x", &byte) != 1) {
			putchar(*text);
			continue;
		}
		putchar(byte);
		text += 3;
		if (byte == '\n')
			fputs(stamp, stdout);
	}
	putchar('\n');
}

/* Print the records that LOG has not given out yet. Returns 0 or -1. */
static int print_new(int log)
{
	unsigned long long usec;
	char record[8192 + 1], stamp[40];
	const char *text;
	ssize_t len;

	for (;;) {
		len = read(log, record, sizeof(record) - 1);
		if (len < 0 && errno == EPIPE) {
			printf("klog: records lost, the log was too fast\n");
			continue;
		}
		if (len < 0)
			return errno == EAGAIN ? 0 : -1;
		record[len] = '\0';
		text = strchr(record, ';');
		if (!text || sscanf(record, "%*u,%*u,%llu,", &usec) != 1)
			continue;
		snprintf(stamp, sizeof(stamp), "[%5llu.%06llu] ", usec / 1000000,
			 usec % 1000000);
		print_text(stamp, text + 1);
	}
}

int main(int argc, char **argv)
{
	int to_end = argc == 2 && strcmp(argv[1], "-e") == 0;
	int serve = argc == 2 && strcmp(argv[1], "-s") == 0;
	int log = serve ? 7 : STDIN_FILENO;
	int c;

	if (argc > 1 && !to_end && !serve) {
		fprintf(stderr, "usage: klog [-e] </dev/kmsg, or klog -s 7</dev/kmsg\n");
		return 2;
	}
	if (fcntl(log, F_SETFL, O_NONBLOCK) < 0 ||
	    ((to_end || serve) && lseek(log, 0, SEEK_END) < 0))
		goto fail;
	if (to_end)
		return 0;
	if (!serve) {
		if (print_new(log) < 0)
			goto fail;
		return 0;
	}
	while ((c = getchar()) != EOF) {
		if (c != '\n')
			continue;
		if (print_new(log) < 0)
			goto fail;
		printf("\036\n");
		fflush(stdout);
	}
	return 0;

fail:
	perror("klog: /dev/kmsg");
	return 2;
}
