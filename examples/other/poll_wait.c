// SPDX-License-Identifier: GPL-2.0
/*
 * poll_wait - wait for several files at once, in five ways
 *
 * usage: poll_wait [-r] [-w] [-t MILLISECONDS] HOW TIMES FILE...
 *
 * Opens each FILE without waiting, for reading or, with -w, for writing, and
 * waits TIMES times until one of them is ready. Each time it prints a line for
 * each file that is: its name, and what it is ready for (in, out, hup, err).
 *
 *   HOW	poll, select; level or edge for epoll, level or edge triggered;
 *		sigio for a signal
 *   -r		also read up to 16 bytes of each such file, and print the first line
 *   -t		wait at most this long each time (default: forever)
 *
 * Exit status: 0; 1 if the time ran out, which prints "nothing"; 2 on any error.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#define FILES	8

static struct pollfd files[FILES];	/* for all ways: the file, the events */
static char **names;
static int count, reading, milliseconds = -1;

static int die(const char *what)
{
	fprintf(stderr, "poll_wait: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int wait_poll(void)
{
	return poll(files, count, milliseconds);
}

/* Sets of files; select() leaves in each only those that are ready. */
static int wait_select(void)
{
	struct timeval time = { milliseconds / 1000, milliseconds % 1000 * 1000 };
	fd_set in, out;
	int i, ret;

	FD_ZERO(&in);
	FD_ZERO(&out);
	for (i = 0; i < count; i++)
		FD_SET(files[i].fd, files[i].events & POLLIN ? &in : &out);
	ret = select(files[count - 1].fd + 1, &in, &out, NULL,
		     milliseconds < 0 ? NULL : &time);
	for (i = 0; i < count && ret >= 0; i++)
		files[i].revents = (FD_ISSET(files[i].fd, &in) ? POLLIN : 0) |
				   (FD_ISSET(files[i].fd, &out) ? POLLOUT : 0);
	return ret;
}

/* The kernel is told of the files once, not with each call. */
static int wait_epoll(unsigned int edge)
{
	static int epoll = -1;
	struct epoll_event event, ready[FILES];
	int i, n;

	if (epoll < 0) {
		epoll = epoll_create1(0);
		for (i = 0; i < count; i++) {
			event.events = files[i].events | edge;
			event.data.u32 = i;
			if (epoll_ctl(epoll, EPOLL_CTL_ADD, files[i].fd, &event))
				die(names[i]);
		}
	}
	n = epoll_wait(epoll, ready, FILES, milliseconds);
	for (i = 0; i < count; i++)
		files[i].revents = 0;
	for (i = 0; i < n; i++)
		files[ready[i].data.u32].revents = ready[i].events;
	return n;
}

/* The kernel sends a signal; siginfo_t says for which file, and what for. */
static int wait_signal(void)
{
	struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
	static int asked;
	siginfo_t info;
	sigset_t set;
	int i;

	sigemptyset(&set);
	sigaddset(&set, SIGIO);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (i = 0; i < count && !asked; i++)
		if (fcntl(files[i].fd, F_SETOWN, getpid()) ||
		    fcntl(files[i].fd, F_SETSIG, SIGIO) ||
		    fcntl(files[i].fd, F_SETFL, O_NONBLOCK | O_ASYNC))
			die(names[i]);
	if (!asked++)
		puts("asked");
	if (sigtimedwait(&set, &info, milliseconds < 0 ? NULL : &time) < 0)
		return errno == EAGAIN ? 0 : -1;
	for (i = 0; i < count; i++)
		files[i].revents = files[i].fd == info.si_fd ? info.si_band : 0;
	return 1;
}

static void report(int i)
{
	short events = files[i].revents;
	char text[16], *line_end;
	ssize_t len;

	if (!events)
		return;
	printf("%s:%s%s%s%s", names[i], events & POLLIN ? " in" : "",
	       events & POLLOUT ? " out" : "", events & POLLHUP ? " hup" : "",
	       events & POLLERR ? " err" : "");
	if (reading && events & (POLLIN | POLLHUP)) {
		len = read(files[i].fd, text, sizeof(text));
		if (len < 0)
			printf(", %s", strerror(errno));
		else if (len == 0)
			printf(", the end");
		if (len > 0) {
			line_end = memchr(text, '\n', len);
			printf(", \"%.*s\"", (int)(line_end ? line_end - text : len), text);
		}
	}
	putchar('\n');
}

int main(int argc, char **argv)
{
	int option, times, ready, i, writing = 0;
	const char *how;

	while ((option = getopt(argc, argv, "+rwt:")) != -1) {
		if (option == 'r')
			reading = 1;
		else if (option == 'w')
			writing = 1;
		else if (option == 't')
			milliseconds = atoi(optarg);
		else
			return 2;
	}
	how = optind < argc ? argv[optind++] : "";
	times = optind < argc ? atoi(argv[optind++]) : 0;
	count = argc - optind;
	if (times < 1 || count < 1 || count > FILES ||
	    (strcmp(how, "poll") && strcmp(how, "select") && strcmp(how, "level") &&
	     strcmp(how, "edge") && strcmp(how, "sigio"))) {
		fprintf(stderr, "usage: poll_wait [-r] [-w] [-t MILLISECONDS] poll|select|level|edge|sigio TIMES FILE...\n");
		return 2;
	}
	names = argv + optind;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < count; i++) {
		files[i].fd = open(names[i], (writing ? O_WRONLY : O_RDONLY) | O_NONBLOCK);
		files[i].events = writing ? POLLOUT : POLLIN;
		if (files[i].fd < 0)
			die(names[i]);
	}

	while (times--) {
		if (!strcmp(how, "poll"))
			ready = wait_poll();
		else if (!strcmp(how, "select"))
			ready = wait_select();
		else if (!strcmp(how, "sigio"))
			ready = wait_signal();
		else
			ready = wait_epoll(!strcmp(how, "edge") ? EPOLLET : 0);
		if (ready < 0)
			die(how);
		if (!ready) {
			puts("nothing");
			return 1;
		}
		for (i = 0; i < count; i++)
			report(i);
	}
	return 0;
}
