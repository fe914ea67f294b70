/* SPDX-License-Identifier: GPL-2.0 */
/* live/compile/module-end.h - what modpost writes for a module, at the end of its only source. */
#define INCLUDE_VERMAGIC
#include <linux/module.h>
#include <linux/vermagic.h>
MODULE_INFO(vermagic, VERMAGIC_STRING);
MODULE_INFO(name, KBUILD_MODNAME);
extern int init_module(void) __attribute__((weak));
extern void cleanup_module(void) __attribute__((weak));
struct module __this_module __attribute__((section(".gnu.linkonce.this_module"))) = {
	.name = KBUILD_MODNAME,
	.init = init_module,
	.exit = cleanup_module,
	.arch = MODULE_ARCH_INIT,
};
MODULE_INFO(depends, LKMPG_DEPENDS);
/* what tcc calls for shifts of 64 bits */
#define SHIFT64(name, type, body) type __attribute__((weak)) name(type a, int n)	\
{ union { unsigned long long v; struct { unsigned int l; type##_h h; } p; } u, r; u.v = a; body; return r.v; }
typedef int s64_h; typedef unsigned int u64_h;
SHIFT64(__ashldi3, u64, if (n & 32) { r.p.l = 0; r.p.h = u.p.l << (n & 31); } else if (n & 31) { r.p.l = u.p.l << n; r.p.h = u.p.h << n | u.p.l >> (32 - n); } else r = u)
SHIFT64(__lshrdi3, u64, if (n & 32) { r.p.h = 0; r.p.l = u.p.h >> (n & 31); } else if (n & 31) { r.p.h = u.p.h >> n; r.p.l = u.p.l >> n | u.p.h << (32 - n); } else r = u)
SHIFT64(__ashrdi3, s64, if (n & 32) { r.p.h = u.p.h >> 31; r.p.l = u.p.h >> (n & 31); } else if (n & 31) { r.p.h = u.p.h >> n; r.p.l = u.p.l >> n | (unsigned int)u.p.h << (32 - n); } else r = u)
