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
};

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
struct pending {
	pid_t pid;
	struct call call;
};

static void syscall_stop(pid_t pid, struct call *last)
{
	static struct pending pending[16];
	struct __ptrace_syscall_info info;
	struct pending *p = NULL;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(pending) && !p; i++)
		if (pending[i].pid == pid)
			p = &pending[i];
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.arch == NATIVE) {
		struct call call = { .made = true };

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
		for (size_t i = 0; i < ARRAY_SIZE(pending) && !p; i++)
			if (!pending[i].pid)
				p = &pending[i];
		if (p) {
			call.may = may_load(format("%d", pid));
			p->pid = pid;
			p->call = call;
		}
	} else if (info.op == PTRACE_SYSCALL_INFO_EXIT && p) {
		p->call.result = info.exit.rval;
		if (p->call.result < 0 || !last->made || last->result >= 0)
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

/*
 * kmod's own words for some errors (mod_strerror() in its insmod.c), and
 * busybox's, besides those of strerror().
 */
static int errno_of(const char *text)
{
	static const struct {
		const char *text;
		int error;
	} own[] = {
		{ "Invalid module format", ENOEXEC },
		{ "Unknown symbol in module", ENOENT },
		{ "Module has wrong symbol version", ESRCH },
		{ "Invalid parameters", EINVAL },
		{ "Key was rejected by service", EKEYREJECTED },
	};
	char *was = strchr(text, ',') ? copy_text(text, strcspn(text, ",")) :
		format("%s", text);

	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		if (!strcasecmp(was, own[i].text))
			return own[i].error;
	for (int error = 1; error < 134; error++)
		if (!strcasecmp(was, strerror(error)))
			return error;
	return 0;
}

/*
 * From standard error: what could not be done, to a call where none was seen.
 * {m} is the file or module, {s} what was said of it.
 */
static const struct {
	const char *pattern;
	const char *code;	/* or NULL: {s} stands for an errno */
	bool removal;
} sayings[] = {
	{ "{x}could not load module {m}: No such file or directory", "no-file", false },
	{ "{x}could not load module {m}: {s}", "unreadable", false },
	{ "{x}Module {m} not found in directory {s}", "not-installed", false },
	{ "{x}could not insert module {m}: {s}", NULL, false },
	{ "{x}could not insert '{m}': {s}", NULL, false },
	{ "{x}can't insert '{m}': {s}", NULL, false },
	{ "{x}ERROR: Module {m} is in use{s}", NULL, true },
	{ "{x}FATAL: Module {m} is in use.{s}", NULL, true },
	{ "{x}could not remove module {m}: {s}", NULL, true },
	{ "{x}could not remove '{m}': {s}", NULL, true },
};

static void hear(char *text, struct call *call, bool traced)
{
	char *line;

	while ((line = next_line(&text)))
		for (size_t i = 0; i < ARRAY_SIZE(sayings); i++) {
			char *field[FIELDS] = { NULL };
			struct finding *f;
			int error;

			if (!fields(sayings[i].pattern, line, field))
				continue;
			if (sayings[i].code && !call->made) {
				f = found(sayings[i].code, "%s", line);
				about(f, field['m'], field['s']);
				seen(f);
			} else if (!call->made) {
				call->made = true;
				call->may = may_load("self");
				call->removal = sayings[i].removal;
				if (call->removal)
					call->name = field['m'];
				else
					call->file = field['m'];
				error = field['s'] ? errno_of(field['s']) : ENOENT;
				call->result = error ? -error : -EBUSY;
				/* The kernel was not asked: open() said so. */
				if (traced && error == EACCES && !call->removal) {
					f = found("unreadable", "%s", line);
					about(f, field['m'], field['s']);
					seen(f);
				}
			}
			break;
		}
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

static void explain_load(char **argv, struct call *call, const struct log *log)
{
	bool removal;
	const char *path = call->file ? call->file : target(argv, &removal);
	struct ko *ko = NULL;

	/* modprobe's messages name a module, not its file. */
	if (path && !strchr(path, '/') && !strstr(path, ".ko"))
		path = module_path(path);
	if (path)
		ko = ko_open(path);
	if (ko) {
		check_ko(ko, call->args ? words(call->args) : NULL);
	} else {
		log_explain_elf(NULL);
		check_symbols(NULL);
		if (path)
			blind_for("%s: %s", path, strerror(errno));
	}
	if (-call->result == EPERM)
		check_rights(command_line(argv), call->may);
	check_failure(ko, ko ? ko->module : "", -call->result, log);
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

void run_command(char **argv)
{
	struct log log = { 0 };
	struct call call = { 0 };
	bool removal = false, traced = !changes_user(argv[0]);
	int fd = log_begin(&log, false);
	int err = memfd_create("stderr", MFD_CLOEXEC);
	int status = err < 0 ? -1 : run(argv, traced, err, &call);
	char *said = alloc(STDERR_LIMIT + 1);
	ssize_t got;
	char *name;

	if (status == -1) {
		cannot_look("%s: %s", argv[0], strerror(errno));
		return;
	}
	log_end(&log, fd);
	got = pread(err, said, STDERR_LIMIT, 0);
	if (got > 0 && write(STDERR_FILENO, said, got) != got)
		cannot_look("standard error: %s", strerror(errno));
	log_explain(&log, true);
	hear(said, &call, traced);
	looked_at("what '%s' did (status %d) and what the kernel answered", argv[0],
		  WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	name = target(argv, &removal);
	/* rmmod looks by itself and may not even ask the kernel. */
	if (status && !call.made && name && removal)
		call = (struct call){ .made = true, .removal = true, .name = name,
				      .may = true, .result = -EBUSY };
	if (!status && call.file && (call.result >= 0 || is_loaded(call.file)))
		check_loaded(call.file, &log);
	else if (!status && call.file)
		/* modprobe takes EEXIST for success, whoever said it. */
		explain_load(argv, &call, &log);
	else if (status && call.result < 0 && call.removal)
		explain_unload(argv, &call);
	else if (status && call.result < 0)
		explain_load(argv, &call, &log);
	else if (status && !any_found())
		cannot_look("'%s' failed, but asked nothing of the module loader",
			    command_line(argv));
}
