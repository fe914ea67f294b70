// SPDX-License-Identifier: GPL-2.0
/*
 * genl - settings and their changes over netlink
 *
 * Shows: a generic netlink family: commands with typed attributes, a policy
 *        that refuses what is malformed before the module sees it, a command
 *        for the administrator only, and a group that is told of each change.
 *
 * Needs: CONFIG_NET
 *
 * Try:   insmod genl.ko
 *        ./other/genl_ask get
 *        ./other/genl_ask listen 1 &
 *        sleep 1; ./other/genl_ask set 42 "from the shell"; wait
 *        ./other/genl_ask get
 *        ./other/genl_ask set 101	# fails: Numerical result out of range
 *        rmmod genl
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/string.h>
#include <net/genetlink.h>

#include "genl.h"

/* No lock: the kernel runs one command at a time (no parallel_ops). */
static u32 genl_value;
static char genl_note[GENL_LK_NOTE_MAX + 1];

static struct genl_family genl_family;

/* The attributes that a message may have, and what is right for each. */
static const struct nla_policy genl_policy[GENL_LK_ATTRIBUTES] = {
	[GENL_LK_VALUE] = NLA_POLICY_MAX(NLA_U32, GENL_LK_VALUE_MAX),
	[GENL_LK_NOTE] = { .type = NLA_NUL_STRING, .len = GENL_LK_NOTE_MAX },
};

/* A message with the value and the note, or NULL. */
static struct sk_buff *genl_message(u32 portid, u32 seq, u8 command)
{
	struct sk_buff *message;
	void *header;

	message = genlmsg_new(GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	if (!message)
		return NULL;
	header = genlmsg_put(message, portid, seq, &genl_family, 0, command);
	if (!header || nla_put_u32(message, GENL_LK_VALUE, genl_value) ||
	    nla_put_string(message, GENL_LK_NOTE, genl_note)) {
		nlmsg_free(message);
		return NULL;	/* not reached: a page has room */
	}
	genlmsg_end(message, header);
	return message;
}

static int genl_get(struct sk_buff *request, struct genl_info *info)
{
	struct sk_buff *reply;

	reply = genl_message(info->snd_portid, info->snd_seq, GENL_LK_GET);
	if (!reply)
		return -ENOMEM;
	return genlmsg_reply(reply, info);
}

/* Types and ranges have been checked, but not what must be there. */
static int genl_set(struct sk_buff *request, struct genl_info *info)
{
	struct nlattr *value = info->attrs[GENL_LK_VALUE];
	struct nlattr *note = info->attrs[GENL_LK_NOTE];
	struct sk_buff *news;

	if (!value) {
		NL_SET_ERR_MSG(info->extack, "a value is missing");
		return -EINVAL;
	}
	genl_value = nla_get_u32(value);
	strscpy(genl_note, note ? nla_data(note) : "", sizeof(genl_note));

	/* The change is made, even if there is no memory to tell of it. */
	news = genl_message(0, 0, GENL_LK_CHANGED);
	if (news)
		genlmsg_multicast(&genl_family, news, 0, 0, GFP_KERNEL);
	return 0;
}

static const struct genl_ops genl_operations[] = {
	{ .cmd = GENL_LK_GET, .doit = genl_get },
	/* For callers with CAP_NET_ADMIN; others get EPERM. */
	{ .cmd = GENL_LK_SET, .doit = genl_set, .flags = GENL_ADMIN_PERM },
};

static const struct genl_multicast_group genl_groups[] = {
	{ .name = GENL_LK_GROUP },
};

static struct genl_family genl_family = {
	.name = GENL_LK_NAME,
	.version = GENL_LK_VERSION,
	.maxattr = GENL_LK_ATTRIBUTES - 1,
	.policy = genl_policy,
	.ops = genl_operations,
	.n_ops = ARRAY_SIZE(genl_operations),
	.mcgrps = genl_groups,
	.n_mcgrps = ARRAY_SIZE(genl_groups),
	.module = THIS_MODULE,	/* for dumps, which last longer than a call */
};

static int __init genl_init(void)
{
	return genl_register_family(&genl_family);
}

static void __exit genl_exit(void)
{
	genl_unregister_family(&genl_family);
}

module_init(genl_init);
module_exit(genl_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A generic netlink family");
