/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * chardev.h - what chardev2 and the programs that drive it agree on
 *
 * Both sides include this file, so that neither can be wrong about it alone.
 * Its types have the same size and layout in every program, 32-bit ones too;
 * once a program relies on them, they never change.
 *
 * Every command takes a pointer to the structure it names. Errors of all of
 * them: EFAULT, a bad pointer; ENOTTY, not a command of this device.
 */
#ifndef LKMPG_CHARDEV_H
#define LKMPG_CHARDEV_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define CHARDEV_DEVICE	"char_dev"	/* the node's name in /dev */
#define CHARDEV_MSG_MAX	80		/* bytes, and no NUL after them */

struct chardev_msg {
	__u32 len;		/* bytes of text that count */
	char text[CHARDEV_MSG_MAX];
};

struct chardev_byte {
	__u32 index;		/* in: which byte, the first is 0 */
	__u32 value;		/* out: that byte, 0 to 255 */
};

/*
 * Tells these commands from other drivers'. What is in use in the kernel is
 * listed in Documentation/userspace-api/ioctl/ioctl-number.rst.
 */
#define CHARDEV_MAGIC	0xcd

/*
 * CHARDEV_SET_MSG - replace the message.
 *
 * Errors: EBADF, the file is not open for writing; EINVAL, len is more than
 * CHARDEV_MSG_MAX. The old message stays then.
 */
#define CHARDEV_SET_MSG		_IOW(CHARDEV_MAGIC, 0, struct chardev_msg)

/*
 * CHARDEV_GET_MSG - get the message, all of it at once. The rest of text is
 * filled with zeros. There are no other errors.
 */
#define CHARDEV_GET_MSG		_IOR(CHARDEV_MAGIC, 1, struct chardev_msg)

/*
 * CHARDEV_GET_NTH_BYTE - get a single byte of the message.
 *
 * Errors: EINVAL, the message has no byte with that index.
 */
#define CHARDEV_GET_NTH_BYTE	_IOWR(CHARDEV_MAGIC, 2, struct chardev_byte)

#endif /* LKMPG_CHARDEV_H */
