// SPDX-License-Identifier: GPL-2.0
/*
 * torn - writers and readers of one file at once, for tests of its locking
 *
 * usage: torn FILE MILLISECONDS LENGTH...
 *
 * There is a block for each LENGTH (1 to 4096): the first is so many a's, the
 * second b's, and so on. As many processes write them in turn, over and over,
 * each block with a single write at offset 0. Two more processes read FILE as
 * often as they can. What a read returns must be exactly one block; a mix of
 * two, or a block of the wrong length, is torn.
 *
 * Prints "N reads of LETTERS, M torn" (LETTERS: whose blocks were read), and
 * the first torn block on standard error. Exit status: 0 if no read was torn,
 * 1 if one was, 2 if something did not work at all.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READERS		2
#define WRITERS_MAX	8
#define LENGTH_MAX	4096

static int writers;
static long lengths[WRITERS_MAX];
static char blocks[WRITERS_MAX][LENGTH_MAX];
static char block[LENGTH_MAX];		/* what was read */
static const char *name;

static struct tally {
	unsigned long reads, torn, seen[WRITERS_MAX];
} *tally;

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* Asking an emulated clock takes longer than a write: do it rarely. */
static int is_over(double end)
{
	static unsigned int calls;

	return calls++ % 64 == 63 && now() >= end;
}

static int failed(const char *what)
{
	fprintf(stderr, "torn: %s: %s: %s\n", what, name, strerror(errno));
	return 2;
}

static int write_block(int fd, int number)
{
	/* Not pwrite: what counts is the call, not the offset. */
	if (lseek(fd, 0, SEEK_SET) < 0)
		return failed("lseek");
	if (write(fd, blocks[number], lengths[number]) != lengths[number])
		return failed("write");
	return 0;
}

static int writer(int number, double end)
{
	int fd = open(name, O_WRONLY), ret = 0;

	if (fd < 0)
		return failed("open");
	/* A block over its like tears unseen: never the same twice. */
	do {
		ret = write_block(fd, number);
		number = (number + 1) % writers;
	} while (!ret && !is_over(end));
	close(fd);
	return ret;
}

/* Is what was read one of the blocks, as a whole? */
static int is_whole(long len)
{
	int number = block[0] - 'a';

	if (len < 1 || number < 0 || number >= writers)
		return 0;
	if (len != lengths[number])
		return 0;
	return len == 1 || !memcmp(block, block + 1, len - 1);
}

static int reader(struct tally *my, double end)
{
	int fd = open(name, O_RDONLY);
	ssize_t len;

	if (fd < 0)
		return failed("open");
	while (!is_over(end)) {
		len = pread(fd, block, LENGTH_MAX, 0);
		if (len < 0)
			return failed("read");
		my->reads++;
		if (is_whole(len))
			my->seen[block[0] - 'a']++;
		else if (!my->torn++)
			fprintf(stderr, "torn: %zd bytes: %.*s\n", len,
				(int)len, block);
	}
	close(fd);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long reads = 0, torn = 0;
	int i, j, fd, status, bad = 0;
	double end;

	writers = argc - 3;
	if (writers < 1 || writers > WRITERS_MAX) {
		fprintf(stderr, "usage: torn FILE MILLISECONDS LENGTH...\n");
		return 2;
	}
	name = argv[1];
	for (i = 0; i < writers; i++) {
		lengths[i] = atol(argv[i + 3]);
		if (lengths[i] < 1 || lengths[i] > LENGTH_MAX) {
			fprintf(stderr, "torn: bad length '%s'\n", argv[i + 3]);
			return 2;
		}
		memset(blocks[i], 'a' + i, lengths[i]);
	}
	tally = mmap(NULL, READERS * sizeof(*tally), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tally == MAP_FAILED)
		return failed("mmap");

	/* There is a block before anybody reads. */
	fd = open(name, O_WRONLY);
	if (fd < 0)
		return failed("open");
	if (write_block(fd, 0))
		return 2;
	close(fd);

	end = now() + atol(argv[2]) / 1e3;
	for (i = 0; i < writers + READERS; i++) {
		switch (fork()) {
		case -1:
			return failed("fork");
		case 0:
			_exit(i < writers ? writer(i, end) :
					    reader(&tally[i - writers], end));
		}
	}
	while (wait(&status) > 0)
		bad |= status;

	for (j = 0; j < READERS; j++) {
		reads += tally[j].reads;
		torn += tally[j].torn;
	}
	printf("%lu reads of ", reads);
	for (i = 0; i < writers; i++)
		for (j = 0; j < READERS; j++)
			if (tally[j].seen[i]) {
				putchar('a' + i);
				break;
			}
	printf(", %lu torn\n", torn);
	return bad ? 2 : torn ? 1 : 0;
}
