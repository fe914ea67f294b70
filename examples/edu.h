/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * edu.h - what pci-2 and pci-3 and the programs that use their cards agree on
 *
 * Errors of the command: EFAULT, a bad pointer; ERANGE, n is more than
 * EDU_FACTORIAL_MAX; ENODEV, the card was taken away; ETIMEDOUT, it does not
 * answer; EBUSY, it is still at work on what it did not answer in time.
 */
#ifndef LKMPG_EDU_H
#define LKMPG_EDU_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* 13! does not fit the card's 32 bits. */
#define EDU_FACTORIAL_MAX	12

struct edu_factorial {
	__u32 n;		/* in */
	__u32 result;		/* out: n! */
};

/* See chardev.h for what a magic is. */
#define EDU_MAGIC		0xed

#define EDU_FACTORIAL		_IOWR(EDU_MAGIC, 0, struct edu_factorial)

#endif /* LKMPG_EDU_H */
