// SPDX-License-Identifier: GPL-2.0
/*
 * failwalk - make everything that can fail in the kernel fail once
 *
 * usage: failwalk [-0] [-e ERRNO]... load FILE.ko [PARAMETERS]
 *        failwalk [-e ERRNO]... [-u FILE=TEXT] file FILE MODE OPERATION...
 *
 * A kernel with CONFIG_FAULT_INJECTION counts the calls of ours that may fail
 * (memory, pages, copies from and to user space) and makes the n-th one fail,
 * with n from /proc/self/fail-nth. We walk: n = 1, 2, ... until the system call
 * comes to its end before its n-th such call.
 *
 *   load	loads the module and takes it away again. The loader makes some
 *		hundred such calls before init: of these only so many fail as it
 *		takes to find where init begins, and the last ones. Where a call
 *		was, its stack tells, which the kernel logs.
 *   file	opens FILE and does the OPERATIONs (see operation.h): first the
 *		points of open are walked, then those of the first operation...
 *   -u		after an OPERATION that succeeded, write TEXT to FILE: undo it
 *   -e		an error that is right, besides ENOMEM and EFAULT (and what the
 *		kernel's own functions make of them: see mistaken[])
 *   -0		there shall be no point in init, not one: it calls nothing that
 *		may fail
 *
 * At each point: the call fails with a right error, or it succeeds because who
 * was refused is known to do without (see spared[]); afterwards the module is
 * not there, and the same works untouched, which it would not if a name were
 * still taken. In the end nothing else is left either (lab/guest/traces.c).
 *
 * Prints a line for each point in the module's code, one beginning with "BAD:"
 * for each complaint, and in the end one of numbers, "walked ...". Exit status: 0;
 * 1 if there was a complaint; 2 for bad usage, or if it cannot be tried.
 */
#define _GNU_SOURCE
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "operation.h"

#define LEAP		64	/* in the loader, to begin with */
#define MARGIN		4	/* before init: where it begins varies a little */
#define MISSES		3	/* in a row: that was the end */
#define POINTS_MAX	5000	/* of one system call: more cannot be right */
#define FRAMES		48
#define ERRORS		8
#define UNTOUCHED	1000000000

/*
 * Functions of the kernel that do without what they are refused, or hide it
 * from their caller, who can therefore not know; some only what one function
 * below them is refused.
 */
static const struct {
	const char *function;
	const char *why;
	const char *below;
} spared[] = {
	{ "kobject_uevent_env", "a message to udev that nobody gets", NULL },
	/* It copies what lies before the ring's end, then what lies behind, if of no bytes. */
	{ "kfifo_copy_from_user", "a second half of no bytes", NULL },
	{ "kfifo_copy_to_user", "a second half of no bytes", NULL },
	{ "genl_register_family", "a message that nobody gets", "__alloc_skb" },
	{ "devtmpfs_create_node", "a device without a node in /dev", NULL },
	{ "devtmpfs_delete_node", "a node in /dev that stays, for the next device", NULL },
	{ "input_register_device", "a device whose path the log does not say", "kobject_get_path" },
	{ "kbd_connect", "a keyboard that the console does not hear", NULL },
	{ "sysrq_connect", "a keyboard without the SysRq key", NULL },
	{ "input_leds_connect", "a keyboard whose LEDs are not in /sys/class/leds", NULL },
	{ "evdev_connect", "an input device without a node in /dev", NULL },
	{ "really_probe", "a device without its driver", NULL },
	{ "module_add_driver", "a driver without a link to its module in /sys", NULL },
	{ "driver_create_file", "a driver that cannot be bound by hand", NULL },
	{ "register_irq_proc", "an interrupt that is not in /proc/irq", NULL },
	{ "register_handler_proc", "a handler that is not in /proc/irq", NULL },
	{ "alloc_workqueue", "a lock that lockdep knows by a shorter name", "kasprintf" },
	{ "__kthread_create_on_node", "a thread whose long name is cut", "kvasprintf" },
	{ "arch_ftrace_update_trampoline", "calls that go by the list of all ftrace_ops", NULL },
	/* 7.3: __register_kprobe() returns 0 all the same. */
	{ "register_kprobe", "a probe that nobody comes by", "arm_kprobe" },
};

/*
 * Functions of the kernel that throw away the error of the one below, and find
 * something wrong later: what their caller gets is not the error that was.
 */
static const struct {
	const char *function;
	const char *below;
	int error;
} mistaken[] = {
	/* Do not look at what dev_set_name() returns; device_add() misses the name. */
	{ "platform_device_add", "dev_set_name", EINVAL },
	{ "input_allocate_device", "dev_set_name", EINVAL },
	/* Takes a path that it got no memory for to be the path of nothing. */
	{ "kobject_uevent_env", "kobject_get_path", ENOENT },
	/* 7.3: a module without its directory "drivers". */
	{ "module_add_driver", "kobject_create_and_add", EINVAL },
};

/* What happened to one call. */
struct point {
	int n;
	int hit;		/* there was an n-th one, and it failed */
	long ret;
	int error;
	char kind[32];		/* failslab, fail_page_alloc, fail_usercopy; "" if not logged */
	char frame[FRAMES][80];	/* who called, from the inside out */
	int frames;
};

static int fail_nth, kmsg;
static int errors[ERRORS] = { ENOMEM, EFAULT }, n_errors = 2;
static char module[64];		/* its name, as lsmod has it */
static char *undo_file, *undo_text;
static int complaints;

static void quit(const char *what)
{
	fprintf(stderr, "failwalk: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void write_file(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		quit(file);
	close(fd);
}

/* --- the failure -------------------------------------------------------------- */

/*
 * From now on, the n-th call that may fail does. What the log says until now is
 * not about it: disarm() itself may have been made to fail.
 */
static void arm(int n)
{
	char text[16];

	if (lseek(kmsg, 0, SEEK_END) < 0)
		quit("/dev/kmsg");
	snprintf(text, sizeof(text), "%d", n);
	if (write(fail_nth, text, strlen(text)) < 0)
		quit("/proc/self/fail-nth");
}

/* No more; returns how many calls were left to go. 0: one was made to fail. */
static int disarm(void)
{
	char text[16] = "1";

	/* Copying the number to us is a call that may fail, too. */
	if (pread(fail_nth, text, sizeof(text) - 1, 0) < 0 && errno != EFAULT)
		quit("/proc/self/fail-nth");
	/* And so is copying this one from us. */
	if (write(fail_nth, "0", 1) < 0 && write(fail_nth, "0", 1) < 0)
		quit("/proc/self/fail-nth");
	return atoi(text);
}

static void prepare_kernel(void)
{
	static const char * const attrs[] = { "failslab", "fail_page_alloc", "fail_usercopy" };
	static const char * const knobs[][2] = {
		{ "verbose", "2" },	/* with the stack */
		{ "verbose_ratelimit_interval_ms", "0" },
		{ "ignore-gfp-wait", "N" },
		{ "ignore-gfp-highmem", "N" },
	};
	char path[128];
	unsigned int i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < sizeof(knobs) / sizeof(knobs[0]); j++) {
			snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s",
				 attrs[i], knobs[j][0]);
			/* Not all have all of them; the first is what counts most. */
			if (i + j == 0 || access(path, F_OK) == 0)
				write_file(path, knobs[j][1]);
		}
	fail_nth = open("/proc/self/fail-nth", O_RDWR);
	if (fail_nth < 0)
		quit("/proc/self/fail-nth");
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	if (kmsg < 0)
		quit("/dev/kmsg");
}

/*
 * Which calls count as such that may fail: of memory, those that come each time,
 * not those of the kernel's bookkeeping (what kmemleak and debugobjects note down,
 * the inner nodes of trees), which come now and then. The caches are told apart by
 * the kernel's command line: see lab/vm.sh. With pages, those as well: they come
 * where a cache is empty, or somebody asks for pages.
 */
static int pages_count, walked_without;

static void count_pages(int yes)
{
	pages_count = yes;
	walked_without |= !yes;
	write_file("/sys/kernel/debug/failslab/cache-filter", "Y");
	write_file("/sys/kernel/debug/fail_page_alloc/min-order", yes ? "0" : "32");
}

/* Read from the log what failed, and who asked. */
static void read_stack(struct point *p)
{
	char record[8192], *text, *name, *plus;
	int inside = 0;
	ssize_t len;

	while ((len = read(kmsg, record, sizeof(record) - 1)) > 0 ||
	       (len < 0 && errno == EPIPE)) {
		if (len < 0)
			continue;
		record[len] = '\0';
		text = strchr(record, ';');
		if (!text)
			continue;
		text++;
		name = strstr(text, "name fail");
		if (strncmp(text, "FAULT_INJECTION: forcing", 24) == 0 && name) {
			sscanf(name, "name %31[^,]", p->kind);
			inside = 1;
			continue;
		}
		if (!inside || strstr(text, "</TASK>")) {
			inside = 0;
			continue;
		}
		/* " NAME+0x1/0x2 [MODULE]"; " ? NAME" is a guess. */
		plus = strstr(text, "+0x");
		if (text[0] != ' ' || text[1] == '?' || !plus || p->frames == FRAMES)
			continue;
		text[strcspn(text, "\n")] = '\0';
		name = strchr(plus, '[');
		snprintf(p->frame[p->frames++], sizeof(p->frame[0]), "%.*s%s%s",
			 (int)(plus - text - 1), text + 1, name ? " " : "", name ? name : "");
	}
}

static void finish_point(struct point *p, int left)
{
	p->hit = left == 0;
	if (p->hit)
		read_stack(p);
}

/*
 * Also as the compiler (NAME.cold, NAME.constprop.0), or since 6.10 the kernel
 * (NAME_noprof, include/linux/alloc_tag.h), calls it.
 */
static int has_frame(const struct point *p, const char *function)
{
	size_t len = strlen(function);
	const char *rest;
	int i;

	for (i = 0; i < p->frames; i++) {
		rest = p->frame[i] + len;
		if (strncmp(p->frame[i], function, len) == 0 &&
		    (!*rest || *rest == '.' || strcmp(rest, "_noprof") == 0))
			return 1;
	}
	return 0;
}

/* do_init_module() calls init, and what comes after it. */
static int is_before_init(const struct point *p)
{
	return p->frames && !has_frame(p, "do_init_module");
}

/* The innermost frame that is a module's code, or -1. */
static int own_frame(const struct point *p)
{
	int i;

	for (i = 0; i < p->frames; i++)
		if (strchr(p->frame[i], '['))
			return i;
	return -1;
}

/* Why the one who was refused need not tell, or NULL. */
static const char *spared_by(const struct point *p)
{
	unsigned int i;

	if (!p->kind[0])	/* asked that no failure be logged */
		return "there was another way";
	for (i = 0; i < sizeof(spared) / sizeof(spared[0]); i++)
		if (has_frame(p, spared[i].function) &&
		    (!spared[i].below || has_frame(p, spared[i].below)))
			return spared[i].why;
	return NULL;
}

/* Not twice: in a second walk, with pages, only these. */
static int is_counted(const struct point *p)
{
	return !pages_count || !walked_without || strcmp(p->kind, "fail_page_alloc") == 0;
}

static int is_right(const struct point *p)
{
	unsigned int j;
	int i;

	for (i = 0; i < n_errors; i++)
		if (errors[i] == p->error)
			return 1;
	for (j = 0; j < sizeof(mistaken) / sizeof(mistaken[0]); j++)
		if (mistaken[j].error == p->error && has_frame(p, mistaken[j].function) &&
		    has_frame(p, mistaken[j].below))
			return 1;
	return 0;
}

/* --- telling about it ----------------------------------------------------------- */

/* "failslab of class_register < chardev_init [chardev]" */
static const char *who(const struct point *p)
{
	static const char * const inside[] = {
		"dump_stack", "should_fail", "__should_fail", "kmem_cache", "__kmem_cache",
		"kmalloc", "__kmalloc", "krealloc", "alloc_pages", "__alloc_pages", "allocate_slab",
		"___slab_alloc", "__slab_alloc", "slab_", "fail_", "_copy_", "new_slab",
	};
	static char text[400];
	int i = 0, own = own_frame(p), last;
	unsigned int j;

	if (!p->kind[0])
		return "memory, not logged";
	while (i < p->frames - 1) {
		for (j = 0; j < sizeof(inside) / sizeof(inside[0]); j++)
			if (strncmp(p->frame[i], inside[j], strlen(inside[j])) == 0)
				break;
		if (j == sizeof(inside) / sizeof(inside[0]))
			break;
		i++;
	}
	last = own >= 0 ? own : i + 2;
	snprintf(text, sizeof(text), "%s of %s", p->kind, p->frame[i]);
	while (++i <= last && i < p->frames)
		if (i > last - 2 && strcmp(p->frame[i], p->frame[i - 1]) != 0)
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				 " < %s", p->frame[i]);
	return text;
}

__attribute__((format(printf, 2, 3)))
static void complain(const struct point *p, const char *format, ...)
{
	va_list args;

	complaints++;
	printf("BAD: ");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	if (p)
		printf(": call %d, %s", p->n, who(p));
	putchar('\n');
}

static void tell(const char *where, const struct point *p)
{
	printf("%s %d: %s: ", where, p->n, who(p));
	if (p->ret < 0)
		printf("%s\n", strerrorname_np(p->error));
	else
		printf("%ld%s%s\n", p->ret, spared_by(p) ? ", " : "",
		       spared_by(p) ? spared_by(p) : "");
}

/* --- what is left ------------------------------------------------------------------ */

/* All that traces(1) says, lines sorted. */
static char *traces(void)
{
	int ends[2], status;
	char *text = NULL;
	size_t size = 0;
	pid_t pid;
	FILE *f;

	if (pipe(ends))
		quit("pipe");
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execlp("traces", "traces", NULL);
		_exit(127);
	}
	close(ends[1]);
	f = fdopen(ends[0], "r");
	if (pid < 0 || !f || getdelim(&text, &size, EOF, f) < 0 ||
	    waitpid(pid, &status, 0) < 0 || status)
		quit("traces");
	fclose(f);
	return text;
}

static int has_line(const char *text, const char *line)
{
	size_t len = strlen(line);

	while (strncmp(text, line, len) != 0 || text[len] != '\n') {
		text = strchr(text, '\n');
		if (!text)
			return 0;
		text++;
	}
	return 1;
}

/* Complain of what there is more than in BEFORE. It may take a moment to go. */
static void compare_traces(const char *before)
{
	char *now, *line, *rest;
	int tries, more;

	for (tries = 0; tries < 10; tries++) {
		now = traces();
		if (strcmp(before, now) == 0) {
			free(now);
			return;
		}
		more = 0;
		for (line = strtok_r(now, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
			if (has_line(before, line))
				continue;
			more = 1;
			if (tries == 9)
				complain(NULL, "%s is left behind", line);
		}
		free(now);
		if (!more)
			return;
		usleep(200000);
	}
}

/* --- load -------------------------------------------------------------------------- */

static void *image;
static size_t image_len;

static void read_image(const char *file)
{
	struct stat st;
	int fd = open(file, O_RDONLY);
	char *dash;

	if (fd < 0 || fstat(fd, &st))
		quit(file);
	image_len = st.st_size;
	image = malloc(image_len);
	if (!image || read(fd, image, image_len) != (ssize_t)image_len)
		quit(file);
	close(fd);
	snprintf(module, sizeof(module), "%s", basename(file));
	module[strcspn(module, ".")] = '\0';
	while ((dash = strchr(module, '-')))
		*dash = '_';
}

static int is_loaded(void)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/module/%s", module);
	return access(path, F_OK) == 0;
}

static struct point load(int n, const char *parameters)
{
	struct point p = { .n = n };

	arm(n);
	p.ret = syscall(SYS_init_module, image, image_len, parameters);
	p.error = errno;
	finish_point(&p, disarm());
	return p;
}

/* Take it away; somebody may still be on the way out of it. */
static void unload(const struct point *p)
{
	int tries;

	for (tries = 0; tries < 50; tries++) {
		if (syscall(SYS_delete_module, module, O_NONBLOCK) == 0)
			return;
		if (errno != EAGAIN && errno != EBUSY)
			break;
		usleep(100000);
	}
	complain(p, "cannot unload %s (%s)", module, strerrorname_np(errno));
}

static void load_untouched(const struct point *p, const char *parameters)
{
	struct point plain = load(UNTOUCHED, parameters);

	if (plain.ret < 0)
		complain(p, "afterwards it does not load (%s)", strerrorname_np(plain.error));
	else
		unload(p);
}

/* What a walk through the loads has met. */
static int in_init, survived, in_loader;

/* Load the module with the n-th call failing, and take it away if that did not hinder it. */
static struct point try_load(int n, const char *parameters)
{
	struct point p = load(n, parameters);

	if (p.ret >= 0)
		unload(&p);
	else if (!p.hit)
		complain(&p, "untouched, it does not load (%s)", strerrorname_np(p.error));
	else if (!is_right(&p))
		complain(&p, "the wrong error, %s", strerrorname_np(p.error));
	if (p.ret < 0 && is_loaded())
		complain(&p, "it was not loaded, but is there");
	if (n > POINTS_MAX)
		complain(&p, "there is no end of it");
	return p;
}

/*
 * A call from which on to walk, some before the first in init: by leaps that get
 * longer until one is too far, and then by halves.
 */
static int find_init(const char *parameters)
{
	int before = 0, after = 0, n;
	struct point p;

	while (!complaints && (!after || after - before > 1)) {
		n = after ? before + (after - before) / 2 : before ? before * 2 : LEAP;
		p = try_load(n, parameters);
		/* One that is not logged may be anywhere: it is not after init, at least. */
		if (p.hit && (is_before_init(&p) || !p.frames)) {
			before = n;
			in_loader++;
		} else {
			after = n;
		}
	}
	return before > MARGIN ? before - MARGIN : 1;
}

static void walk_loads(const char *parameters)
{
	int n, misses = 0, is_init;
	struct point p;

	for (n = find_init(parameters); !complaints && misses < MISSES; n++) {
		p = try_load(n, parameters);
		if (!p.hit) {
			misses++;
			continue;
		}
		misses = 0;
		is_init = has_frame(&p, "do_one_initcall");
		if (is_init && p.ret >= 0 && !spared_by(&p))
			complain(&p, "init succeeded all the same");
		if (is_init && is_counted(&p)) {
			in_init++;
			survived += p.ret >= 0;
			tell("init", &p);
			if (!complaints)
				load_untouched(&p, parameters);
		}
		in_loader += !is_init;
	}
}

/*
 * First without pages, which do not come each time, so that no n-th call hides
 * behind another.
 */
static void walk_load(const char *parameters, int wants_none)
{
	char *before;

	load_untouched(NULL, parameters);	/* whatever is made once */
	before = traces();
	if (!wants_none) {
		count_pages(0);
		walk_loads(parameters);
	}
	count_pages(1);
	walk_loads(parameters);
	compare_traces(before);
	free(before);
	if (!complaints && wants_none && in_init)
		complain(NULL, "init should call nothing that may fail, and has %d such calls", in_init);
	if (!complaints && !wants_none && !in_init)
		complain(NULL, "nothing in init could be made to fail (is that right? then say -0)");
	printf("walked init %s: %d points, %d of them survived; %d of the loader\n",
	       module, in_init, survived, in_loader);
}

/* --- file ----------------------------------------------------------------------------- */

static int armed;

static void arm_now(void) { arm(armed); }

static void undo(void)
{
	if (undo_file)
		write_file(undo_file, undo_text);
}

/*
 * Open the file and do the operations up to number STEP, which is done with
 * its n-th call failing; 0 is the open itself.
 */
static struct point try_file(const char *file, const char *mode, char **ops, int step, int n)
{
	struct point p = { .n = n };
	struct outcome o = { 0 };
	int fd, i;

	if (step == 0)
		arm(n);
	fd = open_mode(file, mode);
	if (step == 0) {
		p.ret = fd;
		p.error = errno;
		finish_point(&p, disarm());
		if (fd >= 0)
			close(fd);
		return p;
	}
	if (fd < 0)
		quit(file);
	armed = n;
	for (i = 1; i <= step; i++) {
		o = operation(fd, ops[i - 1], i == step ? arm_now : NULL);
		if (i == step)
			finish_point(&p, disarm());
		if (o.ret >= 0 && strstr(ops[i - 1], "write:"))
			undo();
		if (o.ret < 0 && i < step)
			complain(NULL, "%s: %s (%s)", file, ops[i - 1], strerrorname_np(o.error));
	}
	p.ret = o.ret;
	p.error = o.error;
	if (close(fd))
		complain(&p, "close: %s", strerrorname_np(errno));
	return p;
}

static int walk_step(const char *file, const char *mode, char **ops, int step, int *own)
{
	const char *what = step ? ops[step - 1] : "open";
	struct point plain, p;
	int n, misses = 0, points = 0;

	plain = try_file(file, mode, ops, step, UNTOUCHED);
	if (plain.ret < 0) {
		complain(NULL, "%s: untouched, %s: %s", file, what, strerrorname_np(plain.error));
		return 0;
	}
	for (n = 1; !complaints; n++) {
		p = try_file(file, mode, ops, step, n);
		if (!p.hit) {
			if (++misses == MISSES)
				break;
			continue;
		}
		misses = 0;
		points += is_counted(&p);
		if (is_counted(&p) && own_frame(&p) >= 0) {
			++*own;
			tell(what, &p);
		}
		if (p.ret < 0 && !is_right(&p))
			complain(&p, "%s: %s: the wrong error, %s", file, what,
				 strerrorname_np(p.error));
		/* A short read or write is an answer, too. */
		if (p.ret >= 0 && !spared_by(&p) && (step == 0 || p.ret >= plain.ret))
			complain(&p, "%s: %s succeeded all the same", file, what);
		p = try_file(file, mode, ops, step, UNTOUCHED);
		if (p.ret < 0)
			complain(&p, "%s: afterwards, %s: %s", file, what, strerrorname_np(p.error));
		if (n > POINTS_MAX)
			complain(&p, "there is no end of it");
	}
	return points;
}

static void walk_file(const char *file, const char *mode, char **ops, int n_ops)
{
	int pages, step, points = 0, own = 0;

	for (pages = 0; pages < 2; pages++) {
		count_pages(pages);
		for (step = 0; step <= n_ops && !complaints; step++)
			points += walk_step(file, mode, ops, step, &own);
	}
	if (!complaints && !points)
		complain(NULL, "%s: nothing could be made to fail", file);
	printf("walked file %s: %d points, %d of them in the module\n", file, points, own);
}

static void add_error(const char *name)
{
	int error;

	for (error = 1; error < 4096; error++)
		if (strerrorname_np(error) && strcmp(strerrorname_np(error), name) == 0)
			break;
	if (error == 4096 || n_errors == ERRORS) {
		fprintf(stderr, "failwalk: there is no error %s\n", name);
		exit(2);
	}
	errors[n_errors++] = error;
}

int main(int argc, char **argv)
{
	int option, wants_none = 0;

	while ((option = getopt(argc, argv, "+0e:u:")) != -1) {
		switch (option) {
		case '0':
			wants_none = 1;
			break;
		case 'e':
			add_error(optarg);
			break;
		case 'u':
			undo_file = optarg;
			undo_text = strchr(optarg, '=');
			if (!undo_text)
				goto usage;
			*undo_text++ = '\0';
			break;
		default:
			goto usage;
		}
	}
	argc -= optind;
	argv += optind;
	if (argc < 2)
		goto usage;
	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare_kernel();
	if (strcmp(argv[0], "load") == 0 && argc <= 3) {
		read_image(argv[1]);
		walk_load(argc > 2 ? argv[2] : "", wants_none);
	} else if (strcmp(argv[0], "file") == 0 && argc >= 3) {
		walk_file(argv[1], argv[2], argv + 3, argc - 3);
	} else {
		goto usage;
	}
	return complaints != 0;

usage:
	fprintf(stderr, "usage: failwalk [-0] [-e ERRNO]... load FILE.ko [PARAMETERS]\n"
		"       failwalk [-e ERRNO]... [-u FILE=TEXT] file FILE MODE OPERATION...\n");
	return 2;
}
