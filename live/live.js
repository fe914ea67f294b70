// SPDX-License-Identifier: GPL-2.0
// live/live.js - what each page of the book loads of the machine: Run buttons at
// its listings, and a "run this line" at each step of its transcripts. The first
// click on either loads the rest, which is lab.js.
//
// They are found by what the book's pages have:
//   figure.code (but .excerpt, .header), .file in it names the source
//   figure.transcript, kbd.r is a command for root, kbd.u one of a user, kbd.m its
//   next line
// live/build puts before this text what there is to run: lkmpgLive, see
// live/index.

(() => {
"use strict";

const live = globalThis.lkmpgLive;
live.base = document.currentScript.src.replace(/[^/]*$/, "");

// --- what lab.js uses as well ----------------------------------------------------

live.script = name => added("script", name, { src: live.base + name });
live.style = name => added("link", name, { rel: "stylesheet", href: live.base + name });

function added(kind, name, attributes) {
	return new Promise((resolve, reject) => {
		document.head.append(element(kind, { ...attributes, onload: resolve,
			onerror: () => reject(new Error(`${name} could not be loaded`)) }));
	});
}

function element(name, attributes = {}, ...children) {
	const result = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith("on"))
			result.addEventListener(key.slice(2), value);
		else if (value !== false)
			result.setAttribute(key, value === true ? "" : value);
	}
	result.append(...children);
	return result;
}
live.element = element;

// --- the first click -------------------------------------------------------------

let loading = null;

// use - one of what lab.js offers: run(figure, source), line(figure, command, user),
// edit(figure, source, link).
async function use(what, figure, ...args) {
	let failed = "";
	try {
		await (loading ??= Promise.all([live.script("lab.js"), live.style("lab.css")]));
	} catch (error) {
		loading = null;
		failed = `The machine could not be loaded (${error.message}).`;
	}
	figure?.querySelector(".live-failed")?.remove();
	if (failed)
		figure?.append(element("p", { class: "live-lacking live-failed", role: "alert" }, failed));
	else
		live[what](figure, ...args);
}

const button = (text, action, attributes) =>
	element("button", { type: "button", onclick: action, ...attributes }, text);

// --- the page ----------------------------------------------------------------------------

// missing - what the machine lacks of what a command needs: programs, files of
// those who compile.
const PLAIN = ["source files", "kernel headers"];
const WORDS = /^(if|then|else|fi|for|while|until|do|done|case|esac|in|\{|\}|!|\(|\)|[A-Za-z_]\w*=.*|[\w./-]+\.sh)$/;
function missing(command) {
	for (const part of command.replace(/'[^']*'|"[^"]*"/g, "q").split(/[|;&\n]+|\$\(/)) {
		const word = part.trim().split(/\s+/).find(w => w && !WORDS.test(w) && !/^[<>]/.test(w));
		if (word && !word.startsWith("#") && !live.programs.includes(word.replace(/^.*\//, "")))
			return word;
	}
	for (const [name, device] of Object.values(live.lacks))
		if (command.includes(name) || command.includes(name.replaceAll("-", "_")) ||
		    new RegExp(`\\b${device}[\\d_[]`).test(command))
			return device;
	const file = /\$\{?KDIR\b|\b(Makefile|[\w-]+\.[cho])\b/.exec(command);
	return file && PLAIN[file[1] ? 0 : 1];
}

function offerRun(figure) {
	const source = figure.querySelector(".file")?.textContent.trim();
	const name = live.sources[source];
	if (live.lacks[source])
		figure.append(element("p", { class: "live-lacking" },
			"This cannot be run here: the machine in this page has no ", ...list([live.lacks[source][1]])));
	if (!name)
		return;
	// A place of their own: what is in the caption already must not move.
	const tools = element("span", { class: "live-offer" });
	figure.querySelector("figcaption").insertBefore(tools, figure.querySelector("figcaption .tools"));
	tools.append(button("Edit", () => use("edit", figure, source), {
		class: "live-edit", "aria-label": `Edit ${name} in this page`,
		title: "change it, compile it in this page, and load what you made (1 MB more, once)" }));
	if (figure.matches(".excerpt"))
		return;		// Run is at the whole listing
	tools.prepend(button("Run", () => use("run", figure, source), {
		class: "live-run", "aria-label": `Run ${name} in this page`,
		title: "loads it into a Linux that runs in this page (3 MB, once)" }));
}

// offerLines - a button for each step that the machine can do, and a sentence
// about those that it cannot. What an ordinary user does after one of these
// needs what that would have made.
function offerLines(figure) {
	const lacking = new Set();
	let left = 0;
	for (const kbd of figure.querySelectorAll("kbd:is(.r, .u)")) {
		let command = kbd.textContent, last = kbd;
		for (let next = kbd.nextElementSibling; next?.matches("kbd.m"); next = next.nextElementSibling) {
			command += "\n" + next.textContent;
			last = next;
		}
		const user = kbd.matches(".u") && "reader";
		const word = missing(command);
		if (word)
			lacking.add(word);
		if (word || (user && (lacking.size || /^cd [^;|&]*$/.test(command)))) {
			left++;
			continue;
		}
		last.after(button("", () => use("line", figure, command, user), {
			class: "live-line", "aria-label": `Run this line: ${command}`,
			title: "run this line in the machine of this page" }));
	}
	if (lacking.size)
		figure.append(element("p", { class: "live-lacking" },
			figure.querySelector(".live-line") ? `${left === 1 ? "The line" : "Lines"} without a button cannot be run here: ` :
			"This cannot be run here: ", "the machine in this page has no ", ...list([...lacking])));
}

// list - words as a person lists them, each as code but the plain ones.
function list(words) {
	const result = [];
	for (const [i, word] of words.entries()) {
		if (i > 0)
			result.push(i === words.length - 1 ? " and no " : ", no ");
		result.push(PLAIN.includes(word) ? word : element("code", {}, word));
	}
	return [...result, "."];
}

document.querySelectorAll("figure.code:not(.header)").forEach(offerRun);
document.querySelectorAll("figure.transcript").forEach(offerLines);

// A link to an edit: #edit=SOURCE,TEXTS, which edit.js unpacks.
const link = /^#edit=([\w/.-]+),([\w-]+)$/.exec(location.hash);
if (link && (live.sources[link[1]] || link[1] === "new"))
	use("edit", null, link[1], link[2]);
})();
