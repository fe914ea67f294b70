// SPDX-License-Identifier: GPL-2.0
/*
 * package.c - does the package manager know a package of this name?
 *
 * A name that nothing knows sends its reader on a search for what does not
 * exist. So the manager is asked, from the lists that it has, without a
 * network. With --root it is asked about the other system, if its lists are
 * there. The name is an argument of a process of its own, never a shell's.
 */
#define _GNU_SOURCE		/* pipe2 */
#include "modwhy.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ASK_SECONDS	20

/*
 * How each is asked: apt-cache(8), dnf(8), pacman(8), zypper(8), apk-search(8),
 * xbps-query(1). {p} is the package, {d} the other system's directory. All but
 * apt-cache, pacman and zypper succeed without output when they know nothing.
 */
static const struct manager {
	const char *name;
	/* Where it knows names from: directories, and what is in a name there. */
	const char *lists[3], *mark;
	const char *refresh;	/* the command that fetches those */
	const char *ask[9];
	const char *root[4];	/* behind ask[0], with --root */
} managers[FAMILIES] = {
	[APT] = { "apt", { "/var/lib/apt/lists" }, "Packages", "sudo apt update",
		  { "apt-cache", "show", "--no-all-versions", "{p}" },
		  { "-o", "RootDir={d}" } },
	[DNF] = { "dnf", { "/var/cache/dnf", "/var/cache/libdnf5" }, "-",
		  "sudo dnf makecache",
		  { "dnf", "-C", "-q", "repoquery", "{p}" },
		  { "--installroot={d}" } },
	[PACMAN] = { "pacman", { "/var/lib/pacman/sync" }, ".db", "sudo pacman -Sy",
		     { "pacman", "-Si", "--", "{p}" }, { "--root", "{d}" } },
	[ZYPPER] = { "zypper", { "/var/cache/zypp/raw" }, "", "sudo zypper refresh",
		     { "zypper", "--non-interactive", "--no-refresh", "search",
		       "--match-exact", "{p}" }, { "--root", "{d}" } },
	[APK] = { "apk", { "/var/cache/apk", "/etc/apk/cache" }, "APKINDEX", "doas apk update",
		  { "apk", "search", "--exact", "{p}" }, { "--root", "{d}" } },
	[XBPS] = { "xbps", { "/var/db/xbps" }, "http", "sudo xbps-install -S",
		   { "xbps-query", "-R", "{p}" }, { "-r", "{d}" } },
	/* Its tree is its list: see known_to_portage(). */
	[PORTAGE] = { "portage", { "/var/db/repos/gentoo" }, "sys-kernel",
		      "sudo emerge --sync", { NULL }, { NULL } },
	/* nix(1) finds names by evaluating all of nixpkgs: not asked. */
	[NIX] = { "nix", { NULL }, NULL, NULL, { NULL }, { NULL } },
};

static bool in_path(const char *program)
{
	char *rest = format("%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	char *dir;

	while ((dir = strsep(&rest, ":")))
		if (*dir && !access(format("%s/%s", dir, program), X_OK))
			return true;
	return false;
}

static bool has_entry(const char *path, const char *mark)
{
	DIR *directory = opendir(below_root(path));
	struct dirent *entry = NULL;

	while (directory && (entry = readdir(directory)))
		if (*entry->d_name != '.' && strstr(entry->d_name, mark))
			break;
	if (directory)
		closedir(directory);
	return entry;
}

static bool has_lists(const struct manager *m)
{
	for (int i = 0; m->lists[i]; i++)
		if (has_entry(m->lists[i], m->mark))
			return true;
	return false;
}

static void run_quietly(char **argv, int output)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	alarm(ASK_SECONDS);
	if (null < 0 || dup2(null, 0) < 0 || dup2(output, 1) < 0 || dup2(null, 2) < 0)
		_exit(127);
	setenv("LC_ALL", "C", 1);
	execvp(argv[0], argv);
	_exit(127);
}

/* Its exit status; *wrote: did it print anything? */
static int ask(char **argv, bool *wrote)
{
	char buffer[4096];
	int pipes[2], status;
	ssize_t got;
	pid_t child;

	*wrote = false;
	if (pipe2(pipes, O_CLOEXEC) < 0)
		return -1;
	child = fork();
	if (child == 0)
		run_quietly(argv, pipes[1]);
	close(pipes[1]);
	while (child > 0 && (got = read(pipes[0], buffer, sizeof(buffer))) > 0)
		*wrote = true;
	close(pipes[0]);
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* category/name, or =category/name-version: a directory, or an ebuild in it. */
static bool known_to_portage(const char *atom)
{
	const char *name = *atom == '=' ? atom + 1 : atom, *version = name;
	char *directory;

	if (*atom != '=')
		return exists(format("/var/db/repos/gentoo/%s", name));
	/* The version begins behind the first - that a digit follows. */
	while ((version = strchr(version, '-')) && !strchr("0123456789", version[1]))
		version++;
	if (!version)
		return false;
	directory = copy_text(name, version - name);
	return exists(format("/var/db/repos/gentoo/%s/%s%s.ebuild", directory,
			     base_name(directory), version));
}

static char *filled(const char *word, const char *package)
{
	const char *gap = strchr(word, '{');

	if (!gap)
		return format("%s", word);
	return format("%.*s%s", (int)(gap - word), word, gap[1] == 'p' ? package : root);
}

static bool safe(const char *package)
{
	return *package && *package != '-' &&
		!package[strspn(package, "abcdefghijklmnopqrstuvwxyz0123456789"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ.+-_~/=")];
}

enum knows package_known(enum family family, const char *package)
{
	const struct manager *m = &managers[family];
	char *argv[16];
	int argc = 0, status;
	bool wrote;

	if (!safe(package))
		return NOT_KNOWN;
	if (family == PORTAGE && has_lists(m))
		return known_to_portage(package) ? KNOWN : NOT_KNOWN;
	if (!m->ask[0] || !in_path(m->ask[0]) || (*root && !has_lists(m)))
		return CANNOT_ASK;
	argv[argc++] = format("%s", m->ask[0]);
	for (int i = 0; *root && m->root[i]; i++)
		argv[argc++] = filled(m->root[i], package);
	for (int i = 1; m->ask[i]; i++)
		argv[argc++] = filled(m->ask[i], package);
	argv[argc] = NULL;
	status = ask(argv, &wrote);
	if (status == 0 && wrote)
		return KNOWN;
	return has_lists(m) && status != 127 ? NOT_KNOWN : NO_LISTS;
}

const char *package_manager(enum family family)
{
	return managers[family].name;
}

const char *package_refresh(enum family family)
{
	return managers[family].refresh;
}
