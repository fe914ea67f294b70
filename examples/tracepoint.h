/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tracepoint.h - the trace events of the module tracepoint
 *
 * The compiler reads this file again and again: each time TRACE_EVENT() means
 * something else, and makes another part of the event of the same lines. So no
 * plain include guard, and nothing but events between here and the #endif.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM lkmpg		/* the directory in tracefs */

#if !defined(LKMPG_TRACEPOINT_H) || defined(TRACE_HEADER_MULTI_READ)
#define LKMPG_TRACEPOINT_H

#include <linux/tracepoint.h>

#include "compat.h"

TRACE_EVENT(purse_change,
	/* What the module hands over: trace_purse_change(12, 30, "wages"). */
	TP_PROTO(int amount, int balance, const char *what),
	TP_ARGS(amount, balance, what),

	/* What is stored in the ring buffer; filters know these names. */
	TP_STRUCT__entry(
		__field(int, amount)
		__field(int, balance)
		__string(what, what)
	),

	/* How it gets there. Runs in the middle of the module's work. */
	TP_fast_assign(
		__entry->amount = amount;
		__entry->balance = balance;
		TRACE_ASSIGN_STR(what, what);
	),

	/* How it is printed: later, when the file trace is read. */
	TP_printk("amount=%d balance=%d what=%s", __entry->amount,
		  __entry->balance, __get_str(what))
);

TRACE_EVENT(purse_refuse,
	TP_PROTO(int amount, int balance),
	TP_ARGS(amount, balance),

	TP_STRUCT__entry(
		__field(int, amount)
		__field(int, balance)
	),

	TP_fast_assign(
		__entry->amount = amount;
		__entry->balance = balance;
	),

	TP_printk("amount=%d balance=%d", __entry->amount, __entry->balance)
);

#endif /* LKMPG_TRACEPOINT_H */

/* Where define_trace.h, one of the kernel's headers, finds this file. */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE tracepoint
#include <trace/define_trace.h>
