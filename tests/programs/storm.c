// SPDX-License-Identifier: GPL-2.0
/*
 * storm - many processes do everything at once to a few files
 *
 * usage: storm [-s SEED] [-p PROCESSES] [-w TEXT]... [-i COMMAND]... SECONDS FILE...
 *
 * Each process opens FILEs at random and reads, writes, seeks, polls (by poll,
 * epoll and SIGIO), maps and touches, duplicates and closes them, and tries ioctls
 * on them: with good and bad lengths, offsets and pointers, blocking and not.
 * Every second process is an ordinary user (uid 1000). A call that sleeps is
 * interrupted by a signal within 30 ms. What the calls return does not matter; that everybody lives
 * and comes home in time does.
 *
 *   -s SEED	begins the random numbers (default 1): the same SEED makes each
 *		process do the same things, though not in the same order
 *   -p PROCESSES	1 to 64, default 4
 *   -w TEXT	something that a FILE understands; half of the writes write one
 *		of these, the others write noise
 *   -i COMMAND	an ioctl command that a FILE knows, as a number; likewise
 *
 * Prints how many calls were made and how many succeeded. Exit status: 0; 1 if
 * a process was killed or stuck, or if no file could ever be opened; 2 for bad
 * usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FDS		4	/* open at a time, for each process */
#define TEXTS		16
#define PROCESSES	64
#define GRACE		10	/* seconds to open the first file; to come home */

enum { OPEN, READ, WRITE, SEEK, IOCTL, POLL, MMAP, DUP, CLOSE, CALLS };

static const char * const names[CALLS] = {
	"open", "read", "write", "lseek", "ioctl", "poll", "mmap", "dup", "close",
};

static const char *texts[TEXTS];
static int n_texts;
static unsigned long commands[TEXTS];
static int n_commands;

/* Shared by all processes, each has its row. */
static struct tally {
	unsigned long made[CALLS];
	unsigned long good[CALLS];
} *tallies;

static char buffer[16384];
static unsigned long random_state;

/* Marsaglia's xorshift: the same everywhere, unlike rand(). */
static unsigned long roll(unsigned long sides)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state % sides;
}

static void on_alarm(int signal)
{
	(void)signal;	/* it has done its work: the call was interrupted */
}

static off_t some_offset(void)
{
	static const off_t odd[] = {
		0, 1, 79, 80, 4095, 4096, -1, -4096, 1L << 31, 1L << 32,
		0x7fffffffffffffff, -0x7fffffffffffffff,
	};

	return roll(2) ? (off_t)roll(5000) : odd[roll(sizeof(odd) / sizeof(odd[0]))];
}

static size_t some_length(void)
{
	static const size_t odd[] = { 0, 1, 79, 80, 81, 4096, sizeof(buffer) };

	return roll(2) ? roll(200) : odd[roll(sizeof(odd) / sizeof(odd[0]))];
}

/* Mostly a good pointer; else nowhere, the kernel's half, or a page's end. */
static void *some_pointer(void)
{
	switch (roll(12)) {
	case 0:
		return (void *)16;
	case 1:
		return (void *)-4096L;
	case 2:
		return NULL;
	default:
		return buffer;
	}
}

static long do_open(const char *path)
{
	static const int flags[] = { O_RDONLY, O_RDONLY, O_WRONLY, O_RDWR };

	return open(path, flags[roll(4)] | (roll(2) ? O_NONBLOCK : 0) |
			  (roll(8) ? 0 : O_APPEND) | (roll(8) ? 0 : O_TRUNC));
}

static long do_read(int fd)
{
	struct iovec two[2] = {
		{ buffer, some_length() / 2 }, { buffer + 8192, 100 },
	};

	switch (roll(3)) {
	case 0:
		return pread(fd, some_pointer(), some_length(), some_offset());
	case 1:
		return readv(fd, two, 2);
	default:
		return read(fd, some_pointer(), some_length());
	}
}

static long do_write(int fd)
{
	const char *text;
	size_t i, len;

	if (n_texts && roll(2)) {
		text = texts[roll(n_texts)];
		return write(fd, text, strlen(text));
	}
	len = some_length();
	for (i = 0; i < 32; i++)
		buffer[i] = roll(256);
	return roll(3) ? write(fd, some_pointer(), len) :
			 pwrite(fd, some_pointer(), len, some_offset());
}

static long do_ioctl(int fd)
{
	unsigned long command = _IOC(roll(4), roll(256), roll(8), roll(128));

	if (n_commands && roll(2))
		command = commands[roll(n_commands)];
	return ioctl(fd, command, roll(4) ? (unsigned long)some_pointer() : roll(200));
}

static long do_epoll(int fd)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | (roll(2) ? EPOLLET : 0) };
	int epoll = epoll_create1(0);
	long ret = epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);

	if (!ret)
		ret = epoll_wait(epoll, &event, 1, roll(5));
	close(epoll);
	return ret;
}

static long do_poll(int fd)
{
	struct pollfd p = { fd, POLLIN | POLLOUT | POLLPRI, 0 };

	switch (roll(4)) {
	case 0:
		return do_epoll(fd);
	case 1:
		fcntl(fd, F_SETOWN, getpid());
		return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) ^ O_ASYNC);
	default:
		return poll(&p, 1, roll(5));
	}
}

static sigjmp_buf landing;
static volatile sig_atomic_t touching;

/* A page that is not there is no harm; anything else ends the process. */
static void on_bus(int number)
{
	if (touching)
		siglongjmp(landing, 1);
	signal(number, SIG_DFL);
}

static void touch(volatile char *page, int prot)
{
	if (sigsetjmp(landing, 1))
		return;
	touching = 1;
	if (prot & PROT_WRITE)
		*page = 1;
	else
		(void)*page;
}

static long do_mmap(int fd)
{
	size_t len = (1 + roll(4)) * 4096, i;
	int prot = roll(2) ? PROT_READ : PROT_READ | PROT_WRITE;
	char *map = mmap(NULL, len, prot, roll(2) ? MAP_SHARED : MAP_PRIVATE, fd,
			 roll(5) * 4096);

	if (map == MAP_FAILED)
		return -1;
	for (i = 0; i < len; i += 4096)
		touch(map + i, prot);
	touching = 0;
	return munmap(map, len);
}

static void one_call(struct tally *tally, int *fds, char **files, int n_files)
{
	int call = roll(CALLS);
	int *fd = &fds[roll(FDS)];
	long ret = 0;

	if (*fd < 0)
		call = OPEN;
	switch (call) {
	case OPEN:
		if (*fd >= 0)
			close(*fd);
		ret = *fd = do_open(files[roll(n_files)]);
		if (ret < 0 && !roll(4))
			usleep(1000);	/* leave time to those who bring it back */
		break;
	case READ:
		ret = do_read(*fd);
		break;
	case WRITE:
		ret = do_write(*fd);
		break;
	case SEEK:
		ret = lseek(*fd, some_offset(), roll(5));
		break;
	case IOCTL:
		ret = do_ioctl(*fd);
		break;
	case POLL:
		ret = do_poll(*fd);
		break;
	case MMAP:
		ret = do_mmap(*fd);
		break;
	case DUP:
		ret = dup(*fd);
		if (ret >= 0)
			close(ret);
		break;
	case CLOSE:
		ret = close(*fd);
		*fd = -1;
		break;
	}
	tally->made[call]++;
	if (ret >= 0)
		tally->good[call]++;
}

/* On a slow machine the files may be away all the time: wait for one of them. */
static int over(time_t end)
{
	int i;

	if (time(NULL) < end)
		return 0;
	for (i = 0; i < PROCESSES; i++)
		if (tallies[i].good[OPEN])
			return 1;
	return time(NULL) >= end + GRACE;
}

static void process(int number, time_t end, char **files, int n_files)
{
	struct itimerval tick = { { 0, 30000 }, { 0, 30000 } };
	struct sigaction action = { .sa_handler = on_alarm };	/* no SA_RESTART */
	int fds[FDS];
	int i;

	if (number % 2 && (setgroups(0, NULL) || setgid(1000) || setuid(1000))) {
		perror("storm: becoming an ordinary user");
		_exit(1);
	}
	for (i = 0; i < FDS; i++)
		fds[i] = -1;
	sigaction(SIGALRM, &action, NULL);
	sigaction(SIGIO, &action, NULL);	/* as O_ASYNC sends it */
	action.sa_handler = on_bus;
	sigaction(SIGBUS, &action, NULL);
	setitimer(ITIMER_REAL, &tick, NULL);
	while (!over(end)) {
		for (i = 0; i < 50; i++)
			one_call(&tallies[number], fds, files, n_files);
		/* Let go of everything now and then: somebody wants to rmmod. */
		for (i = 0; i < FDS; i++) {
			if (fds[i] >= 0)
				close(fds[i]);
			fds[i] = -1;
		}
		if (!roll(4))
			usleep(roll(20000));
	}
	_exit(0);
}

/* Wait for all, at most until END; kill who is late. Returns how many failed. */
static int come_home(pid_t *pids, int n, time_t end)
{
	int failed = 0, home = 0, status, i;
	pid_t pid;

	while (home < n) {
		pid = waitpid(-1, &status, WNOHANG);
		if (pid > 0) {
			home++;
			for (i = 0; i < n && pids[i] != pid; i++)
				;
			pids[i] = 0;
			if (!WIFEXITED(status) || WEXITSTATUS(status)) {
				printf("storm: process %d ended with status %#x\n", i, status);
				failed++;
			}
			continue;
		}
		if (time(NULL) > end)
			break;
		usleep(20000);
	}
	for (i = 0; i < n; i++) {
		if (!pids[i])
			continue;
		printf("storm: process %d is stuck in a call\n", i);
		kill(pids[i], SIGKILL);
		failed++;
	}
	return failed;
}

int main(int argc, char **argv)
{
	unsigned long made, good, opened = 0, seed = 1;
	int processes = 4, seconds, failed, option, i, j;
	pid_t pids[PROCESSES];
	time_t end;

	while ((option = getopt(argc, argv, "s:p:w:i:")) != -1) {
		switch (option) {
		case 's':
			seed = strtoul(optarg, NULL, 0);
			break;
		case 'p':
			processes = atoi(optarg);
			break;
		case 'w':
			if (n_texts < TEXTS)
				texts[n_texts++] = optarg;
			break;
		case 'i':
			if (n_commands < TEXTS)
				commands[n_commands++] = strtoul(optarg, NULL, 0);
			break;
		default:
			return 2;
		}
	}
	seconds = optind < argc ? atoi(argv[optind++]) : 0;
	if (seconds < 1 || optind == argc || processes < 1 || processes > PROCESSES) {
		fprintf(stderr, "usage: storm [-s SEED] [-p PROCESSES] [-w TEXT]... [-i COMMAND]... SECONDS FILE...\n");
		return 2;
	}
	tallies = mmap(NULL, sizeof(*tallies) * PROCESSES, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tallies == MAP_FAILED) {
		perror("storm: mmap");
		return 1;
	}
	end = time(NULL) + seconds;
	for (i = 0; i < processes; i++) {
		/* Not zero, and no two alike. */
		random_state = (seed * PROCESSES + i + 1) * 0x9e3779b97f4a7c15;
		pids[i] = fork();
		if (pids[i] < 0) {
			perror("storm: fork");
			processes = i;
			break;
		}
		if (!pids[i])
			process(i, end, argv + optind, argc - optind);
	}
	failed = come_home(pids, processes, end + 2 * GRACE);

	printf("storm: seed %lu:", seed);
	for (j = 0; j < CALLS; j++) {
		for (made = good = 0, i = 0; i < processes; i++) {
			made += tallies[i].made[j];
			good += tallies[i].good[j];
		}
		if (j == OPEN)
			opened = good;
		printf(" %s %lu/%lu", names[j], good, made);
	}
	printf("\n");
	if (!opened)
		printf("storm: no file could be opened, ever\n");
	return failed || !opened;
}
