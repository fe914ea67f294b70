// SPDX-License-Identifier: GPL-2.0
/*
 * env.c - is this machine ready to build and load modules?
 */
#define _GNU_SOURCE
#include "modwhy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool in_path(const char *program)
{
	char *path = getenv("PATH"), *rest, *dir;

	rest = format("%s", path ? path : "/usr/bin:/bin");
	while ((dir = strsep(&rest, ":")))
		if (!access(format("%s/%s", dir, program), X_OK))
			return true;
	return false;
}

static void check_headers(void)
{
	char *modules = format("/lib/modules/%s", release());
	char *build = format("%s/build", modules);

	if (mixed_bits())
		found("user-land", "the kernel is for %s, the programs are 32-bit",
		      machine() ? machine_name(machine()) : "64-bit processors");
	if (is_wsl())
		found("wsl", "the release is %s", release());
	if (build_dir()) {
		looked_at("%s: there is a build tree", build);
		if (!exists(format("%s/Module.symvers", build)))
			blind_for("%s/Module.symvers: modpost will not know what the kernel exports",
				  build);
		return;
	}
	if (!exists(modules) && !is_wsl() && !container())
		found("reboot-needed", "there is no %s", modules);
	found("no-headers", "there is no %s/Makefile", build);
}

static void check_tools(void)
{
	/* Another system's programs cannot be looked for by PATH. */
	if (*root)
		return;
	if (!in_path("make"))
		about(found("no-tools", "PATH has no make"), "make", NULL);
	if (!in_path("gcc") && !in_path("cc") && !in_path("clang"))
		about(found("no-tools", "PATH has no gcc, cc or clang"), "a C compiler", NULL);
	looked_at("PATH: make and a compiler");
}

static void check_compiler(void)
{
	char *theirs = kernel_config("CONFIG_CC_VERSION_TEXT");
	char *name;

	if (!theirs || *root)
		return;
	name = copy_text(theirs + 1, strcspn(theirs + 1, " \""));
	looked_at("the kernel was compiled by %s", theirs);
	if (!in_path(name) && !in_path(base_name(name)))
		found("build-compiler-differs", "the kernel was compiled by %s; PATH has no %s",
		      theirs, name);
}

static void check_log_rights(void)
{
	char *value = read_word("/proc/sys/kernel/dmesg_restrict");

	if (value && !strcmp(value, "1") && geteuid())
		found("log-restricted", "/proc/sys/kernel/dmesg_restrict is 1");
}

static void check_policy(void)
{
	char *lockdown = locked_down();
	const char *kind = container();

	if (modules_disabled())
		found("modules-disabled", "/proc/sys/kernel/modules_disabled is 1");
	if (kind)
		about(found("container", "this looks like a container: %s", kind), kind, NULL);
	if (!may_load("self"))
		blind_for("whether root could load modules: CAP_SYS_MODULE is needed for that, and this process has not got it (sudo brings it)");
	if (lockdown)
		found("lockdown", "%s", lockdown);
	if (sig_enforced())
		found("signature-required", "/sys/module/module/parameters/sig_enforce is Y");
	switch (secure_boot()) {
	case 1:
		found("secure-boot", "the EFI variable SecureBoot is 1");
		break;
	case -1:
		blind_for("the EFI variable SecureBoot");
	}
	looked_at("modules_disabled, lockdown, sig_enforce, Secure Boot, capabilities");
}

void check_env(void)
{
	report_module = "a module that is not signed";
	looked_at("Linux %s on %s", release(), machine_name(machine()));
	check_headers();
	check_tools();
	check_compiler();
	check_log_rights();
	check_policy();
}
