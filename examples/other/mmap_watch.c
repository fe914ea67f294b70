// SPDX-License-Identifier: GPL-2.0
/*
 * mmap_watch - map /dev/lkmap, and see what its pages hold
 *
 * usage: mmap_watch FILE r|rw OPERATION...
 *
 * Opens FILE and does the operations in order, with a line for each. PAGE is
 * the page's number in FILE; the mapping is the one that was made last.
 *
 *   map:PAGE:COUNT:HOW	map COUNT pages from PAGE on: r, rw, or p for private
 *   get:PAGE		the text that the page begins with
 *   put:PAGE:TEXT	write TEXT there
 *   until:PAGE:TEXT	wait until the page begins with TEXT
 *   ticks counts	wait until page 0 has ticked; its other numbers
 *   protect:HOW	mprotect, r or rw
 *   grow:COUNT		mremap, to COUNT pages
 *   fork		a child does the rest first, and then its parent
 *   unmap close	the mapping, the file
 *   hold:PAGE		lend the page to a pipe, by vmsplice
 *   gone:PATH		wait until there is no such file
 *   held		the text in the pipe
 *
 * Exit status: 0; 1 if an operation failed, after its error; 2 for bad usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../mmap.h"

#define TEXT	100

static long page_size;
static int file, pipe_ends[2];
static volatile char *map;
static long first, count;
static sigjmp_buf landing;

/* The page is not there, or this access to it is not allowed. */
static void on_signal(int signal)
{
	siglongjmp(landing, signal);
}

static volatile char *page(long number)
{
	return map + (number - first) * page_size;
}

static int copy(long number, char *text)
{
	int i;

	for (i = 0; i < TEXT - 1 && page(number)[i]; i++)
		text[i] = page(number)[i];
	text[i] = 0;
	return 0;
}

static int do_map(long from, long pages, const char *how)
{
	int prot = strcmp(how, "r") ? PROT_READ | PROT_WRITE : PROT_READ;
	void *new = mmap(NULL, pages * page_size, prot,
			 *how == 'p' ? MAP_PRIVATE : MAP_SHARED, file, from * page_size);

	if (new == MAP_FAILED)
		return -1;
	map = new;
	first = from;
	count = pages;
	return 0;
}

static int do_grow(long pages)
{
	void *new = mremap((void *)map, count * page_size, pages * page_size, MREMAP_MAYMOVE);

	if (new == MAP_FAILED)
		return -1;
	map = new;
	count = pages;
	return 0;
}

static int do_ticks(void)
{
	volatile struct mmap_head *head = (void *)page(0);
	__u64 then = head->ticks;

	while (head->ticks == then)
		usleep(1000);
	return 0;
}

static int do_until(long number, const char *wanted)
{
	char text[TEXT];

	while (copy(number, text), strcmp(text, wanted))
		usleep(1000);
	return 0;
}

static int do_fork(void)
{
	int status = 0;
	pid_t pid = fork();

	if (pid > 0)
		waitpid(pid, &status, 0);
	return pid < 0 ? -1 : status;
}

static int do_hold(long number)
{
	struct iovec vec = { (void *)page(number), page_size };

	return pipe(pipe_ends) || vmsplice(pipe_ends[1], &vec, 1, 0) != page_size ? -1 : 0;
}

/* Do the operation in WORD, and put into TEXT what there is to report. */
static int operation(char **word, int words, char *text)
{
	volatile struct mmap_head *head = (void *)map;
	const char *name = word[0];
	long number = words > 1 ? atol(word[1]) : 0;

	if (!strcmp(name, "map") && words == 4)
		return do_map(number, atol(word[2]), word[3]);
	if (!strcmp(name, "get") && words == 2)
		return copy(number, text);
	if (!strcmp(name, "put") && words == 3)
		return strcpy((char *)page(number), word[2]), 0;
	if (!strcmp(name, "until") && words == 3)
		return do_until(number, word[2]);
	if (!strcmp(name, "ticks"))
		return do_ticks();
	if (!strcmp(name, "counts"))
		return sprintf(text, "mappings %u, faults %u", head->mappings,
			       head->faults) < 0;
	if (!strcmp(name, "protect") && words == 2)
		return mprotect((void *)map, count * page_size,
				strcmp(word[1], "r") ? PROT_READ | PROT_WRITE : PROT_READ);
	if (!strcmp(name, "grow") && words == 2)
		return do_grow(number);
	if (!strcmp(name, "fork"))
		return do_fork();
	if (!strcmp(name, "unmap"))
		return munmap((void *)map, count * page_size);
	if (!strcmp(name, "close"))
		return close(file);
	if (!strcmp(name, "hold") && words == 2)
		return do_hold(number);
	if (!strcmp(name, "held"))
		return read(pipe_ends[0], text, TEXT - 1) < 0;
	if (!strcmp(name, "gone") && words == 2) {
		while (!access(word[1], F_OK))
			usleep(1000);
		return 0;
	}
	fprintf(stderr, "mmap_watch: '%s' is no operation\n", name);
	exit(2);
}

int main(int argc, char **argv)
{
	char *word[4], *volatile name, text[TEXT];
	volatile int i, ret;
	int words, signal;

	if (argc < 4 || (strcmp(argv[2], "r") && strcmp(argv[2], "rw"))) {
		fprintf(stderr, "usage: mmap_watch FILE r|rw OPERATION...\n");
		return 2;
	}
	page_size = sysconf(_SC_PAGESIZE);
	setvbuf(stdout, NULL, _IOLBF, 0);
	sigaction(SIGBUS, &(struct sigaction){ .sa_handler = on_signal, .sa_flags = SA_NODEFER }, NULL);
	sigaction(SIGSEGV, &(struct sigaction){ .sa_handler = on_signal, .sa_flags = SA_NODEFER }, NULL);
	file = open(argv[1], strcmp(argv[2], "r") ? O_RDWR : O_RDONLY);
	if (file < 0) {
		fprintf(stderr, "mmap_watch: %s: %s\n", argv[1], strerror(errno));
		return 2;
	}

	for (i = 3; i < argc; i++) {
		name = strdup(argv[i]);
		words = 0;
		for (word[0] = strtok(argv[i], ":"); words < 4 && word[words];)
			if (++words < 4)
				word[words] = strtok(NULL, ":");
		memset(text, 0, sizeof(text));
		signal = sigsetjmp(landing, 1);
		if (signal)
			ret = 1;
		else
			ret = words ? operation(word, words, text) : 0;
		printf("%s: %s\n", name, signal == SIGBUS ? "SIGBUS" :
		       signal ? "SIGSEGV" : ret < 0 ? strerror(errno) :
		       ret ? "failed" : *text ? text : "done");
		if (ret)
			return 1;
		free(name);
	}
	return 0;
}
