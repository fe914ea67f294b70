/* SPDX-License-Identifier: GPL-2.0 */
/*
 * notifier.h - between notifier and the modules that listen to it
 */
#ifndef NOTIFIER_H
#define NOTIFIER_H

struct notifier_block;

/* What a listener is told. The data is the device's name, a string. */
enum {
	NOTIFIER_RISING = 1,	/* wants to come up: an error forbids it */
	NOTIFIER_UP,		/* is up */
	NOTIFIER_DOWN,		/* is down */
};

int notifier_listen(struct notifier_block *listener);
int notifier_leave(struct notifier_block *listener);

#endif /* NOTIFIER_H */
