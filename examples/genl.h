/* SPDX-License-Identifier: GPL-2.0 */
/*
 * genl.h - what the module genl and its users say to each other
 *
 * The family's number is given out at run time: ask the family "nlctrl" for the
 * name. What is here may grow at the end of each list, and never change.
 */
#ifndef LKMPG_GENL_H
#define LKMPG_GENL_H

#define GENL_LK_NAME		"lkmpg"
#define GENL_LK_VERSION		1
#define GENL_LK_GROUP		"changes"

#define GENL_LK_VALUE_MAX	100
#define GENL_LK_NOTE_MAX	31	/* bytes, without the zero at the end */

enum genl_lk_command {
	GENL_LK_GET = 1,	/* answered by one with both attributes */
	GENL_LK_SET,		/* the value; and a note, if there is one */
	GENL_LK_CHANGED,	/* sent to the group after each GENL_LK_SET */
};

enum genl_lk_attribute {
	GENL_LK_VALUE = 1,	/* u32, 0 to GENL_LK_VALUE_MAX */
	GENL_LK_NOTE,		/* string */
	GENL_LK_ATTRIBUTES,
};

#endif /* LKMPG_GENL_H */
