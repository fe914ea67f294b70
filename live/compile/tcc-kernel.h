/* SPDX-License-Identifier: GPL-2.0 */
/* live/compile/tcc-kernel.h - comes first (-include): what the kernel's headers expect of
 * a compiler, as far as tcc has not got it. */
#define __GNUC__ 5
#define __GNUC_MINOR__ 1
#define __GNUC_PATCHLEVEL__ 0
#define __builtin_object_size(p, t) ((unsigned long)-1)
/* right for all types of up to 32 bits */
#define __tcc_overflow(a, op, b, d) ({ __typeof__(d) __od = (d);		\
	long long __ov = (long long)(a) op (b); *__od = __ov; *__od != __ov; })
#define __builtin_add_overflow(a, b, d) __tcc_overflow(a, +, b, d)
#define __builtin_sub_overflow(a, b, d) __tcc_overflow(a, -, b, d)
#define __builtin_mul_overflow(a, b, d) __tcc_overflow(a, *, b, d)
#define _Pragma(s)
static inline int __tcc_ctz(unsigned int x) { __asm__("bsfl %1, %0" : "=r" (x) : "rm" (x)); return x; }
static inline int __tcc_clz(unsigned int x) { __asm__("bsrl %1, %0" : "=r" (x) : "rm" (x)); return 31 - x; }
static inline int __tcc_ctzll(unsigned long long x) { unsigned int l = x; return l ? __tcc_ctz(l) : 32 + __tcc_ctz(x >> 32); }
static inline int __tcc_clzll(unsigned long long x) { unsigned int h = x >> 32; return h ? __tcc_clz(h) : 32 + __tcc_clz(x); }
#define __builtin_ctz(x) __tcc_ctz(x)
#define __builtin_ctzl(x) __tcc_ctz(x)
#define __builtin_ctzll(x) __tcc_ctzll(x)
#define __builtin_clz(x) __tcc_clz(x)
#define __builtin_clzl(x) __tcc_clz(x)
#define __builtin_clzll(x) __tcc_clzll(x)
#define __builtin_ffs(x) ((x) ? 1 + __tcc_ctz(x) : 0)
#define __builtin_ffsl(x) ((x) ? 1 + __tcc_ctz(x) : 0)
#define __builtin_ffsll(x) ((x) ? 1 + __tcc_ctzll(x) : 0)
/* all of these are hints, for tcc */
#define __has_attribute(a) 0
#define __builtin_unreachable() ({ for (;;) ; })
