/* SPDX-License-Identifier: GPL-2.0 */
/*
 * modwhy.h - what the parts of modwhy have in common
 *
 * The way of a run: a part that looks at something (check.c, run.c, unload.c,
 * build.c, env.c) calls found() with the code of a verdict and the evidence;
 * report.c puts the findings in order and prints them. What a code means, and
 * what to do about it, is in verdicts.c and nowhere else.
 *
 * Memory is seldom given back: one run looks at one module, then ends. Inputs
 * are bounded, each where it is read; work is linear in their size.
 */
#ifndef MODWHY_H
#define MODWHY_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF(a, b) __attribute__((format(printf, a, b)))

/* --- util.c ------------------------------------------------------------- */

void *alloc(size_t size);			/* zeroed; ends the program */
void *grow(void *old, size_t old_size, size_t size);
void *memory_mark(void);
void memory_release(void *mark);	/* all that was allocated since */
char *format(const char *fmt, ...) PRINTF(1, 2);
char *vformat(const char *fmt, va_list args) PRINTF(1, 0);
char *copy_text(const char *text, size_t length);

/* A growing list of strings; once they are in it, they do not change. */
struct list {
	char **item;
	size_t count, room;
	size_t *slot, slots, indexed;	/* of list_find() */
};

void list_add(struct list *list, char *item);
bool list_has(const struct list *list, const char *item);
ssize_t list_find(const struct list *list, const char *item);	/* or -1 */
void list_sort(struct list *list);

bool begins(const char *text, const char *with);
bool ends(const char *text, const char *with);
bool mentions(const char *text, const char *word);	/* as a word of its own */
size_t utf8(const char *text);		/* length of one character, or 0 */
const char *base_name(const char *path);
bool same_name(const char *a, const char *b);	/* - and _ are the same */
bool is_name(const char *text);		/* of a module: safe in a path */
char *next_line(char **rest);			/* cuts the text into lines */
char *next_word(char **rest);

/*
 * fields() - match a line against a pattern, where {x} stands for any text,
 * which goes to field['x'], and the rest for itself. The text of a field is
 * the shortest that lets the rest match; at the end of the pattern, all.
 */
#define FIELDS 128
bool fields(const char *pattern, const char *line, char *field[FIELDS]);
bool fields_quick(const char *pattern, const char *line);	/* can it match? */

#define PAIRS		1024	/* pairs of letters that are told apart */
#define ANCHOR_PAIRS	4

struct anchor {
	const char *text;
	size_t length;
	unsigned short pair[ANCHOR_PAIRS];
};

struct pairs {
	bool has[PAIRS];
};

struct anchor anchor_of(const char *pattern);
void pairs_of(struct pairs *pairs, const char *line);
bool anchored(const struct anchor *anchor, const struct pairs *pairs, const char *line,
	      size_t length);

/* --- machine.c: the system that the module shall be loaded on ------------ */

/* What is not the running system's is read below this directory: --root. */
extern const char *root;

char *read_here(const char *path);		/* NULL and errno */
char *read_file(const char *path);		/* the same, below root */
char *read_word(const char *path);		/* its first line, or NULL */
char *below_root(const char *path);
bool exists(const char *path);
const char *release(void);			/* uname -r */
unsigned int machine(void);			/* EM_..., 0 if not known */
bool is_wsl(void);
const char *container(void);			/* its kind, or NULL */
bool may_load(const char *pid);			/* has it CAP_SYS_MODULE? */
bool modules_disabled(void);
bool sig_enforced(void);
char *locked_down(void);			/* how and why, or NULL */
int secure_boot(void);				/* 1, 0, -1 not known */
char *build_dir(void);				/* the headers, or NULL */
char *kernel_config(const char *option);	/* "y", "m", ... or NULL */
char *module_path(const char *name);		/* by modules.dep, or NULL */
bool is_builtin(const char *name);

struct loaded {
	long references;
	char *users;			/* modules, each with a comma after it */
	bool permanent;
	const char *state;		/* Live, Loading, Unloading */
};

struct loaded *loaded(const char *name);	/* by /proc/modules, or NULL */

/* --- elf.c: a module's file ------------------------------------------------ */

struct version {
	const char *name;
	uint32_t crc;
};

struct ko {
	const char *path;
	char *module;			/* the name that the kernel will use */
	const char *problem;		/* a verdict's code, or NULL: it is sound */
	char *detail;			/* the problem's evidence */
	const char *packed;		/* "xz", "zstd", "gzip" or NULL */
	bool unread;			/* packed, and nothing here unpacks it */
	unsigned int machine;
	const char *vermagic, *license;
	struct list imports;		/* namespaces */
	struct list params;		/* NAME:TYPE */
	struct list aliases;		/* of the devices that it is for */
	struct list undefined;		/* symbols it needs, sorted */
	struct version *version;	/* sorted by name */
	size_t versions;
	bool has_versions;
	size_t module_size;		/* of its struct module */
	bool has_init, has_exit;
	const char *init_name;		/* what the source calls it, or NULL */
	/* Where in struct module their addresses go; -1: nowhere */
	long init_offset, exit_offset;
	bool big;			/* most significant byte first */
	bool is_signed;
	struct signature {
		char *issuer, *key, *digest;	/* NULL: not known */
	} signature;
	bool has_debug;			/* calls of pr_debug() */
	char *no_newline;		/* a message without one, or NULL */
	struct {
		const char *start;
		size_t size;
	} text[8];			/* where its strings are: .rodata* */
	unsigned int texts;
};

struct ko *ko_open(const char *path);
/* The same of a file that is in memory already. */
struct ko *ko_from_memory(const char *path, const void *data, size_t size);
bool is_foreign(const struct ko *ko);	/* another machine's, or byte order */
/* Did the module print this line? Of many lines, that is expensive. */
bool ko_prints(const struct ko *ko, const char *line);
const struct version *ko_version(const struct ko *ko, const char *symbol);
bool ko_mentions(const struct ko *ko, const char *text);
const char *machine_name(unsigned int machine);

/* --- signature.c: whose key -------------------------------------------------- */

void signature_read(const unsigned char *data, size_t size, struct signature *s);
/* wanted: only what is signed may be loaded here */
void check_signature(const struct ko *ko, bool wanted);

/* --- symbols.c: who provides a symbol --------------------------------------- */

struct symbol {
	const char *name;
	bool known;			/* a list of exported symbols has it */
	const char *owner;		/* vmlinux or a module's path */
	uint32_t crc;
	bool has_crc;
	bool gpl_only;
	const char *space;		/* namespace, or "" */
	bool in_kernel;			/* kallsyms has it, exported or not */
	const char *loaded;		/* the loaded module that has it */
};

struct symbols {
	struct symbol *symbol;		/* in the order of the names asked for */
	char *list;			/* the Module.symvers that was read */
};

/* The names must be sorted; near is the module's path, or NULL. */
struct symbols *symbols_find(const struct list *names, const char *near);

/* --- loader.c: what the module loader can print -------------------------------- */

#define HARMLESS ""		/* the code of a message that refuses nothing */

struct message {
	const char *pattern, *code;
};

/* The rule for this line of the kernel's log, and its fields; or NULL. */
const struct message *loader_rule(const char *text, char *field[FIELDS]);
const struct message *rule_of(const struct message *table, size_t count, const char *text,
			   char *field[FIELDS]);

/* --- said.c: what the tools say --------------------------------------------------- */

struct said {
	bool failed, removal;
	const char *line;
	char *name;			/* a file or a module */
	int error;			/* 0: in words that are no errno's */
};

bool hear(const char *line, struct said *said);
/* Does a line that is not known tell of a failure about modules? */
bool unknown_failure(const char *text, const char *module);

/* --- log.c: the kernel's log --------------------------------------------------- */

struct record {
	char *text;
	double seconds;			/* since the machine was started; -1 */
	const struct message *rule;	/* NULL: a line of somebody else */
	const char *module;		/* the one that the rule says it is about */
	bool report;			/* of a crash or a warning: crash.c */
	bool heard;			/* a tool's words: said.c; or an old line */
	bool skip;			/* of another module or attempt */
};

struct log {
	struct record *record;
	size_t count, room;
	size_t bytes, dropped, cut;	/* cut: lines that were too long */
	size_t first, last;		/* of the last attempt */
	double began;			/* when we began to watch: now() */
	double called;			/* when the kernel was first asked, or 0 */
	double until;			/* when two lines had been read, or 0 */
	const char *blind;		/* why it cannot be read, or NULL */
};

/* Symbols of which the log says that they are unknown, and those lines. */
extern struct list log_unknown, log_unknown_lines;
/* What it says of the file's format: the file tells that better. */
extern struct list log_elf_lines;

double now(void);			/* seconds, of CLOCK_MONOTONIC */
int log_begin(struct log *log, bool from_start);	/* for log_end() */
void log_follow(struct log *log, int fd);	/* between the two, if at all */
void log_end(struct log *log, int fd);
void log_from_file(struct log *log, const char *path);
void log_classify(struct log *log);	/* is done by those that read it */
void log_explain(const struct log *log, bool now);
void log_explain_elf(const struct ko *ko);	/* NULL: the file is not known */
void log_last_attempt(struct log *log, const struct ko *ko);
const char *log_by(const struct log *log, const char *module, const struct ko *ko);
bool log_by_others(const struct log *log);	/* than the loader */
struct list log_strange(const struct log *log, const char *module,
			const struct ko *ko, bool failures);

/* --- holder.c: who has a name that is taken ------------------------------------ */

char *holder_of(const char *name);	/* a sentence, or NULL */

/* --- crash.c: reports of crashes and warnings ------------------------------------- */

void troubles_find(const struct log *log);
bool troubles_explain(size_t first, size_t last, const char *module, long pid,
		      bool all, bool now);
const char *troubles_module(void);

/* --- report.c ------------------------------------------------------------------ */

/* It does not load; it does, and is wrong all the same; harmless. */
enum weight { CAUSE, FAULT, NOTE };

/* found() - a verdict, with one piece of evidence (printf). */
struct finding *found(const char *code, const char *evidence, ...) PRINTF(2, 3);
/* What the sentences of verdicts.c call {subject} and {other}. */
void about(struct finding *finding, const char *subject, const char *other);
/* It was seen to happen, not only foreseen. */
void seen(struct finding *finding);
bool has_found(const char *code);
bool any_found(void);
bool cause_found(void);
bool any_fault(void);		/* more than notes */
enum weight weight_of(const char *code);
bool explained(int error);	/* by what was found: the call's errno */
void forget(const char *code);
void looked_at(const char *fmt, ...) PRINTF(1, 2);
void blind_for(const char *fmt, ...) PRINTF(1, 2);
void unsure_for(const char *fmt, ...) PRINTF(1, 2);	/* what is foreseen */
void cannot_look(const char *fmt, ...) PRINTF(1, 2);	/* at the main thing */

extern const char *report_file, *report_module;
int report(bool json);			/* returns the exit status */
void report_list(void);

/* --- verdicts.c ------------------------------------------------------------------ */

struct verdict {
	const char *code;
	enum weight weight;
	const char *section;		/* of the book, by its label */
	const char *sentence;
	const char *cure;		/* lines; those that begin with $ are commands */
};

extern const struct verdict verdicts[];
extern const size_t verdict_count;
const char *section_title(const char *label);

/* --- distro.c: what a package is called here --------------------------------------- */

const char *distro_word(const char *key);	/* "headers", "tools", ... or NULL */
const char *distro_program(const char *program);	/* a line of a cure */
bool mixed_bits(void);		/* 32-bit programs on a 64-bit kernel */

/* --- package.c: does the package manager know it? ------------------------------------ */

enum family { APT, DNF, PACMAN, ZYPPER, APK, XBPS, PORTAGE, NIX, FAMILIES };
enum knows { KNOWN, NOT_KNOWN, NO_LISTS, CANNOT_ASK };

enum knows package_known(enum family family, const char *package);
const char *package_manager(enum family family);	/* its name */
const char *package_refresh(enum family family);	/* the command */

/* --- the ways to be called ----------------------------------------------------------- */

extern const char *symvers_file, *log_file;	/* --symvers, --log */
extern bool stdin_closed;	/* when we were started */

void check_file(const char *path, char **params);
bool check_ko(const struct ko *ko, char **params);	/* false: no ELF file for here */
void check_loaded(const char *path, const struct log *log, long pid);
void check_symbols(const struct ko *ko);
void check_failure(const struct ko *ko, const char *module, int error,
		   const struct log *log);
void check_rights(const char *command, bool may);
/* What a tool says that the kernel has answered. */
void check_answer(const struct said *said, const struct log *log);
void check_log(const char *path);
void check_modprobe(const char *name, bool by_alias);
void check_probe(const char *path);
void check_unload(const char *name);
void check_build(const char *what);
void check_env(void);
void run_command(char **argv);

#endif
