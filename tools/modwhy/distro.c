// SPDX-License-Identifier: GPL-2.0
/*
 * distro.c - how to get things on the distribution at hand (/etc/os-release)
 */
#include "modwhy.h"

#include <string.h>

static const struct distro {
	const char *id;			/* in ID or ID_LIKE */
	const char *headers, *tools, *mok;	/* {} is the release */
} distros[] = {
	{ "ubuntu", "sudo apt install linux-headers-{}",
	  "sudo apt install build-essential",
	  "sudo apt install mokutil openssl" },
	{ "debian", "sudo apt install linux-headers-{}",
	  "sudo apt install build-essential",
	  "sudo apt install mokutil openssl" },
	{ "fedora", "sudo dnf install kernel-devel-{}",
	  "sudo dnf install gcc make elfutils-libelf-devel",
	  "sudo dnf install mokutil openssl" },
	{ "rhel", "sudo dnf install kernel-devel-{}",
	  "sudo dnf install gcc make elfutils-libelf-devel",
	  "sudo dnf install mokutil openssl" },
	{ "arch", "sudo pacman -S linux-headers",
	  "sudo pacman -S base-devel",
	  "sudo pacman -S mokutil openssl" },
	{ "suse", "sudo zypper install kernel-default-devel",
	  "sudo zypper install gcc make",
	  "sudo zypper install mokutil openssl" },
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

/* The release as a package's name has it: WSL appends its own name to it. */
static const char *with_release(const char *text)
{
	const char *at = strstr(text, "{}"), *name = release();
	size_t length = is_wsl() ? strcspn(name, "-") : strlen(name);

	return at ? format("%.*s%.*s%s", (int)(at - text), text, (int)length,
			   name, at + 2) : text;
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
