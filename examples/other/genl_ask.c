// SPDX-License-Identifier: GPL-2.0
/*
 * genl_ask - talk to the generic netlink family "lkmpg"
 *
 * usage: genl_ask get
 *        genl_ask set VALUE [NOTE]
 *        genl_ask listen TIMES		print TIMES changes
 *        genl_ask raw COMMAND [TYPE:HEX]...	any command, any attributes
 *
 * Without a library, so that you see every byte. Exit status: 0; 1 on an error,
 * with the kernel's words if it was the kernel's; 2 for bad usage.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../genl.h"

#ifndef SOL_NETLINK
#define SOL_NETLINK	270
#endif

static struct {
	struct nlmsghdr netlink;
	struct genlmsghdr generic;
	char attributes[4096];
} message;			/* the one that is sent, then the answer */

static int sock;
static int family, group;	/* the kernel's numbers */

static int die(const char *what)
{
	fprintf(stderr, "genl_ask: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void begin(int type, int command, int flags)
{
	memset(&message, 0, sizeof(message));
	message.netlink.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
	message.netlink.nlmsg_type = type;
	message.netlink.nlmsg_flags = NLM_F_REQUEST | flags;
	message.generic.cmd = command;
	message.generic.version = GENL_LK_VERSION;
}

/* Length, type, data, and zeros up to a multiple of four. */
static void add(int type, const void *data, size_t len)
{
	struct nlattr *attribute = (void *)((char *)&message +
					    NLMSG_ALIGN(message.netlink.nlmsg_len));

	attribute->nla_type = type;
	attribute->nla_len = NLA_HDRLEN + len;
	memcpy((char *)attribute + NLA_HDRLEN, data, len);
	message.netlink.nlmsg_len = NLMSG_ALIGN(message.netlink.nlmsg_len) +
				    NLA_ALIGN(attribute->nla_len);
}

/* The attribute of this type among the LEN bytes from FIRST on, or NULL. */
static struct nlattr *find(void *first, int len, int type)
{
	struct nlattr *attribute = first;

	while (len >= NLA_HDRLEN && attribute->nla_len >= NLA_HDRLEN &&
	       attribute->nla_len <= len) {
		if ((attribute->nla_type & NLA_TYPE_MASK) == type)
			return attribute;
		len -= NLA_ALIGN(attribute->nla_len);
		attribute = (void *)((char *)attribute + NLA_ALIGN(attribute->nla_len));
	}
	return NULL;
}

static void *data_of(struct nlattr *attribute)
{
	return (char *)attribute + NLA_HDRLEN;
}

static void *attribute(int type)
{
	struct nlattr *found = find(message.attributes, message.netlink.nlmsg_len -
				    NLMSG_LENGTH(GENL_HDRLEN), type);

	return found ? data_of(found) : NULL;
}

static void receive(void)
{
	if (recv(sock, &message, sizeof(message), 0) < 0)
		die("recv");
}

/* Send it. Return 0: there is an answer; 1: acknowledged. Exit on an error. */
static int ask(void)
{
	struct nlmsgerr *error = (void *)&message.generic;
	struct nlattr *words;

	if (send(sock, &message, message.netlink.nlmsg_len, 0) < 0)
		die("send");
	receive();
	if (message.netlink.nlmsg_type != NLMSG_ERROR)
		return 0;
	if (!error->error)
		return 1;
	fprintf(stderr, "genl_ask: %s", strerror(-error->error));
	words = NULL;
	if (message.netlink.nlmsg_flags & NLM_F_ACK_TLVS)
		words = find(error + 1, message.netlink.nlmsg_len -
			     NLMSG_LENGTH(sizeof(*error)), NLMSGERR_ATTR_MSG);
	fprintf(stderr, words ? " (%s)\n" : "\n", words ? (char *)data_of(words) : "");
	exit(1);
}

/* Ask the family "nlctrl", whose number is fixed, for the numbers of ours. */
static void look_up(void)
{
	struct nlattr *groups, *one;

	begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	add(CTRL_ATTR_FAMILY_NAME, GENL_LK_NAME, sizeof(GENL_LK_NAME));
	ask();
	family = *(__u16 *)attribute(CTRL_ATTR_FAMILY_ID);
	groups = attribute(CTRL_ATTR_MCAST_GROUPS);
	if (!groups)
		return;
	one = find(data_of(groups), groups->nla_len - NLA_HDRLEN, CTRL_ATTR_MCAST_GRP_ID);
	if (one)
		group = *(__u32 *)data_of(one);
}

static void print(void)
{
	char *note = attribute(GENL_LK_NOTE);

	printf("%s %u%s%s\n", message.generic.cmd == GENL_LK_CHANGED ? "changed:" : "value",
	       *(__u32 *)attribute(GENL_LK_VALUE), note && *note ? ", " : "", note ? note : "");
}

static void listen_to(int times)
{
	if (setsockopt(sock, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)))
		die("joining the group");
	puts("listening");
	while (times--) {
		receive();
		print();
	}
}

static void add_hex(char *word)
{
	char *hex = strchr(word, ':'), bytes[256];
	size_t len = 0;
	unsigned int byte;

	for (hex = hex ? hex + 1 : ""; len < sizeof(bytes) && sscanf(hex, "%2x", &byte) == 1; hex += 2)
		bytes[len++] = byte;
	add(atoi(word), bytes, len);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int one = 1, i;
	__u32 value;

	if (!(argc == 2 && !strcmp(what, "get")) &&
	    !((argc == 3 || argc == 4) && !strcmp(what, "set")) &&
	    !(argc == 3 && !strcmp(what, "listen")) && !(argc >= 3 && !strcmp(what, "raw"))) {
		fprintf(stderr, "usage: genl_ask get | set VALUE [NOTE] | listen TIMES | raw COMMAND [TYPE:HEX]...\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	sock = socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC);
	if (sock < 0)
		die("socket");
	/* An error shall have words, and not bring our message back. */
	setsockopt(sock, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one));
	setsockopt(sock, SOL_NETLINK, NETLINK_CAP_ACK, &one, sizeof(one));
	look_up();

	switch (*what) {
	case 'g':
		begin(family, GENL_LK_GET, 0);
		ask();
		print();
		break;
	case 's':
		value = strtoul(argv[2], NULL, 0);
		begin(family, GENL_LK_SET, NLM_F_ACK);
		add(GENL_LK_VALUE, &value, sizeof(value));
		if (argc == 4)
			add(GENL_LK_NOTE, argv[3], strlen(argv[3]) + 1);
		ask();
		break;
	case 'l':
		listen_to(atoi(argv[2]));
		break;
	case 'r':
		begin(family, atoi(argv[2]), NLM_F_ACK);
		for (i = 3; i < argc; i++)
			add_hex(argv[i]);
		if (!ask())
			print();
		break;
	}
	return 0;
}
