// SPDX-License-Identifier: GPL-2.0
/*
 * edu_uio - compute factorials on an edu whose driver is this program
 *
 * usage: edu_uio UIO N...
 *
 * The card belongs to the kernel's uio_pci_generic, which gave it the name UIO
 * (uio0). Prints a line for each N. Exit status: 0; 1 on an error; 2 for bad
 * usage.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../edu.h"

#define COMMAND		4	/* in the configuration space, 16 bits */
#define INTX_DISABLE	0x400	/* in these: the card's wire is masked */
#define REGISTERS	4096	/* bytes of them that we need */

static volatile uint32_t *registers;

static int failed(const char *what)
{
	fprintf(stderr, "edu_uio: %s: %s\n", what, strerror(errno));
	return 1;
}

/* A file of the card's directory in /sys, or -1. */
static int open_of(const char *uio, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/class/uio/%s/device/%s", uio, name);
	return open(path, O_RDWR | O_SYNC);
}

/* The kernel masks the wire at each interrupt; the rest is up to us. */
static int unmask(int config)
{
	uint16_t command;

	if (pread(config, &command, 2, COMMAND) != 2)
		return -1;
	command &= ~INTX_DISABLE;
	return pwrite(config, &command, 2, COMMAND) == 2 ? 0 : -1;
}

static int compute(int interrupts, int config, uint32_t n)
{
	uint32_t count;

	if (unmask(config))
		return failed("config");
	registers[EDU_STATUS / 4] = EDU_WANT_IRQ;
	registers[EDU_COMPUTE / 4] = n;
	/* Sleeps until there is one more; gives the number of all so far. */
	if (read(interrupts, &count, sizeof(count)) != sizeof(count))
		return failed("interrupt");
	registers[EDU_IRQ_ACK / 4] = registers[EDU_IRQ_STATUS / 4];
	printf("%u! = %u, interrupt %u\n", n, registers[EDU_COMPUTE / 4],
	       count);
	return 0;
}

int main(int argc, char **argv)
{
	int interrupts, config, bar, i, ret = 0;
	char node[64];
	void *map;

	if (argc < 3) {
		fputs("usage: edu_uio UIO N...\n", stderr);
		return 2;
	}
	snprintf(node, sizeof(node), "/dev/%s", argv[1]);
	interrupts = open(node, O_RDONLY);
	config = open_of(argv[1], "config");
	bar = open_of(argv[1], "resource0");
	if (interrupts < 0 || config < 0 || bar < 0)
		return failed(argv[1]);
	map = mmap(NULL, REGISTERS, PROT_READ | PROT_WRITE, MAP_SHARED, bar, 0);
	if (map == MAP_FAILED)
		return failed("resource0");
	registers = map;

	if ((registers[EDU_ID / 4] & 0xffff) != 0x00ed) {
		fputs("edu_uio: this is no edu\n", stderr);
		return 1;
	}
	registers[EDU_IRQ_ACK / 4] = ~0u;	/* what was left */
	for (i = 2; i < argc && !ret; i++)
		ret = compute(interrupts, config, strtoul(argv[i], NULL, 10));
	if (fflush(stdout) == EOF)
		ret = failed("standard output");
	return ret;
}
