// SPDX-License-Identifier: GPL-2.0
/*
 * check.c - hold a module's file against the system that shall load it
 */
#define _GNU_SOURCE		/* strcasestr */
#include "modwhy.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- may it be loaded at all? --------------------------------------------------- */

/* Only for what was really tried: to look, nobody needs to be root. */
void check_rights(const char *command, bool may)
{
	const char *kind = container();

	if (modules_disabled())
		found("modules-disabled", "/proc/sys/kernel/modules_disabled is 1");
	if (may)
		return;
	about(found(kind ? "not-in-container" : "not-root",
		    "CAP_SYS_MODULE is not among its effective capabilities (CapEff in /proc/PID/status)"),
	      kind ? kind : command, NULL);
}

static void check_policy(const struct ko *ko)
{
	char *lockdown = locked_down();

	if (modules_disabled())
		found("modules-disabled", "/proc/sys/kernel/modules_disabled is 1");
	if (ko->is_signed) {	/* whether the key is known, the log says */
		check_signature(ko, lockdown || sig_enforced());
		return;
	}
	if (sig_enforced())
		found("signature-required",
		      "%s has no signature, and /sys/module/module/parameters/sig_enforce is Y",
		      ko->path);
	if (lockdown)
		found("lockdown", "%s has no signature, and %s", ko->path, lockdown);
}

/* --- was it made for this kernel? -------------------------------------------------- */

/*
 * One of the kernel's own modules: what fits it fits the kernel. complete: one
 * that can leave again, and so has both addresses in its struct module.
 */
static struct ko *kernels_own(bool complete)
{
	char *list = read_file(format("/lib/modules/%s/modules.dep", release()));
	char *line;
	int tries = complete ? 16 : 4;

	while (tries && (line = next_line(&list))) {
		struct ko *ko;

		if (!begins(line, "kernel/"))
			continue;
		line[strcspn(line, ":")] = '\0';
		ko = ko_open(below_root(format("/lib/modules/%s/%s", release(), line)));
		if (ko && !ko->problem && ko->vermagic &&
		    (!complete || (ko->init_offset >= 0 && ko->exit_offset >= 0)))
			return ko;
		tries--;
	}
	return NULL;
}

static char *first_word(const char *text)
{
	return copy_text(text, strcspn(text, " "));
}

/* As same_magic() in kernel/module/: with checksums, they decide instead. */
static bool same_magic(const struct ko *ko, const struct ko *own)
{
	const char *a = ko->vermagic, *b = own->vermagic;

	if (ko->has_versions && strstr(b, " modversions ")) {
		a += strcspn(a, " ");
		b += strcspn(b, " ");
	}
	return !strcmp(a, b);
}

/*
 * The file says where in struct module the addresses of its init and exit go. If
 * the kernel's own modules put them elsewhere, this kernel looks for them where
 * nothing is: init is never called, or the module is [permanent].
 */
static bool check_offsets(const struct ko *ko)
{
	struct ko *own = ko->init_offset >= 0 || ko->exit_offset >= 0 ?
		kernels_own(true) : NULL;
	bool differ = false;

	if (!own || own->machine != ko->machine)
		return false;
	looked_at("%s: where init and exit are in struct module", own->path);
	if (ko->init_offset >= 0 && ko->init_offset != own->init_offset) {
		found("other-offsets",
		      "%s: the address of init is at byte %ld of struct module, in the kernel's own modules at %ld",
		      ko->path, ko->init_offset, own->init_offset);
		differ = true;
	}
	if (ko->exit_offset >= 0 && ko->exit_offset != own->exit_offset) {
		found("other-offsets",
		      "%s: the address of exit is at byte %ld of struct module, in the kernel's own modules at %ld",
		      ko->path, ko->exit_offset, own->exit_offset);
		differ = true;
	}
	return differ;
}

/* True if it was not: its symbols are then not worth a look. */
static bool check_magic(const struct ko *ko)
{
	struct ko *own = kernels_own(false);
	const struct version *mine, *its;
	char *its_release = first_word(ko->vermagic ? ko->vermagic : "");

	if (!own) {
		unsure_for("a module of the kernel's own below /lib/modules/%s, to compare with",
			  release());
		if (!ko->vermagic || !strcmp(its_release, release()))
			return false;
		/* With checksums, another release may still fit. */
		if (ko->has_versions && !has_found("other-layout")) {
			unsure_for("whether %s, which was built for Linux %s, fits Linux %s: there is nothing to compare its checksums with",
				   ko->path, its_release, release());
			return false;
		}
		about(found("other-kernel", "%s: vermagic is '%s'", ko->path, ko->vermagic),
		      its_release, release());
		return true;
	}
	looked_at("%s: vermagic, size of struct module", own->path);
	if (ko->vermagic && !same_magic(ko, own)) {
		bool other = strcmp(its_release, first_word(own->vermagic));
		const char *code = other ? "other-kernel" : "other-config";

		found(code, "%s: vermagic is '%s'", ko->path, ko->vermagic);
		about(found(code, "%s: vermagic is '%s'", own->path, own->vermagic),
		      other ? its_release : ko->vermagic,
		      other ? first_word(own->vermagic) : own->vermagic);
		return true;
	}
	mine = ko_version(ko, "module_layout");
	its = ko_version(own, "module_layout");
	if (mine && its && mine->crc != its->crc) {
		bool other = strcmp(its_release, release());
		const char *code = other ? "other-kernel" : "other-layout";

		found(code, "%s: the checksum of module_layout is 0x%08x, in the kernel's own modules 0x%08x",
		      ko->path, mine->crc, its->crc);
		if (other)
			about(found(code, "%s: vermagic is '%s'", ko->path, ko->vermagic),
			      its_release, release());
		return true;
	}
	if (ko->module_size != own->module_size) {
		found("other-size",
		      "%s: struct module has %zu bytes, in the kernel's own modules %zu",
		      ko->path, ko->module_size, own->module_size);
		return true;
	}
	return check_offsets(ko);
}

/* --- its name ------------------------------------------------------------------------- */

static void check_name(const struct ko *ko)
{
	struct loaded *l = loaded(ko->module);

	if (!exists("/proc/modules")) {
		unsure_for("/proc/modules: whether a module %s is loaded already",
			   ko->module);
		return;
	}
	if (l && strcmp(l->state, "Live"))
		found("busy-loading", "/proc/modules: %s is %s", ko->module, l->state);
	else if (l)
		found("loaded", "/proc/modules has %s", ko->module);
	else if (is_builtin(ko->module))
		found("built-in", "/sys/module or modules.builtin has %s, and /proc/modules has not",
		      ko->module);
}

/* --- its licence and its symbols --------------------------------------------------------- */

/* As license_is_gpl_compatible() in include/linux/license.h. */
static bool is_gpl(const char *license)
{
	static const char *const good[] = {
		"GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL",
		"Dual MIT/GPL", "Dual MPL/GPL",
	};

	for (size_t i = 0; license && i < ARRAY_SIZE(good); i++)
		if (!strcmp(license, good[i]))
			return true;
	return false;
}

static char *owner_name(const char *owner)
{
	char *name = format("%s", base_name(owner));

	name[strcspn(name, ".")] = '\0';
	return name;
}

/*
 * Where the log calls this symbol unknown. The first verdict explains the line,
 * which is then taken out: a second one is what comes after that.
 */
static char **log_line(const char *symbol)
{
	ssize_t at = list_find(&log_unknown, symbol);

	return at >= 0 && log_unknown_lines.item[at] ? &log_unknown_lines.item[at] : NULL;
}

static void judge(const char *code, const struct symbol *s, const char *subject,
		  const char *other, const char *evidence)
{
	char **line = log_line(s->name);
	struct finding *f = NULL;

	if (line) {
		f = found(code, "log: %s", *line);
		seen(f);
		*line = NULL;
	}
	if (evidence)
		f = found(code, "%s", evidence);
	about(f, subject, other);
}

static void check_symbol(const struct ko *ko, const struct symbol *s, const char *list)
{
	const struct version *v = ko ? ko_version(ko, s->name) : NULL;
	char *owner = s->known ? owner_name(s->owner) : NULL;

	/* By name: the owner may have been loaded from elsewhere. */
	if (s->known && strcmp(owner, "vmlinux") && !loaded(owner))
		judge("symbol-module", s, s->name, owner,
		      format("%s is exported by %s, which /proc/modules has not",
			     s->name, owner));
	if (s->known && ko && s->gpl_only && !is_gpl(ko->license))
		judge("license", s, ko->license ? ko->license : "unspecified", s->name,
		      format("%s is EXPORT_SYMBOL_GPL; modinfo -F license %s: '%s'",
			     s->name, ko->path, ko->license ? ko->license : ""));
	if (s->known && ko && *s->space && !list_has(&ko->imports, s->space))
		judge("namespace", s, s->name, s->space,
		      format("%s is in the namespace %s; modinfo -F import_ns %s does not name it",
			     s->name, s->space, ko->path));
	if (s->has_crc && v && v->crc != s->crc)
		judge("symbol-version", s, s->name, NULL,
		      format("checksum of %s: 0x%08x in %s, 0x%08x in the kernel",
			     s->name, v->crc, ko->path, s->crc));
	if (!s->known && s->in_kernel && list)
		judge("symbol-hidden", s, s->name, NULL,
		      format("/proc/kallsyms has %s, %s has not", s->name, list));
	if (!s->known && !s->in_kernel && !s->loaded && list)
		judge("symbol-unknown", s, s->name, NULL,
		      format("neither /proc/kallsyms nor %s has %s", list, s->name));
	/* It took the proprietary one first, and this one was then hidden. */
	if (log_line(s->name) && s->gpl_only && has_found("license-inherited"))
		judge("symbol-proprietary", s, NULL, NULL, NULL);
	if (log_line(s->name))
		judge("symbol-unknown", s, s->name, NULL, NULL);
}

/*
 * check_symbols() - those that the file needs, and those that the log calls
 * unknown (ko may be NULL).
 */
void check_symbols(const struct ko *ko)
{
	struct list names = { 0 };
	struct symbols *all;

	for (size_t i = 0; ko && i < ko->undefined.count; i++)
		list_add(&names, ko->undefined.item[i]);
	for (size_t i = 0; i < log_unknown.count; i++)
		if (!ko || !list_has(&ko->undefined, log_unknown.item[i]))
			list_add(&names, log_unknown.item[i]);
	if (!names.count)
		return;
	list_sort(&names);
	all = symbols_find(&names, ko ? ko->path : NULL);
	for (size_t i = 0; i < names.count; i++)
		check_symbol(ko, &all->symbol[i], all->list);
}

/* --- parameters ----------------------------------------------------------------------------- */

static bool whole_number(const char *value, bool is_signed, long long min,
			 unsigned long long max)
{
	char *end;

	errno = 0;
	if (is_signed) {
		long long n = strtoll(value, &end, 0);

		return !errno && end != value && !*end && n >= min &&
			(n < 0 || (unsigned long long)n <= max);
	}
	if (*value == '-')
		return false;
	return strtoull(value, &end, 0) <= max && !errno && end != value && !*end;
}

/* As the param_set_ functions of kernel/params.c; true for types unknown here. */
static bool fits(const char *type, const char *value)
{
	static const struct {
		const char *type;
		bool is_signed;
		long long min;
		unsigned long long max;
	} numbers[] = {
		{ "byte", false, 0, UCHAR_MAX },
		{ "short", true, SHRT_MIN, SHRT_MAX },
		{ "ushort", false, 0, USHRT_MAX },
		{ "int", true, INT_MIN, INT_MAX },
		{ "uint", false, 0, UINT_MAX },
		{ "hexint", false, 0, UINT_MAX },
		{ "long", true, LONG_MIN, LONG_MAX },
		{ "ulong", false, 0, ULONG_MAX },
		{ "ullong", false, 0, ULLONG_MAX },
	};

	if (!strcmp(type, "bool") || !strcmp(type, "invbool"))
		return (*value && strchr("yYtT1nNfF0", *value)) ||
			((*value == 'o' || *value == 'O') && value[1] &&
			 strchr("nNfF", value[1]));
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (!strcmp(type, numbers[i].type))
			return whole_number(value, numbers[i].is_signed,
					    numbers[i].min, numbers[i].max);
	return true;
}

static bool all_fit(const char *type, char *value)
{
	if (!begins(type, "array of "))
		return fits(type, value);
	for (char *item = value; item; item = value) {
		value = strchr(item, ',');
		if (value)
			*value++ = '\0';
		if (!fits(type + strlen("array of "), item))
			return false;
	}
	return true;
}

static void check_param(const struct ko *ko, const char *param)
{
	size_t length = strcspn(param, "=");
	char *name = copy_text(param, length);
	const char *value = param[length] ? param + length + 1 : NULL;

	if (!strcmp(name, "dyndbg") || !strcmp(name, "async_probe"))
		return;
	for (size_t i = 0; i < ko->params.count; i++) {
		char *type = strchr(ko->params.item[i], ':');

		if (!type || !same_name(name, copy_text(ko->params.item[i],
							type - ko->params.item[i])))
			continue;
		type++;
		if (value ? !all_fit(type, format("%s", value)) : strcmp(type, "bool"))
			about(found("parameter-value", "%s: parmtype=%s", ko->path,
				    ko->params.item[i]),
			      value ? value : "", name);
		return;
	}
	about(found("parameter-unknown", "%s declares %s%s", ko->path,
		    ko->params.count ? "other parameters only, such as " : "no parameter",
		    ko->params.count ? ko->params.item[0] : ""),
	      name, NULL);
}

/* --- can it leave again? delete_module() ----------------------------------------------------- */

static void check_exit(const struct ko *ko)
{
	if (ko->has_init && !ko->has_exit)
		found("permanent", "%s defines init_module and no cleanup_module", ko->path);
}

/* --- will it be heard? ------------------------------------------------------------------------ */

static void check_messages(const struct ko *ko)
{
	if (ko->no_newline)
		about(found("no-newline", "in %s: \"%s\"", ko->path, ko->no_newline),
		      ko->no_newline, NULL);
}

/* --- all together ------------------------------------------------------------------------------ */

bool check_ko(const struct ko *ko, char **params)
{
	report_file = ko->path;
	report_module = ko->module;
	looked_at("%s: ELF header, sections, modinfo, symbols", ko->path);
	if (is_foreign(ko)) {
		for (size_t i = 0; i < log_elf_lines.count; i++)
			seen(found("other-machine", "log: %s", log_elf_lines.item[i]));
		about(found("other-machine", "%s: ELF machine %u, %s byte first", ko->path,
			    ko->machine, ko->big ? "most significant" :
			    "least significant"),
		      machine_name(ko->machine), machine_name(machine()));
		return false;
	}
	log_explain_elf(ko);
	if (ko->problem) {
		found(ko->problem, "%s: %s", ko->path, ko->detail);
		if (strcmp(ko->problem, "signature-bad"))
			return false;
	}
	if (ko->unread)
		return false;
	check_policy(ko);
	if (!check_magic(ko))
		check_symbols(ko);
	check_name(ko);
	if (!is_gpl(ko->license))
		about(found("license-missing", "modinfo -F license %s: '%s'", ko->path,
			    ko->license ? ko->license : ""),
		      ko->license ? ko->license : "unspecified", NULL);
	check_exit(ko);
	check_messages(ko);
	for (; params && *params; params++)
		check_param(ko, *params);
	return true;
}

/* In the log of a whole machine: is this line about the load of this module? */
static bool is_about_loading(const char *text, const char *module)
{
	static const char *const starts[] = {
		"module", "Module", "insmod", "modprobe", "depmod", "kmod", "ERROR: could",
	};

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (begins(text, starts[i]))
			return true;
	return mentions(text, module);
}

/*
 * A text that was copied out of a terminal has the tool's words in it, too. What
 * failed there, and what nothing here explains, is not nothing.
 */
static void check_said(struct log *log, const struct ko *ko)
{
	struct said said = { 0 };
	struct list strange;

	for (size_t i = 0; i < log->count; i++)
		if (!log->record[i].rule && hear(log->record[i].text, &said))
			log->record[i].heard = true;
	if (any_fault())
		return;
	if (said.failed) {
		found("unknown-load", "log: %s", said.line);
		return;
	}
	strange = log_strange(log, ko->module, ko, true);
	for (size_t i = 0; i < strange.count; i++)
		if (is_about_loading(strange.item[i], ko->module))
			found("unknown-load", "log: %s", strange.item[i]);
}

void check_file(const char *path, char **params)
{
	struct log log = { 0 };
	struct ko *ko;
	int fd;

	if (!strchr(path, '/') && !ends(path, ".ko") && is_name(path) &&
	    module_path(path))
		path = below_root(module_path(path));
	report_file = path;
	ko = ko_open(path);
	if (!ko) {
		cannot_look("%s: %s", path, strerror(errno));
		return;
	}
	if (log_file) {
		log_from_file(&log, log_file);
	} else {
		fd = log_begin(&log, true);
		log_end(&log, fd);
	}
	if (check_ko(ko, params)) {
		log_last_attempt(&log, ko);
		log_explain(&log, false);
		if (log.first <= log.last)
			troubles_explain(log.first, log.count, ko->module, 0, false, false);
		check_symbols(NULL);
		check_signature(ko, false);
		/*
		 * A line about a broken file names none. If this one is whole
		 * and refused for another reason, it was of another file.
		 */
		if (ko->problem || ko->packed || !cause_found())
			log_explain_elf(ko);
	}
	if (log_file)
		check_said(&log, ko);
}

/* What is wrong with a module, although it has been loaded. */
void check_loaded(const char *path, const struct log *log, long pid)
{
	struct ko *ko = ko_open(path);
	struct list strange;

	troubles_explain(0, log->count, ko ? ko->module : NULL, pid, true, true);
	if (!ko || ko->unread)
		return;
	report_file = ko->path;
	report_module = ko->module;
	strange = log_strange(log, ko->module, ko, true);
	for (size_t i = 0; i < strange.count; i++)
		found("unknown-load", "log: %s", strange.item[i]);
	check_offsets(ko);
	check_exit(ko);
	check_messages(ko);
	check_signature(ko, false);
	if (has_found("other-btf"))	/* as CONFIG_MODULE_ALLOW_BTF_MISMATCH has it */
		found("btf-ignored", "%s was loaded all the same", ko->path);
	if (ko->has_debug && !log->blind && !log_by_others(log))
		found("silent", "the log has no line but the loader's, and %s has calls of pr_debug() (a section __dyndbg)",
		      ko->path);
}

/* --- what the errno leaves to say ------------------------------------------------------------------ */

static const struct {
	int error;
	const char *name;
} errno_names[] = {
	{ EPERM, "-EPERM" }, { ENOENT, "-ENOENT" }, { EIO, "-EIO" },
	{ ENXIO, "-ENXIO" }, { EAGAIN, "-EAGAIN" }, { ENOMEM, "-ENOMEM" },
	{ EACCES, "-EACCES" }, { EFAULT, "-EFAULT" }, { EBUSY, "-EBUSY" },
	{ EEXIST, "-EEXIST" }, { ENODEV, "-ENODEV" }, { EINVAL, "-EINVAL" },
	{ ENOSPC, "-ENOSPC" }, { ERANGE, "-ERANGE" }, { ENOSYS, "-ENOSYS" },
	{ EOPNOTSUPP, "-EOPNOTSUPP" }, { ETIMEDOUT, "-ETIMEDOUT" },
	{ ENOEXEC, "-ENOEXEC" },
};

static const char *errno_name(int error)
{
	for (size_t i = 0; i < ARRAY_SIZE(errno_names); i++)
		if (errno_names[i].error == error)
			return errno_names[i].name;
	return format("-%d", error);
}

/*
 * The kernel has refused the signature, and nothing tells which of the reasons
 * it was but the file, if it is there. silent: no line was written, which the
 * kernel does only over a signature that does not fit.
 */
static void rejected(const struct ko *ko, int error, bool silent)
{
	const char *code = "signature-refused";

	if (silent && error == EKEYREJECTED)
		code = "signature-bad";
	else if (ko && !ko->problem && !ko->packed)
		code = !ko->is_signed ? "signature-required" :
			error == ENOKEY ? "signature-key" : code;
	found(code, silent ? "the call failed with %s, and no line in the log" :
	      "the call failed with %s, and the kernel's line about it is not here",
	      strerror(error));
}

/*
 * Does the loader itself fail this way without a line in the log? silent: all
 * that the log has of that moment is known.
 */
static bool loaders_own(const struct ko *ko, int error, bool silent)
{
	switch (error) {
	case ENOEXEC:	/* Linux 5.10 refuses what is no ELF file in silence */
		if (ko && ko->packed)
			about(found("packed", "%s begins as %s data does", ko->path,
				    ko->packed), ko->packed, NULL);
		return ko && ko->packed;
	case EBADMSG:
	case ELIBBAD:
		found("signature-bad", "the call failed with %s, and no line in the log",
		      strerror(error));
		return true;
	case EKEYREJECTED:
	case ENOKEY:	/* of older kernels, also where there is no signature */
		rejected(ko, error, silent);
		return true;
	case EACCES:
		return has_found("selinux");
	}
	return false;
}

/*
 * What init wants and cannot have is taken under a name that is often in the
 * module itself: a number of a device, a misc device, a port, an interrupt.
 */
static void show_holders(const struct ko *ko, const char *code)
{
	static const char *const lists[] = {
		"/proc/devices", "/proc/misc", "/proc/ioports", "/proc/iomem",
	};

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		char *text = read_file(lists[i]), *line;

		while ((line = next_line(&text))) {
			char *name = line + strlen(line);

			while (name > line && name[-1] != ' ')
				name--;
			if (ko_mentions(ko, name))
				found(code, "%s has a name that is in %s, too: %s", lists[i],
				      ko->path, line + strspn(line, " "));
		}
	}
}

/*
 * check_failure() - the call has failed with this errno. If nothing that was
 * found explains it, init has returned it: all else writes to the log or can
 * be seen in the file.
 */
void check_failure(const struct ko *ko, const char *module, int error,
		   const struct log *log)
{
	struct list strange = { 0 };
	static const struct {
		int error;
		const char *code;
	} inits[] = {
		{ EPERM, "init-eperm" }, { EEXIST, "init-exists" },
		{ EBUSY, "init-busy" }, { ENODEV, "init-device" },
		{ ENXIO, "init-device" },
	};
	const char *code = "init-errno", *said = log_by(log, module, ko);
	struct finding *f;

	if (explained(error) || loaders_own(ko, error, !log->blind))
		return;
	if (error == ENOSYS && !exists("/proc/modules")) {
		found("no-loader", "the call failed with %s, and there is no /proc/modules",
		      strerror(error));
		return;
	}
	/* Never "init returned" over a line that nobody can account for. */
	strange = log_strange(log, module, ko, false);
	if (strange.count) {
		about(found("unknown-load", "the call failed with %s (%s)",
			    errno_name(error), strerror(error)),
		      errno_name(error), strerror(error));
		for (size_t i = 0; i < strange.count; i++)
			found("unknown-load", "log: %s", strange.item[i]);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(inits); i++)
		if (inits[i].error == error)
			code = inits[i].code;
	f = found(code, "the call failed with %s (%s)", errno_name(error), strerror(error));
	about(f, errno_name(error), strerror(error));
	if (log->blind)
		found(code, "the log could not be read: the loader may have said more there");
	else if (said)
		found(code, "init ran, for it wrote to the log: %s", said);
	else
		found(code, "no line of the loader is in the log");
	if (ko && (error == EBUSY || error == EEXIST))
		show_holders(ko, code);
}

/*
 * check_answer() - a tool says that the kernel refused, and that is all there
 * is: no call was watched, no line of the log tells why. What the errno alone
 * tells is said; init's doing is one of several things that it may be.
 */
void check_answer(const struct said *said, const struct log *log)
{
	const char *own;

	if (loaders_own(NULL, said->error, false))
		return;
	own = report_module ? log_by(log, report_module, NULL) : NULL;
	if (said->error == ENOSYS && !own) {
		found("no-loader", "log: %s", said->line);
		return;
	}
	if (said->error == EEXIST && strcasestr(said->line, "already in kernel")) {
		seen(found("loaded", "%s", said->line));
		return;
	}
	found("unknown-load", "log: %s", said->line);
	if (said->error)
		about(found("unknown-load", "that is %s", errno_name(said->error)),
		      errno_name(said->error), strerror(said->error));
	if (own)
		found("unknown-load", "log: %s", own);
	found("unknown-load", "no line of the loader is among %zu lines", log->count);
}
