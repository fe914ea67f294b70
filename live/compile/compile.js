// SPDX-License-Identifier: GPL-2.0
// live/compile/compile.js - from a module's source to its .ko, without a kernel tree: tcc as
// WebAssembly, and the headers that the machine's kernel was built with.
//
// A plain script, after wasi.js, for node and for a worker; it defines one name, lkmpgCompile.
// live/build puts both into one file, which the page starts as a worker:
//
//	worker.postMessage({ tools: { tcc, headers, exported } });	// ArrayBuffers
//	worker.postMessage({ more });					// all other headers
//	worker.postMessage({ id: 1, module: "hello_1",
//		sources: { "hello-1.c": "..." }, headers: { "chardev.h": "..." },
//		other: { vinput_register: "vinput" } });
//	worker.onmessage = ({ data }) => ...	// { id, ... }, what compile() gave

globalThis.lkmpgCompile = (() => {
"use strict";

const { run } = globalThis.lkmpgWasi;
const encoder = new TextEncoder(), decoder = new TextDecoder();

const FLAGS = ["-nostdinc", "-nostdlib", "-I/h", "-I/ex",
	"-include", "/h/tcc-kernel.h", "-include", "/h/linux/kconfig.h",
	"-include", "/h/linux/compiler_types.h",
	"-D__KERNEL__", "-DMODULE", "-std=gnu11", "-Wall",
	"-Werror=implicit-function-declaration", "-g"];

// The files of an uncompressed tar
function untar(bytes) {
	const files = new Map();
	const text = (from, to) => decoder.decode(bytes.subarray(from, to)).replace(/\0.*$/s, "");
	for (let at = 0; at + 512 <= bytes.length;) {
		const name = text(at, at + 100), prefix = text(at + 345, at + 500);
		if (!name)
			break;
		const size = parseInt(text(at + 124, at + 136), 8) || 0;
		if (text(at + 156, at + 157) === "0")
			files.set(`${prefix && `${prefix}/`}${name}`.replace(/^\.\//, ""),
				bytes.subarray(at + 512, at + 512 + size));
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return files;
}

// headersOf - what a source includes of its own folder, and what that includes in turn:
// name to text. read(name) gives a file's text, or null where it has none.
function headersOf(text, read, found = {}) {
	for (const [, name] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"/gm)) {
		const more = name in found ? null : read(name);
		if (more !== null) {
			found[name] = more;
			headersOf(more, read, found);
		}
	}
	return found;
}

// --- what is wrong ---------------------------------------------------------------

// gcc's words for what tcc says otherwise, or a plainer hint.
const WORDS = [
	[/^'(\w+)' undeclared$/, "'$1' undeclared (first use in this function)"],
	[/^(.+) expected \(got "(.*)"\)$/, (all, what, got) =>
		`expected ${what.replace(/^identifier$/, "an identifier")} before ${got === "<eof>" ? "the end of the file" : `'${got}'`}`],
	[/^identifier expected$/, "expected an expression"],
	[/^field not found: (\w+)$/, "there is no member named '$1'"],
	[/^include file '(.*)' not found$/, "$1: No such file or directory"],
	[/^lvalue expected$/, "lvalue required as left operand of assignment"],
	[/^function pointer expected$/, "called object is not a function or function pointer"],
	[/^cannot convert 'void' to .*$/, "void value not ignored as it ought to be"],
	[/^unknown type size$/, "the storage size is not known: this type is only declared"],
	[/^cannot break$/, "break statement not within loop or switch"],
	[/^cannot continue$/, "continue statement not within a loop"],
	[/^function without file scope cannot be static$/, "a function inside a function: is a '}' missing above?"],
	[/^function might return no value: '(\w+)'$/, "control reaches the end of '$1', which returns a value"],
	[/^memory full(?: \(.*\))?$/, "this takes more memory than the compiler has (256 MB)"],
];

const reworded = text => WORDS.reduce((now, [pattern, to]) => now.replace(pattern, to), text);

// Lines without comments, for those who look for something in them.
const code = text => text.replace(/\/\*[^]*?\*\/|\/\/.*/g, part => part.replace(/[^\n]/g, " ")).split("\n");

// better - the line that gcc would name where tcc names another one, and the text.
function better(text, line, source) {
	const lines = code(source), at = n => lines[n - 1]?.trim() ?? "";
	const before = () => {
		let n = line - 1;
		while (n > 1 && !at(n))
			n--;
		return n;
	};
	let m;
	// What is missing is missing where the line before ends.
	if ((m = / expected \(got "(.*)"\)$/.exec(text)) && (m[1] === "<eof>" || at(line).startsWith(m[1])))
		return [text, before()];
	if (text === "function pointer expected" && !/[;{}:,\\]$|^#/.test(at(before())) && before() > 0) {
		const open = at(before()).split("(").length > at(before()).split(")").length;
		return [`expected '${open ? ")" : ";"}' at the end of this line`, before()];
	}
	if ((m = /^label '(\w+)' used but not defined$/.exec(text)))
		return [text, lines.slice(0, line).findLastIndex(l => new RegExp(`\\bgoto\\s+${m[1]}\\b`).test(l)) + 1 || line];
	if (text === "duplicate case value") {
		const seen = new Set();
		for (let n = lines.slice(0, line).findLastIndex(l => /\bswitch\b/.test(l)) + 1; n < line; n++)
			if ((m = /^\s*case\s+(.+?)\s*:/.exec(lines[n]))) {
				if (seen.has(m[1]))
					return [text, n + 1];
				seen.add(m[1]);
			}
	}
	// A call of several lines: tcc is at its end, and gcc names the string.
	if ((m = /^(?:format|field width specifier) '(.*?)' expects argument/.exec(text))) {
		const from = lines.slice(Math.max(0, line - 10), line).findLastIndex(l => l.includes("\"") && l.includes(m[1]));
		return [text, from < 0 ? line : Math.max(0, line - 10) + from + 1];
	}
	if (/^function without file scope/.test(text) && at(line) === "{")
		return [text, before()];
	if (/^missing terminating/.test(text))
		return [text, lines.findIndex(l => !/^\s*#/.test(l) && /"/.test(l.replace(/'"'|"(?:\\.|[^"\\])*"/g, ""))) + 1 || line];
	return [text, line];
}

// messages - what tcc said, for a reader: only where it says something about this
// source, and for what is in a header the line that included it.
function messages(said, sources = {}) {
	const found = [];
	let from = null;
	for (const line of said.split("\n")) {
		const included = /^In file included from \/ex\/(.*):(\d+):$/.exec(line);
		if (included) {
			from = included;
			continue;
		}
		const m = /^(?:\/?(.*?):(\d+)?:? ?)(error|warning): (.*)$/.exec(line);
		// That is only known at the end.
		const unused = m && /^'(\w+)' defined but not used$/.exec(m[4]);
		if (unused) {
			const head = new RegExp(`^static\\b.*\\b${unused[1]}\\s*\\(`);
			const place = Object.entries(sources).map(([file, text]) => ({ file, line: code(text).findLastIndex(l => head.test(l)) + 1 || null }))
				.find(({ line: at }) => at);
			found.push({ file: null, line: null, ...place, kind: m[3], text: m[4] });
		} else if (m) {
			const own = m[1].startsWith("ex/");
			const file = own ? m[1].slice(3) : from?.[1] ?? null;
			const number = Number(own ? m[2] : from?.[2]) || null;
			const [text, line] = own && number && sources[file] ? better(m[4], number, sources[file]) : [m[4], number];
			found.push({ file, line, kind: m[3], text: reworded(text) + (own ? "" : ` (${m[1].replace(/^h\//, "")}:${m[2]})`) });
			from = null;
		}
	}
	return found;
}

// without - a source without the body of the function that this line is in, so that
// one can see what else is wrong; null if it is in none. Bodies end at a brace in the
// first column, as the kernel's style has it.
function without(text, line) {
	const lines = text.split("\n");
	let begin = line - 1, end = line - 1;
	while (begin >= 0 && !/^\{|^[^\s#}/*].*\{\s*$/.test(lines[begin])) {
		if (/^\}/.test(lines[begin]) && begin < line - 1)
			return null;
		begin--;
	}
	while (end < lines.length && !/^\}/.test(lines[end]))
		end++;
	if (begin < 0 || end >= lines.length || end <= begin + 1 || /^(static )?(const )?(struct|enum|union)\b[^()]*\{/.test(lines[begin]))
		return null;
	lines.fill("", begin + 1, end);
	return { text: lines.join("\n"), from: begin + 1, to: end + 1 };
}

// formats - calls whose format wants another number of arguments than there are. tcc
// does not look at them, gcc does.
const PRINTERS = /\b(pr_(?:emerg|alert|crit|err|warn|notice|info|cont|debug)(?:_once|_ratelimited)?|printk|(?:dev_(?:err|warn|notice|info|dbg)|seq_printf|sprintf|sysfs_emit|kasprintf|snprintf|scnprintf))\s*\(/g;
const BEFORE = { dev: 1, seq: 1, spr: 1, sys: 1, kas: 1, snp: 2, scn: 2 };
function formats(file, text) {
	const found = [];
	const blank = text.replace(/\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"/g,
		part => part[0] === "\"" ? part : part.replace(/[^\n]/g, " "));
	for (const call of blank.matchAll(PRINTERS)) {
		const args = [""];
		let depth = 1, at = call.index + call[0].length;
		if (/^[ \t]*#/.test(blank.slice(blank.lastIndexOf("\n", call.index) + 1)))
			continue;	// a macro of that name
		for (; at < blank.length && depth; at++) {
			const string = blank[at] === "\"" && /^"(?:\\.|[^"\\\n])*"/.exec(blank.slice(at));
			if (string) {
				args[args.length - 1] += string[0];
				at += string[0].length - 1;
				continue;
			}
			depth += "([{".includes(blank[at]) ? 1 : ")]}".includes(blank[at]) ? -1 : 0;
			if (blank[at] === "," && depth === 1)
				args.push("");
			else if (depth)
				args[args.length - 1] += blank[at];
		}
		const rest = args.slice(BEFORE[call[1].slice(0, 3)] ?? 0);
		const format = rest[0]?.trim().replace(/^KERN_[A-Z]+\s+/, "");
		if (!/^("(?:\\.|[^"\\\n])*"\s*)+$/.test(format ?? ""))
			continue;	// put together by macros, or no text at all
		const wanted = [...format.replace(/%%/g, "").matchAll(/%[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?[hlzjtL]*([a-zA-Z])/g)]
			.flatMap(([whole, width, precision]) => [...(width === "*" ? ["*"] : []), ...(precision === "*" ? ["*"] : []), whole]);
		const line = text.slice(0, call.index).split("\n").length;
		if (wanted.length > rest.length - 1)
			found.push({ file, line, kind: "warning", text: `format '${wanted[rest.length - 1]}' expects a matching argument` });
		else if (wanted.length < rest.length - 1)
			found.push({ file, line, kind: "warning", text: "too many arguments for format" });
	}
	return found;
}

// A relocatable file of 32 bits, as tcc writes it
class Elf {
	constructor(bytes) {
		this.bytes = bytes;
		const v = this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const start = v.getUint32(32, true), count = v.getUint16(48, true);
		this.sections = [];
		for (let i = 0; i < count; i++) {
			const word = n => v.getUint32(start + 40 * i + 4 * n, true);
			this.sections.push({ name: word(0), type: word(1), at: word(4), size: word(5), link: word(6), info: word(7) });
		}
		const names = this.sections[v.getUint16(50, true)];
		for (const s of this.sections)
			s.name = this.string(names, s.name);
	}
	string(section, offset) {
		const from = section.at + offset;
		return decoder.decode(this.bytes.subarray(from, this.bytes.indexOf(0, from)));
	}
	symbol(i) {
		const table = this.sections.find(s => s.type === 2), at = table.at + 16 * i;
		return {
			name: this.string(this.sections[table.link], this.view.getUint32(at, true)),
			binding: this.bytes[at + 12] >> 4,
			section: this.view.getUint16(at + 14, true),
		};
	}
	*symbols() {
		const table = this.sections.find(s => s.type === 2);
		for (let i = 1; i < table.size / 16; i++)
			yield this.symbol(i);
	}
	// What has to come from elsewhere
	undefined() {
		return [...this.symbols()].filter(s => s.section === 0 && s.binding === 1).map(s => s.name);
	}
	// Whether the module says this of itself, as modinfo would show
	says(field) {
		return this.sections.filter(s => s.name === ".modinfo").some(s =>
			decoder.decode(this.bytes.subarray(s.at, s.at + s.size)).split("\0").some(text => text.startsWith(`${field}=`)));
	}
	// What it exports itself
	exports() {
		return [...this.symbols()].filter(s => s.section !== 0 && s.name.startsWith("__ksymtab_")).map(s => s.name.slice(10));
	}
	// Which line each piece of code is from, by function: name to [offset, line, file]...
	// What tcc's -g writes are stabs of twelve bytes: a name, a kind, a line, a value.
	lines() {
		const stab = this.sections.find(s => s.name === ".stab"), names = this.sections.find(s => s.name === ".stabstr");
		const found = {};
		let file = "", now = [];
		for (let at = stab?.at ?? 0; stab && at < stab.at + stab.size; at += 12) {
			const kind = this.bytes[at + 4], line = this.view.getUint16(at + 6, true);
			const text = () => this.string(names, this.view.getUint32(at, true));
			if (kind === 0x84 || kind === 0x64)		// another file
				file = text();
			else if (kind === 0x24)				// a function
				found[text().replace(/:.*/, "")] = now = [[0, line, file]];
			else if (kind === 0x44)				// a line
				now.push([this.view.getUint32(at + 8, true), line, file]);
		}
		return found;
	}
	// The same without what is only for lines(): four fifths of it. Its sections stay, so
	// that those behind them keep their numbers, and have no content.
	stripped() {
		const start = this.view.getUint32(32, true), size = 40 * this.sections.length;
		const parts = [];
		let at = 52;
		const add = (bytes, align) => {
			at = Math.ceil(at / align) * align;
			parts.push([at, bytes]);
			at += bytes.length;
		};
		const headers = this.bytes.slice(start, start + size), view = new DataView(headers.buffer);
		for (const [i, s] of this.sections.entries()) {
			if (/^\.(rel)?\.?stab/.test(s.name))
				for (const word of [1, 5])	// type, size
					view.setUint32(40 * i + 4 * word, 0, true);
			else if (s.type !== 0 && s.type !== 8) {
				add(this.bytes.subarray(s.at, s.at + s.size), view.getUint32(40 * i + 32, true) || 1);
				view.setUint32(40 * i + 16, parts.at(-1)[0], true);
			}
		}
		add(headers, 4);
		const out = new Uint8Array(at);
		out.set(this.bytes.subarray(0, 52));
		for (const [place, bytes] of parts)
			out.set(bytes, place);
		new DataView(out.buffer).setUint32(32, parts.at(-1)[0], true);
		return out;
	}
	// The kernel looks for an exported name by bisection, so a module's have to
	// be in order, which for others its linker script sees to. An entry is three
	// words: the place, the name, the name space; each of them relative to itself.
	sortExports() {
		for (const [i, s] of this.sections.entries()) {
			if (!/^__ksymtab(_gpl)?$/.test(s.name) || s.size <= 12)
				continue;
			const rel = this.sections.find(r => r.type === 9 && r.info === i);
			const entries = Array.from({ length: s.size / 12 }, () => ({ rels: [], name: "" }));
			for (let at = rel.at; at < rel.at + rel.size; at += 8) {
				const offset = this.view.getUint32(at, true), info = this.view.getUint32(at + 4, true);
				const entry = entries[Math.floor(offset / 12)];
				entry.rels.push([offset % 12, info]);
				if (offset % 12 === 0)
					entry.name = this.symbol(info >> 8).name;
			}
			for (const [n, entry] of entries.entries())
				entry.data = this.bytes.slice(s.at + 12 * n, s.at + 12 * n + 12);
			entries.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
			let at = rel.at;
			for (const [n, { data, rels }] of entries.entries()) {
				this.bytes.set(data, s.at + 12 * n);
				for (const [offset, info] of rels) {
					this.view.setUint32(at, 12 * n + offset, true);
					this.view.setUint32(at + 4, info, true);
					at += 8;
				}
			}
		}
	}
}

const ROUNDS = 12;		// so many errors at most

class Compiler {
	// tcc: the bytes of tcc.wasm. headers: an uncompressed tar with h/... in it.
	// exported: the kernel's exported names, one a line.
	static async load({ tcc, headers, exported }) {
		const compiler = new Compiler();
		compiler.module = await WebAssembly.compile(tcc);
		compiler.files = untar(new Uint8Array(headers));
		compiler.exported = new Set(decoder.decode(exported).split("\n"));
		return compiler;
	}

	// Further headers, of another such tar.
	add(headers) {
		for (const [name, bytes] of untar(new Uint8Array(headers)))
			this.files.set(name, bytes);
	}

	// module: its name. sources: its files, name to text. headers: further files
	// that they include. other: what modules export that may be loaded, name to
	// module. Returns
	//	ko		its bytes, or null
	//	messages	[{ file, line, kind: "error" or "warning", text }...]
	//	needs		the modules that must be loaded before it
	//	exports		the names that it exports itself
	//	lines		as of Elf.lines(), of what is in the reader's own files
	compile({ module, sources, headers = {}, other = {} }) {
		const found = [], gone = [];
		let ko = null, texts = { ...sources };
		for (let round = 0; round < ROUNDS; round++) {
			const said = [];
			ko = this.#link(module, texts, headers, "", said);
			// A function that only what is gone had called is no news.
			found.push(...said.filter(m => !gone.some(({ file, from, to }) => file === m.file && m.line >= from && m.line <= to) &&
				!(gone.length && / defined but not used$/.test(m.text))));
			const error = said.find(m => m.kind === "error");
			const rest = error && texts[error.file] && error.line && without(texts[error.file], error.line);
			if (!rest || rest.text === texts[error.file])
				break;
			texts = { ...texts, [error.file]: rest.text };
			gone.push({ file: error.file, ...rest });
		}
		for (const [name, text] of Object.entries(sources))
			found.push(...formats(name, text));
		const seen = new Set();
		let list = found.filter(({ file, line, kind, text }) => {
			const key = [file, line, kind, text].join();
			return !seen.has(key) && seen.add(key);
		});
		if (!ko || list.some(m => m.kind === "error"))
			return { ko: null, messages: sorted(list), needs: [], exports: [], lines: {} };

		let elf = new Elf(ko);
		const strangers = elf.undefined().filter(symbol => !this.exported.has(symbol));
		const needs = [...new Set(strangers.filter(symbol => Object.hasOwn(other, symbol)).map(symbol => other[symbol]))];
		list = [...list, ...strangers.filter(symbol => !Object.hasOwn(other, symbol)).map(symbol => stranger(symbol, sources))];
		if (!elf.says("license"))
			list.push({ file: null, line: null, kind: "error", text: `missing MODULE_LICENSE() in ${module}` });
		if (list.some(m => m.kind === "error"))
			return { ko: null, messages: sorted(list), needs, exports: [], lines: {} };
		if (needs.length) {
			ko = this.#link(module, sources, headers, needs.join(), []);
			elf = new Elf(ko);
		}
		elf.sortExports();
		const own = new Set([...Object.keys(sources), ...Object.keys(headers)].map(name => `/ex/${name}`));
		const lines = Object.fromEntries(Object.entries(elf.lines()).filter(([, [[, , file]]]) => own.has(file))
			.map(([name, rows]) => [name, rows.map(([offset, line, file]) => [offset, line, file.slice(4)])]));
		return { ko: elf.stripped(), messages: sorted(list), needs, exports: elf.exports(), lines };
	}

	// #link - the module's bytes, or null; what was said goes into found.
	#link(module, sources, headers, depends, found) {
		const files = new (globalThis.lkmpgCompile.FileMap ?? Map)(this.files);	// pack.mjs listens
		for (const [name, text] of Object.entries({ ...headers, ...sources }))
			files.set(`ex/${name}`, encoder.encode(text));
		const names = Object.keys(sources), one = names.length === 1;
		const objects = [];

		const tcc = args => {
			const { status, said } = run(this.module, ["tcc", ...args], files);
			found.push(...messages(said, { ...headers, ...sources }));
			if (status !== 0 && !found.some(m => m.kind === "error"))
				found.push({ file: null, line: null, kind: "error", text: said.trim() || `tcc ended with ${status}` });
			return status === 0;
		};
		const unit = (text, base) => {
			const object = `/${objects.length}.o`;
			files.set("unit.c", encoder.encode(text));
			objects.push(object);
			return tcc([...FLAGS, `-DKBUILD_BASENAME="${base}"`, `-DKBUILD_MODNAME="${module}"`,
				`-D__KBUILD_MODNAME=kmod_${module}`, `-DLKMPG_DEPENDS="${depends}"`, "-c", "-o", object, "/unit.c"]);
		};

		// What modpost adds comes at the end of the only source, or as one more.
		const end = "#include <module-end.h>\n";
		for (const name of names)
			if (!unit(`#include "/ex/${name}"\n${one ? end : ""}`, name.replace(/\.c$/, "").replace(/-/g, "_")))
				return null;
		if (!one && !(unit(end, module) && tcc(["-nostdlib", "-r", "-o", "/all.o", ...objects])))
			return null;
		return files.get(one ? "0.o" : "all.o");
	}
}

// stranger - the message about a name that nobody exports. The linker knows no lines:
// look for the word.
const HELPERS = { __udivdi3: "/", __divdi3: "/", __umoddi3: "%", __moddi3: "%" };
function stranger(symbol, sources) {
	const text = HELPERS[symbol] ?
		`64-bit '${HELPERS[symbol]}' on a 32-bit kernel needs '${symbol}', which it does not export: use div_u64(), do_div()` :
		`this kernel exports no '${symbol}'`;
	const word = new RegExp(`\\b${symbol.replace(/\W/g, "\\$&")}\\b`);
	// Where it is used, which is further in than where it is declared.
	for (const pattern of [l => /^\s/.test(l) && word.test(l), l => word.test(l)])
		for (const [file, source] of Object.entries(sources)) {
			const line = code(source).findIndex(pattern);
			if (line >= 0)
				return { file, line: line + 1, kind: "error", text };
		}
	return { file: null, line: null, kind: "error", text };
}

const sorted = list => [...list].sort(order);
const order = (a, b) => (a.file ?? "").localeCompare(b.file ?? "") || (a.line ?? 0) - (b.line ?? 0);

if (typeof importScripts === "function") {
	let ready;
	const fail = text => ({ ko: null, messages: [{ file: null, line: null, kind: "error", text }], needs: [], exports: [], lines: {} });
	onmessage = async ({ data }) => {
		if (data.tools) {
			ready = Compiler.load(data.tools);
			return;
		}
		if (data.more) {
			(await ready).add(data.more);
			return;
		}
		let answer;
		try {
			answer = (await ready).compile(data);
		} catch (error) {
			answer = fail(error instanceof RangeError || /unreachable|stack|recursion/.test(error.message) ?
				"the compiler gave up: this is nested too deeply for it" : `the compiler gave up (${error.message})`);
		}
		postMessage({ id: data.id, ...answer }, answer.ko ? [answer.ko.buffer] : []);
	};
}

return { Compiler, Elf, formats, headersOf, messages, untar, without };
})();
