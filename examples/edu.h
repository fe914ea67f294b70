/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * edu.h - the registers of QEMU's edu, for its drivers, in the kernel or not;
 *	   and what pci-2 and a program agree on
 */
#ifndef LKMPG_EDU_H
#define LKMPG_EDU_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Its maker and its kind, and the BAR that its registers are in. */
#define EDU_VENDOR		0x1234
#define EDU_DEVICE		0x11e8
#define EDU_BAR			0

/* Registers of 32 bits, as offsets in that range. */
#define EDU_ID			0x00	/* read: 0xMMmm00ed, version and mark */
#define EDU_LIVENESS		0x04	/* write x, read ~x */
#define EDU_COMPUTE		0x08	/* write n, read n! */
#define EDU_STATUS		0x20
#define EDU_COMPUTING		0x01	/* read: not ready */
#define EDU_WANT_IRQ		0x80	/* write: interrupt when ready */
#define EDU_IRQ_STATUS		0x24	/* read: why it interrupts */
#define EDU_IRQ_ACK		0x64	/* write: what has been seen */
#define EDU_DMA_SOURCE		0x80	/* bytes move from this address ... */
#define EDU_DMA_TARGET		0x88	/* ... to this one ... */
#define EDU_DMA_COUNT		0x90	/* ... so many ... */
#define EDU_DMA_COMMAND		0x98	/* ... now */
#define EDU_DMA_RUN		0x01
#define EDU_DMA_TO_MEMORY	0x02	/* without: to the card */
#define EDU_DMA_WANT_IRQ	0x04

/* The card's own bytes, as it addresses them. QEMU 7.2 spares the last one. */
#define EDU_BYTES		0x40000
#define EDU_SIZE		4095

/* 13! does not fit the card's 32 bits. */
#define EDU_FACTORIAL_MAX	12

struct edu_factorial {
	__u32 n;		/* in */
	__u32 result;		/* out: n! */
};

/* See chardev.h for what a magic is. */
#define EDU_MAGIC		0xed

/*
 * EDU_FACTORIAL - have /dev/eduN of pci-2 compute n!.
 *
 * Errors: EFAULT, a bad pointer; ERANGE, n is more than EDU_FACTORIAL_MAX;
 * ENODEV, the card was taken away; ETIMEDOUT, it does not answer; EBUSY, it is
 * still at work on what it did not answer in time.
 */
#define EDU_FACTORIAL		_IOWR(EDU_MAGIC, 0, struct edu_factorial)

#endif /* LKMPG_EDU_H */
