// SPDX-License-Identifier: GPL-2.0
/*
 * crash.c - the kernel's reports of crashes and warnings, and whose they are
 *
 * A report is many lines: a headline, the task ("CPU: 0 PID: 77 Comm: insmod"),
 * where it was (RIP, or pc), how it came there (the call trace). It is the
 * init's crash only if the kernel gave the task up (BUG, Oops, general
 * protection fault) and the task is the one that loaded the module: by its
 * number where the command was watched, else by do_init_module() in the trace.
 * RIP may well lie in a function of the kernel that init called. A WARNING is a
 * warning: the task goes on. What another thread does is that thread's.
 */
#include "modwhy.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT_LINES	400	/* as many as no report has, without its end */

enum kind { CRASH, WARNING, ATOMIC, SANITIZER, STUCK };

struct trouble {
	enum kind kind;
	const char *headline;
	long pid;
	char *comm;			/* the task's name, or NULL */
	char *place, *place_module;	/* RIP or pc; module: NULL is the kernel */
	const char *place_line;
	char *frame, *frame_module;	/* the first of a module in the trace */
	char *guess, *guess_module;	/* the same, of those marked with ? */
	char *linked;			/* the module that was being loaded */
	char *raw, *called;		/* addresses without a name: last, init's */
	bool loading, unloading;
	bool initcall;			/* so does what is built in, at boot */
	bool ended;			/* some lines may still follow */
	bool trace;			/* the lines are behind "Call Trace" */
	size_t first, last;
};

static struct trouble *troubles;
static size_t trouble_count, trouble_room;

static const struct {
	const char *text;
	enum kind kind;
} headlines[] = {
	{ "BUG: unable to handle", CRASH },
	{ "BUG: kernel NULL pointer dereference", CRASH },
	{ "BUG: stack guard page was hit", CRASH },
	{ "BUG: TASK stack guard page was hit", CRASH },
	{ "kernel BUG at ", CRASH },
	{ "Kernel BUG at ", CRASH },
	{ "kernel BUG [#", CRASH },
	{ "general protection fault", CRASH },
	{ "Oops: ", CRASH },
	{ "Oops [#", CRASH },
	{ "Oops - ", CRASH },
	{ "Internal error: ", CRASH },
	{ "Unable to handle kernel ", CRASH },
	{ "kernel tried to execute ", CRASH },
	{ "invalid opcode: ", CRASH },
	{ "divide error: ", CRASH },
	{ "stack segment: ", CRASH },
	{ "double fault: ", CRASH },
	{ "int3: ", CRASH },
	{ "Insufficient stack space to handle exception!", CRASH },
	{ "Kernel panic - not syncing", CRASH },
	{ "BUG: scheduling while atomic: ", ATOMIC },
	{ "BUG: sleeping function called from invalid context", ATOMIC },
	{ "BUG: workqueue leaked ", ATOMIC },
	{ "BUG: using smp_processor_id() in preemptible", ATOMIC },
	{ "[ BUG: Invalid wait context ]", ATOMIC },
	{ "WARNING: ", WARNING },
	{ "BUG: KASAN: ", SANITIZER },
	{ "BUG: KFENCE: ", SANITIZER },
	{ "BUG: KCSAN: ", SANITIZER },
	{ "BUG: KMSAN: ", SANITIZER },
	{ "BUG: spinlock ", SANITIZER },
	{ "BUG: rwlock ", SANITIZER },
	{ "BUG: Bad page ", SANITIZER },
	{ "UBSAN: ", SANITIZER },
	{ "INFO: trying to register non-static key", SANITIZER },
	{ "watchdog: BUG: soft lockup", STUCK },
	{ "BUG: soft lockup", STUCK },
	{ "INFO: task ", STUCK },
	{ "BUG: ", SANITIZER },
	{ "BUG kmalloc-", SANITIZER },
	/* What is said before the crash or the warning, if that is cut off. */
	{ "CFI failure at ", SANITIZER },
	{ "Missing ENDBR: ", SANITIZER },
	{ "list_add corruption", SANITIZER },
	{ "list_del corruption", SANITIZER },
	{ "detected buffer overflow in ", SANITIZER },
	{ "usercopy: Kernel memory ", SANITIZER },
	{ "stack-protector: Kernel stack is corrupted", SANITIZER },
	{ "rcu: INFO: rcu_", SANITIZER },
};

/* The kind of report that begins with this line, or -1. */
static int begins_report(const char *text)
{
	static const char locks[] = "WARNING: ";
	bool initcall = begins(text, "initcall ") &&
		(strstr(text, "returned with preemption imbalance") ||
		 strstr(text, "returned with disabled interrupts"));

	if (initcall)
		return ATOMIC;
	for (size_t i = 0; i < ARRAY_SIZE(headlines); i++) {
		if (!begins(text, headlines[i].text))
			continue;
		/* "INFO: task insmod:77 blocked for more than 120 seconds." */
		if (headlines[i].kind == STUCK && begins(text, "INFO:") &&
		    !strstr(text, " blocked "))
			return -1;
		/* Not every line with that word: depmod begins like this, too. */
		if (!strcmp(headlines[i].text, locks) &&
		    !begins(text, "WARNING: CPU: ") && !strstr(text, "CPU#") &&
		    !strstr(text, "lock") && !strstr(text, "RCU"))
			return -1;
		return headlines[i].kind;
	}
	return -1;
}

/* Is this line one of those that reports are made of? */
static bool of_report(const char *text)
{
	static const char *const starts[] = {
		"CPU: ", "Hardware name", "RIP: ", "RSP: ", "RAX: ", "RDX: ",
		"RBP: ", "R10: ", "R13: ", "FS: ", "CS: ", "CR2: ", "DR0: ", "DR3: ",
		"EIP: ", "EAX: ", "ESI: ", "DS: ", "PKRU: ", "Code: ", "Call Trace",
		"Call trace", "Backtrace", "Modules linked in", "Unloaded tainted",
		"Workqueue: ", "pc : ", "lr : ", "sp : ", "x2", "x1", "x8 ", "x5 ",
		"pstate: ", "epc : ", "epc: ", "status: ", "Tainted: ", "PGD ", "#PF: ",
		"Mem abort info", "Data abort info", "user pgtable", "swapper pgtable",
		"note: ", "---", "Preemption disabled", "in_atomic(): ",
		"preempt_count: ", "RCU nest depth", "no locks held", "INFO: lockdep",
		"irq event stamp", "hardirqs last", "softirqs last", "Kernel Offset",
		"=====", "Read of size", "Write of size", "The buggy address",
		"Memory state around", "Allocated by", "Freed by", "task:", "Stack",
		"Process ", "Exception stack", "PC is at", "LR is at", "ra : ", "gp : ",
		"t0 : ", "s0 : ", "a0 : ", "<", "[<", "[ffff", "Sending NMI",
		"NMI backtrace", "Disabling lock debugging", "Dumping ftrace",
		"Last Breaking", "kobject_", "sysfs group", "but there are no more",
		"other info that", "stack backtrace", "Possible unsafe",
	};

	if (isspace((unsigned char)*text) || !*text)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (begins(text, starts[i]))
			return true;
	return strstr(text, "locks held by") || strstr(text, "lock held by");
}

/* "name+0x10/0x20 [module]": the name and the module, each or NULL. */
static bool frame(const char *text, char **name, char **module)
{
	const char *plus = strstr(text, "+0x"), *start, *end;

	if (!plus)
		return false;
	start = plus;
	while (start > text && !isspace((unsigned char)start[-1]) &&
	       start[-1] != ':' && start[-1] != '(')
		start--;
	end = plus + strcspn(plus, " \t");
	*name = copy_text(start, end - start);
	*module = NULL;
	end += strspn(end, " \t");
	/* Behind the name there may be the build's id. */
	if (*end == '[' && end[1] != '<')
		*module = copy_text(end + 1, strcspn(end + 1, " ]"));
	return true;
}

/* "CPU: 0 UID: 0 PID: 77 Comm: insmod Tainted: G" */
static void read_task(struct trouble *t, const char *text)
{
	const char *pid = strstr(text, "PID: "), *comm = strstr(text, "Comm: ");
	const char *end;

	if (t->comm || !pid)
		return;
	t->pid = strtol(pid + 5, NULL, 10);
	if (!comm)
		return;
	comm += 6;
	end = strstr(comm, " Tainted: ");
	if (!end)
		end = strstr(comm, " Not tainted");
	if (!end)
		end = comm + strcspn(comm, " ");
	t->comm = copy_text(comm, end - comm);
}

/* Headlines that name the task: "...: insmod/77", "[insmod:77]", "task insmod:77 " */
static void read_headline(struct trouble *t, const char *text)
{
	const char *at = NULL;
	char *copy, *cut;

	if (begins(text, "BUG: scheduling while atomic: "))
		at = text + strlen("BUG: scheduling while atomic: ");
	else if (begins(text, "INFO: task "))
		at = text + strlen("INFO: task ");
	else if (t->kind == STUCK && strrchr(text, '['))
		at = strrchr(text, '[') + 1;
	else if (begins(text, "WARNING: ") && strstr(text, "CPU#"))
		at = strstr(strstr(text, "CPU#"), ": ");
	if (!at) {
		read_task(t, text);
		return;
	}
	at += *at == ':' ? 2 : 0;
	copy = format("%s", at);
	/* The number is behind the last / or : of the first such part. */
	copy[strcspn(copy, " ]")] = '\0';
	if (t->kind == ATOMIC && (cut = strrchr(copy, '/')))
		*cut = '\0';
	cut = strrchr(copy, t->kind == STUCK ? ':' : '/');
	if (!cut)
		return;
	*cut = '\0';
	t->comm = copy;
	t->pid = strtol(cut + 1, NULL, 10);
}

static void read_frame(struct trouble *t, const char *text)
{
	const char *from = text + strspn(text, " \t");
	char *name, *module;
	bool guess = *from == '?';

	if (guess)
		from += 1 + strspn(from + 1, " ");
	/*
	 * A function of init that has handed over to another one by a jump is an
	 * address without a name, just before do_one_initcall().
	 */
	if (begins(from, "0x")) {
		t->raw = copy_text(from, strcspn(from, " "));
		return;
	}
	/* ARM and old kernels: "[<c0101234>] (name) from [<...>]" */
	if (!frame(from, &name, &module))
		return;
	if (!t->called)
		t->called = begins(name, "do_one_initcall") ? t->raw : NULL;
	t->raw = NULL;
	/*
	 * On the loader's way, do_init_module() and the system calls; compilers
	 * add to the names.
	 */
	if (!module) {
		t->loading |= begins(name, "load_module") || strstr(name, "init_module");
		t->initcall |= begins(name, "do_one_initcall");
		t->unloading |= strstr(name, "delete_module") != NULL;
		return;
	}
	if (guess && !t->guess) {
		t->guess = name;
		t->guess_module = module;
	} else if (!guess && !t->frame) {
		t->frame = name;
		t->frame_module = module;
	}
}

/* "Modules linked in: callnull(OE+) evdev": + is being loaded, - removed */
static void read_modules(struct trouble *t, const char *text)
{
	const char *plus = strstr(text, "+)"), *start;
	size_t length;

	if (!plus || t->linked)
		return;
	for (start = plus; start > text && start[-1] != ' '; start--)
		;
	length = strcspn(start, "(");
	if (length < 64)
		t->linked = copy_text(start, length);
}

static void read_line(struct trouble *t, const char *text)
{
	char *name, *module;
	const char *at = NULL;

	if (begins(text, "CPU: "))
		read_task(t, text);
	else if (begins(text, "Modules linked in: "))
		read_modules(t, text);
	else if (begins(text, "RIP: "))
		/* "RIP: 0010:name+0x10/0x20 [module]"; a user's has no name. */
		at = strchr(text + 5, ':');
	else if (begins(text, "pc : ") || begins(text, "epc : "))
		at = strchr(text, ':');
	else if (begins(text, "EIP: ") || begins(text, "PC is at "))
		at = text + 5;
	else if (begins(text, "Call Trace") || begins(text, "Call trace") ||
		 begins(text, "Backtrace"))
		t->trace = true;
	else if (t->trace)
		read_frame(t, text);
	if (at && !t->place && frame(at, &name, &module)) {
		t->place = name;
		t->place_module = module;
		t->place_line = text;
	}
}

static struct trouble *new_trouble(enum kind kind, const char *text, size_t line)
{
	struct trouble *t;

	if (trouble_count == trouble_room) {
		trouble_room = trouble_room ? trouble_room * 2 : 16;
		troubles = grow(troubles, trouble_count * sizeof(*troubles),
				trouble_room * sizeof(*troubles));
	}
	t = &troubles[trouble_count++];
	*t = (struct trouble){ .kind = kind, .headline = text, .first = line,
			       .last = line };
	read_headline(t, text);
	return t;
}

static void finish(struct trouble *t)
{
	if (t && !t->frame) {
		t->frame = t->guess;
		t->frame_module = t->guess_module;
	}
	if (t && !t->frame && t->called && t->loading && t->linked) {
		t->frame = t->called;
		t->frame_module = t->linked;
	}
	/* The place itself is nearer than any caller. */
	if (t && t->place_module) {
		t->frame = t->place;
		t->frame_module = t->place_module;
	}
}

/*
 * troubles_find() - go through the log once: which reports are there, and
 * which lines are theirs (record.report).
 */
void troubles_find(const struct log *log)
{
	struct trouble *t = NULL;

	trouble_count = 0;
	for (size_t i = 0; i < log->count; i++) {
		struct record *r = &log->record[i];
		int kind = begins_report(r->text);
		bool end = begins(r->text, "---[ end ");

		r->report = false;
		/* A crash has several headlines; what is worse counts. */
		if (t && kind >= 0 && i - t->last <= 2 && !t->comm && kind == CRASH) {
			t->kind = CRASH;
			kind = -1;
		} else if (kind >= 0 && !(t && t->kind == CRASH && !t->ended &&
					  kind == CRASH)) {
			finish(t);
			t = new_trouble(kind, r->text, i);
			r->report = true;
			continue;
		} else if (begins(r->text, "------------[ cut here ]")) {
			r->report = true;
			continue;
		}
		if (!t || i - t->first > REPORT_LINES ||
		    (t->ended && !of_report(r->text))) {
			finish(t);
			t = NULL;
			continue;
		}
		/* A line of somebody else in the middle does not end it. */
		if (!of_report(r->text) && kind < 0)
			continue;
		/* Behind the end, the registers are printed once more. */
		if (!t->ended)
			read_line(t, r->text);
		t->last = i;
		t->ended |= end;
		r->report = true;
	}
	finish(t);
}

/* --- whose it is --------------------------------------------------------------- */

static bool is_ours(const struct trouble *t, const char *module, long pid)
{
	const char *whose = t->frame_module ? t->frame_module : t->linked;
	bool named = whose && module && same_name(whose, module);

	if (pid && t->pid)
		return t->pid == pid;
	/*
	 * Without a number: on the way through the loader, and through it. Of a text
	 * that was cut, the call of init is enough, if a module's function is below.
	 */
	if (t->initcall && t->frame_module)
		return named || !module;
	return (t->loading || t->unloading) && (named || !whose || !module);
}

static bool touches(const struct trouble *t, const char *module)
{
	return (t->frame_module && module && same_name(t->frame_module, module)) ||
		(t->guess_module && module && same_name(t->guess_module, module));
}

static struct finding *tell(const char *code, const struct trouble *t,
			    const char *subject, bool now)
{
	struct finding *f = found(code, "log: %s", t->headline);

	about(f, subject, t->comm);
	if (t->place)
		found(code, "log: %s", t->place_line);
	if (t->place && t->frame && t->frame != t->place)
		found(code, "it was in %s, a function of the kernel, that was called by %s of %s",
		      t->place, t->frame, t->frame_module);
	else if (t->place)
		found(code, "it was in %s, a function of %s", t->place,
		      t->place_module ? t->place_module : "the kernel");
	else if (t->frame)
		found(code, "the first function of a module in the call trace is %s of %s",
		      t->frame, t->frame_module);
	if (!t->frame && t->linked)
		found(code, "%s was being loaded (Modules linked in: +)", t->linked);
	if (t->comm && t->pid)
		found(code, "the task was %s, number %ld", t->comm, t->pid);
	if (now)
		seen(f);
	return f;
}

/* What the thread that ran it is to the module: true if it was the call's. */
static bool explain_one(const struct trouble *t, const char *module, long pid, bool now)
{
	bool ours = is_ours(t, module, pid);
	const char *comm = t->comm ? t->comm : "a task";

	switch (t->kind) {
	case CRASH:
		if (ours) {
			tell(t->unloading ? "exit-crash" : "init-crash", t,
			     t->frame ? t->frame : t->place, now);
			return true;
		}
		tell("thread-crash", t, comm, now);
		break;
	case WARNING:
		tell("init-warned", t, t->headline, now);
		break;
	case ATOMIC:
		tell("atomic-sleep", t, comm, now);
		break;
	case SANITIZER:
		tell("kernel-report", t, t->headline, now);
		break;
	case STUCK:
		if (ours)
			tell("init-stuck", t, comm, now);
		else
			tell("kernel-report", t, t->headline, now);
	}
	return false;
}

/*
 * troubles_explain() - those of lines first to last of the log; pid: the task
 * that made the call, or 0. all: also those that have nothing to do with the
 * module, because they are of that very moment. True if its call has crashed.
 */
bool troubles_explain(size_t first, size_t last, const char *module, long pid,
		      bool all, bool now)
{
	bool crashed = false;

	for (size_t i = 0; i < trouble_count; i++) {
		const struct trouble *t = &troubles[i];

		if (t->first < first || t->first > last)
			continue;
		if (!all && !is_ours(t, module, pid) && !touches(t, module))
			continue;
		crashed |= explain_one(t, module, pid, now);
	}
	return crashed;
}

/* The module of the last crash on the way through the loader, or NULL. */
const char *troubles_module(void)
{
	for (size_t i = trouble_count; i-- > 0;)
		if (troubles[i].frame_module || troubles[i].linked)
			return troubles[i].frame_module ? troubles[i].frame_module :
				troubles[i].linked;
	return NULL;
}
