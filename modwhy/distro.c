// SPDX-License-Identifier: GPL-2.0
/*
 * distro.c - how to get things on the distribution at hand (/etc/os-release)
 *
 * What a package of headers is called depends on who made the kernel, and the
 * release (uname -r) tells that. Each row of kernels[] is one maker's scheme,
 * with the document that it was taken from. A release that fits no row is of a
 * kernel that somebody built: no package has its headers, and none is named.
 */
#include "modwhy.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* --- distributions ------------------------------------------------------------ */

static const struct distro {
	const char *id;			/* a word of ID or ID_LIKE, or its head */
	enum family family;
	const char *get;		/* the command that installs */
	const char *tools, *mok;	/* the packages */
} distros[] = {
	{ "ubuntu", APT, "sudo apt install ", "build-essential", "mokutil openssl" },
	{ "raspbian", APT, "sudo apt install ", "build-essential", "mokutil openssl" },
	{ "debian", APT, "sudo apt install ", "build-essential", "mokutil openssl" },
	{ "azurelinux", DNF, "sudo tdnf install ", "gcc make elfutils-libelf-devel binutils",
	  "mokutil openssl" },
	{ "fedora", DNF, "sudo dnf install ", "gcc make elfutils-libelf-devel",
	  "mokutil openssl" },
	{ "amzn", DNF, "sudo dnf install ", "gcc make elfutils-libelf-devel",
	  "mokutil openssl" },
	{ "rhel", DNF, "sudo dnf install ", "gcc make elfutils-libelf-devel",
	  "mokutil openssl" },
	{ "centos", DNF, "sudo dnf install ", "gcc make elfutils-libelf-devel",
	  "mokutil openssl" },
	{ "ol", DNF, "sudo dnf install ", "gcc make elfutils-libelf-devel",
	  "mokutil openssl" },
	{ "manjaro", PACMAN, "sudo pacman -S ", "base-devel", "mokutil openssl" },
	{ "arch", PACMAN, "sudo pacman -S ", "base-devel", "mokutil openssl" },
	{ "suse", ZYPPER, "sudo zypper install ", "gcc make", "mokutil openssl" },
	{ "opensuse", ZYPPER, "sudo zypper install ", "gcc make", "mokutil openssl" },
	{ "sle", ZYPPER, "sudo zypper install ", "gcc make", "mokutil openssl" },
	{ "alpine", APK, "doas apk add ", "build-base", "mokutil openssl" },
	{ "void", XBPS, "sudo xbps-install -S ", "base-devel", "mokutil openssl" },
	{ "gentoo", PORTAGE, "sudo emerge --ask ", "sys-devel/gcc dev-build/make",
	  "sys-boot/mokutil dev-libs/openssl" },
	{ "nixos", NIX, "nix-shell -p ", "gcc gnumake", "mokutil openssl" },
};

/* A whole word of the list, which spaces part; or the head of one, before a -. */
static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	while (list && *list) {
		size_t one = strcspn(list, " ");

		if (one >= length && !strncmp(list, word, length) &&
		    (one == length || list[length] == '-'))
			return true;
		list += one + strspn(list + one, " ");
	}
	return false;
}

static struct {
	char *id, *like, *variant, *name;
	bool ostree, read;
} os;

/* A value of os-release(5), without its quotes. */
static char *value(const char *line)
{
	const char *v = strchr(line, '=') + 1;
	size_t length = strlen(v);

	if (length > 1 && (*v == '"' || *v == '\'') && v[length - 1] == *v)
		return copy_text(v + 1, length - 2);
	return format("%s", v);
}

static void read_os(void)
{
	char *text = read_file("/etc/os-release"), *line;

	if (os.read)
		return;
	os.read = true;
	if (!text)
		text = read_file("/usr/lib/os-release");
	os.id = os.like = os.variant = "";
	while ((line = next_line(&text))) {
		if (begins(line, "ID="))
			os.id = value(line);
		else if (begins(line, "ID_LIKE="))
			os.like = value(line);
		else if (begins(line, "VARIANT_ID="))
			os.variant = value(line);
		else if (begins(line, "NAME="))
			os.name = value(line);
		else if (begins(line, "OSTREE_VERSION="))
			os.ostree = true;
	}
	if (!os.name)
		os.name = *os.id ? os.id : "this system";
}

static const struct distro *this_distro(void)
{
	read_os();
	for (size_t i = 0; i < ARRAY_SIZE(distros); i++)
		if (has_word(os.id, distros[i].id))
			return &distros[i];
	for (size_t i = 0; i < ARRAY_SIZE(distros); i++)
		if (has_word(os.like, distros[i].id))
			return &distros[i];
	return NULL;
}

/*
 * Its /usr is read-only, and packages are layered onto the next boot's:
 * https://docs.fedoraproject.org/en-US/fedora-silverblue/, "Package layering";
 * https://documentation.suse.com/sle-micro/, transactional-update(8).
 */
static bool is_ostree(void)
{
	static const char * const atomic[] = {
		"silverblue", "kinoite", "sericea", "onyx", "coreos", "iot",
		"sway-atomic", "budgie-atomic", "cosmic-atomic",
	};

	for (size_t i = 0; i < ARRAY_SIZE(atomic); i++)
		if (!strcmp(os.variant, atomic[i]))
			return true;
	return os.ostree || exists("/run/ostree-booted");
}

static bool is_transactional(void)
{
	return strstr(os.id, "micro") || has_word(os.id, "opensuse-aeon") ||
		has_word(os.id, "opensuse-kalpa") ||
		exists("/usr/sbin/transactional-update");
}

static const char *get(const struct distro *d)
{
	if (d->family == DNF && is_ostree())
		return "sudo rpm-ostree install ";
	if (d->family == ZYPPER && is_transactional())
		return "sudo transactional-update pkg install ";
	return d->get;
}

/* Nothing that was layered is there before that. */
static const char *then_reboot(const struct distro *d)
{
	return (d->family == DNF && is_ostree()) ||
		(d->family == ZYPPER && is_transactional()) ? "\n$ sudo reboot" : "";
}

/* --- kernels ------------------------------------------------------------------ */

#define DEBIAN_FLAVOURS	"amd64 cloud-amd64 rt-amd64 686 686-pae rt-686-pae " \
	"arm64 cloud-arm64 rt-arm64 arm64-16k armmp armmp-lpae rt-armmp marvell rpi " \
	"powerpc64le powerpc64le-64k riscv64 cloud-riscv64 s390x loong64 loongson-3 " \
	"octeon 4kc-malta 5kc-malta mips32r2el mips64r2el"
#define UBUNTU_FLAVOURS	"generic generic-64k generic-lpae lowlatency lowlatency-64k " \
	"aws aws-64k azure azure-fde azure-nvidia gcp gcp-64k gke gkeop ibm kvm " \
	"nvidia nvidia-64k nvidia-lowlatency oem oracle oracle-64k raspi raspi-realtime " \
	"realtime intel-iotg laptop starfive virtual xilinx-zynqmp"

/*
 * In a release and in a package's name: {r} all of the release, {v} {n} {f} {b}
 * {a} a part of it, {d} one of digits and dots, {M} 66 and {s} 6.6 of 6.6.10.
 */
static const struct kernel {
	const char *maker;		/* whose kernel it is */
	const char *ids;		/* of os-release: what its system says */
	const char *release;		/* a pattern of fields() */
	const char *flavours;		/* what {f} may be; NULL: anything */
	const char *package[3];		/* the first that is known */
	const char *note;		/* lines, or NULL */
} kernels[] = {
	/* raspberrypi.com/documentation/computers/linux_kernel.html, "Kernel headers" */
	{ "Raspberry Pi OS", "raspbian debian", "{v}+rpt-rpi-{f}", "v6 v7 v7l v8 2712",
	  { "linux-headers-{r}", "linux-headers-rpi-{f}" }, NULL },
	/* The same page until 2023: one package for all of its kernels. */
	{ "Raspberry Pi OS", "raspbian debian", "{v}-{f}+", "v7 v7l v8 v8_16k",
	  { "raspberrypi-kernel-headers" },
	  "A kernel that rpi-update has fetched is newer than any package." },
	{ "Raspberry Pi OS", "raspbian", "{v}+", NULL, { "raspberrypi-kernel-headers" },
	  "A kernel that rpi-update has fetched is newer than any package." },
	/* pve.proxmox.com/wiki/Roadmap, "Proxmox VE 8.1": pve-headers was renamed */
	{ "Proxmox VE", "debian", "5.{v}-pve", NULL, { "pve-headers-{r}" }, NULL },
	{ "Proxmox VE", "debian", "{v}-pve", NULL,
	  { "proxmox-headers-{r}", "pve-headers-{r}" }, NULL },
	/* docs.armbian.com: packages are named BRANCH-FAMILY */
	{ "Armbian", "debian ubuntu", "{v}-{f}-{b}", "legacy current edge vendor bleedingedge",
	  { "linux-headers-{f}-{b}" }, NULL },
	/* Jetson Linux Developer Guide, "Kernel Customization" */
	{ "NVIDIA Jetson Linux", "ubuntu", "{v}-tegra", NULL,
	  { "nvidia-l4t-kernel-headers" }, NULL },
	/* wiki.ubuntu.com/Kernel/MainlineBuilds: .deb files, of no archive */
	{ "the builds of mainline for Ubuntu", "ubuntu", "{v}-0{n}-{f}", UBUNTU_FLAVOURS, { 0 },
	  "It is a test build: its headers are .deb files beside the kernel's,\n"
	  "where that was downloaded." },
	/* help.ubuntu.com/community/Kernel; the flavours: packages linux-headers-* */
	{ "Ubuntu", "ubuntu", "{v}-{n}-{f}", UBUNTU_FLAVOURS,
	  { "linux-headers-{r}", "linux-headers-{f}" }, NULL },
	/* Debian Linux Kernel Handbook, 3.1 "Names"; flavours: debian/config of linux */
	{ "Debian", "debian", "{v}-{n}-{f}", DEBIAN_FLAVOURS,
	  { "linux-headers-{r}", "linux-headers-{f}" }, NULL },
	{ "Debian", "debian", "{v}-{f}", DEBIAN_FLAVOURS,
	  { "linux-headers-{r}", "linux-headers-{f}" }, NULL },

	/* docs.fedoraproject.org, "Building custom kernels"; kernel.spec: variants */
	{ "Fedora or RHEL", "fedora rhel centos", "{v}+{f}",
	  "debug rt rt-debug 16k 16k-debug 64k 64k-debug rt-64k rt-64k-debug automotive",
	  { "kernel-{f}-devel-{v}" }, NULL },
	{ "Fedora", "fedora", "{v}.fc{n}.{a}", NULL, { "kernel-devel-{r}" }, NULL },
	/* Oracle Linux documentation, "Unbreakable Enterprise Kernel" */
	{ "Oracle", "ol rhel fedora", "{v}.el{n}uek.{a}", NULL, { "kernel-uek-devel-{r}" }, NULL },
	/* elrepo.org/wiki/doku.php?id=kernel-ml, kernel-lt */
	{ "ELRepo", "rhel centos fedora", "{v}.el{n}.elrepo.{a}", NULL,
	  { "kernel-ml-devel-{r}", "kernel-lt-devel-{r}" }, NULL },
	/* docs.redhat.com, "Managing, monitoring, and updating the kernel", packages */
	{ "RHEL", "rhel centos fedora ol", "{v}.el{n}.{a}", NULL, { "kernel-devel-{r}" }, NULL },
	/* docs.aws.amazon.com/linux/al2023/ug: kernel-devel, kernel6.12-devel */
	{ "Amazon Linux", "amzn", "{v}.amzn{n}.{a}", NULL,
	  { "kernel-devel-{r}", "kernel{s}-devel-{r}" }, NULL },
	/* github.com/microsoft/azurelinux, SPECS/kernel/kernel.spec */
	{ "Azure Linux", "azurelinux", "{v}.azl{n}", NULL, { "kernel-devel-{r}" }, NULL },

	/* wiki.manjaro.org, "Manjaro Kernels" */
	{ "Manjaro", "manjaro", "{v}-rt{b}-MANJARO", NULL, { "linux{M}-rt-headers" }, NULL },
	{ "Manjaro", "manjaro", "{v}-{n}-MANJARO", NULL, { "linux{M}-headers" }, NULL },
	{ "Manjaro ARM", "manjaro-arm manjaro", "{v}-{n}-MANJARO-ARM{b}", NULL,
	  { "linux-headers" }, NULL },
	/* wiki.archlinux.org/title/Kernel, "Officially supported kernels" */
	{ "Arch", "arch manjaro", "{v}-arch{n}", NULL, { "linux-headers" }, NULL },
	{ "Arch", "arch manjaro", "{v}-zen{n}-zen", NULL, { "linux-zen-headers" }, NULL },
	{ "Arch", "arch manjaro", "{v}-hardened{n}-hardened", NULL,
	  { "linux-hardened-headers" }, NULL },
	{ "Arch", "arch manjaro", "{v}-rt{b}-{n}-{f}", "rt rt-lts", { "linux-{f}-headers" }, NULL },
	{ "Arch", "arch manjaro", "{v}-{n}-{f}", "lts rt rt-lts", { "linux-{f}-headers" }, NULL },
	{ "Artix", "artix arch", "{v}-artix{n}", NULL, { "linux-headers" }, NULL },
	/* wiki.cachyos.org, "Kernel" */
	{ "CachyOS", "cachyos arch", "{v}-{n}-cachyos", NULL, { "linux-cachyos-headers" }, NULL },
	{ "CachyOS", "cachyos arch", "{v}-{n}-cachyos-{f}", NULL,
	  { "linux-cachyos-{f}-headers" }, NULL },
	/* archlinuxarm.org, packages linux-aarch64, linux-armv7, linux-rpi */
	{ "Arch Linux ARM", "archarm arch", "{v}-{n}-{f}-ARCH", NULL, { "linux-{f}-headers" }, NULL },

	/* doc.opensuse.org, SUSE "Kernel Module Packages Manuals"; kernel-source.git */
	{ "SUSE", "suse opensuse sle", "{v}-{n}-{f}",
	  "default azure preempt pae 64kb debug vanilla kvmsmall rt rt_debug lpae longterm",
	  { "kernel-{f}-devel" }, NULL },
	/* git.alpinelinux.org/aports, main/linux-lts and its like: $pkgname-dev */
	{ "Alpine", "alpine", "{v}-{n}-{f}", "lts virt rpi edge stable asahi openpax vanilla",
	  { "linux-{f}-dev" }, NULL },
	/* docs.voidlinux.org/config/kernel.html, "Kernel series" */
	{ "Void", "void", "{d}_{n}", NULL, { "linux{s}-headers" }, NULL },
	/* wiki.gentoo.org/wiki/Project:Distribution_Kernel, and Kernel/Gentoo_sources */
	{ "Gentoo", "gentoo", "{v}-gentoo-{f}-dist", NULL,
	  { "=sys-kernel/gentoo-kernel-{v}-{f}", "=sys-kernel/gentoo-kernel-bin-{v}-{f}" }, NULL },
	{ "Gentoo", "gentoo", "{v}-gentoo-dist", NULL,
	  { "=sys-kernel/gentoo-kernel-{v}", "=sys-kernel/gentoo-kernel-bin-{v}" }, NULL },
	{ "Gentoo", "gentoo", "{v}-gentoo-r{n}", NULL, { "=sys-kernel/gentoo-sources-{v}-r{n}" },
	  "then, in /usr/src/linux-{r}, with the kernel's .config:\n"
	  "$ zcat /proc/config.gz >.config && make olddefconfig modules_prepare" },
	{ "Gentoo", "gentoo", "{v}-gentoo{b}", NULL, { "=sys-kernel/gentoo-sources-{v}" },
	  "then, in /usr/src/linux-{r}, with the kernel's .config:\n"
	  "$ zcat /proc/config.gz >.config && make olddefconfig modules_prepare" },
};

/* Kernels of which no distribution has a package, and what they are. */
static const struct {
	const char *release, *what;
} special[] = {
	/* docs.docker.com; github.com/linuxkit/linuxkit, docs/kernels.md */
	{ "{v}-linuxkit{b}", "the kernel of Docker Desktop's virtual machine" },
	/* docs.orbstack.dev, "Linux machines" */
	{ "{v}-orbstack-{b}", "the kernel of OrbStack's virtual machine" },
	/* www.linode.com/docs, "Manage the kernel on a Compute Instance" */
	{ "{v}-linode{b}", "a kernel of Linode's; choose GRUB 2 in the configuration\n"
	  "profile, and the distribution's own kernel is booted" },
	/* docs.cloud.google.com/container-optimized-os: release ends in + */
	{ "{v}-cos{b}", "a kernel of Container-Optimized OS" },
	{ "{v}-talos", "a kernel of Talos Linux, which loads its own modules only" },
	{ "{v}-flatcar", "a kernel of Flatcar; its development container has the headers" },
};

static bool is_flavour(const struct kernel *k, char *field[FIELDS])
{
	const char *list = k->flavours, *flavour = field['f'];

	while (list && *list) {
		size_t one = strcspn(list, " ");

		if (strlen(flavour) == one && !strncmp(list, flavour, one))
			return true;
		list += one + strspn(list + one, " ");
	}
	return !k->flavours;
}

/* The parts that are a version begin with a digit. */
static bool is_version(char *field[FIELDS])
{
	const char *version = field['v'] ? field['v'] : field['d'];

	return *version >= '0' && *version <= '9' &&
		(!field['d'] || !field['d'][strspn(field['d'], "0123456789.")]);
}

static bool fits(const struct kernel *k, char *field[FIELDS])
{
	memset(field, 0, FIELDS * sizeof(*field));
	return fields(k->release, release(), field) && is_version(field) &&
		is_flavour(k, field);
}

static bool is_of(const struct kernel *k, const char *ids)
{
	char *words = format("%s", ids), *word;

	while ((word = next_word(&words)))
		if (has_word(k->ids, word) || (begins(word, "opensuse") && has_word(k->ids, "opensuse")))
			return true;
	return false;
}

/* The row of the running kernel, of this system's maker if there is one. */
static const struct kernel *this_kernel(bool *foreign, char *field[FIELDS])
{
	read_os();
	*foreign = false;
	for (int id = 0; id < 2; id++)
		for (size_t i = 0; i < ARRAY_SIZE(kernels); i++)
			if (is_of(&kernels[i], id ? os.like : os.id) && fits(&kernels[i], field))
				return &kernels[i];
	*foreign = true;
	for (size_t i = 0; i < ARRAY_SIZE(kernels); i++)
		if (fits(&kernels[i], field))
			return &kernels[i];
	return NULL;
}

/* 6.6 of 6.6.10-1, without the dot if wanted so. */
static char *series(bool dot)
{
	const char *r = release();
	size_t major = strcspn(r, "."), minor;

	if (!r[major])
		return format("%s", r);
	minor = strspn(r + major + 1, "0123456789");
	return format("%.*s%s%.*s", (int)major, r, dot ? "." : "", (int)minor, r + major + 1);
}

static char *named(const char *text, char *field[FIELDS])
{
	char *out = format("%s", "");

	while (*text) {
		size_t plain = strcspn(text, "{");
		const char *word;

		out = format("%s%.*s", out, (int)plain, text);
		text += plain;
		if (!*text)
			break;
		switch (text[1]) {
		case 'r':
			word = release();
			break;
		case 'M':
			word = series(false);
			break;
		case 's':
			word = series(true);
			break;
		default:
			word = field[(unsigned char)text[1] % FIELDS];
		}
		out = format("%s%s", out, word ? word : "");
		text += 3;
	}
	return out;
}

/* --- 32-bit programs on a 64-bit kernel -------------------------------------------- */

/* The class of a program's ELF header: 32, 64, or 0 if it cannot be read. */
static int bits_of(const char *path)
{
	unsigned char ident[EI_NIDENT];
	int fd = open(below_root(path), O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return 0;
	got = read(fd, ident, sizeof(ident));
	close(fd);
	if (got != sizeof(ident) || memcmp(ident, ELFMAG, SELFMAG))
		return 0;
	return ident[EI_CLASS] == ELFCLASS32 ? 32 : 64;
}

static int user_bits(void)
{
	static const char * const programs[] = {
		"/usr/bin/dash", "/bin/sh", "/bin/bash", "/bin/busybox", "/usr/bin/env",
	};
	int bits = 0;

	for (size_t i = 0; i < ARRAY_SIZE(programs) && !bits; i++)
		bits = bits_of(programs[i]);
	read_os();
	/* Raspberry Pi OS calls itself so where it is 32-bit, and only there. */
	return bits ? bits : has_word(os.id, "raspbian") ? 32 : 0;
}

static bool is_wide_kernel(void)
{
	char *field[FIELDS];

	switch (machine()) {
	case EM_X86_64:
	case EM_AARCH64:
	case EM_PPC64:
	case EM_RISCV:
	case 258:
		return true;
	case 0:
		return fields("{v}-v8+", release(), field) || ends(release(), "-rpi-v8") ||
			ends(release(), "-rpi-2712");
	}
	return false;
}

bool mixed_bits(void)
{
	return user_bits() == 32 && is_wide_kernel();
}

/* What to do about that; lines of a cure. */
static const char *bits_advice(void)
{
	const struct distro *d = this_distro();

	/* raspberrypi.com/documentation/computers/config_txt.html, arm_64bit */
	if (has_word(os.id, "raspbian") || exists("/etc/rpi-issue"))
		return "(Let it start the 32-bit kernel, which packages here are for: write\n"
			"arm_64bit=0 into /boot/firmware/config.txt (or /boot/config.txt), then\n"
			"$ sudo reboot";
	if (d && d->family == APT && machine() == EM_X86_64)
		return "dpkg --print-architecture; uname -m\n"
			"shows it. Install the headers and a compiler of the kernel's architecture:\n"
			"$ sudo dpkg --add-architecture amd64 && sudo apt update\n"
			"$ sudo apt install gcc-x86-64-linux-gnu\n"
			"and build with make ARCH=x86_64 CROSS_COMPILE=x86_64-linux-gnu-";
	if (d && d->family == APT)
		return "dpkg --print-architecture; uname -m\n"
			"shows it. Install a compiler for the kernel's architecture, and build with\n"
			"make ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu-\n"
			"$ sudo apt install gcc-aarch64-linux-gnu";
	return "(Boot a 32-bit kernel, or build with a compiler for the kernel's\n"
		"architecture: make ARCH=... CROSS_COMPILE=...)";
}

/* --- the headers -------------------------------------------------------------------- */

/* What no package brings. */
static const char wsl_headers[] =
	"git clone --depth 1 -b linux-msft-wsl-%.*s https://github.com/microsoft/WSL2-Linux-Kernel";

/* A kernel that has a name, but no package of headers; or NULL. */
static const char *special_kernel(void)
{
	char *field[FIELDS];

	for (size_t i = 0; i < ARRAY_SIZE(special); i++)
		if (fields(special[i].release, release(), field))
			return format("(Linux %s is %s.\nNo package of %s has its headers.)",
				      release(), special[i].what, os.name);
	return NULL;
}

/* Only the person who built it has its headers. */
static const char *custom_kernel(const struct distro *d)
{
	static const char build[] = "In the source it was built from, with its configuration:\n"
		"$ make olddefconfig modules_prepare\n"
		"and then, for your module: make KDIR=/path/to/that/source";

	if (container())
		return format("(This container runs on its host's kernel, Linux %s,\n"
			      "which is not of %s.\n"
			      "Its headers are where it comes from: build on the host.)",
			      release(), os.name);
	return format("(Linux %s is a custom kernel,\nnot one of %s: you built it, or the\n"
		      "provider of this machine did, and no package here has its headers.)\n%s",
		      release(), d ? os.name : "a distribution known to modwhy", build);
}

/* It is one maker's kernel below another's system. */
static const char *foreign_kernel(const struct kernel *k)
{
	return format("(Linux %s is a kernel of %s, and this system is\n"
		      "%s%s: its packages have no headers for that kernel. Build where\n"
		      "the kernel comes from, or in a container of that system.)",
		      release(), k->maker, os.name, container() ? " in a container" : "");
}

static const char *not_known(const struct distro *d, const char *package, enum knows knows)
{
	const char *manager = package_manager(d->family);

	if (knows == NO_LISTS)
		return format("(%s has no package lists here, so it cannot say whether it has\n"
			      "the headers. Fetch the lists, and ask again:)\n$ %s", manager,
			      package_refresh(d->family));
	return format("(%s knows no package with the headers of Linux %s.\n"
		      "Refresh its lists, and ask again. If it still knows none, the kernel\n"
		      "was updated or is not of %s:\n"
		      "install the newest kernel with its headers, and reboot.)\n$ %s",
		      manager, *package == '=' ? package + 1 : release(), os.name,
		      package_refresh(d->family));
}

/* The package's name, asked for where that can be; or why there is none. */
static const char *from_package(const struct distro *d, const struct kernel *k,
				char *field[FIELDS])
{
	const char *note = k->note ? format("\n%s", named(k->note, field)) : "";
	enum knows knows = NOT_KNOWN;

	if (!k->package[0])
		return format("(Linux %s is one of %s.%s)", release(), k->maker, note);
	for (int i = 0; i < 3 && k->package[i]; i++) {
		const char *package = named(k->package[i], field);
		bool exact = strstr(k->package[i], "{r}") || !strstr(k->package[0], "{r}");

		knows = package_known(d->family, package);
		if (knows == NOT_KNOWN || knows == NO_LISTS)
			continue;
		if (exact)
			return format("%s%s%s%s", get(d), package, then_reboot(d), note);
		/* The archive keeps the headers of its newest kernels only. */
		return format("(There is no package %s any more: the kernel was\n"
			      "updated. Get the newest one, with its headers:)\n"
			      "$ %slinux-image-%s %s\n$ sudo reboot",
			      named(k->package[0], field), get(d),
			      package + strlen("linux-headers-"), package);
	}
	return not_known(d, named(k->package[0], field), knows);
}

/*
 * Arch's kernel packages leave their own name beside their modules, however
 * they are called: wiki.archlinux.org/title/Mkinitcpio, pkgbase.
 */
static const char *by_pkgbase(const struct distro *d)
{
	char *base = read_word(format("/lib/modules/%s/pkgbase", release()));
	char *package = base && *base ? format("%s-headers", base) : NULL;

	if (!package || package_known(d->family, package) == NOT_KNOWN)
		return NULL;
	return format("%s%s", get(d), package);
}

/* nixos.wiki/wiki/Linux_kernel: a shell with what the kernel's modules are built with */
static const char nixos_headers[] =
	"(On NixOS no package brings headers to /lib/modules. Build against the\n"
	"tree of the kernel that the configuration names (boot.kernelPackages):)\n"
	"$ nix-shell '<nixpkgs>' -A linuxPackages.kernel\n"
	"$ make KDIR=$(nix-build --no-out-link '<nixpkgs>' \\\n"
	"    -A linuxPackages.kernel.dev)/lib/modules/*/build";

static const char *find_headers(void)
{
	const struct distro *d = this_distro();
	const struct kernel *k;
	const char *known;
	char *field[FIELDS];
	bool foreign;

	if (is_wsl())
		return format(wsl_headers, (int)strcspn(release(), "-"), release());
	if (d && d->family == NIX)
		return nixos_headers;
	known = d && d->family == PACMAN ? by_pkgbase(d) : NULL;
	if (known)
		return known;
	k = this_kernel(&foreign, field);
	if (k && d && !foreign)
		return from_package(d, k, field);
	/* A third party's kernel, or one built as a package. */
	known = format("linux-headers-%s", release());
	if (d && d->family == APT && package_known(APT, known) == KNOWN)
		return format("%s%s", get(d), known);
	known = special_kernel();
	if (known)
		return known;
	return k && d ? foreign_kernel(k) : custom_kernel(d);
}

const char *distro_word(const char *key)
{
	static const char *headers;
	const struct distro *d = this_distro();

	if (!strcmp(key, "headers")) {
		if (!headers)
			headers = find_headers();
		return headers;
	}
	if (!strcmp(key, "tools"))
		return d ? format("%s%s%s", get(d), d->tools, then_reboot(d)) :
			"(install gcc, make and the C library's headers)";
	if (!strcmp(key, "mok"))
		return d ? format("%s%s", get(d), d->mok) : "(install mokutil and openssl)";
	if (!strcmp(key, "bits"))
		return bits_advice();
	return NULL;
}

/* --- programs ----------------------------------------------------------------------- */

/*
 * The packages of the programs that kbuild calls, where they are not called
 * like the program. NULL: they are. Of two words, the first that is known.
 */
static const struct {
	const char *program, *package[FAMILIES];
} programs[] = {
	{ "pahole", { [APT] = "pahole dwarves", [DNF] = "dwarves", [ZYPPER] = "dwarves",
		      [PORTAGE] = "dev-util/pahole" } },
	{ "make", { [PORTAGE] = "dev-build/make", [NIX] = "gnumake" } },
	{ "awk", { "gawk", "gawk", "gawk", "gawk", "gawk", "gawk", "sys-apps/gawk", "gawk" } },
	{ "find", { "findutils", "findutils", "findutils", "findutils", "findutils", "findutils",
		    "sys-apps/findutils", "findutils" } },
	{ "grep", { [PORTAGE] = "sys-apps/grep", [NIX] = "gnugrep" } },
	{ "sed", { [PORTAGE] = "sys-apps/sed", [NIX] = "gnused" } },
	{ "gcc", { [PORTAGE] = "sys-devel/gcc" } },
	{ "cc", { "gcc", "gcc", "gcc", "gcc", "gcc", "gcc", "sys-devel/gcc", "gcc" } },
	{ "clang", { [PORTAGE] = "llvm-core/clang" } },
	{ "ld.lld", { "lld", "lld", "lld", "lld", "lld", "lld", "llvm-core/lld", "lld" } },
	{ "llvm-objcopy", { "llvm", "llvm", "llvm", "llvm", "llvm", "llvm", "llvm-core/llvm",
			    "llvm" } },
#define BINUTILS { "binutils", "binutils", "binutils", "binutils", "binutils", "binutils", \
		   "sys-devel/binutils", "binutils" }
	{ "as", BINUTILS },
	{ "ld", BINUTILS },
	{ "ar", BINUTILS },
	{ "nm", BINUTILS },
	{ "objcopy", BINUTILS },
	{ "objdump", BINUTILS },
	{ "strip", BINUTILS },
	{ "readelf", BINUTILS },
	{ "bc", { [PORTAGE] = "sys-devel/bc" } },
	{ "bison", { [PORTAGE] = "sys-devel/bison" } },
	{ "flex", { [PORTAGE] = "sys-devel/flex" } },
	{ "cpio", { [PORTAGE] = "app-arch/cpio" } },
	{ "rsync", { [PORTAGE] = "net-misc/rsync" } },
	{ "openssl", { [PORTAGE] = "dev-libs/openssl" } },
	{ "sparse", { [PORTAGE] = "sys-devel/sparse" } },
	{ "perl", { [PORTAGE] = "dev-lang/perl" } },
	{ "python3", { [PACMAN] = "python", [PORTAGE] = "dev-lang/python" } },
	{ "depmod", { "kmod", "kmod", "kmod", "kmod", "kmod", "kmod", "sys-apps/kmod", "kmod" } },
	{ "xz", { [APT] = "xz-utils", [PORTAGE] = "app-arch/xz-utils" } },
	{ "zstd", { [PORTAGE] = "app-arch/zstd" } },
};

/* gcc-12 and clang-14 are gcc and clang, and packages of these names with apt. */
static bool same_program(const char *asked, const char *program, bool *numbered)
{
	size_t length = strlen(program);

	*numbered = begins(asked, program) && asked[length] == '-' && asked[length + 1] &&
		    strspn(asked + length + 1, "0123456789") == strlen(asked + length + 1);
	return *numbered || !strcmp(asked, program);
}

/* The first of the names that is not unknown to the manager, or NULL. */
static const char *known_name(enum family family, const char *names)
{
	char *rest = format("%s", names), *name;

	while ((name = next_word(&rest))) {
		enum knows knows = package_known(family, name);

		if (knows == KNOWN || knows == CANNOT_ASK)
			return name;
	}
	return NULL;
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
		package = known_name(d->family, package);
		if (package)
			return format("$ %s%s", get(d), package);
		return format("%s here knows no package that brings it; if its lists are old:\n$ %s",
			      package_manager(d->family), package_refresh(d->family));
	}
	return "Install the package that brings it.";
}
