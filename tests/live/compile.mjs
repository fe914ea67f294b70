// SPDX-License-Identifier: GPL-2.0
// tests/live/compile.mjs - the compiler that the pages have, without a page: the book's
// sources compile, structures are laid out as gcc lays them out, and programs that are
// wrong are refused at the right line. TAP.
//
// usage: node tests/live/compile.mjs SITE OBJ
//
// What a browser would fetch is used, from SITE; beside that is what `make live` has
// compiled with gcc, for the kernel that was built in OBJ.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { attempt, finish, note, ok } from "./lib.mjs";
import { indexOf } from "./sample.mjs";
import { WRONG } from "./wrong.mjs";

const [site, kernel] = process.argv.slice(2).map(path => resolve(path));
const read = name => readFileSync(join(site, name));
new Function(read("compile.js"))();
const { index } = indexOf(site);
new Function(read("sources.js"))();
const { texts, exports, explained } = globalThis.lkmpgLive;
const { Compiler, Elf, headersOf, without } = globalThis.lkmpgCompile;
const compiler = await Compiler.load({ tcc: gunzipSync(read("tcc.wasm.gz")), headers: gunzipSync(read("headers.tar.gz")),
	exported: gunzipSync(read("exported.gz")) });

const scratch = mkdtempSync(join(tmpdir(), "live-"));
const shown = messages => messages.map(m => `${m.file}:${m.line}: ${m.kind}: ${m.text}`).join("\n");

// What the module of an entry is made of.
function filesOf({ sources }) {
	const folder = dirname(sources[0]);
	const other = name => texts[`${folder}/${name}`] ?? texts[`examples/${name}`] ?? null;
	return { sources: Object.fromEntries(sources.map(path => [basename(path), texts[path]])),
		headers: Object.assign({}, ...sources.map(path => headersOf(texts[path], other))) };
}

const entries = [...new Map(Object.values(index).map(entry => [`${entry.dir}/${entry.name}`, entry])).values()];

await attempt("the book's sources", () => {
	const times = [];
	let missing = 0;
	for (const entry of entries) {
		const begin = performance.now();
		const { ko, messages, needs } = compiler.compile({ module: entry.module.replace(/-/g, "_"), other: exports, ...filesOf(entry) });
		times.push(performance.now() - begin);
		if (!ko || messages.length) {
			ok(false, `${entry.dir}/${entry.name} compiles`, shown(messages));
			missing++;
			continue;
		}
		// As gcc's module has them: what it needs, what it says of itself.
		const info = (file, field) => execFileSync("modinfo", ["-F", field, file], { encoding: "utf8" }).trim().split("\n").sort().join("\n");
		const gcc = join(site, "../src", entry.dir === "examples" ? "." : entry.dir, `${entry.module}.ko`);
		const ours = join(scratch, "module.ko");
		writeFileSync(ours, ko);
		for (const field of ["depends", "vermagic", "license", "parm", "name"])
			if (info(gcc, field) !== info(ours, field) && !ok(false, `${entry.dir}/${entry.name}: modinfo's ${field}`, `${info(gcc, field)}\n${info(ours, field)}`))
				missing++;
		if (needs.join() !== info(gcc, "depends") && !ok(false, `${entry.name}: what it needs`, needs.join()))
			missing++;
	}
	ok(missing === 0, `all ${entries.length} modules of the book compile without a warning, and say of themselves what gcc's do`);
	times.sort((a, b) => a - b);
	note(`${Math.round(times[times.length >> 1])} ms each, ${Math.round(times.at(-1))} ms at most`);
});

// Every structure that the headers of the book's sources define, as gcc's debugging
// information (DWARF) has it, becomes a list of assertions for our compiler.
await attempt("layout", () => {
	const includes = [...new Set(Object.values(texts).flatMap(text => text.match(/^#include <.*>/gm) ?? []))].sort()
		.filter(line => compiler.files.has(`h/${line.match(/<(.*)>/)[1]}`));	// newer kernels have more
	const command = readFileSync(join(site, "../src/.hello-1.o.cmd"), "utf8").match(/^\S+ := (gcc .*)$/m)[1].split(";")[0].trim();
	const probe = join(scratch, "probe.c"), object = join(scratch, "probe.o");
	writeFileSync(probe, includes.join("\n") + "\n");
	const own = text => text.replace(/ -Wp,-MMD,\S+/, "").replace(/ -o \S+ \S+$/, ` -g -fno-eliminate-unused-debug-types -o ${object} ${probe}`);
	execFileSync("sh", ["-c", own(command)], { cwd: kernel, stdio: ["ignore", "ignore", "pipe"] });
	const dwarf = execFileSync("readelf", ["--debug-dump=info", object], { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });

	const types = new Map();
	let type = null, member = null;
	const done = () => {
		if (member?.name && member.at !== undefined && !member.bits && type)
			type.members.push(member);
		member = null;
	};
	for (const line of dwarf.split("\n")) {
		const entry = /^ <(\d+)><[0-9a-f]+>: .*\((DW_TAG_\w+)\)$/.exec(line);
		if (entry) {
			done();
			if (entry[1] === "1") {
				if (type?.name && type.size)
					types.set(type.name, type);
				type = entry[2] === "DW_TAG_structure_type" ? { members: [] } : null;
			} else if (type && entry[1] === "2" && entry[2] === "DW_TAG_member") {
				member = {};
			} else if (entry[1] === "2") {
				member = null;
			}
			continue;
		}
		const field = /DW_AT_(name|byte_size|data_member_location|bit_size|data_bit_offset)\s*: (?:\(.*?\):? )?(?:.*: )?(\S+)\s*$/.exec(line);
		const into = member ?? (type && !type.closed ? type : null);
		if (!field || !into)
			continue;
		if (field[1] === "name")
			into.name ??= field[2];
		else if (field[1] === "byte_size" && into === type)
			type.size ??= Number(field[2]);
		else if (field[1] === "data_member_location")
			into.at = Number(field[2]);
		else if (/bit/.test(field[1]))
			into.bits = true;
	}
	const assertions = [...types.values()].flatMap(({ name, size, members }) => [`A(sizeof(struct ${name}) == ${size});`,
		...members.map(m => `A(__builtin_offsetof(struct ${name}, ${m.name}) == ${m.at});`)]);
	const compile = lines => compiler.compile({ module: "layout", headers: {}, sources: { "layout.c": `${includes.join("\n")}
MODULE_LICENSE("GPL");
#define A(what) _Static_assert(what, #what)
${lines.join("\n")}
` } }).messages.filter(m => m.kind === "error");
	const errors = compile(assertions);
	ok(types.size > 500 && !errors.length, `${types.size} structures have the size and the offsets that gcc gives them`, shown(errors));
	note(`${assertions.length} assertions`);
	const wrong = compile([...assertions, "A(sizeof(struct list_head) == 12);"]);
	ok(wrong.length > 0 && /list_head/.test(shown(wrong)), "and one that is wrong is noticed", shown(wrong));
});

await attempt("what is wrong", () => {
	ok(WRONG.length >= 30, "there are 30 wrong programs at least", WRONG.length);
	const unused = new Set(explained.map(([pattern]) => pattern));
	for (const [name, marked, kind, words] of WRONG) {
		const at = marked.indexOf("@"), source = marked.replace("@", "");
		const line = marked.endsWith("@") ? null : marked.slice(0, at).split("\n").length;
		const { ko, messages } = compiler.compile({ module: "wrong", sources: { "wrong.c": source }, headers: {} });
		const said = messages.filter(m => (line === null || m.line === line) && m.kind === kind &&
			(words instanceof RegExp ? words.test(m.text) : m.text === words));
		ok(said.length === 1 && messages.length === 1 && Boolean(ko) === (kind === "warning"), name,
			`expected at line ${line}: ${words}\n${shown(messages)}\n${source}`);
		for (const { text } of messages)
			unused.delete(explained.find(([pattern]) => new RegExp(pattern).test(text))?.[0]);
	}
	ok(explained.length && !unused.size, "each line of live/explained.tsv is about what one of them is told", [...unused].join("\n"));
	const several = `#include <linux/module.h>
static int one(void)
{
	return first;
}
static int two(void)
{
	return second;
}
int init_module(void)
{
	return one() + two() + third;
}
MODULE_LICENSE("GPL");
`;
	const { messages } = compiler.compile({ module: "wrong", sources: { "wrong.c": several }, headers: {} });
	ok(messages.map(m => m.line).join() === "4,8,12", "the errors of several functions are told at once", shown(messages));
	ok(without(several, 1) === null && without(several, 8).text.split("\n").length === several.split("\n").length,
		"what is left out to find them keeps its lines");

	const many = compiler.compile({ module: "wrong", sources: { "wrong.c": `int big[1 << 28] = { 1 };\n` }, headers: {} });
	ok(!many.ko && /memory/.test(shown(many.messages)), "a program that takes all memory is refused", shown(many.messages));
	const deep = compiler.compile({ module: "wrong", sources: { "wrong.c": `#include "wrong.c"\n` }, headers: {} });
	ok(!deep.ko && deep.messages.length === 1, "so is one that includes itself", shown(deep.messages));
});

await attempt("exports and lines", () => {
	const source = `#include <linux/module.h>
int zeta(void) { return 1; }
EXPORT_SYMBOL_GPL(zeta);
int alpha(void) { return 2; }
EXPORT_SYMBOL_GPL(alpha);
MODULE_LICENSE("GPL");
static int __init order_init(void)
{
	int *p = NULL;

	return *p;
}
module_init(order_init);
`;
	const made = compiler.compile({ module: "order", sources: { "order.c": source }, headers: {} });
	const elf = new Elf(made.ko);
	ok([...made.exports].sort().join() === "alpha,zeta", "what a module exports is known", made.exports.join());
	ok(!elf.sections.some(s => /stab/.test(s.name) && s.type), "what is only for debugging is not loaded");
	ok(JSON.stringify(made.lines.order_init?.map(([, line]) => line)).includes("11"), "the code of an init function knows its lines",
		JSON.stringify(made.lines));
	const before = compiler.compile({ module: "more", sources: { "more.c": "#include <linux/i3c/master.h>\nMODULE_LICENSE(\"GPL\");\n" }, headers: {} });
	ok(/i3c\/master\.h: No such file/.test(shown(before.messages)), "a header that the book does not use is in the other pack", shown(before.messages));
	compiler.add(gunzipSync(read("more.tar.gz")));
	const after = compiler.compile({ module: "more", sources: { "more.c": "#include <linux/i2c.h>\n#include <linux/usb.h>\n#include <linux/module.h>\nMODULE_LICENSE(\"GPL\");\n" }, headers: {} });
	ok(after.ko, "with that, drivers' headers can be included", shown(after.messages));
});

rmSync(scratch, { recursive: true });
finish();
