/* SPDX-License-Identifier: GPL-2.0 */
/*
 * genl.h - the messages between the module genl and programs
 *
 * The family gets its number at run time: ask the family "nlctrl" for the name.
 * The lists may grow at their ends; what is in them must not change.
 */
#ifndef LKMPG_GENL_H
#define LKMPG_GENL_H

#define GENL_LK_NAME		"lkmpg"
#define GENL_LK_VERSION		1
#define GENL_LK_GROUP		"changes"

#define GENL_LK_VALUE_MAX	100
#define GENL_LK_NOTE_MAX	31	/* bytes, without the zero at the end */

enum genl_lk_command {
	GENL_LK_GET = 1,	/* the answer is one with both attributes */
	GENL_LK_SET,		/* the value; and a note, if there is one */
	GENL_LK_CHANGED,	/* sent to the group after each GENL_LK_SET */
};

enum genl_lk_attribute {
	GENL_LK_VALUE = 1,	/* u32, 0 to GENL_LK_VALUE_MAX */
	GENL_LK_NOTE,		/* string */
	GENL_LK_ATTRIBUTES,
};

#endif /* LKMPG_GENL_H */
