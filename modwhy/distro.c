// SPDX-License-Identifier: GPL-2.0
/*
 * distro.c - how to get things on the distribution at hand (/etc/os-release)
 */
#include "modwhy.h"

#include <string.h>

enum family { APT, DNF, PACMAN, ZYPPER, FAMILIES };

static const struct distro {
	const char *id;			/* in ID or ID_LIKE */
	enum family family;
	const char *headers, *tools, *mok;	/* {} is the release, {-} its flavour */
} distros[] = {
	{ "ubuntu", APT, "sudo apt install linux-headers-{}",
	  "sudo apt install build-essential",
	  "sudo apt install mokutil openssl" },
	{ "debian", APT, "sudo apt install linux-headers-{}",
	  "sudo apt install build-essential",
	  "sudo apt install mokutil openssl" },
	{ "fedora", DNF, "sudo dnf install kernel-devel-{}",
	  "sudo dnf install gcc make elfutils-libelf-devel",
	  "sudo dnf install mokutil openssl" },
	{ "rhel", DNF, "sudo dnf install kernel-devel-{}",
	  "sudo dnf install gcc make elfutils-libelf-devel",
	  "sudo dnf install mokutil openssl" },
	{ "arch", PACMAN, "sudo pacman -S linux{-}-headers",
	  "sudo pacman -S base-devel",
	  "sudo pacman -S mokutil openssl" },
	{ "suse", ZYPPER, "sudo zypper install kernel{-}-devel",
	  "sudo zypper install gcc make",
	  "sudo zypper install mokutil openssl" },
};

static const char * const get[FAMILIES] = {
	[APT] = "sudo apt install ",
	[DNF] = "sudo dnf install ",
	[PACMAN] = "sudo pacman -S ",
	[ZYPPER] = "sudo zypper install ",
};

/*
 * The packages of the programs that kbuild calls, where they are not called
 * like the program. NULL: they are.
 */
static const struct {
	const char *program, *package[FAMILIES];
} programs[] = {
	{ "pahole", { NULL, "dwarves", NULL, "dwarves" } },
	{ "make", { 0 } },
	{ "gcc", { 0 } },
	{ "cc", { "gcc", "gcc", "gcc", "gcc" } },
	{ "clang", { 0 } },
	{ "ld.lld", { "lld", "lld", "lld", "lld" } },
	{ "llvm-objcopy", { "llvm", "llvm", "llvm", "llvm" } },
	{ "as", { "binutils", "binutils", "binutils", "binutils" } },
	{ "ld", { "binutils", "binutils", "binutils", "binutils" } },
	{ "ar", { "binutils", "binutils", "binutils", "binutils" } },
	{ "nm", { "binutils", "binutils", "binutils", "binutils" } },
	{ "objcopy", { "binutils", "binutils", "binutils", "binutils" } },
	{ "objdump", { "binutils", "binutils", "binutils", "binutils" } },
	{ "strip", { "binutils", "binutils", "binutils", "binutils" } },
	{ "readelf", { "binutils", "binutils", "binutils", "binutils" } },
	{ "bc", { 0 } },
	{ "bison", { 0 } },
	{ "flex", { 0 } },
	{ "cpio", { 0 } },
	{ "rsync", { 0 } },
	{ "openssl", { 0 } },
	{ "sparse", { 0 } },
	{ "perl", { 0 } },
	{ "python3", { NULL, NULL, "python", NULL } },
	{ "depmod", { "kmod", "kmod", "kmod", "kmod" } },
	{ "xz", { "xz-utils", NULL, NULL, NULL } },
	{ "zstd", { 0 } },
};

/* What no package brings. */
static const char wsl_headers[] =
	"git clone --depth 1 -b linux-msft-wsl-{} https://github.com/microsoft/WSL2-Linux-Kernel";

static const struct distro *this_distro(void)
{
	static const struct distro *found;
	static bool tried;
	char *text, *line;
	char *ids[2] = { NULL, NULL };

	if (tried)
		return found;
	tried = true;
	text = read_file("/etc/os-release");
	while ((line = next_line(&text))) {
		if (begins(line, "ID="))
			ids[0] = line + 3;
		else if (begins(line, "ID_LIKE="))
			ids[1] = line + 8;
	}
	for (int id = 0; id < 2 && !found; id++)
		for (size_t i = 0; ids[id] && i < ARRAY_SIZE(distros); i++)
			if (strstr(ids[id], distros[i].id)) {
				found = &distros[i];
				break;
			}
	return found;
}

/*
 * The part of the release that names one of several kernels: 6.6.58-1-lts on
 * Arch, whose own one ends in a number, and 6.4.0-150600.23.25-default on openSUSE.
 */
static const char *flavour(void)
{
	const char *last = strrchr(release(), '-');

	return last && last[1] && !strpbrk(last, "0123456789") ? last : "";
}

/* The release as a package's name has it: WSL appends its own name to it. */
static const char *with_release(const char *text)
{
	const char *at = strchr(text, '{'), *name = at && at[1] == '-' ? flavour() : release();
	size_t length = is_wsl() ? strcspn(name, "-") : strlen(name);

	return at ? format("%.*s%.*s%s", (int)(at - text), text, (int)length,
			   name, strchr(at, '}') + 1) : text;
}

const char *distro_word(const char *key)
{
	const struct distro *d = this_distro();

	if (!strcmp(key, "headers")) {
		if (is_wsl())
			return with_release(wsl_headers);
		return with_release(d ? d->headers :
			"(install the package with the headers of Linux {})");
	}
	if (!strcmp(key, "tools"))
		return d ? d->tools : "(install gcc, make and the C library's headers)";
	if (!strcmp(key, "mok"))
		return d ? d->mok : "(install mokutil and openssl)";
	return NULL;
}

/* gcc-12 and clang-14 are gcc and clang, and packages of these names with apt. */
static bool same_program(const char *asked, const char *program, bool *numbered)
{
	size_t length = strlen(program);

	*numbered = begins(asked, program) && asked[length] == '-' && asked[length + 1] &&
		    strspn(asked + length + 1, "0123456789") == strlen(asked + length + 1);
	return *numbered || !strcmp(asked, program);
}

/*
 * How to get a program. Its name is what a build printed: it finds a row here,
 * and does not become part of a command unless it is a row's name and a number.
 */
const char *distro_program(const char *program)
{
	const struct distro *d = this_distro();

	for (size_t i = 0; d && i < ARRAY_SIZE(programs); i++) {
		const char *package = programs[i].package[d->family];
		bool numbered;

		if (!same_program(program, programs[i].program, &numbered))
			continue;
		if (!package)
			package = numbered && d->family == APT ? program : programs[i].program;
		return format("$ %s%s", get[d->family], package);
	}
	return "Install the package that brings it.";
}
