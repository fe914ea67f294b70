// SPDX-License-Identifier: GPL-2.0
/*
 * run.c - run a command, watch what it asks of the kernel and what the kernel
 * says meanwhile, and explain
 *
 * The command is traced for its calls of finit_module(), init_module() and
 * delete_module(): their results are the kernel's own word, with the very file
 * and the very parameters, whichever program called and whatever it made of
 * them. A program that changes its user (sudo) cannot be traced without being
 * root; then what it writes to standard error has to do.
 */
#define _GNU_SOURCE		/* memfd_create, process_vm_readv */
#include "modwhy.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>	/* after sys/ptrace.h, which it repeats */

/* The architecture whose system call numbers this program knows. */
#if defined(__x86_64__)
#define NATIVE	AUDIT_ARCH_X86_64
#elif defined(__i386__)
#define NATIVE	AUDIT_ARCH_I386
#elif defined(__aarch64__)
#define NATIVE	AUDIT_ARCH_AARCH64
#elif defined(__riscv)
#define NATIVE	AUDIT_ARCH_RISCV64
#else
#define NATIVE	0	/* no call is recognised */
#endif

#define STDERR_LIMIT	(1L << 20)

/* The last call that failed; else the last one. */
struct call {
	bool made, removal, may;	/* may: CAP_SYS_MODULE was there */
	char *file;		/* absolute, if it is known */
	char *name;		/* for delete_module() */
	char *args;
	long result;		/* negative: an errno */
	long pid;		/* who called; 0: not known */
	bool lost;		/* entered, and never came back */
	bool guessed;		/* by what the command said; no call was seen */
};

/* The kernel's log, which is followed while the command runs. */
static struct log *followed;
static int followed_fd;

/* --- watching ------------------------------------------------------------------ */

static char *traced_text(pid_t pid, unsigned long address)
{
	char buffer[4096];
	struct iovec here = { buffer, sizeof(buffer) - 1 };
	/* Not over the end of its page: the next may not be there. */
	struct iovec there = { (void *)address, 4096 - address % 4096 };
	ssize_t got;

	if (there.iov_len > here.iov_len)
		there.iov_len = here.iov_len;
	got = process_vm_readv(pid, &here, 1, &there, 1, 0);
	buffer[got > 0 ? got : 0] = '\0';
	return format("%s", buffer);
}

static char *traced_file(pid_t pid, unsigned int fd)
{
	char target[4096];
	ssize_t got = readlink(format("/proc/%d/fd/%u", pid, fd), target,
			       sizeof(target) - 1);

	if (got <= 0 || *target != '/')
		return NULL;
	target[got] = '\0';
	return format("%s", target);
}

/* A thread that is in one of the three calls, until it comes out of it. */
static struct pending {
	pid_t pid;
	struct call call;
} pending[16];

/* Some call was made in the way of another architecture: not understood. */
static bool foreign_calls;

static struct pending *pending_of(pid_t pid)
{
	for (size_t i = 0; i < ARRAY_SIZE(pending); i++)
		if (pending[i].pid == pid)
			return &pending[i];
	return NULL;
}

/* The thread is gone. If it was in a call, that call never came back. */
static void thread_gone(pid_t pid, struct call *last)
{
	struct pending *p = pending_of(pid);

	if (!p)
		return;
	*last = p->call;
	last->lost = true;
	last->result = -EINTR;
	p->pid = 0;
}

static void syscall_stop(pid_t pid, struct call *last)
{
	struct __ptrace_syscall_info info;
	struct pending *p = pending_of(pid);

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.arch != NATIVE)
		foreign_calls = true;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.arch == NATIVE) {
		struct call call = { .made = true, .pid = pid };

		if (info.entry.nr == __NR_finit_module) {
			call.file = traced_file(pid, info.entry.args[0]);
			call.args = traced_text(pid, info.entry.args[1]);
		} else if (info.entry.nr == __NR_init_module) {
			call.args = traced_text(pid, info.entry.args[2]);
		} else if (info.entry.nr == __NR_delete_module) {
			call.removal = true;
			call.name = traced_text(pid, info.entry.args[0]);
		} else {
			return;
		}
		if (!followed->called)
			followed->called = now();
		if (!p)
			p = pending_of(0);
		if (p) {
			call.may = may_load(format("%d", pid));
			p->pid = pid;
			p->call = call;
		}
	} else if (info.op == PTRACE_SYSCALL_INFO_EXIT && p) {
		p->call.result = info.exit.rval;
		log_follow(followed, followed_fd);
		if (!last->lost &&
		    (p->call.result < 0 || !last->made || last->result >= 0))
			*last = p->call;
		p->pid = 0;
	}
}

/* Until the child is gone. Returns its wait status. */
static int watch(pid_t child, struct call *last)
{
	int status, result = 0;
	pid_t pid;

	for (;;) {
		int signal = 0;

		pid = waitpid(-1, &status, __WALL);
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			return result;
		if (!WIFSTOPPED(status)) {
			thread_gone(pid, last);
			if (pid != child)
				continue;
			return status;
		}
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			syscall_stop(pid, last);
		else if (WSTOPSIG(status) != SIGTRAP && WSTOPSIG(status) != SIGSTOP)
			signal = WSTOPSIG(status);
		ptrace(PTRACE_SYSCALL, pid, 0, signal);
	}
}

static bool changes_user(const char *program)
{
	char *path = getenv("PATH"), *rest, *dir;
	struct stat st;

	if (!geteuid())
		return false;
	if (strchr(program, '/'))
		return !stat(program, &st) && st.st_mode & S_ISUID;
	rest = format("%s", path ? path : "");
	while ((dir = strsep(&rest, ":")))
		if (!stat(format("%s/%s", dir, program), &st) &&
		    S_ISREG(st.st_mode) && st.st_mode & S_IXUSR)
			return st.st_mode & S_ISUID;
	return false;
}

/* Returns the wait status, or -1 with errno if it cannot be started. */
static int run(char **argv, bool trace, int err, struct call *last)
{
	static const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK |
		PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
	int status = 0;
	pid_t child;

	/* Ctrl-C is for the command; we explain what became of it. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	child = fork();
	if (child < 0)
		return -1;
	if (child == 0) {
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		setenv("LC_ALL", "C", 1);	/* messages that we can read */
		if (dup2(err, STDERR_FILENO) < 0)
			_exit(127);
		if (trace && !ptrace(PTRACE_TRACEME, 0, 0, 0))
			raise(SIGSTOP);
		execvp(argv[0], argv);
		dprintf(STDERR_FILENO, "modwhy: cannot run %s: %s\n", argv[0],
			strerror(errno));
		_exit(127);
	}
	if (waitpid(child, &status, WUNTRACED | __WALL) < 0)
		return -1;
	if (!WIFSTOPPED(status))
		return status;
	ptrace(PTRACE_SETOPTIONS, child, 0, options);
	ptrace(PTRACE_SYSCALL, child, 0, 0);
	return watch(child, last);
}

/* --- what the command said ---------------------------------------------------------- */

/* All of it, on to where it belongs; the first part is looked at. */
static char *pass_on(int fd)
{
	char *said = alloc(STDERR_LIMIT + 1), buffer[1 << 16];
	off_t at = 0;
	ssize_t got;

	while ((got = pread(fd, buffer, sizeof(buffer), at)) > 0) {
		if (at < STDERR_LIMIT)
			memcpy(said + at, buffer, at + got <= STDERR_LIMIT ?
			       got : STDERR_LIMIT - at);
		if (write(STDERR_FILENO, buffer, got) != got) {
			cannot_look("standard error: %s", strerror(errno));
			break;
		}
		at += got;
	}
	return said;
}

/*
 * What the command said: to a call where none was seen. The lines that are not
 * known and tell of a failure go into strange.
 */
static void hear_all(char *text, struct call *call, bool traced, struct list *strange)
{
	struct said said = { 0 };
	char *line;

	while ((line = next_line(&text)))
		if (!hear(line, &said) && unknown_failure(line, NULL))
			list_add(strange, line);
	if (!said.failed || call->made)
		return;
	/* The kernel was not asked: open() said so. */
	if (traced && said.error == EACCES && !said.removal) {
		struct finding *f = found("unreadable", "%s", said.line);

		about(f, said.name, strerror(said.error));
		seen(f);
	}
	*call = (struct call){
		.made = true, .guessed = traced, .may = may_load("self"),
		.removal = said.removal, .result = said.error ? -said.error : -EBUSY,
	};
	if (call->removal)
		call->name = said.name;
	else
		call->file = said.name;
}

/* --- explaining --------------------------------------------------------------------- */

/*
 * What the command was about, where no call tells: the first word behind
 * insmod, modprobe or rmmod that is no option. NULL if it is none of these.
 */
static char *target(char **argv, bool *removal)
{
	char *word = NULL;
	const char *tool = NULL;

	for (; *argv; argv++) {
		const char *name = base_name(*argv);

		if (!tool && (!strcmp(name, "insmod") || !strcmp(name, "modprobe") ||
			      !strcmp(name, "rmmod"))) {
			tool = name;
			*removal = !strcmp(name, "rmmod");
		} else if (tool && (!strcmp(*argv, "-r") || !strcmp(*argv, "--remove"))) {
			*removal = true;
		} else if (tool && !word && **argv != '-') {
			word = *argv;
		}
	}
	return word;
}

/* "a=1 b='x y'" as the kernel was given it, as words. */
static char **words(char *args)
{
	struct list list = { 0 };
	char *word;

	while ((word = next_word(&args)))
		list_add(&list, word);
	list_add(&list, NULL);
	return list.item;
}

static char *command_line(char **argv)
{
	char *line = format("%s", *argv);

	while (*++argv)
		line = format("%s %s", line, *argv);
	return line;
}

/* The tool of the chain that the command is, or NULL. */
static const char *tool_of(char **argv)
{
	static const char *const tools[] = {
		"insmod", "modprobe", "rmmod", "depmod", "dkms", "kmod", "modinfo",
	};

	for (; *argv; argv++)
		for (size_t i = 0; i < ARRAY_SIZE(tools); i++)
			if (!strcmp(base_name(*argv), tools[i]))
				return tools[i];
	return NULL;
}

static void show_strange(const struct list *lines, const char *from)
{
	for (size_t i = 0; i < lines->count; i++)
		found("unknown-load", "%s: %s", from, lines->item[i]);
}

/* The file of what the command was about; modprobe's messages name a module. */
static struct ko *file_of(const char *path)
{
	if (path && !strchr(path, '/') && !strstr(path, ".ko"))
		path = module_path(path);
	return path ? ko_open(path) : NULL;
}

static void explain_load(char **argv, struct call *call, const struct log *log)
{
	bool removal;
	const char *path = call->file ? call->file : target(argv, &removal);
	struct ko *ko = file_of(path);

	if (ko) {
		check_ko(ko, call->args ? words(call->args) : NULL);
	} else {
		log_explain_elf(NULL);
		check_symbols(NULL);
		if (path)
			blind_for("%s: %s", path, strerror(errno));
	}
	troubles_explain(0, log->count, ko ? ko->module : NULL, call->pid, true, true);
	if (-call->result == EPERM)
		check_rights(command_line(argv), call->may);
	check_failure(ko, ko ? ko->module : "", -call->result, log);
}

/* It came to an end without a result: crashed, killed, or still in there. */
static void explain_lost(char **argv, struct call *call, const struct log *log,
			 int status)
{
	bool removal;
	const char *path = call->file ? call->file : target(argv, &removal);
	struct ko *ko = call->removal ? NULL : file_of(path);
	const char *module = call->removal ? call->name : ko ? ko->module : NULL;
	char *how = WIFSIGNALED(status) ?
		format("the command was ended by signal %d", WTERMSIG(status)) :
		format("the command ended with status %d", WEXITSTATUS(status));

	if (ko)
		report_file = ko->path;
	if (module)
		report_module = module;
	if (troubles_explain(0, log->count, module, call->pid, true, true)) {
		found(call->removal ? "exit-crash" : "init-crash",
		      "the call was entered and never came back; %s%s", how,
		      ko && ko->init_name && !call->removal ?
		      format("; the init function of %s is %s()", ko->path, ko->init_name) :
		      "");
		return;
	}
	if (log->blind)
		found("unknown-load", "the kernel's log could not be read: %s", log->blind);
	found("unknown-load", "the call was entered and never came back; %s", how);
	if (module && loaded(module))
		found("unknown-load", "/proc/modules: %s is %s", module,
		      loaded(module)->state);
}

static bool is_loaded(const char *path)
{
	struct ko *ko = ko_open(path);

	return ko && loaded(ko->module);
}

static void explain_unload(char **argv, struct call *call)
{
	if (-call->result == EPERM)
		check_rights(command_line(argv), call->may);
	if (!explained(EPERM))
		check_unload(call->name);
}

static bool has_option(char **argv, const char *one, const char *other)
{
	for (; *argv; argv++)
		if (!strcmp(*argv, one) || !strcmp(*argv, other))
			return true;
	return false;
}

/*
 * modprobe said no, or even yes, and the kernel was not asked: an install
 * command, a directory that is gone, a file that cannot be read.
 */
static void explain_unasked(char **argv, const struct call *call, int status,
			    const struct list *strange)
{
	bool removal;
	const char *name = target(argv, &removal);
	char *modules = format("/lib/modules/%s", release());
	struct ko *ko;

	if (name && is_name(name)) {
		report_module = name;
		check_modprobe(name, false);
	}
	if (cause_found())
		return;
	if (!exists(modules))
		found("reboot-needed", "there is no %s", modules);
	ko = file_of(call->file ? call->file : name);
	if (ko)
		check_ko(ko, NULL);
	if (status && name && !ko && !any_fault() && !strchr(name, '/')) {
		about(found("not-installed", "%s/modules.dep has no %s", modules, name),
		      name, release());
		return;
	}
	if (cause_found())
		return;
	show_strange(strange, "it said");
	found("unknown-load", "'%s' ended with status %d, and did not ask the kernel",
	      command_line(argv), status);
}

/* Is there a module of this name, which is not in the kernel now? */
static bool not_there(const char *name)
{
	return name && is_name(name) && module_path(name) && exists("/proc/modules") &&
		!loaded(name) && !is_builtin(name);
}

/* There are findings, or there is nothing wrong, or we do not know. */
static void explain_end(char **argv, int status, const struct list *strange)
{
	if (any_fault())
		return;
	show_strange(strange, "it said");
	if (!status || any_fault())
		return;
	if (tool_of(argv))
		found("unknown-load", "'%s' failed (status %d), and asked nothing of the module loader",
		      command_line(argv), status);
	else
		cannot_look("'%s' failed, but asked nothing of the module loader",
			    command_line(argv));
}

void run_command(char **argv)
{
	struct log log = { 0 };
	struct call call = { 0 };
	struct list strange = { 0 };
	bool removal = false, traced = !changes_user(argv[0]);
	int fd = log_begin(&log, false);
	int err = memfd_create("stderr", MFD_CLOEXEC);
	const char *tool = tool_of(argv);
	int status, code;
	char *name;

	followed = &log;
	followed_fd = fd;
	status = err < 0 ? -1 : run(argv, traced, err, &call);
	if (status == -1) {
		cannot_look("%s: %s", argv[0], strerror(errno));
		return;
	}
	log_end(&log, fd);
	log_explain(&log, true);
	hear_all(pass_on(err), &call, traced && NATIVE && !foreign_calls, &strange);
	code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	looked_at("what '%s' did (status %d) and what the kernel answered", argv[0], code);
	name = target(argv, &removal);
	if (call.lost) {
		explain_lost(argv, &call, &log, status);
		return;
	}
	/* rmmod looks by itself and may not even ask the kernel. */
	if (status && !call.made && name && removal && !cause_found())
		call = (struct call){ .made = true, .removal = true, .name = name,
				      .may = true, .result = -EBUSY };
	if (!status && call.file && !call.guessed &&
	    (call.result >= 0 || is_loaded(call.file)))
		check_loaded(call.file, &log, call.pid);
	else if (!status && call.file && !call.guessed)
		/* modprobe takes EEXIST for success, no matter where it came from. */
		explain_load(argv, &call, &log);
	else if (status && call.result < 0 && call.removal)
		explain_unload(argv, &call);
	else if (status && call.result < 0 && !call.guessed)
		explain_load(argv, &call, &log);
	else if (tool && !removal && !cause_found() && (call.guessed ||
		 (!strcmp(tool, "modprobe") && !call.made &&
		  (status ? name != NULL : not_there(name) &&
		   !has_option(argv, "-n", "--dry-run") &&
		   !has_option(argv, "-R", "--resolve-alias") &&
		   !has_option(argv, "-D", "--show-depends")))))
		explain_unasked(argv, &call, code, &strange);
	explain_end(argv, code, &strange);
}
