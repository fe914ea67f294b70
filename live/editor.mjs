// SPDX-License-Identifier: GPL-2.0
// live/editor.mjs - the editor of the workbench: CodeMirror, as much of it as an edit
// needs. live/build packs it into editor.js, which the first edit loads. It defines one
// name, lkmpgEditor.

import { acceptCompletion, autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent, insertTab } from "@codemirror/commands";
import { cpp } from "@codemirror/lang-cpp";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap,
	lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// The line that the kernel was in when it ran into a bug.
const markLine = StateEffect.define();
const marked = StateField.define({
	create: () => Decoration.none,
	update(value, transaction) {
		for (const effect of transaction.effects)
			if (effect.is(markLine))
				return effect.value === null ? Decoration.none :
					Decoration.set([Decoration.line({ class: "live-here" }).range(transaction.state.doc.line(effect.value).from)]);
		return value.map(transaction.changes);
	},
	provide: field => EditorView.decorations.from(field),
});

// --- completion ----------------------------------------------------------------------

// info - what the list says beside a name: what it is for, and where it is from.
function info({ header, about }) {
	const box = document.createElement("div"), from = document.createElement("code");
	from.textContent = `#include <${header}>`;
	if (about)
		box.append(`${about[0].toUpperCase()}${about.slice(1).replace(/\.$/, "")}.`, document.createElement("br"));
	box.append(from);
	return box;
}

const TYPES = { f: "function", s: "class", m: "constant" };

// complete - the words that could stand where the cursor is: the kernel's names, which
// names() gives, and those of the source; headers in an #include. Nothing in comments,
// strings, and behind "->" and ".", where members are.
const complete = names => async context => {
	const header = context.matchBefore(/^[ \t]*#[ \t]*include[ \t]*<[\w/.-]*/m);
	if (header) {
		const { headers } = await names();
		return { from: header.from + header.text.indexOf("<") + 1, options: headers, validFor: /^[\w/.-]*$/ };
	}
	const word = context.matchBefore(/\w+/);
	if (!word || /^\d/.test(word.text) || (word.text.length < 3 && !context.explicit))
		return null;
	if (/Comment|String|Char/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name))
		return null;
	const text = context.state.doc.toString();
	const own = new Set(`${text.slice(0, word.from)} ${text.slice(context.pos)}`
		.replace(/\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"/g, " ").match(/\b[A-Za-z_]\w{2,}/g));
	if (/(->|\.)$/.test(text.slice(0, word.from)))
		return { from: word.from, options: [...own].map(label => ({ label, type: "text" })), validFor: /^\w*$/ };
	const { list, known } = await names();
	return { from: word.from, validFor: /^\w*$/,
		options: [...[...own].filter(label => !known.has(label)).map(label => ({ label, type: "text", boost: 20 })), ...list] };
};

// options - of the lines that live/names has written; often(name) tells how often the
// book's sources have a name, which comes before one that they never have.
function options(text, often) {
	const list = [], headers = new Map();
	for (const line of text.trimEnd().split("\n")) {
		const [label, kind, header, detail, about] = line.split("\t");
		list.push({ label, header, type: TYPES[kind], detail: detail || (kind === "s" ? "struct" : ""),
			boost: Math.min(30, 10 * often(label)) + (about ? 5 : 0), info: () => info({ header, about }) });
		headers.set(header, (headers.get(header) ?? 0) + 1);
	}
	return { list, known: new Set(list.map(({ label }) => label)),
		headers: [...headers.keys()].map(label => ({ label, type: "text", boost: Math.min(30, 10 * often(`<${label}>`)) })) };
}

// --- the editor ------------------------------------------------------------------------

// create - an editor of several files in an element. changed() is called when the reader
// has changed something, run() when he presses Ctrl-Enter; names() promises what options()
// makes.
function create(parent, { changed, run, names }) {
	const view = new EditorView({ parent });
	const differences = new Compartment();
	let states = new Map(), originals = {}, now = null, comparing = false;

	const compare = name => comparing && name in originals ? unifiedMergeView({
		original: originals[name], highlightChanges: true, gutter: true, allowInlineDiffs: false,
		mergeControls(type, action) {
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = "Undo this";
			button.className = "live-undo-this";
			button.hidden = type !== "reject";
			button.onclick = action;
			return button;
		},
	}) : [];
	const stateOf = (name, text, only) => EditorState.create({ doc: text, extensions: [
		EditorState.readOnly.of(only),
		lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(),
		autocompletion({ override: [complete(names)], icons: false, maxRenderedOptions: 50, tooltipClass: () => "live-names" }),
		bracketMatching(), indentOnInput(), highlightSelectionMatches(), lintGutter(), marked,
		cpp(), syntaxHighlighting(classHighlighter),
		indentUnit.of("\t"), EditorState.tabSize.of(8), differences.of(compare(name)),
		EditorView.contentAttributes.of({ tabindex: "0", "aria-label": `Source ${name}${only ? ", which can only be read" : ""}`, "aria-describedby": "live-edit-keys" }),
		EditorView.updateListener.of(update => {
			if (update.docChanged)
				changed(name);
		}),
		keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, { key: "Tab", run: acceptCompletion }, { key: "Tab", run: insertTab },
			{ key: "Enter", run: insertNewlineAndIndent }, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
	] });
	const keep = () => now !== null && states.set(now, view.state);
	const change = (name, spec) => {
		if (name === now)
			view.dispatch(spec);
		else if (states.has(name))
			states.set(name, states.get(name).update(spec).state);
	};
	const state = name => name === now ? view.state : states.get(name);
	const within = (name, line) => Math.max(1, Math.min(line, state(name).doc.lines));

	const editor = {
		view,
		// open - begin with these files; book is what the book has of them, shown are others,
		// which can only be read.
		open(texts, book, shown = {}) {
			now = null;
			originals = book;
			states = new Map([...Object.entries(texts).map(([name, text]) => [name, stateOf(name, text, false)]),
				...Object.entries(shown).map(([name, text]) => [name, stateOf(name, text, true)])]);
			editor.show(Object.keys(texts)[0]);
		},
		show(name) {
			keep();
			now = name;
			view.setState(states.get(name));
			view.dispatch({ effects: differences.reconfigure(compare(name)) });
		},
		texts() {
			keep();
			return Object.fromEntries([...states].map(([name, state]) => [name, state.doc.toString()]));
		},
		replace(name, text) {
			change(name, { changes: { from: 0, to: state(name).doc.length, insert: text } });
		},
		// report - messages at their lines, in all files.
		report(messages) {
			for (const name of states.keys()) {
				const own = messages.filter(m => m.file === name && m.line).map(m => {
					const line = state(name).doc.line(within(name, m.line));
					const indent = /^\s*/.exec(line.text)[0].length;
					return { from: Math.min(line.to, line.from + indent), to: line.to, severity: m.kind, message: m.text };
				});
				change(name, setDiagnostics(state(name), own));
			}
		},
		mark(name, line) {
			for (const other of states.keys())
				change(other, { effects: markLine.of(other === name ? within(name, line) : null) });
		},
		goTo(name, line) {
			if (name !== now)
				editor.show(name);
			const { from } = view.state.doc.line(within(name, line));
			view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
		},
		compare(on) {
			comparing = on;
			editor.show(now);
		},
		focus: () => view.focus(),
	};
	return editor;
}

globalThis.lkmpgEditor = { create, options };
