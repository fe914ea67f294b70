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
	{ "tools", "Tools of the headers that do not run" },
	{ "objtool", "objtool refuses" },
	{ "modpost", "modpost refuses" },
	{ "dkms", "DKMS and installation" },
	{ "unknown", "A failure without a name" },
};

const char *section_title(const char *label)
{
	for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
		if (!strcmp(sections[i].label, label))
			return sections[i].title;
	return label;
}

#define REBUILD \
	"Build it again, against the headers of the kernel that runs:\n" \
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
	  "No module {subject} is installed for Linux {other}.",
	  "modprobe looks into modules.dep only, which depmod writes. Install it:\n"
	  "$ sudo make modules_install && sudo depmod\n"
	  "or load the file itself with insmod." },

	{ "modprobe-config", FAULT, "notfound",
	  "modprobe does not understand a line of its configuration, and leaves it out: {subject}",
	  "A line begins with options, alias, install, remove, blacklist or softdep." },
	{ "depmod-directory", CAUSE, "notfound",
	  "There is no directory of modules to look into: {subject}",
	  "Its kernel is not installed, or not any more. See which are, and which runs:\n"
	  "$ ls /lib/modules; uname -r\n"
	  "If the running one was updated away, reboot." },
	{ "install-command", CAUSE, "notfound",
	  "modprobe was told to run a command instead of loading {subject}: {other}",
	  "The kernel was never asked, and init never ran. An install line of modprobe.d says\n"
	  "so; find it, and take it out if you may decide that:\n"
	  "$ grep -rw install /etc/modprobe.d /run/modprobe.d /usr/lib/modprobe.d /lib/modprobe.d\n"
	  "insmod, and modprobe --ignore-install, do not look there." },
	{ "modprobe-blacklist", NOTE, "notfound",
	  "{subject} is blacklisted ({other}): it is not loaded for a device that is found.",
	  "modprobe {subject} loads it all the same. Else take the line out of modprobe.d, or\n"
	  "modprobe.blacklist= off the kernel's command line." },
	{ "dkms-failed", CAUSE, "notfound",
	  "DKMS gave up: {subject}",
	  "What failed is in the make.log that it names; let modwhy read that:\n"
	  "$ dkms status\n"
	  "$ modwhy --build /var/lib/dkms/NAME/VERSION/build/make.log" },

	/* --- may this be done at all? may_init_module() --------------------------- */
	{ "modules-disabled", CAUSE, "permitted",
	  "Loading and unloading of modules is switched off until the next boot.",
	  "Somebody wrote 1 to kernel.modules_disabled, which nobody can take back.\n"
	  "Find out who does it (/etc/sysctl.d, hardening scripts), then reboot.\n"
	  "$ grep -rs modules_disabled /etc/sysctl.conf /etc/sysctl.d" },
	{ "no-loader", CAUSE, "permitted",
	  "This kernel has no call that loads modules: it was built without them (CONFIG_MODULES), or it is that of WSL 1, which is not Linux.",
	  "On Windows, move to WSL 2:\n"
	  "$ wsl.exe --list --verbose\n"
	  "If other modules load here, init itself has returned -ENOSYS." },
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

	{ "ima", CAUSE, "permitted",
	  "IMA, which watches the integrity of files, forbids to load this file ({subject}).",
	  "The policy wants a signature with a key on the kernel's IMA keyring; that is not the\n"
	  "module's own one:\n"
	  "$ sudo evmctl ima_sign --key KEY {file}" },
	{ "loadpin", CAUSE, "permitted",
	  "LoadPin forbids to load modules from this file system.",
	  "Modules come from the file system of the first one that was loaded. Install it there,\n"
	  "or boot with loadpin.enforce=0." },

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
	  "Sign it again, with the hash that the kernel was configured with:\n"
	  "$ grep CONFIG_MODULE_SIG_HASH /boot/config-{release}" },
	{ "signature-revoked", CAUSE, "rejected",
	  "The hash of {module} is on the kernel's list of revoked ones (the blacklist keyring).",
	  "Its maker or the firmware's (dbx) has withdrawn it. Get a newer build." },
	{ "signature-bad", CAUSE, "rejected",
	  "The signature of {module} does not fit the file: it was changed after it was signed.",
	  "Stripping, patching and cutting a signed file destroys its signature.\n"
	  "Get the file again, or sign it again." },
	{ "signature-refused", CAUSE, "rejected",
	  "The kernel refuses the signature of {module}: there is none, or the kernel does not know the key, or the file was changed after it was signed.",
	  "Secure Boot asks for that. The kernel's own line tells which of the three it is, and\n"
	  "whose signature it is, the file:\n"
	  "$ sudo dmesg | grep -i 'is rejected'\n"
	  "$ modinfo -F signer {module}\n"
	  "A key that DKMS made is known after you have enrolled it, and rebooted:\n"
	  "$ sudo mokutil --import /var/lib/dkms/mok.pub" },
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
	  "Get it again, or see what the tool says: gzip, xz or zstd, with -t." },
	{ "packed", CAUSE, "format",
	  "{file} is compressed with {subject}, and what loads it here did not unpack it.",
	  "modprobe and insmod of kmod unpack where kmod was built for it; others do\n"
	  "not. Unpack it first:\n"
	  "$ {subject} -d {file}" },
	{ "packed-bomb", CAUSE, "format",
	  "{file} unpacks to more than any module has: it is no module.",
	  "A small file that grows without end is a decompression bomb. Do not unpack it;\n"
	  "see where it comes from." },
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

	{ "section-writable", CAUSE, "format",
	  "{file} has a section {subject} that is both writable and executable, which the kernel refuses.",
	  "An assembler file with wrong flags in .section, or a linker script of your\n"
	  "own. See the sections:\n"
	  "$ readelf -SW {file}" },
	{ "common-symbol", CAUSE, "format",
	  "{file} has a common symbol: a variable that is declared without a home.",
	  "Let kbuild compile it, with its own options (-fno-common)." },
	{ "livepatch", CAUSE, "format",
	  "{module} is a live patch, and this kernel was built without CONFIG_LIVEPATCH.",
	  "Use a kernel with that option; or take MODULE_INFO(livepatch, ...) out." },
	{ "sections-missing", CAUSE, "format",
	  "{file} lacks the sections .plt or .got, which the loader fills in on this machine.",
	  "The last step of the build adds them, by scripts/module.lds: the headers are\n"
	  "incomplete, or the file was linked by hand. Install them again, then\n"
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
	{ "other-offsets", CAUSE, "format",
	  "{file} was built against headers of another configuration: the kernel looks for its init and exit where they are not.",
	  "Such a module is loaded, but its init is never called, or rmmod calls it [permanent].\n"
	  REBUILD },
	{ "other-btf", CAUSE, "format",
	  "The type information (BTF) in {file} does not fit this kernel's.",
	  "It was linked against another vmlinux. Rebuild it with the headers of this\n"
	  "kernel, or without BTF:\n"
	  "$ make clean && make CONFIG_DEBUG_INFO_BTF_MODULES=\n"
	  "A kernel with CONFIG_MODULE_ALLOW_BTF_MISMATCH loads it all the same: lsmod tells." },
	{ "relocation", CAUSE, "format",
	  "{file} was linked wrongly: a place to patch is not empty.",
	  "Stale objects, or a linker the kernel does not know. Begin from nothing:\n"
	  "$ make clean && make" },

	{ "relocation-type", CAUSE, "format",
	  "{file} has a relocation that this kernel's loader does not know ({subject}); init never ran.",
	  "The compiler or binutils made code that this kernel is too old, or not built, for:\n"
	  "an option that is not kbuild's (-fpic, -fplt, another -mcmodel), or a newer\n"
	  "toolchain than the kernel's. See which, and build with kbuild's options alone:\n"
	  "$ readelf -rW {file} | cut -c 40-60 | sort | uniq -c\n"
	  "$ make clean && make" },
	{ "relocation-range", CAUSE, "format",
	  "{file} calls or reads something that is too far away for its code; init never ran.",
	  "The code was compiled for short distances: kbuild's own options are needed\n"
	  "(-mcmodel=kernel on x86, module PLTs on ARM), or the module area is full, and the\n"
	  "module lies far from the kernel. On ARM a kernel with CONFIG_ARM_MODULE_PLTS helps.\n"
	  "$ make clean && make" },

	/* --- is there room? layout_and_allocate() ------------------------------------ */
	{ "module-space", CAUSE, "format",
	  "There is no room left in the area where the kernel keeps its modules ({subject} bytes were wanted).",
	  "That area is small on 32 bits. See who fills it, and remove what is not needed:\n"
	  "$ sudo grep -c load_module /proc/vmallocinfo; lsmod | sort -nk2 | tail\n"
	  "vmalloc=SIZE on the kernel's command line makes it larger on some machines. A huge\n"
	  "static array in the module should be allocated in init instead." },
	{ "percpu-space", CAUSE, "format",
	  "The reserve for modules' per-CPU variables is too small: {subject} bytes were wanted.",
	  "All modules together have PERCPU_MODULE_RESERVE (8 KB) of static per-CPU data. Use\n"
	  "alloc_percpu() in init, which does not take from it; or remove other modules. On old\n"
	  "kernels, percpu_alloc= on the command line." },
	{ "no-memory", CAUSE, "init",
	  "The kernel had no memory left while {module} was loaded ({subject}).",
	  "$ free -m; sudo dmesg | grep -iE 'page allocation|Out of memory'" },

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
	{ "namespace-forbidden", CAUSE, "symbols",
	  "{module} imports the namespace {subject}, which the kernel keeps for a module of its own.",
	  "Symbols of EXPORT_SYMBOL_FOR_MODULES() are for the modules that it names, and cannot\n"
	  "be imported. Do without them." },
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

	{ "symbol-waits", CAUSE, "symbols",
	  "{module} needs a symbol of {subject}, whose init did not come to its end within 30 seconds.",
	  "See what that module waits for:\n"
	  "$ grep {subject} /proc/modules; sudo dmesg | tail -n 50" },
	{ "symbol-get", FAULT, "symbols",
	  "A module asked by symbol_get() for {subject}, which is not for GPL modules only, and got nothing.",
	  "Since Linux 6.6 symbol_get() finds EXPORT_SYMBOL_GPL symbols only." },
	{ "depmod-symbol", FAULT, "symbols",
	  "depmod finds nobody who provides {subject}{more}: the module that needs it will not load.",
	  "Install the module that exports it for the same kernel, or build this one again. It\n"
	  "may also be that depmod was given the System.map of another kernel:\n"
	  "$ sudo depmod -a {release}" },
	{ "depmod-version", FAULT, "symbols",
	  "depmod says that an installed module was built for another {subject}{more}.",
	  REBUILD },
	{ "depmod-cycle", CAUSE, "symbols",
	  "Installed modules need each other in a circle ({subject}), so that none can be loaded first.",
	  "Two modules export symbols that the other one uses. Move what both need into a third;\n"
	  "or remove a stale copy of one of them:\n"
	  "$ ls /lib/modules/{release}/updates /lib/modules/{release}/extra" },

	/* --- parameters: parse_args() -------------------------------------------------- */
	{ "parameter-value", CAUSE, "parameters",
	  "The parameter {other} does not take the value '{subject}'.",
	  "What it takes:\n"
	  "$ modinfo -p {file}" },
	{ "parameter-long", CAUSE, "parameters",
	  "The value of the parameter {other} is too long for it.",
	  "A charp takes 1024 characters, an array of char as many as it has room for.\n"
	  "$ modinfo -p {file}" },
	{ "parameter-count", CAUSE, "parameters",
	  "The array {other} was given more, or fewer, values than it takes ({subject}).",
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
	{ "init-stuck", CAUSE, "init",
	  "The task that loads {module} does not come to an end ({subject}): its init waits forever, or runs in a circle.",
	  "The call trace behind that line says where. A reboot is needed.\n"
	  "$ sudo dmesg | grep -A 30 -E 'blocked for more|soft lockup'" },
	{ "exit-crash", CAUSE, "unload",
	  "The exit function of {module} crashed the task that removed it.",
	  "Read the log from its BUG or Oops line on. The module stays half removed until\n"
	  "you reboot. Do this in the lab: make shell\n"
	  "$ sudo dmesg | grep -A 30 -E 'BUG|Oops'" },
	{ "unknown-load", CAUSE, "look",
	  "Something failed, and no cause of it is known here.",
	  "The lines above are all that was said. Ask with them, the whole of them, and with\n"
	  "$ modinfo {file}; uname -r; sudo dmesg | tail -n 50\n"
	  "If there was only the tool's message, the kernel's log has more:\n"
	  "$ sudo dmesg | modwhy --log -" },
	{ "name-taken", FAULT, "exists",
	  "{subject} is taken already: something else has made it, or an earlier load of the module left it behind.",
	  "Names in /proc, /sys and debugfs, of drivers and of caches are unique. Choose another, or\n"
	  "find who has it; after an exit function that forgot to remove it, reboot.\n"
	  "$ ls -l /proc /sys/class /sys/bus/*/drivers | grep NAME" },
	{ "irq-taken", FAULT, "exists",
	  "Interrupt {subject} is taken by {other}, and the two do not agree to share it.",
	  "Both must ask for IRQF_SHARED, with the same trigger.\n"
	  "$ cat /proc/interrupts" },
	{ "number-range", FAULT, "init",
	  "The device numbers that {subject} asks for are out of range, or used up.",
	  "Ask for free ones: alloc_chrdev_region().\n"
	  "$ cat /proc/devices" },
	{ "firmware-missing", FAULT, "init",
	  "The driver wants the firmware file {subject}, which is not there.",
	  "Install the package that has it, or put it below /lib/firmware." },
	{ "probe-failed", FAULT, "init",
	  "The driver's probe function refused the device {subject}: it returned {other}.",
	  "The module is loaded; for this device it does nothing. The source says what returns\n"
	  "that number." },
	{ "thread-crash", FAULT, "init",
	  "A thread crashed ({subject}), and not the init function of {module}: that went its own way.",
	  "The call trace behind the line says whose the thread was. A thread, timer or work item\n"
	  "that the module has started runs beside init, and is not undone when it crashes.\n"
	  "$ sudo dmesg | grep -A 30 -E 'BUG|Oops'" },
	{ "init-warned", FAULT, "init",
	  "The kernel warned while {module} was loaded. A warning alone refuses nothing and stops nothing.",
	  "Read what it says, and put that right: a WARN() in the log is a bug that was seen.\n"
	  "$ sudo dmesg | grep -A 30 WARNING" },
	{ "atomic-sleep", FAULT, "init",
	  "{subject} slept, or may have slept, where nothing may sleep: with a spinlock held, or interrupts off.",
	  "Unlock before you sleep, or take a mutex; GFP_ATOMIC for memory. The trace says where.\n"
	  "$ sudo dmesg | grep -A 30 -E 'scheduling while atomic|sleeping function'" },
	{ "kernel-report", FAULT, "init",
	  "The kernel found a bug at that moment: {subject}",
	  "Read the report, which begins with that line, and put right what it names.\n"
	  "$ sudo dmesg | grep -A 50 -E 'BUG|UBSAN|INFO'" },
	{ "autoload-busy", FAULT, "look",
	  "The kernel wanted to load {subject}, and too many such requests were waiting already.",
	  "A module that cannot be found is asked for again and again. See which:\n"
	  "$ sudo dmesg | grep request_module" },
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

	{ "exit-leaks", FAULT, "unload",
	  "{module} was removed, and memory that it allocated is still there.",
	  "Its exit function, or an error path, forgets to give something back." },

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

	/* --- probe is never called ---------------------------------------------------------- */
	{ "probe-no-device", CAUSE, "silent",
	  "No device on this machine is one that {module} is for, so its probe is never called.",
	  "See what it is for, and what there is:\n"
	  "$ modinfo -F alias {file}; cat /sys/bus/*/devices/*/modalias\n"
	  "A platform device comes from the device tree, ACPI, or from code that registers it." },
	{ "probe-held", CAUSE, "silent",
	  "The device {subject}{more} is one that {module} is for, and the driver {other} has it.",
	  "Take it from there (the directory is /sys/bus/BUS/drivers/{other}):\n"
	  "$ echo {subject} | sudo tee /sys/bus/*/drivers/{other}/unbind" },
	{ "probe-deferred", FAULT, "silent",
	  "The probe of {subject} is put off (-EPROBE_DEFER): it waits for a clock, regulator, pin or other device.",
	  "See which devices wait, and for what:\n"
	  "$ sudo cat /sys/kernel/debug/devices_deferred" },
	{ "probe-not-loaded", CAUSE, "silent",
	  "{module} is not loaded.",
	  "$ sudo insmod {file}" },
	{ "probe-free", FAULT, "silent",
	  "The device {subject}{more} is one that {module} is for, and has no driver.",
	  "If the module is loaded, its probe was called and refused, or put off; see the log:\n"
	  "$ sudo dmesg | grep {subject}" },
	{ "probe-no-alias", FAULT, "silent",
	  "{module} says of no device that it is for it.",
	  "MODULE_DEVICE_TABLE() puts that into the file. Without it udev never loads the module, and\n"
	  "a driver is matched by its name alone." },
	{ "probe-bound", NOTE, "silent",
	  "The device {subject}{more} has the driver of {module}: its probe was called.",
	  "Nothing to do." },

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
	{ "no-retpoline", NOTE, "warnings",
	  "{module} was compiled without retpolines, in a kernel that has them.",
	  "Build it by kbuild, with the compiler that made the kernel." },
	{ "forced", NOTE, "warnings",
	  "{module} was loaded by force, although it does not fit this kernel.",
	  "It may crash at any time. Build it for this kernel instead." },
	{ "unsigned", NOTE, "warnings",
	  "{module} is not signed by a key that this kernel knows. It may be loaded, and taints the kernel.",
	  "Nothing to do, unless the kernel is locked down." },
	{ "out-of-tree", NOTE, "warnings",
	  "{module} is from outside the kernel's source. That taints the kernel, once.",
	  "Nothing to do: this is so for every module that you build yourself." },

	/* --- make: kbuild -------------------------------------------------------------------- */
	{ "build-dkms-log", CAUSE, "dkms",
	  "This is only what DKMS says about the build. What the build itself printed is in {subject}, which could not be read here.",
	  "Look at that file, where it is:\n"
	  "$ modwhy --build {subject}" },
	{ "build-dkms-headers", CAUSE, "headers",
	  "DKMS finds no headers for Linux {subject}.",
	  "$ {headers}\n"
	  "If {subject} is not the kernel that runs, install the headers of that one,\n"
	  "or remove the kernel that you no longer use." },
	{ "build-dkms-source", CAUSE, "dkms",
	  "The directory with the source of the DKMS module is gone.",
	  "Install the package of the module again, or forget the module:\n"
	  "$ dkms status\n"
	  "$ sudo dkms remove NAME/VERSION --all\n"
	  "If DKMS refuses that in the same words, delete its entry by hand:\n"
	  "$ sudo rm -r /var/lib/dkms/NAME/VERSION" },
	{ "build-dkms-conf", CAUSE, "dkms",
	  "DKMS cannot use the dkms.conf of this module{more}: {subject}",
	  "It must set PACKAGE_NAME, PACKAGE_VERSION, BUILT_MODULE_NAME[0] and\n"
	  "DEST_MODULE_LOCATION[0], and must be in /usr/src/NAME-VERSION." },
	{ "build-dkms-tree", CAUSE, "dkms",
	  "DKMS does not know {subject}.",
	  "Add it first; the source must be in /usr/src/NAME-VERSION:\n"
	  "$ sudo dkms add NAME/VERSION" },
	{ "build-dkms-again", CAUSE, "dkms",
	  "DKMS has this module already: {subject}",
	  "Remove the old one, then add the module again:\n"
	  "$ sudo dkms remove NAME/VERSION --all" },
	{ "build-dkms-depends", CAUSE, "dkms",
	  "{other} cannot be built before {subject}, which its dkms.conf names as BUILD_DEPENDS.",
	  "Build that first. If it is there and failed for this kernel, its make.log\n"
	  "says why:\n"
	  "$ dkms status" },
	{ "build-dkms-root", CAUSE, "dkms",
	  "Only root may write to DKMS's tree, /var/lib/dkms.",
	  "Run dkms by sudo. If that says the same, the tree is read-only: on an atomic\n"
	  "system, or in a sandbox of the package manager." },
	{ "build-dkms-kernel", CAUSE, "dkms",
	  "No kernel is installed for which DKMS could install the module: {subject} is not there.",
	  "Name one that is (dkms install -k), or install that kernel:\n"
	  "$ ls /lib/modules" },
	{ "build-dkms-diff", FAULT, "dkms",
	  "The installed module is not the one that DKMS built: {subject}{more}.",
	  "Something else has installed one of that name, or has signed it since. Put\n"
	  "DKMS's own in its place:\n"
	  "$ sudo dkms install --force NAME/VERSION" },
	{ "build-dkms-patch", CAUSE, "dkms",
	  "DKMS cannot apply the patch {subject}, which dkms.conf names.",
	  "The patch is for another version of the source, or is not in the\n"
	  "directory patches beside dkms.conf." },
	{ "build-dkms-exclusive", NOTE, "dkms",
	  "The dkms.conf of this module says that the module is not for this kernel (BUILD_EXCLUSIVE). It was left out on purpose.",
	  "Nothing to do, or a newer version of the module." },
	{ "build-dkms-name", CAUSE, "dkms",
	  "The build ended without error, and DKMS does not find {subject} where it looks.",
	  "BUILT_MODULE_NAME[0] must be the name of the .ko file, without the .ko, and\n"
	  "BUILT_MODULE_LOCATION[0] the directory below the source that it is made in." },
	{ "build-dkms-newer", CAUSE, "dkms",
	  "The kernel has a module of this name already, and its version is not older.",
	  "You may not need yours. If you do:\n"
	  "$ sudo dkms install --force NAME/VERSION" },
	{ "build-dkms-deprecated", NOTE, "dkms",
	  "DKMS no longer uses {subject}{more} of dkms.conf. Harmless.",
	  "Delete the line from dkms.conf." },
	{ "build-space", CAUSE, "makefile",
	  "The path of the module's directory contains a space or a colon, which kbuild cannot handle: {subject}",
	  "Move the directory to a path without one. Quotes do not help." },
	{ "build-path", CAUSE, "makefile",
	  "PATH was empty or wrong when make ran: not even {subject}{more} was found.",
	  "Find out who calls make without it (a service, cron, sudo, DKMS), and set it:\n"
	  "$ PATH=/usr/sbin:/usr/bin:/sbin:/bin make" },
	{ "build-no-make", CAUSE, "headers",
	  "{subject} is not installed.",
	  "{get}" },
	{ "build-no-pahole", CAUSE, "headers",
	  "{subject} is not installed. It writes the module's type information (BTF), and here the kernel's is at hand, so kbuild asks for it.",
	  "{get}\n"
	  "or build without that information, which only tracing tools want:\n"
	  "$ make CONFIG_DEBUG_INFO_BTF_MODULES=" },
	{ "build-no-headers", CAUSE, "headers",
	  "{subject} is not there: the headers of the kernel to build for are not installed.",
	  "$ {headers}\n"
	  "If they are, but of another version, the kernel was updated: reboot." },
	{ "build-no-directory", CAUSE, "makefile",
	  "make was sent to {subject}, and cannot go there.",
	  "Correct the path behind -C in the Makefile." },
	{ "build-stale-headers", CAUSE, "headers",
	  "{subject} is there, but holds no complete build tree.",
	  "$ {headers}\n"
	  "For a source tree of your own: make modules_prepare. If the kernel was\n"
	  "updated: reboot." },
	{ "build-headers-invalid", CAUSE, "headers",
	  "The kernel's build tree is not configured: include/generated/autoconf.h or include/config/auto.conf is missing.",
	  "Headers of a package were damaged, mostly by a make with an empty M= as\n"
	  "root. Install them again:\n"
	  "$ {headers}\n"
	  "In a source tree of your own:\n"
	  "$ make oldconfig && make modules_prepare" },
	{ "build-headers-incomplete", CAUSE, "headers",
	  "{subject}{more} is missing in the kernel's build tree: the headers are incomplete.",
	  "Install them again:\n"
	  "$ {headers}\n"
	  "In a source tree of your own:\n"
	  "$ make modules_prepare" },
	{ "build-no-symvers", CAUSE, "headers",
	  "Module.symvers is missing or empty in the kernel's build tree. Without it modpost knows no symbol of the kernel, so all of them are \"undefined\".",
	  "The module is not at fault. Install the headers again:\n"
	  "$ {headers}\n"
	  "In a source tree of your own, only a whole build makes that file:\n"
	  "$ make modules" },
	{ "build-symvers-parse", CAUSE, "modpost",
	  "modpost cannot read a Module.symvers: it is damaged, or was made by another version of the kernel.",
	  "Build the module that KBUILD_EXTRA_SYMBOLS names for this kernel, and\n"
	  "delete an old Module.symvers beside the source:\n"
	  "$ make clean" },
	{ "build-trusted-keys", CAUSE, "makefile",
	  "This is a build of the kernel itself, and its configuration names a certificate of the distribution: {subject}",
	  "In the kernel's source tree:\n"
	  "$ scripts/config --disable SYSTEM_TRUSTED_KEYS --disable SYSTEM_REVOCATION_KEYS\n"
	  "$ make olddefconfig" },
	{ "build-pwd", CAUSE, "makefile",
	  "M= was empty: the kernel itself was about to be built, and not the module.",
	  "sudo takes PWD out of the environment. In the Makefile, write $(CURDIR)\n"
	  "instead of $(PWD), and build without sudo:\n"
	  "$ make && sudo insmod NAME.ko" },
	{ "build-makefile-name", CAUSE, "makefile",
	  "In {subject} kbuild finds no file called Kbuild or Makefile, in this spelling.",
	  "GNU make also reads makefile and GNUmakefile; kbuild does not. Rename\n"
	  "the file." },
	{ "build-no-makefile", CAUSE, "makefile",
	  "There is no Makefile here.",
	  "One line is enough for kbuild (obj-m += NAME.o); the rest calls it." },
	{ "build-tab", CAUSE, "makefile",
	  "make cannot read this line of the Makefile: {subject}. Usually a recipe begins with spaces.",
	  "Begin it with a tab. Copying from a web page turns tabs into spaces." },
	{ "build-makefile-stops", CAUSE, "makefile",
	  "The Makefile itself stops the build, at {subject}: {other}",
	  "Look at that line. If it says $(error ...), those are the author's words." },
	{ "build-no-target", CAUSE, "makefile",
	  "make has no rule for {subject}, and there is no file of that name.",
	  "A misspelt target, or one that this Makefile does not have. In a kernel's\n"
	  "tree it may also be a word of a path with a space in it." },
	{ "build-prerequisite", CAUSE, "makefile",
	  "{subject} is needed, does not exist, and make has no rule that makes it.",
	  "A misspelt name in the Makefile, or a file that is missing in the source." },
	{ "build-arch", CAUSE, "makefile",
	  "ARCH={subject} is no name of the kernel's: it has no directory arch/{subject}.",
	  "The kernel says x86_64, i386, arm, arm64, riscv. Leave ARCH out to build for\n"
	  "the machine that you are on; it may be set in your environment:\n"
	  "$ env -u ARCH make" },
	{ "build-object", CAUSE, "makefile",
	  "The Makefile promises {subject}, and there is no source to make it from.",
	  "The name after obj-m is that of the .c file, with .o." },
	{ "build-own-name", CAUSE, "makefile",
	  "A module of several files has the name of one of them: {subject} would be made of itself, so its source was left out.",
	  "Rename the source, or the module:\n"
	  "$ obj-m += drv.o\n"
	  "$ drv-y := main.o other.o" },
	{ "build-stale-objects", CAUSE, "makefile",
	  "An earlier build used the header {subject}, which is no longer there.",
	  "The compiler or the kernel was updated. Delete what the earlier build left:\n"
	  "$ make clean && make" },
	{ "build-object-cut", CAUSE, "makefile",
	  "The object {subject} is cut short: an earlier build was interrupted, or the disk was full.",
	  "$ make clean && make" },
	{ "build-nothing", CAUSE, "makefile",
	  "kbuild ended without error, but made no module.",
	  "The Makefile has no line obj-m += NAME.o, or kbuild does not see it." },
	{ "build-up-to-date", CAUSE, "makefile",
	  "make had nothing to do: no step of the kernel's build was run.",
	  "A file with the name of the target is in the way (declare it .PHONY), or the\n"
	  "Makefile is the kbuild half of one, because KERNELRELEASE is set in your\n"
	  "environment:\n"
	  "$ env -u KERNELRELEASE make" },
	{ "build-install-root", CAUSE, "makefile",
	  "Only root may write below /lib/modules.",
	  "Build as yourself, install as root:\n"
	  "$ make && sudo make modules_install" },
	{ "build-readonly", CAUSE, "makefile",
	  "The build cannot write: {subject}",
	  "Files of an earlier sudo make belong to root; give them back, and build\n"
	  "without sudo:\n"
	  "$ sudo chown -R \"$USER\" ." },
	{ "build-readonly-disk", CAUSE, "makefile",
	  "A file system of the build is mounted read-only: {subject}",
	  "Build in a directory that you can write. On an atomic system (Silverblue,\n"
	  "MicroOS, NixOS) /usr is part of the image: install the module by the way\n"
	  "of that system, or load it with insmod from where it was built." },
	{ "build-disk-full", CAUSE, "makefile",
	  "The disk is full.",
	  "$ df -h ." },
	{ "build-memory", CAUSE, "compiler",
	  "The build ran out of memory.",
	  "Build with fewer processes at a time, or add swap:\n"
	  "$ make -j1" },
	{ "build-extra-cflags", CAUSE, "compiler",
	  "The Makefile sets {subject}{more}, which kbuild no longer reads: since Linux 6.15 {subject} is ignored without a word.",
	  "Write {other} instead:\n"
	  "$ ccflags-y += -I$(src)/include" },
	{ "build-gcc-plugin", CAUSE, "compiler",
	  "The kernel was built with gcc plugins, and they only work with the very gcc that built them.",
	  "Use that gcc (/proc/version names it), or install the headers again, whose\n"
	  "plugins may have been rebuilt:\n"
	  "$ {headers}" },
	{ "build-gcc-option", CAUSE, "compiler",
	  "The compiler does not know {subject}. Mostly the kernel was compiled with that option, and this compiler is older, or of another make.",
	  "Use the compiler that made the kernel (/proc/version names it):\n"
	  "$ make CC=gcc-12\n"
	  "A kernel made by clang (-fsplit-lto-unit, -mretpoline-...) wants\n"
	  "$ make LLVM=1" },
	{ "build-other-target", CAUSE, "compiler",
	  "The compiler makes code for other processors than the kernel's: it does not know {subject}.",
	  "Of a 64-bit kernel with 32-bit programs, as on a Raspberry Pi, modwhy --env says\n"
	  "more. Else name the kernel's processor and its compiler:\n"
	  "$ make ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu-" },
	{ "build-other-compiler", CAUSE, "compiler",
	  "The kernel was made by {subject}, and the compiler of the module is another one: it does not know {subject}'s options.",
	  "Use the same:\n"
	  "$ make {other}\n"
	  "DKMS has it from dkms.conf: MAKE[0]=\"make {other} ...\"" },
	{ "build-rustc", CAUSE, "compiler",
	  "The kernel's Rust crate {subject} was made by another version of rustc.",
	  "Use the rustc that made the kernel:\n"
	  "$ grep RUSTC_VERSION_TEXT /lib/modules/{release}/build/.config" },
	{ "build-lto", CAUSE, "compiler",
	  "The objects hold clang's intermediate code (LTO), which this linker does not read.",
	  "Use all tools of LLVM, as for the kernel:\n"
	  "$ make LLVM=1" },
	{ "build-compiler-old", CAUSE, "compiler",
	  "The kernel refuses this compiler or linker: too old, or without something that the kernel needs.",
	  "Use the compiler that made the kernel (/proc/version names it):\n"
	  "$ make CC=gcc-12" },
	{ "build-compiler-crash", CAUSE, "compiler",
	  "The compiler itself crashed: {subject}",
	  "Another version of the compiler; memory that is faulty shows like this too,\n"
	  "then at a different file each time." },
	{ "build-glibc", CAUSE, "tools",
	  "A tool of the headers does not run here: {subject}",
	  "The headers are those of a newer or another distribution. Install those\n"
	  "of this one:\n"
	  "$ {headers}" },
	{ "build-tool-format", CAUSE, "tools",
	  "A tool of the headers is made for another processor: {subject}",
	  "Headers that were made by cross-compiling have tools of the machine that\n"
	  "made them. Make them again, in a copy of the tree that you can write:\n"
	  "$ make -C /lib/modules/{release}/build scripts" },
	{ "build-tool-missing", CAUSE, "tools",
	  "A tool of the headers cannot be started, because it, or the loader or library that it needs, is not there: {subject}",
	  "$ file {subject}\n"
	  "$ {headers}\n"
	  "In a source tree of your own:\n"
	  "$ make modules_prepare" },
	{ "build-tool-denied", CAUSE, "tools",
	  "A program of the build may not be run: {subject}",
	  "It is not executable, or its file system is mounted with noexec:\n"
	  "$ findmnt -no TARGET,OPTIONS -T {subject}\n"
	  "$ ls -l {subject}" },
	{ "build-tool-library", CAUSE, "tools",
	  "A tool of the headers needs a library that is not installed, {other}: {subject}",
	  "Install the package with that library; for libelf.so.1 it is libelf1\n"
	  "(Debian), elfutils-libelf (Fedora), libelf (Arch)." },
	{ "build-libelf", CAUSE, "tools",
	  "The development files of libelf are missing; objtool needs them.",
	  "The package is libelf-dev (Debian), elfutils-libelf-devel (Fedora),\n"
	  "libelf (Arch), libelf-devel (openSUSE)." },
	{ "build-host-header", CAUSE, "tools",
	  "{subject} is missing. It belongs to the development files of a library of this system, which a tool of the kernel is built with.",
	  "gelf.h, libelf.h and -lelf are in libelf-dev (Debian) or elfutils-libelf-devel\n"
	  "(Fedora), openssl/ in libssl-dev or openssl-devel." },
	{ "build-no-header", CAUSE, "compiler",
	  "{subject} is a header of the C library, which a module does not have.",
	  "Do without it; the kernel has its own: linux/string.h, linux/types.h,\n"
	  "linux/kernel.h." },
	{ "build-kernel-header", CAUSE, "compiler",
	  "There is no header {subject} in this kernel.",
	  "It was moved or removed, or is not there yet: see when in the source's\n"
	  "history, and \"What changed\" in the book's appendix." },
	{ "build-without-kbuild", CAUSE, "compiler",
	  "{subject} was not found, and every kernel has it: the file is compiled as a program, without kbuild.",
	  "A module is built by the kernel's own Makefile. With obj-m += NAME.o in the\n"
	  "file Makefile or Kbuild:\n"
	  "$ make -C /lib/modules/$(uname -r)/build M=$PWD modules" },
	{ "build-own-header", CAUSE, "compiler",
	  "{subject}{more} is no header of the kernel, so it is the module's own, and the compiler is not told where it is.",
	  "Since Linux 6.15 kbuild no longer reads EXTRA_CFLAGS. In the Makefile:\n"
	  "$ ccflags-y += -I$(src)/include\n"
	  "A path without $(src) is relative to the kernel's tree, and from 6.13 on to\n"
	  "the module's directory." },
	{ "build-interface", CAUSE, "compiler",
	  "The source is for another version of the kernel. {subject}{more}.",
	  "For this kernel: {other}\n"
	  "A newer version of the module may do that already. Since when, and what\n"
	  "else changed: \"What changed, 5.4 to 7.3\" in the book's appendix." },
	{ "build-init-name", CAUSE, "compiler",
	  "A function is called {subject}: since Linux 7.x that name is no longer enough.",
	  "Name it as you like, and say module_init(NAME); module_exit(NAME);" },
	{ "build-implicit", CAUSE, "compiler",
	  "The source calls {subject}{more}, which this kernel's headers do not declare.",
	  "The function was renamed or removed, or its header is not included." },
	{ "build-two-inits", CAUSE, "compiler",
	  "Two files of the module define {subject}: there are two module_init(), or one file is compiled into the module twice.",
	  "One module has one module_init() and one module_exit()." },
	{ "build-multiple", CAUSE, "compiler",
	  "{subject}{more} is defined twice.",
	  "Make it static, or define it in one file and declare it in the header." },
	{ "build-object-arch", CAUSE, "compiler",
	  "An object was made for another processor: {subject}",
	  "Left over from another build (make clean), or delivered by the vendor for\n"
	  "another machine." },
	{ "build-reference", CAUSE, "compiler",
	  "{subject}{more} is used in a program, and no object or library defines it.",
	  "A program of user space, not the module: for that, see modpost." },
	{ "build-error", CAUSE, "compiler",
	  "The compiler found an error: {subject}",
	  "Put the first error right; those after it are often its echo." },
	{ "build-objtool", CAUSE, "objtool",
	  "objtool, not the compiler, refuses an object: {subject}{more}",
	  "It checks machine code. Usually kbuild's options did not make that object:\n"
	  "it is assembly, or came ready-made (a .o_shipped or .a file), or the Makefile\n"
	  "replaces CFLAGS. Use ccflags-y, or ask the vendor for a newer file. Without\n"
	  "the check, at your own risk: OBJECT_FILES_NON_STANDARD_NAME.o := y" },
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
	{ "build-float", CAUSE, "compiler",
	  "The code computes with float or double, which kernel code must not: {subject}{more}.",
	  "Compute with whole numbers of a smaller unit: 1500 thousandths for 1.5." },
	{ "build-libgcc", CAUSE, "modpost",
	  "{subject}{more} is a function of the compiler's library, for numbers that are wider than the processor's; the kernel does not have it.",
	  "Mostly it is / or % with 64-bit numbers on a 32-bit machine. Write div_u64(),\n"
	  "div64_s64() or do_div(), of <linux/math64.h>." },
	{ "build-undefined", CAUSE, "modpost",
	  "{subject}{more} is not exported by this kernel, nor by any module that the build knows.",
	  "Misspelt, renamed in this version, or not for modules. If a module of\n"
	  "yours exports it, build both together, or say where its symbols are:\n"
	  "$ make KBUILD_EXTRA_SYMBOLS=/path/to/Module.symvers" },
	{ "build-exported-twice", CAUSE, "modpost",
	  "{subject}{more} is exported by this module and by another, or by the kernel itself.",
	  "Begin the names that you export with the module's name. If an old copy of\n"
	  "the module is listed in KBUILD_EXTRA_SYMBOLS, take it out." },
	{ "build-export", CAUSE, "modpost",
	  "{subject}{more} cannot be exported.",
	  "EXPORT_SYMBOL() must be in the file that defines the symbol, which must not\n"
	  "be static." },
	{ "build-section-mismatch", CAUSE, "modpost",
	  "Code that stays uses code or data that is thrown away after init (a section mismatch), and this kernel refuses that.",
	  "Take __init or __initdata away, or put it at the caller, too." },
	{ "build-name-long", CAUSE, "modpost",
	  "The name of the module is too long.",
	  "The kernel takes 55 characters." },
	{ "build-btf", CAUSE, "tools",
	  "The type information (BTF) could not be made: {subject}",
	  "pahole or resolve_btfids does not fit the kernel's. Build without it:\n"
	  "$ make CONFIG_DEBUG_INFO_BTF_MODULES=" },
	{ "build-depmod-symbol", CAUSE, "dkms",
	  "The module needs {subject}{more}, which no installed module and not the kernel provides.",
	  "Install the module that exports it, in the same version; else modprobe will\n"
	  "say \"Unknown symbol in module\"." },
	{ "build-depmod-directory", CAUSE, "dkms",
	  "depmod finds no directory {subject}.",
	  "The name of that kernel is misspelt, or it is not installed:\n"
	  "$ ls /lib/modules" },
	{ "build-load", CAUSE, "look",
	  "The build is not what failed: the Makefile then loads the module, and that was refused: {subject}: {other}",
	  "Ask why:\n"
	  "$ sudo modwhy -- insmod ./NAME.ko" },
	{ "unknown-build", CAUSE, "unknown",
	  "Something failed, and modwhy knows no cause for these lines. It looked at {subject}.",
	  "The lines just above the first of them say more. If they are another\n"
	  "program's, look at its log. To see each command, in English:\n"
	  "$ LC_ALL=C make V=1 2>&1 | modwhy --build -" },
	{ "build-language", NOTE, "unknown",
	  "The log is not in English, and modwhy knows few words of other languages.",
	  "Run the build once more, and hand over that:\n"
	  "$ LC_ALL=C make 2>&1 | modwhy --build -" },
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
	{ "build-objtool-warning", NOTE, "objtool",
	  "objtool warns about the machine code. It builds all the same.",
	  "Nothing to do. With CONFIG_OBJTOOL_WERROR it would be an error." },
	{ "build-section-mismatch-warning", NOTE, "modpost",
	  "Code that stays uses code or data that is thrown away after init (a section mismatch). A warning here, and a crash later if it is true.",
	  "Take __init or __initdata away, or put it at the caller, too." },
	{ "build-no-version", NOTE, "modpost",
	  "A symbol that this module exports gets no checksum. Harmless, unless another module needs it.",
	  "Declare the symbol in a header that asm/asm-prototypes.h or the source includes." },
	{ "build-sign-file", NOTE, "modpost",
	  "The module was not signed: there is no private key of the kernel here, and there cannot be. Harmless.",
	  "Nothing to do. With Secure Boot, sign the module with a key of your own." },
	{ "build-no-step", NOTE, "makefile",
	  "No file was compiled or linked.",
	  "Nothing to do if the module was built before. If there is none, kbuild sees no line\n"
	  "obj-m += NAME.o: the Makefile has it in a part that is not read, or under\n"
	  "another name." },
	{ "build-dkms-unsigned", NOTE, "dkms",
	  "DKMS does not sign the module, because {subject} is not there.",
	  "Nothing to do without Secure Boot. With it, install what holds that program: the\n"
	  "kernel's headers, or their tools." },
	{ "build-no-system-map", NOTE, "modpost",
	  "modules_install did not run depmod, because there is no System.map.",
	  "$ sudo depmod" },
};

const size_t verdict_count = ARRAY_SIZE(verdicts);
