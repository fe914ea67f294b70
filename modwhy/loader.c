// SPDX-License-Identifier: GPL-2.0
/*
 * loader.c - every message that the kernel's module loader can print
 *
 * The system call's errno says little, and init's own errno comes back the
 * same way: the loader's line in the log is the better witness. And a line that
 * is not the loader's and not the module's own must never be taken for silence.
 * So this table is complete: kernel/module/ (kernel/module.c in 5.10),
 * kernel/params.c and arch/{x86,arm64,arm,riscv}/kernel/module*.c of Linux 5.10
 * to 7.3. tests/host/modwhy-loader.t holds it against the kernels' source, so
 * that a message which a new kernel brings cannot be overlooked.
 *
 * {m} is the module, {s} and {o} become the finding's subject and other, the
 * rest is for padding. HARMLESS: the message refuses nothing. NULL: log.c
 * treats it by itself. Some files put "module: " or "Modules: " before each
 * message (pr_fmt); that is cut off before the line is matched.
 */
#include "modwhy.h"

#include <string.h>

static const struct message rules[] = {
	/* --- the signature: kernel/module/signing.c, main.c --- */
	{ "Loading of unsigned module is rejected", "signature-required" },
	{ "Loading of module with unavailable key is rejected", "signature-key" },
	{ "Loading of module with unsupported crypto is rejected", "signature-crypto" },
	{ "Loading of {s} is rejected", "signature-required" },
	{ "Module hash {s} is blacklisted", "signature-revoked" },
	{ "digest memory buffer allocate fail", "no-memory" },
	{ "{m}: module verification failed: signature and/or required key missing - tainting kernel", "unsigned" },

	/* --- the file's format: elf_validity_check(), setup_load_info() --- */
	{ "Invalid ELF header len {x}", "truncated" },
	{ "Invalid ELF header magic: != {x}", "not-elf" },
	/* 256 is 1, that of a module, in the other byte order. */
	{ "Invalid ELF header type: 256 != {x}", "other-machine" },
	{ "Invalid ELF header type: {x} != {y}", "not-module" },
	{ "Invalid architecture in ELF header: {s}", "other-machine" },
	{ "Invalid module architecture in ELF header: {s}", "other-machine" },
	{ "Invalid ELF section header size", "damaged" },
	{ "Invalid ELF section header overflow", "truncated" },
	{ "Invalid ELF section name index: {x} || e_shstrndx ({y}) >= e_shnum ({z})", "damaged" },
	{ "Invalid ELF section name table type: {x}", "damaged" },
	{ "Invalid ELF section hdr(type {x})", "damaged" },
	{ "Invalid ELF section in module (section {x} type {y})", "damaged" },
	{ "Invalid ELF section name in module (section {x} type {y})", "damaged" },
	{ "Invalid ELF sh_link!=SHN_UNDEF({x}) or (sh_link({y}) >= hdr->e_shnum({z})", "damaged" },
	{ "Invalid ELF symbol string table type: {x}", "damaged" },
	{ "ELF Spec violation: section 0 type({x})!=SH_NULL or non-zero len or addr", "damaged" },
	{ "ELF Spec violation: section name table isn't null terminated", "damaged" },
	{ "Module has invalid ELF structures", "damaged" },
	{ "empty section name table", "damaged" },
	{ "empty symbol string table", "damaged" },
	{ "symbol string table missing leading NUL", "damaged" },
	{ "symbol string table isn't NUL terminated", "damaged" },
	{ "symbol name out of bounds in string table", "damaged" },
	{ "extended version crc+name presence does not match", "damaged" },
	{ "more extended version crcs than names", "damaged" },
	{ "Only one .modinfo section must exist.", "damaged" },
	{ "{m}: Symbol {x} has an invalid section index {y} (max {z})", "damaged" },
	{ "{m}: no flags for exported symbols", "damaged" },
	{ "{m}: module has no symbols (stripped?)", "damaged" },
	{ "{m}: No module found in object", "not-module" },
	{ "module {m}: Exactly one .gnu.linkonce.this_module section must exist.", "not-module" },
	{ "module {m}: .gnu.linkonce.this_module section must have a size set", "not-module" },
	{ "module {m}: .gnu.linkonce.this_module must occupy memory during process execution", "not-module" },
	{ "module {m}: .gnu.linkonce.this_module section size must match the kernel's built struct module size at run time", "other-size" },
	{ "{m}: section {s} (index {x}) has invalid WRITE|EXEC flags", "section-writable" },
	{ "{m}: please compile with -fno-common", "common-symbol" },
	{ "{m}: module is marked as livepatch module, but livepatch support is disabled", "livepatch" },
	{ "{m}: module tries to import module namespace: {s}", "namespace-forbidden" },

	/* --- compressed: kernel/module/decompress.c --- */
	{ "not a gzip compressed module", "packed-damaged" },
	{ "not an xz compressed module", "packed-damaged" },
	{ "not a zstd compressed module", "packed-damaged" },
	{ "failed to initialize decompressor: {x}", "packed-damaged" },
	{ "decompression failed with status {x}", "packed-damaged" },
	{ "Can't initialize ZSTD stream", "packed-damaged" },
	{ "ZSTD-compressed data has an incomplete frame header", "packed-damaged" },
	{ "ZSTD-compressed data has too large a window size", "packed-damaged" },
	{ "ZSTD-decompression failed with status {x}", "packed-damaged" },

	/* --- relocations: arch/.../kernel/module*.c --- */
	{ "x86/modules: Skipping invalid relocation target, existing value is nonzero for type {x}, loc {y}, val {z}", "relocation" },
	{ "x86/modules: Invalid relocation target, existing value is nonzero for type {x}, loc {y}, val {z}", "relocation" },
	{ "x86/modules: Invalid relocation target, existing value is nonzero for sec {v}, idx {w}, type {x}, loc {y}, val {z}", "relocation" },
	{ "x86/modules: Invalid relocation target, existing value does not match expected value for type {x}, loc {y}, val {z}", "relocation" },
	{ "x86/modules: Invalid relocation target, existing value does not match expected value for sec {v}, idx {w}, type {x}, loc {y}, val {z}", "relocation" },
	{ "{m}: Unknown rela relocation: {s}", "relocation-type" },
	{ "{m}: Unknown relocation: {s}", "relocation-type" },
	{ "{m}: Unknown relocation type {s}", "relocation-type" },
	{ "{m}: unknown relocation: {s}", "relocation-type" },
	{ "module {m}: unsupported RELA relocation: {s}", "relocation-type" },
	{ "do_reloc: unknown relocation operation {s}", "relocation-type" },
	{ "{m}: Dynamic linking not supported in kernel modules PC = {x}", "relocation-type" },
	{ "{m}: Thread local storage not supported in kernel modules PC = {x}", "relocation-type" },
	{ "{m}: The unexpected relocation type 'R_RISCV_ALIGN' from PC = {x}", "relocation-type" },
	{ "{m}: Can not find HI20 relocation information", "relocation-type" },
	{ "{m}: section {x} reloc {y} sym '{s}': unsupported interworking call (ARM -> Thumb)", "relocation-type" },
	{ "{m}: section {x} reloc {y} sym '{s}': unsupported interworking call (Thumb -> ARM)", "relocation-type" },
	{ "{m}: section {x} reloc {y} sym '{s}': relocation {z} out of range ({v} -> {w})", "relocation-range" },
	{ "overflow in relocation type {x} val {y}", "relocation-range" },
	{ "overflow in relocation type {x} val {y} sec {z} idx {w}", "relocation-range" },
	{ "`{m}' likely not compiled with -mcmodel=kernel", "relocation-range" },
	{ "module {m}: overflow in relocation type {x} val {y}", "relocation-range" },
	{ "{m}: target {x} can not be addressed by the 32-bit offset from PC = {y}", "relocation-range" },
	{ "{m}: can not generate the GOT entry for symbol = {x} from PC = {y}", "relocation-range" },
	{ "{m}: value {x} out of range for 32-bit field", "relocation-range" },
	{ "{m}: value {x} out of range for 32-bit relocation.", "relocation-range" },
	{ "{m}: value {x} out of range for 16-bit relocation.", "relocation-range" },
	{ "{m}: value {x} out of range for 8-bit relocation.", "relocation-range" },
	{ "{m}: value {x} out of range for 6-bit relocation.", "relocation-range" },
	{ "Invalid 16-bit data relocation ({x})", "damaged" },
	{ "Invalid 32-bit data relocation ({x})", "damaged" },
	{ "Invalid length ({x}) for data relocation", "damaged" },
	{ "{m}: section {x} reloc {y}: bad relocation sym offset", "damaged" },
	{ "{m}: section {x} reloc {y} sym '{s}': out of bounds relocation, offset {z} size {w}", "damaged" },
	{ "{m}: module PLT section(s) missing", "sections-missing" },
	{ "{m}: module GOT section(s) missing", "sections-missing" },
	{ "{m}: module GOT.PLT section(s) missing", "sections-missing" },
	{ "{m}: module symtab section missing", "damaged" },
	{ "module {m}: error occurred during dynamic SCS patching ({x})", "damaged" },
	{ "module {m}: error occurred when applying alternatives", "damaged" },

	/* --- made for this kernel? check_modinfo(), kernel/module/version.c --- */
	{ "{m}: version magic '{s}' should be '{o}'", "other-kernel" },
	{ "{m}: disagrees about version of symbol {s}", "symbol-version" },
	{ "{m}: no symbol version for {s}", "symbol-version" },
	{ "{m}: no extended symbol version for {s}", "symbol-version" },

	/* --- symbols: simplify_symbols(), resolve_symbol() --- */
	{ "{m}: Unknown symbol {s} (err {o})", NULL },
	{ "{m}: Unknown symbol {s}", NULL },
	{ "{m}: module uses symbol ({s}) from namespace {o}, but does not import it.", "namespace" },
	{ "{m}: exports duplicate symbol {s} (owned by {o})", "symbol-twice" },
	{ "{m}: module using GPL-only symbols uses symbols {x} from proprietary module {s}.", "symbol-proprietary" },
	{ "{m}: module using GPL-only symbols uses symbols from proprietary module {s}.", "symbol-proprietary" },
	{ "{m}: module uses symbols {o} from proprietary module {s}, inheriting taint.", "license-inherited" },
	{ "{m}: module uses symbols from proprietary module {s}, inheriting taint.", "license-inherited" },
	{ "{m}: gave up waiting for init of module {s}.", "symbol-waits" },
	{ "failing symbol_get of non-GPLONLY symbol {s}.", "symbol-get" },

	/* --- is the name free, is there room --- */
	{ "{m}: module is already loaded", "built-in" },
	{ "Adding module '{m}' to sysfs failed ({x}), the system may be unstable.", "built-in" },
	{ "Module {m} is blacklisted", "blacklisted" },
	{ "{m}: Could not allocate {s} bytes percpu data", "percpu-space" },

	/* --- parameters: kernel/params.c --- */
	{ "{m}: `{s}' invalid for parameter `{o}'", "parameter-value" },
	{ "{m}: `{s}' too large for parameter `{o}'", "parameter-value" },
	{ "{o}: string parameter too long", "parameter-long" },
	{ "{o}: string doesn't fit in {x} chars.", "parameter-long" },
	{ "{o}: can only take {s} arguments", "parameter-count" },
	{ "{o}: needs at least {s} arguments", "parameter-count" },
	{ "{m}: unknown parameter '{s}' ignored", "parameter-unknown" },
	{ "{m}: Unknown parameter `{s}'", "parameter-unknown" },
	{ "{m}: parameters '{s}' after `--' ignored", "parameter-unknown" },

	/* --- init and exit --- */
	{ "{m}: '{x}'->init suspiciously returned {s}, it should follow 0/-E convention", "init-positive" },
	{ "{m}: init suspiciously returned -EEXIST{x}", "init-exists" },
	{ "{m}: init suspiciously returned {s}, it should follow 0/-E convention", "init-positive" },
	{ "{m}: memory allocation(s) from the module still alive, cannot unload cleanly", "exit-leaks" },
	{ "request_module: modprobe {s} cannot be processed, kmod busy with {x} threads for more than {y} seconds now", "autoload-busy" },

	/* --- taints, and what is said besides --- */
	{ "{m}: loading out-of-tree module taints kernel.", "out-of-tree" },
	{ "{m}: module license '{s}' taints kernel.", "license-missing" },
	{ "{m}: module license taints kernel.", HARMLESS },
	{ "{m}: module is from the staging directory, the quality is unknown, you have been warned.", HARMLESS },
	{ "{m}: loading test module taints kernel.", HARMLESS },
	{ "{m}: tainting kernel with TAINT_LIVEPATCH", HARMLESS },
	{ "{m}: loading module not compiled with retpoline compiler.", "no-retpoline" },
	{ "{m}: {x}: kernel tainted.", "forced" },
	{ "{m}: loading module anyway...", HARMLESS },
	{ "{m}: per-cpu alignment {x} > {y}", HARMLESS },
	{ "{m}: has both .ctors and .init_array.", HARMLESS },
	{ "{m}: Ignoring obsolete parameters", HARMLESS },
	{ "{m}: ignoring obsolete section __ksymtab_gpl", HARMLESS },
	{ "{m}: ignoring obsolete section __kcrctab_gpl", HARMLESS },
	{ "{m}: adding tainted module to the unloaded tainted modules list failed.", HARMLESS },
	{ "{m}: module_enable_rodata_ro_after_init() returned {x}, ro_after_init data might still be writable", HARMLESS },
	{ "{x}: option '{y}' enabled irq's!", HARMLESS },
	{ "Setting dangerous option {x} - tainting kernel", HARMLESS },
	{ "Failed to create 'compression' attribute", HARMLESS },
	{ "Could not add fail-tracking for module: {m}", HARMLESS },
	{ "module-autoload: duplicate request for module {m}", HARMLESS },
	{ "Symbol {x} is marked as UNUSED, however this module is using it.", HARMLESS },
	{ "Symbol {x} is being used by a non-GPL module, which will not be allowed in the future", HARMLESS },
	{ "This symbol will go away in the future.", HARMLESS },
	{ "Please evaluate if this is the right api to use and if it really is, submit a report to the linux kernel mailing list together with submitting your code for inclusion.", HARMLESS },

	/* --- at boot only --- */
	{ "{m}: module sysfs not initialized", HARMLESS },
	{ "{x} ({y}): error creating kset", HARMLESS },

	/* --- a part of every report of a crash --- */
	{ "Modules linked in:{x}", HARMLESS },
	{ "Unloaded tainted modules:{x}", HARMLESS },

	/* --- pr_debug(): silent until it is switched on --- */
	{ "\t0x{x} 0x{y} {z}", HARMLESS },
	{ "\t0x{x} {y}", HARMLESS },
	{ "\t{x}", HARMLESS },
	{ "Absolute symbol: 0x{x} {y}", HARMLESS },
	{ "Absolute symbol: 0x{x}", HARMLESS },
	{ "Allocating new usage for {x}.", HARMLESS },
	{ "Applying relocate section {x} to {y}", HARMLESS },
	{ "Common symbol: {x}", HARMLESS },
	{ "Core section allocation order:", HARMLESS },
	{ "Core section allocation order for {m}:", HARMLESS },
	{ "Init section allocation order:", HARMLESS },
	{ "Init section allocation order for {m}:", HARMLESS },
	{ "final section addresses:", HARMLESS },
	{ "Final section addresses for {m}:", HARMLESS },
	{ "Failed to find symbol {x}", HARMLESS },
	{ "Found checksum {x} vs module {y}", HARMLESS },
	{ "New request_module() for {m}", HARMLESS },
	{ "New request_module_nowait() for {m} -- cannot track duplicates for this request", HARMLESS },
	{ "Unknown argument '{x}'", HARMLESS },
	{ "doing {x}, parsing ARGS: '{y}'", HARMLESS },
	{ "doing {x}: {y}='{z}'", HARMLESS },
	{ "finit_module: fd={x}, uargs={y}, flags={z}", HARMLESS },
	{ "init_module: umod={x}, len={y}, uargs={z}", HARMLESS },
	{ "handling {x} with value '{y}'", HARMLESS },
	{ "handling {x} with {y}", HARMLESS },
	{ "type {x} st_value {y} r_addend {z} loc {w}", HARMLESS },
	{ "{m} already dying", HARMLESS },
	{ "{x} digest: {y}", HARMLESS },
	{ "{m} does not use {x}!", HARMLESS },
	{ "{x} relocate section {y} to {z}", HARMLESS },
	{ "{m} unusing {x}", HARMLESS },
	{ "{m} uses {x}!", HARMLESS },
	{ "{m}: plt={x}, init.plt={y}", HARMLESS },
};

/*
 * matches() - as fields(), but a pattern that begins with a field takes a
 * name only, up to ": " or to a blank: a log of a million lines is gone
 * through with a comparison of a few bytes for most rules.
 */
static bool matches(const char *pattern, const char *text, size_t colon,
		    size_t blank, char *field[FIELDS])
{
	const char *literal = pattern;
	size_t name = 0, length;

	if (*pattern == '{') {
		literal = pattern + 3;
		name = begins(literal, ": ") ? colon : *literal == ' ' ? blank : 0;
		if (*literal != ' ' && *literal != ':') {
			memset(field, 0, FIELDS * sizeof(*field));
			return fields(pattern, text, field);
		}
		if (!name)
			return false;
	}
	if (text[name] != *literal)
		return false;
	length = strcspn(literal, "{");
	if (strncmp(text + name, literal, length))
		return false;
	/* What a rule before this one took apart is not of this one. */
	memset(field, 0, FIELDS * sizeof(*field));
	if (!fields(literal, text + name, field))
		return false;
	if (*pattern == '{')
		field[(unsigned char)pattern[1] % FIELDS] = copy_text(text, name);
	return true;
}

const struct message *rule_of(const struct message *table, size_t count, const char *text,
			   char *field[FIELDS])
{
	size_t blank = strcspn(text, " "), colon = 0;
	const char *end = strstr(text, ": ");

	/* A name has no blank in it. */
	if (end && (size_t)(end - text) < blank)
		colon = end - text;
	if (!text[blank])
		blank = 0;
	for (size_t i = 0; i < count; i++)
		if (matches(table[i].pattern, text, colon, blank, field))
			return &table[i];
	memset(field, 0, FIELDS * sizeof(*field));
	return NULL;
}

const struct message *loader_rule(const char *text, char *field[FIELDS])
{
	if (begins(text, "module: ") || begins(text, "Modules: "))
		text += strcspn(text, " ") + 1;
	return rule_of(rules, ARRAY_SIZE(rules), text, field);
}
