// SPDX-License-Identifier: GPL-2.0
/*
 * alarm_open - open a file, and let an alarm ring after a second
 *
 * usage: alarm_open [-r] FILE
 *
 * Opens FILE for reading. If that takes longer than a second, the handler of
 * SIGALRM says so. With -r the handler is installed with SA_RESTART, and the
 * call is made again; without it, the call fails with EINTR. Exit status: 0
 * if the file was opened, 1 if the alarm ended the call, 2 on any other error.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Only write(2) and the like may be called in a signal handler. */
static void ring(int signal)
{
	static const char text[] = "the alarm rings\n";

	(void)signal;
	if (write(STDOUT_FILENO, text, sizeof(text) - 1) < 0)
		_exit(2);
}

int main(int argc, char **argv)
{
	int restart = argc == 3 && !strcmp(argv[1], "-r");
	struct sigaction action = { .sa_handler = ring };

	if (argc != 2 && !restart) {
		fprintf(stderr, "usage: alarm_open [-r] FILE\n");
		return 2;
	}

	action.sa_flags = restart ? SA_RESTART : 0;
	if (sigaction(SIGALRM, &action, NULL)) {
		perror("alarm_open: sigaction");
		return 2;
	}

	alarm(1);
	if (open(argv[argc - 1], O_RDONLY) < 0) {
		fprintf(stderr, "alarm_open: %s: %s\n", argv[argc - 1],
			strerror(errno));
		return errno == EINTR ? 1 : 2;
	}
	puts("opened");
	return 0;
}
