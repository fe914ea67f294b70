// SPDX-License-Identifier: GPL-2.0
/*
 * terminal - between a person's terminal and a machine of the lab (lab/vm.sh)
 *
 *   terminal MACHINE SHOW CONSOLE TTY SERIAL
 *	MACHINE	the process id of QEMU, killed when the person wants it to end
 *	SHOW	1: show the kernel's log as it comes; 0: do not
 *	CONSOLE	a file that gets all that the serial console says
 *	TTY	named pipes of the guest's terminal, TTY.in and TTY.out
 *	SERIAL	SERIAL.out is the named pipe of the serial console
 *
 * What is typed goes to the guest as it is, but for Ctrl-]: with q it ends the
 * machine, however badly that hangs; with l it turns the log on or off; with
 * another Ctrl-] it is sent. The log is shown by whole lines. The line that the
 * guest has begun on the terminal, its prompt say, is written once more below.
 *
 * Says so when the kernel reports that something hangs, and when what was typed
 * is not answered.
 *
 * Exit status: 3 if the person ended the machine, else 0: the machine is gone,
 * or SIGTERM came. What the machine had said by then has been shown.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define ESCAPE		0x1d	/* Ctrl-] */
#define SILENCE_S	10
#define HELP		"Ctrl-] then q ends the machine, Ctrl-] then l turns its log on and off"

struct text {			/* a line that has not ended yet */
	char bytes[1024];
	size_t len;
};

static struct termios saved;
static volatile sig_atomic_t ended;
static pid_t machine;
static int show_log, shell_began, escaped;
static int to_guest, from_guest, from_serial, console;
static struct text prompt, log_line;
static time_t unanswered;	/* since when, or 0 */

static void on_term(int signal)
{
	(void)signal;
	ended = 1;
}

static void put(const char *bytes, size_t len)
{
	ssize_t n;

	while (len) {
		n = write(STDOUT_FILENO, bytes, len);
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (n > 0) {
			bytes += n;
			len -= n;
		}
	}
}

/* A line of its own, above the one that the guest has begun. */
static void put_line(const char *format, ...)
{
	char line[1200];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (prompt.len)
		put("\r\n", 2);
	put(line, (size_t)len < sizeof(line) ? (size_t)len : sizeof(line) - 1);
	put("\r\n", 2);
	put(prompt.bytes, prompt.len);
}

/* Add a byte to the line; one that is too long loses what was before. */
static void add(struct text *line, char byte)
{
	if (line->len == sizeof(line->bytes) - 1)
		line->len = 0;
	line->bytes[line->len++] = byte;
}

/* What the kernel says of itself when it does not get on. */
static int reports_a_hang(const char *line)
{
	static const char *const signs[] = {
		"soft lockup", "hard LOCKUP", "self-detected stall",
		"detected stalls", "blocked for more than",
	};
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(line, signs[i]))
			return 1;
	return 0;
}

static void log_ended(void)
{
	log_line.bytes[log_line.len] = '\0';
	log_line.len = 0;
	if (!shell_began)
		return;
	if (show_log)
		put_line("    %s", log_line.bytes);
	if (reports_a_hang(log_line.bytes))
		put_line("[the kernel says that something hangs. %s]", HELP);
}

/* Both return 2 if there was something, 1 if not yet, 0 when there will be no more. */
static int read_serial(void)
{
	char bytes[4096];
	ssize_t i, n = read(from_serial, bytes, sizeof(bytes));

	if (n <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	if (write(console, bytes, n) != n)
		put_line("[the console's file cannot be written: is the disk full?]");
	for (i = 0; i < n; i++) {
		if (bytes[i] == '\n')
			log_ended();
		else if (bytes[i] != '\r')
			add(&log_line, bytes[i]);
	}
	return 2;
}

static int read_guest(void)
{
	char bytes[4096];
	ssize_t i, n = read(from_guest, bytes, sizeof(bytes));

	if (n <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	shell_began = 1;
	unanswered = 0;
	put(bytes, n);
	for (i = 0; i < n; i++) {
		if (bytes[i] == '\n')
			prompt.len = 0;
		else
			add(&prompt, bytes[i]);
	}
	return 2;
}

/* A byte for the guest. One that has not taken 64 KiB is not waited for. */
static void send(char byte)
{
	if (write(to_guest, &byte, 1) == 1 && !unanswered)
		unanswered = time(NULL);
}

/* Returns 0 if the machine is to end. */
static int typed(char byte)
{
	if (!escaped) {
		escaped = byte == ESCAPE;
		if (!escaped)
			send(byte);
		return 1;
	}
	escaped = 0;
	switch (byte) {
	case 'q':
		kill(machine, SIGKILL);
		return 0;
	case 'l':
		show_log = !show_log;
		put_line("[the kernel's log is %s]", show_log ? "shown" : "not shown");
		break;
	case ESCAPE:
		send(byte);
		break;
	default:
		put_line("[%s]", HELP);
	}
	return 1;
}

static int read_person(void)
{
	char bytes[256];
	ssize_t i, n = read(STDIN_FILENO, bytes, sizeof(bytes));

	for (i = 0; i < n; i++)
		if (!typed(bytes[i]))
			return 0;
	return 1;
}

static int open_pipe(const char *name, const char *end, int flags)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s.%s", name, end);
	fd = open(path, flags | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		perror(path);
		exit(1);
	}
	return fd;
}

/* Shows what comes until the machine is gone; returns the exit status. */
static int relay(void)
{
	struct pollfd fds[] = {
		{ .fd = from_serial, .events = POLLIN },
		{ .fd = from_guest, .events = POLLIN },
		{ .fd = STDIN_FILENO, .events = POLLIN },
	};

	while (!ended) {
		if (poll(fds, 3, 1000) < 0)
			continue;
		/* First the log: it is older than the prompt that follows. */
		if (fds[0].revents && !read_serial())
			return 0;
		if (fds[1].revents && !read_guest())
			return 0;
		if (fds[2].revents & POLLIN) {
			if (!read_person())
				return 3;
		} else if (fds[2].revents) {
			fds[2].fd = -1;		/* the terminal is gone */
		}
		if (unanswered && shell_began && time(NULL) - unanswered >= SILENCE_S) {
			put_line("[no answer for %d s: it may hang, or be busy. %s]", SILENCE_S, HELP);
			unanswered = 0;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_term };
	struct termios raw;
	int status;

	if (argc != 6) {
		fprintf(stderr, "usage: terminal MACHINE SHOW CONSOLE TTY SERIAL\n");
		return 1;
	}
	machine = atoi(argv[1]);
	show_log = atoi(argv[2]);
	console = open(argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (console < 0 || tcgetattr(STDIN_FILENO, &saved)) {
		perror(console < 0 ? argv[3] : "terminal: standard input");
		return 1;
	}
	to_guest = open_pipe(argv[4], "in", O_RDWR);
	from_guest = open_pipe(argv[4], "out", O_RDONLY);
	from_serial = open_pipe(argv[5], "out", O_RDONLY);
	sigaction(SIGTERM, &action, NULL);
	raw = saved;
	cfmakeraw(&raw);
	raw.c_oflag = saved.c_oflag;	/* what the lab says ends its lines by \n */
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
	status = relay();
	/* What is still in the pipes. */
	while (read_serial() == 2)
		;
	while (read_guest() == 2)
		;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
	if (prompt.len)
		put("\r\n", 2);
	return status;
}
