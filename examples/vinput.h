/* SPDX-License-Identifier: GPL-2.0 */
/*
 * vinput.h - between vinput and the drivers of its devices
 */
#ifndef VINPUT_H
#define VINPUT_H

#include <linux/list.h>

struct input_dev;
struct module;

/* A kind of virtual device: one driver, up to VINPUT_MAX devices. */
struct vinput_driver {
	const char *name;	/* what a user writes to export */
	struct module *owner;	/* stays loaded as long as it has a device */

	/* Say what the device can do. It is registered afterwards. */
	int (*setup)(struct input_dev *input);

	/*
	 * Turn one line of text, without its end, into events; or refuse it
	 * with an error. Called for one line of a device at a time.
	 */
	int (*send)(struct input_dev *input, const char *line);

	struct list_head node;	/* vinput's */
};

int vinput_register(struct vinput_driver *driver);
void vinput_unregister(struct vinput_driver *driver);

#endif /* VINPUT_H */
