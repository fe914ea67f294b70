// SPDX-License-Identifier: GPL-2.0
// live/lab.js - the workbench: a panel, docked to the lower edge of the window, with the
// terminal, and the one machine of the page, which is woken by the first click. Loaded by
// live.js, with what is common to both: lkmpgLive.base, .script(), .style(), .element().
// live/build puts before this text what is known of each module: lkmpgLive.index, see
// live/index. The first edit loads the other half of the workbench, edit.js.

(() => {
"use strict";

const live = globalThis.lkmpgLive;
const { element } = live;
const fromDisk = location.protocol === "file:";
live.idle = 60000;		// ms without input, then the machine is paused
const KO_MAX = 1 << 20;		// bytes of a module that is dropped in
const SHORT = 70;		// letters of a command that fits into any line
const UNAVAILABLE = "This browser cannot run the machine here (it has no WebAssembly, or an old one). " +
	"The transcripts in this chapter show what it would print: they were recorded in the lab.";

let machine = null, terminal = null, panel = null;
let waking = null;		// a promise: the machine and the terminal
let current = null;		// what the panel is about: an entry of the index
let playing = 0;		// counts up: who plays on after that was overtaken
let idle = 0;

// --- loading ---------------------------------------------------------------------

// A page from a disk may fetch nothing: there, each file has a twin that is a
// script, with the content in base64.
live.files = {};
live.file = (name, base64) => {
	if (Uint8Array.fromBase64) {
		live.files[name] = Uint8Array.fromBase64(base64);
		return;
	}
	const text = atob(base64);
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++)
		bytes[i] = text.charCodeAt(i);
	live.files[name] = bytes;
};

live.open = open;
async function open(name) {
	if (fromDisk) {
		await live.script(name + ".js");
		const bytes = live.files[name];
		delete live.files[name];
		return new Response(bytes);
	}
	const response = await fetch(live.base + name);
	if (!response.ok)
		throw new Error(`${name}: ${response.status} ${response.statusText}`);
	return response;
}

// The emulator, compiled while it still arrives. It is packed, so that it is
// small whatever the server does.
async function compile() {
	const packed = await open("v86.wasm.gz");
	const plain = packed.body.pipeThrough(new DecompressionStream("gzip"));
	const response = new Response(plain, { headers: { "Content-Type": "application/wasm" } });
	return WebAssembly.compileStreaming(response);
}

const able = () => typeof WebAssembly === "object" && "compileStreaming" in WebAssembly &&
	typeof DecompressionStream === "function";

// All of it at once; the terminal is made as soon as it is there, while the
// emulator is still compiled.
async function load() {
	const [state, module] = await Promise.all([open("state.zst").then(response => response.arrayBuffer()), compile(),
		live.script("machine.js"), live.script("libv86.js"),
		Promise.all([live.script("xterm.js"), live.style("xterm.css")]).then(makeTerminal)]);
	const { Machine } = globalThis.lkmpgMachine;
	machine = new Machine(globalThis.V86, state, {
		wasm_fn: async imports => (await WebAssembly.instantiate(module, imports)).exports,
	});
	machine.onoutput = hear;
	machine.ontrouble = showTrouble;
	machine.onprompt = () => {
		if (playing === 0)
			announce(machine.output);
	};
	await machine.run();
	terminal.write(globalThis.lkmpgMachine.PROMPT_TEXT);
	live.machine = machine;
}

// wake - the machine as it is, or a clean one if there is none yet.
async function wake() {
	waking ??= load();
	try {
		await waking;
	} catch (error) {
		waking = null;
		throw new Error(`the machine could not be loaded (${error.message})`);
	}
	stir();
	await machine.run();
}

// --- when nobody looks, it stands still ---------------------------------------------

function stir() {
	clearTimeout(idle);
	// A session that is being played is no idle machine, however slow it is.
	idle = setTimeout(() => playing && machine?.busy ? stir() : rest(), live.idle);
	if (machine && !document.hidden && !machine.v86.is_running()) {
		machine.run();
		say("");
	}
}

async function rest() {
	clearTimeout(idle);
	if (!machine || !machine.v86.is_running())
		return;
	await machine.stop();
	say("Paused. It goes on as soon as you type.");
}

document.addEventListener("visibilitychange", () => document.hidden ? rest() : machine && stir());

// --- the panel -------------------------------------------------------------------------

// A button; what goes wrong with what it does is said beside the machine's
// name. That a later click overtook it is nothing wrong.
const button = (text, action, attributes = {}) =>
	element("button", { type: "button", onclick: () => attempt(action), ...attributes }, text);

async function attempt(action) {
	try {
		await action();
	} catch (error) {
		if (error.message !== globalThis.lkmpgMachine?.RESET)
			say(`That did not work: ${error.message}.`);
	}
}

let title, status, said, screen, trouble, parameters, chooser, again, edit, source, grip, larger, apart;
let opener = null;		// the button that opened the panel

function makePanel() {
	title = element("b");
	status = element("span", { class: "live-status", role: "status" });
	said = element("p", { class: "live-said", "aria-live": "polite" });
	screen = element("div", { class: "live-screen" });
	trouble = element("div", { class: "live-trouble", role: "alert", hidden: true });
	parameters = element("form", { class: "live-parameters", hidden: true, onsubmit: event => {
		event.preventDefault();
		attempt(loadWith);
	} });
	chooser = element("input", { type: "file", accept: ".ko", hidden: true, onchange: () => {
		if (chooser.files.length)
			attempt(drop.bind(null, chooser.files[0]));
		chooser.value = "";
	} });
	again = button("Play again", () => play(current));
	edit = button("Edit", () => live.edit(null, current.sources[0]), { class: "live-edit",
		title: "change the source, compile it in this page, and load that" });
	source = element("div", { class: "live-source", hidden: true });
	apart = button("Log apart", chooseLog, { "aria-pressed": "false",
		title: "the kernel\u2019s log in a box of its own, instead of between what the terminal prints" });
	log.box = element("pre", { class: "live-log", role: "log", "aria-live": "off", "aria-label": "The kernel\u2019s log", tabindex: "0", hidden: true });
	larger = button("Larger", () => full(!panel.classList.contains("live-full")), { "aria-pressed": "false" });
	grip = element("div", { class: "live-grip", role: "separator", tabindex: "0", "aria-label": "Height of the workbench",
		"aria-orientation": "horizontal", "aria-valuemin": "20", "aria-valuemax": "95", "aria-valuenow": "50",
		onpointerdown: pull, onkeydown: event => {
			const step = { ArrowUp: 5, ArrowDown: -5 }[event.key];
			if (step) {
				event.preventDefault();
				size(Number(grip.getAttribute("aria-valuenow")) + step);
			}
		} });
	const keys = element("div", { class: "live-keys", "aria-hidden": "true" });
	for (const [label, sent] of [["Tab", "\t"], ["\u2191", "\x1b[A"], ["\u2193", "\x1b[B"], ["Ctrl-C", "\x03"],
				     ["/", "/"], ["-", "-"], ["|", "|"], [">", ">"]])
		keys.append(button(label, () => { input(sent); terminal.focus(); }, { tabindex: "-1" }));
	panel = element("section", { class: "live", "aria-label": "A Linux machine in this page" }, grip,
		element("div", { class: "live-bar" }, title, status, element("span", { class: "live-buttons" },
			edit, again,
			button("Reset", reset, { title: "a clean machine" }),
			button("Load a .ko\u2026", () => chooser.click(), {
				title: "a module of your own, built against this machine's headers; or drop it here" }),
			apart, larger, button("Close", close), chooser)),
		trouble,
		element("div", { class: "live-halves" }, source, element("div", { class: "live-machine" }, log.box, screen, keys,
			element("p", { class: "live-hint", id: "live-hint" }, "Type at the prompt. Esc and then Tab leaves the terminal. ",
				element("a", { href: live.base + "index.html" }, "What runs here, its sources, headers for your own modules")),
			parameters)), said);
	logApart(wantsApart());
	panel.addEventListener("dragover", event => { event.preventDefault(); panel.classList.add("live-over"); });
	panel.addEventListener("dragleave", () => panel.classList.remove("live-over"));
	panel.addEventListener("drop", event => {
		event.preventDefault();
		panel.classList.remove("live-over");
		const file = event.dataTransfer.files[0];
		if (file)
			attempt(() => drop(file));
	});
}

// say - one line about the machine, beside its name.
function say(text) {
	if (status)
		status.textContent = text;
}

// announce - what was printed, for those who listen instead of looking.
function announce(output) {
	const lines = globalThis.lkmpgMachine.Machine.plain(output).trim().split("\n");
	said.textContent = lines.slice(0, 20).join("\n") + (lines.length > 20 ? `\nand ${lines.length - 20} lines more` : "");
}

// place - the panel, about this entry, for a reader who clicked at this figure.
function place(figure, entry) {
	if (!panel) {
		makePanel();
		(document.querySelector("main") ?? document.body).append(panel);
		new ResizeObserver(makeRoom).observe(panel);
		size(50);
	}
	// The machine goes on for the module that is being changed; Run is about the book's.
	if (figure && entry)
		source.hidden = true;
	else if (!source.hidden)
		entry ??= current;
	opener = figure?.contains(document.activeElement) ? document.activeElement :
		figure?.querySelector("button.live-run, button.live-line, button.live-edit") ?? opener;
	current = entry;
	title.textContent = entry ? entry.name : "The machine";
	again.hidden = !entry || !source.hidden;
	edit.hidden = !entry || !source.hidden;
	panel.hidden = false;
	makeRoom();
	offerParameters(entry);
	// What was clicked stays in sight, above the panel.
	const under = opener && figure ? opener.getBoundingClientRect().bottom + 40 - panel.getBoundingClientRect().top : 0;
	if (under > 0)
		scrollBy({ top: under });
}

function close() {
	playing = 0;
	panel.hidden = true;
	makeRoom();
	rest();
	opener?.focus();
}

// size - the panel's height, in hundredths of the window's.
function size(percent) {
	percent = Math.round(Math.max(20, Math.min(95, percent)));
	grip.setAttribute("aria-valuenow", percent);
	document.documentElement.style.setProperty("--live-height", `${percent}dvh`);
}
live.size = least => Number(grip.getAttribute("aria-valuenow")) < least && size(least);

function full(on) {
	panel.classList.toggle("live-full", on);
	larger.setAttribute("aria-pressed", on);
}

// pull - the grip follows the pointer.
function pull(down) {
	grip.setPointerCapture(down.pointerId);
	const move = event => size(100 * (1 - event.clientY / innerHeight));
	grip.addEventListener("pointermove", move);
	grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), { once: true });
	full(false);
}

// makeRoom - the end of the page can be scrolled above the panel, and what gets the
// focus is scrolled there.
function makeRoom() {
	const height = panel.hidden || panel.classList.contains("live-full") ? 0 : panel.offsetHeight;
	document.body.style.paddingBottom = height ? `${height}px` : "";
	document.documentElement.style.scrollPaddingBottom = height ? `${height + 16}px` : "";
}

// --- the kernel's log, in the terminal or apart ---------------------------------------

// The kernel writes its log to the terminal's line, a record at once: with the log apart,
// records that are new go to a box of their own. What dmesg prints has been there before,
// and stays where the reader has asked for it.
const RECORD = /\[ *(\d+\.\d{6})\] [^\r\n]*\r?\n/;
const BEGUN = /\[ *(\d+(\.\d{0,6}(\](?: [^\r\n]*\r?)?)?)?)?$/;
const LOG_MAX = 2000;		// records that the box has
const LOG = "lkmpg-log";	// what the choice is remembered as
const log = { box: null, apart: false, rest: "", newest: 0, seen: new Set(), timer: 0 };

// hear - what the machine's line says: to the terminal, but for the log if that is apart.
function hear(text) {
	clearTimeout(log.timer);
	if (!log.apart)
		terminal.write(text);
	log.rest += text;
	for (let found; (found = RECORD.exec(log.rest));) {
		const before = log.rest.slice(0, found.index), time = Number(found[1]);
		log.rest = log.rest.slice(found.index + found[0].length);
		const old = time < log.newest || log.seen.has(found[0]);
		if (log.apart)
			terminal.write(before + (old ? found[0] : ""));
		if (old)
			continue;
		log.newest = time;
		log.seen.add(found[0]);
		record(found[0]);
	}
	// What may become a record waits for the rest of it, unless a person typed it.
	const begun = BEGUN.exec(log.rest)?.index ?? log.rest.length;
	release(begun);
	if (log.rest)
		log.timer = setTimeout(() => release(log.rest.length), 250);
}

function release(count) {
	if (log.apart && count)
		terminal.write(log.rest.slice(0, count));
	log.rest = log.rest.slice(count);
}

// record - one more in the box, which follows, unless the reader has scrolled up.
function record(text) {
	const { box } = log, follows = box.scrollHeight - box.scrollTop - box.clientHeight < 30;
	box.append(text.replace(/\r/g, ""));
	while (box.childNodes.length > LOG_MAX)
		box.firstChild.remove();
	if (follows)
		box.scrollTop = box.scrollHeight;
}

function forgetLog() {
	Object.assign(log, { rest: "", newest: 0, seen: new Set() });
	clearTimeout(log.timer);
	log.box.textContent = "";
}

function logApart(on) {
	release(log.rest.length);
	log.apart = on;
	log.box.hidden = !on;
	log.box.scrollTop = log.box.scrollHeight;
	apart.setAttribute("aria-pressed", on);
}

function chooseLog() {
	logApart(!log.apart);
	try {
		localStorage.setItem(LOG, log.apart ? "apart" : "mixed");
	} catch { /* then it is chosen for this page only */ }
}

const wantsApart = () => {
	try {
		return localStorage.getItem(LOG) === "apart";
	} catch {
		return false;
	}
};

// --- the terminal ------------------------------------------------------------------

const FONT = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';

function makeTerminal() {
	if (terminal)
		return;		// of a first click, which could not load the rest
	live.terminal = terminal = new globalThis.Terminal({
		cols: 80, rows: 16, scrollback: 2000, fontFamily: FONT, fontSize: 13,
		theme: { background: "#16191d", foreground: "#e6e3dc", cursor: "#e0a84e" },
	});
	terminal.open(screen);
	const area = terminal.textarea;
	area.setAttribute("aria-label", "Terminal of the machine");
	area.setAttribute("aria-describedby", "live-hint");
	// Tab belongs to the shell, except after Esc.
	let leaving = false;
	terminal.attachCustomKeyEventHandler(event => {
		if (event.type !== "keydown")
			return true;
		if (event.key === "Tab" && leaving)
			return false;
		if (event.key === "Shift")
			return true;
		leaving = event.key === "Escape";
		return !leaving;
	});
	terminal.onData(data => {
		if (/^\x1b\[\d+;\d+R$/.test(data))
			machine.send(data);	// the terminal's own answer: where its cursor is
		else
			input(data);
	});
	let timer = 0;
	new ResizeObserver(() => {
		clearTimeout(timer);
		timer = setTimeout(fit, 150);
	}).observe(screen);
}

// input - what the reader types. It ends a play.
function input(data) {
	if (!machine)
		return;
	playing = 0;
	machine.send(data);
	stir();
}

// fit - as many columns and lines as there is room for.
function fit() {
	if (!terminal || !screen.clientWidth)
		return;
	const context = document.createElement("canvas").getContext("2d");
	context.font = `13px ${FONT}`;
	const width = context.measureText("MMMMMMMMMM").width / 10;
	const line = screen.querySelector(".xterm-screen").clientHeight / terminal.rows || 17;
	terminal.resize(Math.max(24, Math.min(110, Math.floor((screen.clientWidth - 30) / width))),
		Math.max(8, Math.floor((screen.clientHeight - 14) / line)));
	if (machine && playing === 0)
		attempt(tell);
}

// tell - tell the machine, on its other line. Its shell draws its prompt again
// then; so this is done between two commands, and the first need not wait for it.
async function tell() {
	const now = `rows ${terminal.rows} cols ${terminal.cols}`;
	if (!machine.v86.is_running() || machine.busy || (tell.size === now && tell.generation === machine.generation))
		return;
	tell.size = now;
	tell.generation = machine.generation;
	const drawn = machine.prompt();
	await Promise.all([drawn, machine.control(`stty -F /dev/ttyS0 ${now}`)]);
}

// --- what the buttons do ----------------------------------------------------------------

async function clean() {
	await machine.reset();
	forgetLog();
	terminal.reset();
	terminal.write(globalThis.lkmpgMachine.PROMPT_TEXT);
	trouble.hidden = true;
	stir();
}

async function reset() {
	playing = 0;
	await wake();
	await clean();
	await tell();
	say("A clean machine.");
	handOver();
}

// handOver - the prompt is the reader's. On a touch screen, where focus calls
// the keyboard up, he taps.
function handOver() {
	if (matchMedia("(pointer: fine)").matches)
		terminal.focus();
}

// play - a clean machine, and the session from the source's head. files are
// put there before: modules of the reader's, path and bytes.
async function play(entry, files = []) {
	const me = playing = ++play.count;
	const fresh = !machine;
	say("Waking the machine\u2026");
	await wake();
	if (!fresh)
		await clean();
	for (const [path, bytes] of files)
		await machine.put(path, bytes);
	say("Playing what the source says under \u201cTry:\u201d\u2026");
	if (entry.dir !== "examples")
		await step(me, `cd ../${entry.dir}`);
	for (const command of entry.try) {
		if (machine.output)
			await machine.settle(300);	// a pause, to read what it said
		const ended = await step(me, command);
		if (playing !== me)
			return;	// the reader types, or has clicked again
		announce(ended.output);
	}
	playing = 0;
	say("Your turn: the prompt is yours.");
	handOver();
}
play.count = 0;

async function step(me, command) {
	if (playing !== me)
		return null;
	stir();
	if (command.length > SHORT)
		await tell();
	const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
	const ended = await machine.type(command, calm ? 0 : 5);
	await tell();
	return ended;
}

// runLine - a step of a transcript, in the machine as it is. Its shell is root's.
async function runLine(command, user) {
	if (user)
		command = `su ${user} -c '${command.replace(/'/g, "'\\''")}'`;
	const me = playing = ++play.count;
	say("");
	await wake();
	if (machine.busy)
		await machine.prompt();
	await step(me, command);
	if (playing !== me)
		return;
	playing = 0;
	announce(machine.output);
	handOver();
}

// drop - a module that the reader has built.
async function drop(file) {
	if (!/^[\w.-]+\.ko$/.test(file.name))
		return say(`${file.name} is not a module: it should be called NAME.ko.`);
	if (file.size > KO_MAX)
		return say(`${file.name} is larger than 1 MB. Does it have debugging information? strip --strip-debug takes that out.`);
	await wake();
	await machine.put(`/lkmpg/examples/${file.name}`, new Uint8Array(await file.arrayBuffer()));
	say(`${file.name} is there.`);
	return runLine(`insmod /lkmpg/examples/${file.name}`);
}

// offerParameters - a field for each that the module declares.
function offerParameters(entry) {
	parameters.replaceChildren();
	parameters.hidden = !entry || !entry.parameters.length;
	if (parameters.hidden)
		return;
	const id = "live-parameter-";
	parameters.append(element("p", {}, "Load it with other values:"));
	for (const [name, description] of entry.parameters)
		parameters.append(element("label", { for: id + name }, element("code", {}, name), " ", description),
			element("input", { type: "text", id: id + name, name, autocomplete: "off", autocapitalize: "off", spellcheck: "false" }));
	parameters.append(element("button", { type: "submit" }, `insmod ${entry.module}.ko`));
}

function quote(value) {
	if (/^[\w.,:/+-]*$/.test(value))
		return value;
	return `'"${value.replace(/'/g, `'\\''`)}"'`;
}

async function loadWith() {
	const words = [...new FormData(parameters)].filter(([, value]) => value !== "")
		.map(([name, value]) => `${name}=${quote(value)}`);
	const entry = current, loaded = entry.module.replace(/-/g, "_");
	const me = playing = ++play.count;
	await wake();
	if (machine.busy)
		await machine.prompt();
	if ((await machine.control(`test -d /sys/module/${loaded}`)).status === 0)
		await step(me, `rmmod ${entry.module}`);
	await step(me, [`insmod /lkmpg/${entry.dir}/${entry.module}.ko`, ...words].join(" "));
	if (playing !== me)
		return;
	playing = 0;
	announce(machine.output);
}

// showTrouble - the kernel has complained. What that means, and the way out.
function showTrouble(line) {
	const dead = /panic/.test(line);
	trouble.replaceChildren(
		element("p", {}, element("b", {}, dead ? "The kernel has stopped: " : "The kernel has run into a bug: "),
			element("code", {}, line)),
		element("p", {}, dead ?
			"This is a panic: nothing runs any more in that machine, and on a real one you would have to switch it off." :
			"The log below is what it knows: where it was (EIP), who called whom (Call Trace). It has killed the process that " +
			"ran into it, and what that process held, locks for example, is held forever. Such a kernel may go on for a long " +
			"time, but do not trust it; yours, outside this page, has not noticed anything."),
		button("Reset", reset));
	trouble.hidden = false;
	live.crashed?.(trouble);
}

// --- for the buttons in the page ------------------------------------------------------

const offer = (figure, entry, action) => attempt(async () => {
	place(figure, entry);
	if (!able())
		return say(UNAVAILABLE);
	await action();
});
live.run = (figure, source) => offer(figure, live.index[source], () => play(live.index[source]));
live.line = (figure, command, user) => offer(figure, null, () => runLine(command, user));

// edit - the source beside the terminal. What that needs is loaded now.
let bench = null;
const PARTS = ["editor.js", "sources.js", "edit.js"];
live.edit = (figure, path, link = null) => offer(figure, live.index[path] ?? null, async () => {
	say("Loading the editor\u2026");
	bench ??= Promise.all([live.style("edit.css"), ...PARTS.map(live.script)]).then(() => live.makeBench({
		source, say, attempt, button, play, announce, handOver, place: entry => place(null, entry),
		machine: () => machine,
	}), error => { bench = null; throw error; });
	const { show } = await bench;
	await show(path, link, parseInt(figure?.querySelector("pre.n")?.textContent, 10) || 1);
	again.hidden = edit.hidden = true;
	live.size(matchMedia("(max-width: 55rem)").matches ? 85 : 60);
});
})();
