// SPDX-License-Identifier: GPL-2.0
/*
 * verdicts.c - all that can be wrong: what happened, and what to do
 *
 * One row each, in the order in which to put things right: a module whose
 * format is wrong need not be asked for its parameters. The code is for
 * scripts and searches and does not change. Sentence and cure may name
 *
 *   {file} {module}	what is looked at
 *   {subject} {other}	what the finding is about; see found() and about()
 *   {more}		" (and N more)", when it was found several times
 *   {release}		uname -r
 *   {headers} ...	a word of distro.c
 *   {get}		a whole line: how to get the program {subject}
 *
 * A cure's lines that begin with "$ " are commands.
 */
#include "modwhy.h"

#include <string.h>

/* The book's sections: \label{sec:loading-fails-LABEL} and the title. */
static const struct {
	const char *label, *title;
} sections[] = {
	{ "look", "Where the kernel says why" },
	{ "notfound", "No such file or directory, Module not found" },
	{ "permitted", "Operation not permitted" },
	{ "rejected", "Key was rejected by service" },
	{ "format", "Invalid module format" },
	{ "symbols", "Unknown symbol in module" },
	{ "parameters", "Invalid parameters" },
	{ "exists", "File exists" },
	{ "init", "The errno of init" },
	{ "warnings", "It loads, and the log complains" },
	{ "unload", "Module is in use" },
	{ "silent", "Nothing is printed" },
	{ "headers", "No headers: build, No such file or directory" },
	{ "makefile", "No rule to make target" },
	{ "compiler", "The compiler refuses" },
	{ "modpost", "modpost refuses" },
};

const char *section_title(const char *label)
{
	for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
		if (!strcmp(sections[i].label, label))
			return sections[i].title;
	return label;
}

#define REBUILD \
	"Build it anew against the headers of the kernel that runs:\n" \
	"$ make clean && make\n" \
	"If the headers are missing or of another version:\n" \
	"$ {headers}"

#define SIGN \
	"Sign it with a key of your own, once enrolled:\n" \
	"$ {mok}\n" \
	"$ openssl req -new -x509 -newkey rsa:2048 -nodes -days 3650 \\\n" \
	"    -subj /CN=modules -keyout MOK.priv -outform DER -out MOK.der\n" \
	"$ sudo mokutil --import MOK.der\n" \
	"then reboot, confirm the key, and after every build\n" \
	"$ /lib/modules/{release}/build/scripts/sign-file sha256 \\\n" \
	"    MOK.priv MOK.der {module}.ko\n"

const struct verdict verdicts[] = {
	/* --- the machine is not ready -------------------------------------- */
	{ "wsl", NOTE, "headers",
	  "This is WSL: the kernel is Microsoft's, and no package holds its headers.",
	  "Build modules against Microsoft's source of the same version, after\n"
	  "$ make KCONFIG_CONFIG=Microsoft/config-wsl modules_prepare\n"
	  "or use the lab, which needs none: make run" },
	{ "container", NOTE, "permitted",
	  "This is a container ({subject}): its kernel is the host's, whose module loader it shares.",
	  "Load modules on the host. A container needs CAP_SYS_MODULE for it\n"
	  "and can then do to the host what it likes." },
	{ "reboot-needed", CAUSE, "headers",
	  "The kernel that runs ({release}) is no longer installed: an update has replaced it.",
	  "Reboot into the installed kernel.\n"
	  "$ sudo reboot" },
	{ "user-land", CAUSE, "headers",
	  "The kernel is 64-bit and the programs here are 32-bit: this system's compiler makes no modules for such a kernel.",
	  "$ {bits}" },
	{ "no-headers", CAUSE, "headers",
	  "The headers of Linux {release} are not installed, so no module can be built for it.",
	  "$ {headers}" },
	{ "no-tools", CAUSE, "headers",
	  "{subject} is not installed, and the build of modules needs it.",
	  "$ {tools}" },
	{ "secure-boot", NOTE, "permitted",
	  "Secure Boot is on: distributions' kernels then load signed modules only.",
	  "Sign what you build with a key that you have enrolled, or switch Secure\n"
	  "Boot off in the firmware's setup. See the verdict lockdown." },
	{ "log-restricted", NOTE, "look",
	  "Only root may read the kernel's log here (kernel.dmesg_restrict is 1).",
	  "$ sudo dmesg | tail\n"
	  "or, for all users until the next boot:\n"
	  "$ sudo sysctl kernel.dmesg_restrict=0" },

	/* --- the file is not found ------------------------------------------- */
	{ "no-file", CAUSE, "notfound",
	  "There is no file {subject}.",
	  "insmod wants the path of a file: insmod ./NAME.ko. modprobe wants the\n"
	  "name of a module that is installed: modprobe NAME." },
	{ "unreadable", CAUSE, "notfound",
	  "{subject} cannot be read: {other}.",
	  "Look at its permissions, and at those of the directories above it:\n"
	  "$ namei -l {subject}" },
	{ "not-installed", CAUSE, "notfound",
	  "No module {subject} is installed for Linux {release}.",
	  "modprobe looks into modules.dep only, which depmod writes. Install it:\n"
	  "$ sudo make modules_install && sudo depmod\n"
	  "or load the file itself with insmod." },

	/* --- may this be done at all? may_init_module() --------------------------- */
	{ "modules-disabled", CAUSE, "permitted",
	  "Loading and unloading of modules is switched off until the next boot.",
	  "Somebody wrote 1 to kernel.modules_disabled, which nobody can take back.\n"
	  "Find out who does it (/etc/sysctl.d, hardening scripts), then reboot.\n"
	  "$ grep -rs modules_disabled /etc/sysctl.conf /etc/sysctl.d" },
	{ "not-in-container", CAUSE, "permitted",
	  "Modules cannot be loaded or removed in this container ({subject}).",
	  "Do it on the host, whose kernel this is." },
	{ "not-root", CAUSE, "permitted",
	  "It takes the capability CAP_SYS_MODULE to load or remove a module, and this process has not got it.",
	  "Do it as root:\n"
	  "$ sudo {subject}" },
	{ "blacklisted", CAUSE, "permitted",
	  "The kernel's command line forbids {module}: module_blacklist= names it.",
	  "Take it off the command line (in /etc/default/grub or its like), reboot.\n"
	  "$ cat /proc/cmdline" },
	{ "selinux", CAUSE, "permitted",
	  "SELinux forbids the program that called to load a module from this file.",
	  "Give the file the type of modules, or install it where modules live:\n"
	  "$ sudo chcon -t modules_object_t {file}" },

	/* --- the signature: module_sig_check() ------------------------------------- */
	{ "signature-required", CAUSE, "rejected",
	  "This kernel loads signed modules only (sig_enforce), and {module} is not signed.",
	  SIGN
	  "Or switch Secure Boot off, or take module.sig_enforce=1 off the command\n"
	  "line, if you may decide that." },
	{ "signature-key", CAUSE, "rejected",
	  "{module} is signed, but not with a key that this kernel knows.",
	  "Enrol the certificate of the key that signed it, and reboot:\n"
	  "$ sudo mokutil --import KEY.der\n"
	  "The keys that the kernel knows:\n"
	  "$ sudo cat /proc/keys | grep asymmetri" },
	{ "signature-crypto", CAUSE, "rejected",
	  "{module} is signed in a way that this kernel cannot check.",
	  "Sign it anew with the hash that the kernel was configured with:\n"
	  "$ grep CONFIG_MODULE_SIG_HASH /boot/config-{release}" },
	{ "signature-bad", CAUSE, "rejected",
	  "The signature of {module} does not fit the file: it was changed after it was signed.",
	  "Stripping, patching and cutting a signed file destroys its signature.\n"
	  "Get the file anew, or sign it anew." },
	{ "lockdown", CAUSE, "permitted",
	  "The kernel is locked down and loads only modules signed with a key that it knows; {module} is not.",
	  SIGN
	  "Or switch Secure Boot off, or take lockdown= off the command line." },

	/* --- the file's format: elf_validity_check(), setup_load_info() ------------- */
	{ "empty", CAUSE, "format",
	  "{file} is empty.",
	  "A build or a copy that was interrupted, or a full disk, leaves such files:\n"
	  "$ df -h . && make clean && make" },
	{ "packed-damaged", CAUSE, "format",
	  "{file} is compressed and cannot be unpacked.",
	  "Get it anew, or see what the tool says: gzip, xz or zstd, with -t." },
	{ "packed", CAUSE, "format",
	  "{file} is compressed with {subject}, and what loads it here did not unpack it.",
	  "modprobe and insmod of kmod unpack where kmod was built for it; others do\n"
	  "not. Unpack it first:\n"
	  "$ {subject} -d {file}" },
	{ "not-elf", CAUSE, "format",
	  "{file} is not a module, nor any ELF file.",
	  "See what it is:\n"
	  "$ file {file}" },
	{ "not-module", CAUSE, "format",
	  "{file} is an ELF file, but not a module.",
	  "What is loaded is the .ko that kbuild links, not an object file of gcc:\n"
	  "$ make && ls *.ko" },
	{ "truncated", CAUSE, "format",
	  "{file} is cut short: a part of it is missing.",
	  "Copy it again, or build it again; is the disk full?\n"
	  "$ df -h . && make clean && make" },
	{ "other-machine", CAUSE, "format",
	  "{file} is made for {subject} processors, and this kernel runs on {other}.",
	  "Build it for this machine. If you have cross-compiled, unset ARCH and\n"
	  "CROSS_COMPILE:\n"
	  "$ env -u ARCH -u CROSS_COMPILE make clean all" },
	{ "damaged", CAUSE, "format",
	  "{file} is damaged: its tables contradict each other.",
	  "Build it again. If you have stripped it, use strip --strip-debug only.\n"
	  "$ make clean && make" },

	/* --- made for this very kernel? check_modinfo(), check_modstruct_version() --- */
	{ "other-kernel", CAUSE, "format",
	  "{file} was built for Linux {subject}, and this is Linux {other}.",
	  REBUILD },
	{ "other-config", CAUSE, "format",
	  "{file} was built for a kernel configured otherwise: {subject} instead of {other}.",
	  REBUILD },
	{ "other-layout", CAUSE, "format",
	  "{file} was built against headers that are not those of this kernel: the checksum of struct module differs.",
	  REBUILD },
	{ "other-size", CAUSE, "format",
	  "{file} was built against headers that are not those of this kernel: the size of struct module differs.",
	  REBUILD },
	{ "other-btf", CAUSE, "format",
	  "The type information (BTF) in {file} does not fit this kernel's.",
	  "It was linked against another vmlinux. Rebuild it with the headers of this\n"
	  "kernel, or without BTF:\n"
	  "$ make clean && make CONFIG_DEBUG_INFO_BTF_MODULES=" },
	{ "relocation", CAUSE, "format",
	  "{file} was linked wrongly: a place to patch is not empty.",
	  "Stale objects, or a linker the kernel does not know. Begin from nothing:\n"
	  "$ make clean && make" },

	/* --- is the name free? add_unformed_module(), mod_sysfs_init() --------------- */
	{ "loaded", CAUSE, "exists",
	  "A module {module} is loaded already.",
	  "Remove it first; that is how to load a new build of it, too:\n"
	  "$ sudo rmmod {module} && sudo insmod {file}\n"
	  "In a module's name, - and _ are the same." },
	{ "busy-loading", CAUSE, "exists",
	  "A module {module} is being loaded or removed at this moment and does not come to an end.",
	  "Its init or its exit is stuck, or has crashed: see the log. Only a reboot\n"
	  "removes it.\n"
	  "$ sudo dmesg | tail -n 50" },
	{ "built-in", CAUSE, "exists",
	  "A part of this kernel that is built in has the name {module}: two cannot share /sys/module/{module}.",
	  "Give your module another name: rename the source, and the object in the\n"
	  "Makefile (obj-m += my_{module}.o)." },

	/* --- symbols: simplify_symbols(), resolve_symbol() --------------------------- */
	{ "license", CAUSE, "symbols",
	  "{module} is under the licence '{subject}', so the kernel hides from it what is for GPL modules only: {other}{more}.",
	  "If it may be GPL, say so: MODULE_LICENSE(\"GPL\"). \"GPL v3\" or \"MIT\"\n"
	  "does not count; \"Dual MIT/GPL\" does. Else do without the symbol." },
	{ "namespace", CAUSE, "symbols",
	  "{module} uses {subject}{more} of the namespace {other}, without importing that.",
	  "Add to the source, with quotes from Linux 6.13 on, without them before:\n"
	  "$ MODULE_IMPORT_NS(\"{other}\");" },
	{ "symbol-version", CAUSE, "symbols",
	  "{module} was built for another {subject}{more} than this kernel has: the checksums differ.",
	  REBUILD },
	{ "symbol-module", CAUSE, "symbols",
	  "{module} needs {subject}{more} of the module {other}, which is not loaded.",
	  "Load that first:\n"
	  "$ sudo modprobe {other}\n"
	  "or insmod its file. Installed modules bring what they need when modprobe\n"
	  "loads them." },
	{ "symbol-hidden", CAUSE, "symbols",
	  "This kernel has {subject}{more}, but does not export it to modules.",
	  "Look for the exported function of the same use; what the kernel exports:\n"
	  "$ grep -w NAME /lib/modules/{release}/build/Module.symvers" },
	{ "symbol-unknown", CAUSE, "symbols",
	  "{module} needs {subject}{more}, and nothing that is loaded or installed here provides it.",
	  "It was renamed or removed in this version, or it is of a module of yours:\n"
	  "build both together, or name its Module.symvers in KBUILD_EXTRA_SYMBOLS,\n"
	  "and load that module first." },
	{ "symbol-twice", CAUSE, "symbols",
	  "{module} exports {subject}, and so does {other}, which is loaded.",
	  "Remove that, or rename yours: exported names are unique in a kernel." },
	{ "symbol-proprietary", CAUSE, "symbols",
	  "{module} uses GPL-only symbols and one of a proprietary module: the kernel allows one of the two.",
	  "Do without either." },

	/* --- parameters: parse_args() -------------------------------------------------- */
	{ "parameter-value", CAUSE, "parameters",
	  "The parameter {other} does not take the value '{subject}'.",
	  "What it takes:\n"
	  "$ modinfo -p {file}" },
	{ "parameter-unknown", FAULT, "parameters",
	  "{module} has no parameter {subject}{more}: the kernel ignores it.",
	  "The module loads all the same. The parameters that it has:\n"
	  "$ modinfo -p {file}" },

	/* --- init: do_init_module() ------------------------------------------------------ */
	{ "init-crash", CAUSE, "init",
	  "The init function of {module} crashed the kernel's thread that ran it.",
	  "Read the log from its BUG or Oops line on: RIP says where. The module\n"
	  "stays half loaded until you reboot. Do this in the lab: make shell\n"
	  "$ sudo dmesg | grep -A 30 -E 'BUG|Oops'" },
	{ "init-eperm", CAUSE, "init",
	  "The init function of {module} returned -1, which means 'Operation not permitted'; nobody else refused.",
	  "Return the errno of what failed, never a bare -1." },
	{ "init-exists", CAUSE, "init",
	  "The init function of {module} returned -EEXIST: something that it makes is there already.",
	  "A file in /proc or /sys, a device, a cache of that name: from another\n"
	  "module, or left over by your own exit function. Return -EBUSY instead:\n"
	  "EEXIST means 'this module is loaded' to modprobe." },
	{ "init-busy", CAUSE, "init",
	  "The init function of {module} returned -EBUSY: a number, an interrupt or a name that it wants is taken.",
	  "See who has it:\n"
	  "$ cat /proc/devices /proc/interrupts /proc/ioports\n"
	  "Ask for a free number (alloc_chrdev_region) instead of a fixed one.\n"
	  "On Linux 7.3 an init that returns -EEXIST ends like this, too." },
	{ "init-device", CAUSE, "init",
	  "The init function of {module} returned {subject}: it did not find the device that it is for.",
	  "Is it there, and does another driver hold it?\n"
	  "$ lspci -k; lsusb -t" },
	{ "init-errno", CAUSE, "init",
	  "The init function of {module} returned {subject} ({other}).",
	  "The loader had no objection: look in the source for what returns that,\n"
	  "and in the log for what the module itself said." },
	{ "init-positive", FAULT, "init",
	  "The init function of {module} returned {subject}, a positive number; it was loaded anyway.",
	  "Return 0 for success, a negative errno for failure." },

	/* --- rmmod: delete_module() -------------------------------------------------------- */
	{ "not-loaded", CAUSE, "unload",
	  "No module {module} is loaded.",
	  "$ lsmod | grep -i {module}" },
	{ "not-a-module", CAUSE, "unload",
	  "{module} is built into this kernel and cannot be removed.",
	  "What is built in stays. Some of it can be switched off by a parameter:\n"
	  "$ ls /sys/module/{module}/parameters" },
	{ "used-by-module", CAUSE, "unload",
	  "{module} cannot be removed before {subject}, which uses its symbols.",
	  "$ sudo modprobe -r {subject}\n"
	  "or rmmod them in this order: {subject} {module}" },
	{ "used-by-process", CAUSE, "unload",
	  "{module} is in use: process {subject} ({other}){more} holds a file of it.",
	  "Have it close the file, or end it:\n"
	  "$ sudo kill {subject}" },
	{ "used-by-mount", CAUSE, "unload",
	  "{module} is in use: a file system of its type is mounted on {subject}{more}.",
	  "$ sudo umount {subject}" },
	{ "used", CAUSE, "unload",
	  "{module} is in use: its reference count is {subject}.",
	  "Look for open device nodes and files of it:\n"
	  "$ sudo lsof /dev/NAME /proc/NAME\n"
	  "When nobody holds it, the module took a reference (try_module_get) and\n"
	  "never gave it back: only a reboot helps." },
	{ "permanent", FAULT, "unload",
	  "{module} has an init function and no exit function: once loaded, it cannot be removed.",
	  "Add module_exit() to the source, if only with an empty function. The one\n"
	  "that is loaded stays until the next boot." },
	{ "exit-stuck", CAUSE, "unload",
	  "The exit function of {module} runs, or is stuck: the module is on its way out (reference count -1).",
	  "See what it waits for; a kernel thread that does not stop, a timer, a\n"
	  "lock. If it has crashed, only a reboot helps.\n"
	  "$ sudo cat /proc/$(pgrep -x rmmod)/stack" },
	{ "half-loaded", CAUSE, "unload",
	  "The init function of {module} has not come to its end: it waits, or it has crashed.",
	  "See the log. After a crash, only a reboot removes the module.\n"
	  "$ sudo dmesg | tail -n 50" },

	/* --- nothing is printed ------------------------------------------------------------- */
	{ "no-newline", NOTE, "silent",
	  "A message of {module} has no newline at its end: the log may show it only when the next one comes.",
	  "End each message with \\n." },
	{ "silent", NOTE, "silent",
	  "{module} was loaded and has written nothing: its pr_debug() is silent until it is switched on.",
	  "Switch it on:\n"
	  "$ echo 'module {module} +p' | sudo tee /proc/dynamic_debug/control\n"
	  "or from the start, with the parameter dyndbg:\n"
	  "$ sudo insmod {file} dyndbg=+p" },

	/* --- harmless, yet often asked about ----------------------------------------------- */
	{ "btf-ignored", NOTE, "warnings",
	  "The type information (BTF) in a module does not fit this kernel's, which ignores it.",
	  "Nothing to do, but for bpf and its tools: they do not see the module's\n"
	  "types. Linux says this once, for the first such module." },
	{ "license-inherited", NOTE, "warnings",
	  "{module} uses {other} of the proprietary module {subject}, and counts as proprietary from there on.",
	  "GPL-only symbols are hidden from it, whatever its own licence is." },
	{ "license-missing", NOTE, "warnings",
	  "{module} has no licence that the kernel knows as free ({subject}): it taints the kernel as proprietary.",
	  "MODULE_LICENSE(\"GPL\"), if it is." },
	{ "unsigned", NOTE, "warnings",
	  "{module} is not signed by a key that this kernel knows. It may be loaded, and taints the kernel.",
	  "Nothing to do, unless the kernel is locked down." },
	{ "out-of-tree", NOTE, "warnings",
	  "{module} is from outside the kernel's source. That taints the kernel, once.",
	  "Nothing to do: this is so for every module that you build yourself." },

	/* --- make: kbuild -------------------------------------------------------------------- */
	{ "build-space", CAUSE, "makefile",
	  "The path of the module's directory contains a space, which kbuild cannot handle: {subject}",
	  "Move the directory to a path without one." },
	{ "build-no-make", CAUSE, "headers",
	  "{subject} is not installed.",
	  "{get}" },
	{ "build-no-pahole", CAUSE, "headers",
	  "{subject} is not installed. It writes the module's type information (BTF), and here "
	  "the kernel's is at hand, so kbuild asks for it.",
	  "{get}\n"
	  "or build without that information, which only tracing tools want:\n"
	  "$ make CONFIG_DEBUG_INFO_BTF_MODULES=" },
	{ "build-no-headers", CAUSE, "headers",
	  "{subject} is not there: the headers of the kernel to build for are not installed.",
	  "$ {headers}\n"
	  "If they are, but of another version, the kernel was updated: reboot." },
	{ "build-stale-headers", CAUSE, "headers",
	  "{subject} is there, but holds no complete build tree.",
	  "$ {headers}\n"
	  "For a source tree of your own: make modules_prepare. If the kernel was\n"
	  "updated: reboot." },
	{ "build-pwd", CAUSE, "makefile",
	  "M= was empty: the kernel itself was about to be built, and not the module.",
	  "sudo takes PWD out of the environment. In the Makefile, write $(CURDIR)\n"
	  "instead of $(PWD), and build without sudo:\n"
	  "$ make && sudo insmod NAME.ko" },
	{ "build-makefile-name", CAUSE, "makefile",
	  "kbuild looks for a file called Kbuild or Makefile, in this spelling; {subject} has another.",
	  "$ mv {subject} Makefile" },
	{ "build-no-makefile", CAUSE, "makefile",
	  "There is no Makefile here.",
	  "One line is enough for kbuild (obj-m += NAME.o); the rest calls it." },
	{ "build-tab", CAUSE, "makefile",
	  "A line of a recipe in the Makefile begins with spaces: {subject}",
	  "Begin it with a tab. Copying from a web page turns tabs into spaces." },
	{ "build-object", CAUSE, "makefile",
	  "The Makefile promises {subject}, and there is no source to make it from.",
	  "The name after obj-m is that of the .c file, with .o." },
	{ "build-nothing", CAUSE, "makefile",
	  "kbuild ended without error, but made no module.",
	  "The Makefile has no line obj-m += NAME.o, or kbuild does not see it." },
	{ "build-readonly", CAUSE, "makefile",
	  "The build cannot write: {subject}",
	  "Files of an earlier sudo make belong to root; give them back, and build\n"
	  "without sudo:\n"
	  "$ sudo chown -R \"$USER\" ." },
	{ "build-disk-full", CAUSE, "makefile",
	  "The disk is full.",
	  "$ df -h ." },
	{ "build-gcc-option", CAUSE, "compiler",
	  "The compiler does not know {subject}, which the kernel was compiled with: it is older than the kernel's, or of another make.",
	  "Use the compiler that made the kernel (/proc/version names it):\n"
	  "$ make CC=gcc-12\n"
	  "A kernel made by clang (-fsplit-lto-unit, -mretpoline-...) wants\n"
	  "$ make LLVM=1" },
	{ "build-glibc", CAUSE, "compiler",
	  "A tool of the headers does not run here: {subject}",
	  "The headers are those of a newer or another distribution. Install those\n"
	  "of this one:\n"
	  "$ {headers}" },
	{ "build-no-header", CAUSE, "compiler",
	  "There is no header {subject} in this kernel.",
	  "Headers of the C library (stdio.h) have no place in a module. One of the\n"
	  "kernel's was moved or removed: see when in the source's history." },
	{ "build-init-name", CAUSE, "compiler",
	  "A function is called {subject}: since Linux 7.x that name is no longer enough.",
	  "Name it as you like, and say module_init(NAME); module_exit(NAME);" },
	{ "build-implicit", CAUSE, "compiler",
	  "The source calls {subject}, which this kernel's headers do not declare.",
	  "The function was renamed or removed, or its header is not included." },
	{ "build-error", CAUSE, "compiler",
	  "The compiler found an error: {subject}",
	  "Put the first error right; those after it are often its echo." },
	{ "build-license", CAUSE, "modpost",
	  "{subject} has no MODULE_LICENSE().",
	  "Add MODULE_LICENSE(\"GPL\"); to the source." },
	{ "build-namespace", CAUSE, "modpost",
	  "{subject} of the namespace {other} is used without importing that.",
	  "Add to the source, with quotes from Linux 6.13 on, without them before:\n"
	  "$ MODULE_IMPORT_NS(\"{other}\");" },
	{ "build-gpl-only", CAUSE, "modpost",
	  "{subject}{more} is for GPL modules only, and this module's licence is another.",
	  "If it may be GPL, say so: MODULE_LICENSE(\"GPL\"). Else do without." },
	{ "build-undefined", CAUSE, "modpost",
	  "{subject}{more} is not exported by this kernel, nor by any module that the build knows.",
	  "Misspelt, renamed in this version, or not for modules. If a module of\n"
	  "yours exports it, build both together, or say where its symbols stand:\n"
	  "$ make KBUILD_EXTRA_SYMBOLS=/path/to/Module.symvers" },
	{ "build-compiler-differs", NOTE, "compiler",
	  "The compiler is not the very one that made the kernel. Usually harmless.",
	  "Nothing to do, while it builds." },
	{ "build-no-btf", NOTE, "compiler",
	  "The module gets no type information (BTF): that needs the kernel's vmlinux. Harmless.",
	  "Nothing to do." },
	{ "build-description", NOTE, "modpost",
	  "A module has no MODULE_DESCRIPTION(). A warning, no more.",
	  "MODULE_DESCRIPTION(\"what it is for\");" },
	{ "build-sudo", NOTE, "makefile",
	  "The Makefile says $(PWD), which is empty under sudo.",
	  "Write $(CURDIR), which make itself sets." },
};

const size_t verdict_count = ARRAY_SIZE(verdicts);
