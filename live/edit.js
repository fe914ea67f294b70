// SPDX-License-Identifier: GPL-2.0
// live/edit.js - the half of the workbench in which a reader changes a module: the source
// beside the terminal, the compiler, and what is remembered. lab.js loads it at the first
// edit, with editor.js (see editor.mjs) and sources.js (lkmpgLive.texts, .exports,
// .explained and .twins, see live/index). It defines lkmpgLive.makeBench.

(() => {
"use strict";

const live = globalThis.lkmpgLive;
const { element } = live;
live.limit = 30000;		// ms that the compiler gets for a module
const SAVE = "lkmpg-edit:";	// what the remembered edits are called

// What a compiler that does not optimise, and knows no asm goto, would teach wrongly.
const UNOPTIMISED = {
	speed: "This example measures what gcc makes of likely() and unlikely(). The compiler in this page does not optimise, " +
		"so here they change nothing: Run at the listing loads gcc\u2019s module.",
	static_key: "The compiler in this page cannot make an instruction that is rewritten: here the key is a variable, which code " +
		"cannot show. Run at the listing loads gcc\u2019s module.",
};

const SHEET = `// SPDX-License-Identifier: GPL-2.0
/*
 * mine - a module of my own
 *
 * Try:   insmod mine.ko
 *	  rmmod mine
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int __init mine_init(void)
{
	pr_info("loaded\\n");
	return 0;
}

static void __exit mine_exit(void)
{
	pr_info("unloaded\\n");
}

module_init(mine_init);
module_exit(mine_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A module of my own");
`;
// --- the compiler ------------------------------------------------------------------

const inflated = async name => new Response((await live.open(name)).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

// In a worker, which is ended where it takes too long. It is made of text, for a page
// from a disk may load none.
class Compiler {
	#worker = null;
	#parts = null;
	#more = null;
	#count = 0;

	async #start() {
		this.#parts ??= Promise.all([live.open("compile.js").then(response => response.text()),
			inflated("tcc.wasm.gz"), inflated("headers.tar.gz"), inflated("exported.gz")]);
		let script, tcc, headers, exported;
		try {
			[script, tcc, headers, exported] = await this.#parts;
		} catch (error) {
			this.#parts = null;
			throw new Error(`the compiler could not be loaded (${error.message})`, { cause: error });
		}
		if (this.#worker)
			return;
		const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
		this.#worker = new Worker(url);
		URL.revokeObjectURL(url);
		this.#worker.postMessage({ tools: { tcc, headers, exported } });
		if (this.#more)
			this.#worker.postMessage({ more: await this.#more });
	}

	// end - a compiler that runs too long, or that nobody waits for any more.
	end() {
		this.#worker?.terminate();
		this.#worker = null;
	}

	async #once(work) {
		await this.#start();
		const id = ++this.#count, worker = this.#worker;
		return new Promise(resolve => {
			const late = setTimeout(() => {
				this.end();
				resolve({ ko: null, needs: [], exports: [], lines: {}, messages: [{ file: null, line: null, kind: "error",
					text: `the compiler took more than ${live.limit / 1000} seconds, and was ended` }] });
			}, live.limit);
			worker.onmessage = ({ data }) => {
				if (data.id === id) {
					clearTimeout(late);
					resolve(data);
				}
			};
			worker.postMessage({ id, ...work });
		});
	}

	// compile - as of Compiler.compile() in compile/compile.js. A header that is not among
	// those of the book's sources is in another pack.
	async compile(work) {
		const first = await this.#once(work);
		if (this.#more || !first.messages.some(m => /: No such file or directory/.test(m.text)))
			return first;
		this.#more = inflated("more.tar.gz");
		try {
			this.#worker?.postMessage({ more: await this.#more });
		} catch {
			this.#more = null;
			return first;
		}
		return this.#once(work);
	}
}

// --- the kernel's names -----------------------------------------------------------------

// names - what the editor completes, fetched when it is first asked for.
let offered = null;
function names(say) {
	offered ??= inflated("names.gz").then(bytes => {
		const often = new Map();
		for (const text of Object.values(live.texts))
			for (const word of new Set(text.match(/<[\w/.-]+\.h>|\w+/g)))
				often.set(word, (often.get(word) ?? 0) + 1);
		return globalThis.lkmpgEditor.options(new TextDecoder().decode(bytes), word => often.get(word) ?? 0);
	}).catch(error => {
		offered = null;
		say(`The kernel\u2019s names could not be loaded (${error.message}): only those of the source are completed.`);
		return { list: [], known: new Set(), headers: [] };
	});
	return offered;
}

// --- what a module is made of --------------------------------------------------------

const base = path => path.replace(/^.*\//, "");

// filesOf - of an entry of the index, its sources and what they include: name to text.
function filesOf(entry) {
	const folder = entry.sources[0].replace(/[^/]*$/, "");
	const files = {};
	const add = (name, text) => {
		files[name] = text;
		for (const [, other] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"/gm)) {
			const more = live.texts[folder + other] ?? live.texts[`examples/${other}`];
			if (more !== undefined && !(other in files))
				add(other, more);
		}
	};
	for (const path of entry.sources)
		add(base(path), live.texts[path]);
	return files;
}

// helpersOf - the programs of user space that a source names, path to text.
function helpersOf(files) {
	const found = {};
	for (const text of Object.values(files))
		for (const [, name] of text.matchAll(/\bother\/(\w+)/g)) {
			const path = `other/${name}.c`;
			if (live.texts[`examples/${path}`] !== undefined)
				found[path] = live.texts[`examples/${path}`];
		}
	return found;
}

// relatedTo - the other modules that a module is best read beside: its broken twins, or what
// it is the twin of.
const relatedTo = path => [...(live.twins[path] ?? []), ...Object.keys(live.twins).filter(other => live.twins[other].includes(path))];

// sessionOf - the commands that a source's head has under "Try:", as lib/catalog.py and
// live/index read them.
function sessionOf(text) {
	const lines = (/\/\*\n([^]*?)\n \*\//.exec(text)?.[1] ?? "").split("\n").map(line => line.replace(/^ \* ?/, ""));
	const begin = lines.findIndex(line => line.startsWith("Try:"));
	if (begin < 0)
		return [];
	const rest = lines.slice(begin), end = rest.findIndex(line => !line.trim());
	return (end < 0 ? rest : rest.slice(0, end)).map(line => line.replace(/^Try:/, "").trim().replace(/\s*\t\s*/g, "  "))
		.filter(line => line);
}

// --- remembering, and links ---------------------------------------------------------

// A browser may refuse to remember.
const remembered = path => {
	try {
		return JSON.parse(localStorage.getItem(SAVE + path));
	} catch {
		return null;
	}
};
const remember = (path, texts) => {
	try {
		if (texts)
			localStorage.setItem(SAVE + path, JSON.stringify(texts));
		else
			localStorage.removeItem(SAVE + path);
		return true;
	} catch {
		return false;
	}
};

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

async function packed(texts) {
	const bytes = await through(JSON.stringify(texts), new CompressionStream("deflate-raw"));
	return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function unpacked(text) {
	const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
	return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw"))));
}

// --- the workbench ------------------------------------------------------------------

live.makeBench = ({ source, say, attempt, button, play, place, machine }) => {
	live.index.new = { name: "mine", module: "mine", dir: "examples", sources: ["examples/mine.c"],
		try: ["insmod mine.ko", "rmmod mine"], own: true, parameters: [] };
	live.texts["examples/mine.c"] = SHEET;
	const compiler = new Compiler();
	const modules = new Map();	// what the reader has made here: name to { path, ko, needs, exports }
	let path = null, entry = null, book = {}, helpers = {}, made = null, running = 0, timer = 0;

	const tabs = element("div", { class: "live-tabs", role: "tablist", "aria-label": "Files of the module" });
	const note = element("p", { class: "live-note", hidden: true });
	const where = element("div", { class: "live-editor", role: "tabpanel", id: "live-editor" });
	const list = element("ul", { class: "live-messages" });
	const runs = button("Run", run, { class: "live-compile", title: "compile, load, and play what the head has under \u201cTry:\u201d (Ctrl-Enter)" });
	const changes = button("Changes", () => compare(changes.getAttribute("aria-pressed") !== "true"), { "aria-pressed": "false",
		title: "show what differs from the book" });
	const undo = button("Undo all", undoAll, { title: "as it is in the book" });
	const share = button("Link", link, { title: "an address that holds this edit" });
	const sheet = button("New module", () => show("new"), { title: "an empty sheet" });
	const address = element("input", { class: "live-address", type: "text", readonly: true, hidden: true, "aria-label": "The address of this edit" });
	source.append(element("div", { class: "live-tools" }, runs, changes, undo, share, sheet,
		button("Hide", hide, { title: "the terminal alone; the edit stays" })), address, tabs, note, where, list,
		element("p", { class: "live-hint", id: "live-edit-keys" }, "Ctrl-Enter runs it, Ctrl-Space completes a name, Ctrl-F searches; Esc and then Tab leaves the editor. " +
			"Compiled by tcc, which does not optimise: this is not gcc\u2019s code."));
	const editor = globalThis.lkmpgEditor.create(where, { changed, run: () => attempt(run), names: () => names(say) });
	live.editor = editor;

	const texts = () => Object.fromEntries(Object.entries(editor.texts()).filter(([name]) => !(name in helpers)));
	const edited = () => Object.fromEntries(Object.entries(texts()).filter(([name, text]) => text !== book[name]));
	const isEdited = () => Object.keys(edited()).length > 0;

	function select(name, focus) {
		editor.show(name);
		for (const tab of tabs.children) {
			const on = tab.dataset.file === name;
			tab.setAttribute("aria-selected", on);
			tab.tabIndex = on ? 0 : -1;
			if (on && focus)
				tab.focus();
		}
		remark(name in helpers ? "A program of user space: this page cannot compile it, so it is only shown. " +
			`The machine has it as ${name.replace(/\.c$/, "")}.` : UNOPTIMISED[entry.name] ?? "");
	}

	function remark(text) {
		note.textContent = text;
		note.hidden = !text;
	}

	// makeTabs - one for each file of the module and each program that goes with it, and for the
	// other modules that it is read beside, which are opened in its place. The arrow keys go from
	// one to the next; such a module is only opened on purpose.
	function makeTabs(names, others) {
		const tab = (text, action, attributes) => element("button", { type: "button", role: "tab", "aria-controls": "live-editor",
			"aria-selected": "false", tabindex: "-1", onclick: action, onkeydown: event => {
				const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], all = [...tabs.children];
				const next = step && all.at((all.indexOf(event.currentTarget) + step) % all.length);
				if (next?.dataset.file)
					select(next.dataset.file, true);
				else
					next?.focus();
			}, ...attributes }, text);
		tabs.replaceChildren(...names.map(name => tab(name, () => select(name), { "data-file": name })),
			...others.map(other => tab(`${other.includes("/broken/") ? "broken" : "whole"}: ${base(other)}`, () => attempt(() => show(other)),
				{ title: other.includes("/broken/") ? "the same with a bug; it opens in the place of this one" :
					"the example that this is a broken form of; it opens in the place of this one" })));
	}

	function changed() {
		clearTimeout(timer);
		timer = setTimeout(save, 200);
		address.hidden = true;
		showEdited();
	}

	function save() {
		clearTimeout(timer);
		if (!entry)
			return;
		const now = edited();
		const kept = remember(path, Object.keys(now).length ? now : null);
		if (!kept)
			say("This browser does not let the page remember the edit: copy it before you leave.");
	}
	addEventListener("pagehide", save);

	function showEdited() {
		undo.disabled = !isEdited();
		changes.disabled = undo.disabled && changes.getAttribute("aria-pressed") !== "true";
	}

	// show - the module that a source is of. linked is an edit that came in an address,
	// line where the reader was.
	async function show(wanted, linked = null, line = 1) {
		if (entry)
			save();
		const next = live.index[wanted];
		path = wanted === "new" ? "new" : next.sources[0];
		entry = next;
		book = filesOf(entry);
		let edit = remembered(path), said = "";
		if (linked) {
			try {
				const theirs = await unpacked(linked);
				if (edit && JSON.stringify(edit) !== JSON.stringify(theirs))
					remember(`${path}:own`, edit);
				edit = theirs;
				said = "This edit came with the address. Nothing of it has run yet. ";
			} catch {
				said = "The edit in the address is damaged. ";
			}
		} else if (edit) {
			said = "Your edit is as you left it. ";
		}
		const all = { ...book };
		for (const [name, text] of Object.entries(edit ?? {}))
			if (typeof text === "string")
				all[name] = text;
		helpers = helpersOf(book);
		makeTabs([...Object.keys(all), ...Object.keys(helpers)], relatedTo(path).filter(other => live.index[other]));
		source.hidden = false;
		place(entry);
		editor.open(all, book, helpers);
		select(base(wanted === "new" ? entry.sources[0] : wanted));
		report([]);
		compare(false);
		address.hidden = true;
		made = null;
		showEdited();
		say(`${said}Change it, then press Run.`);
		if (line > 1)
			editor.goTo(base(wanted), line);
		editor.focus();
	}

	function hide() {
		save();
		source.hidden = true;
		place(entry);
	}

	function compare(on) {
		changes.setAttribute("aria-pressed", on);
		editor.compare(on);
		showEdited();
	}

	// undoAll - as in the book. Ctrl-Z in the editor brings the edit back.
	function undoAll() {
		for (const [name, text] of Object.entries(book))
			if (texts()[name] !== text)
				editor.replace(name, text);
		report([]);
		save();
		compare(false);
		say("As it is in the book. Ctrl-Z brings your edit back.");
		editor.focus();
	}

	async function link() {
		const url = new URL(location.href);
		url.hash = `edit=${path},${await packed(edited())}`;
		address.value = url.href;
		address.hidden = false;
		address.focus();
		address.select();
		try {
			await navigator.clipboard.writeText(url.href);
			say("The address of this edit has been copied.");
		} catch {
			say("Copy this address: it holds the edit.");
		}
	}

	// explained - where the book says more about a message: [pattern, place, title].
	const explained = text => live.explained.find(([pattern]) => new RegExp(pattern).test(text));

	// declared - a sentence about the header of a name that the compiler does not know, which
	// is there as soon as the kernel's names are.
	function declared(name) {
		const hint = element("span");
		names(say).then(({ list }) => {
			const found = list.find(({ label }) => label === name);
			if (found)
				hint.append(" It is declared in ", element("code", {}, `<${found.header}>`), ".");
		});
		return hint;
	}

	// report - what the compiler said: at the lines, and in a list of buttons.
	function report(messages) {
		editor.report(messages);
		editor.mark(null, 0);
		list.hidden = !messages.length;
		list.replaceChildren(...messages.map(({ file, line, kind, text }) => {
			const words = [element("b", { class: `live-${kind}` }, kind), ` ${text}`];
			const unknown = /^implicit declaration of function '(\w+)'$|^'(\w+)' undeclared/.exec(text);
			if (unknown)
				words.push(declared(unknown[1] ?? unknown[2]));
			const place = explained(text);
			if (place)
				words.push(" ", element("a", { href: new URL(`../${place[1]}`, live.base).href, title: "what the book says about it" }, `In the book: ${place[2]}`));
			return element("li", {}, line ? button(`${file}:${line}`, () => goTo(file, line)) : "", " ", ...words);
		}));
	}

	function goTo(file, line) {
		select(file);
		editor.goTo(file, line);
		editor.focus();
	}

	// known - what other modules export: the book's, and those that the reader has made.
	const known = () => ({ ...live.exports, ...Object.fromEntries([...modules].flatMap(([name, { exports }]) =>
		exports.map(symbol => [symbol, name]))) });

	// withNeeded - a module's file, after those of the reader's that it needs.
	function withNeeded(name, files = []) {
		const module = modules.get(name);
		if (module && !files.some(([file]) => file === module.path)) {
			for (const other of module.needs)
				withNeeded(other, files);
			files.push([module.path, module.ko]);
		}
		return files;
	}

	async function run() {
		const me = ++running, what = entry, all = texts();
		save();
		say("Compiling\u2026");
		runs.disabled = true;
		let result;
		try {
			const names = what.sources.map(base);
			const pick = test => Object.fromEntries(Object.entries(all).filter(([name]) => test(name)));
			result = await compiler.compile({ module: what.module.replace(/-/g, "_"), other: known(),
				sources: pick(name => names.includes(name)), headers: pick(name => !names.includes(name)) });
		} finally {
			runs.disabled = false;
		}
		if (me !== running || what !== entry)
			return;
		const errors = result.messages.filter(m => m.kind === "error").length, warnings = result.messages.length - errors;
		const count = (n, word) => n ? `${n} ${word}${n > 1 ? "s" : ""}` : "";
		const counts = [count(errors, "error"), count(warnings, "warning")].filter(text => text).join(", ");
		report(result.messages);
		if (!result.ko) {
			say(`${counts}: nothing was loaded.`);
			const first = result.messages.find(m => m.kind === "error" && m.line);
			if (first)
				goTo(first.file, first.line);
			return;
		}
		made = { entry: what, lines: result.lines, texts: all };
		const name = what.module.replace(/-/g, "_");
		modules.set(name, { path: `/lkmpg/${what.dir}/${what.module}.ko`, ko: result.ko, needs: result.needs, exports: result.exports });
		source.nextElementSibling.scrollIntoView({ block: "nearest" });	// where it is below
		const own = sessionOf(all[base(what.sources[0])]);
		await play({ ...what, try: own.length ? own : what.try }, withNeeded(name));
	}

	// --- a crash is a lesson: which line of the reader's was it ---------------------

	const PLACE = /(?:(EIP: )|(at \S+ )?)\b(\w+)\+0x([0-9a-f]+)\/0x[0-9a-f]+(?: \[(\w+)\])?/g;

	// lineOf - where in the reader's source the kernel was, by what it printed: first where
	// it was itself, then who had called. A call returns behind itself.
	function lineOf(output) {
		const name = made.entry.module.replace(/-/g, "_");
		for (const [, itself, warned, symbol, offset, module] of output.matchAll(PLACE)) {
			const rows = module === name && made.lines[symbol];
			if (!rows)
				continue;
			const at = parseInt(offset, 16) - (itself || warned ? 0 : 1);
			const row = rows.filter(([begin]) => begin <= at).at(-1);
			if (row)
				return { file: row[2], line: row[1], symbol, itself: Boolean(itself || warned) };
		}
		return null;
	}

	live.crashed = trouble => {
		if (!made || source.hidden)
			return;
		const about = made, hear = machine().onoutput;
		const look = () => {
			const found = about === made && machine().trouble && lineOf(machine().output);
			if (!found)
				return false;
			const text = about.texts[found.file]?.split("\n")[found.line - 1]?.trim() ?? "";
			editor.mark(found.file, found.line);
			select(found.file);
			editor.goTo(found.file, found.line);
			trouble.prepend(element("p", { class: "live-where" },
				found.itself ? "It was in this line of yours: " : "This line of yours had called what ran into it: ",
				button(`${found.file}:${found.line}`, () => goTo(found.file, found.line)), " ", element("code", {}, text)));
			return true;
		};
		if (look())
			return;
		// The log goes on: what it was about comes first, where it was after that.
		machine().onoutput = text => {
			hear(text);
			if (look() || about !== made || !machine().trouble)
				machine().onoutput = hear;
		};
	};

	return { show };
};
})();
