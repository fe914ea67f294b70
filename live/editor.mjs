// SPDX-License-Identifier: GPL-2.0
// live/editor.mjs - the editor of the workbench: CodeMirror, as much of it as an edit
// needs. live/build packs it into editor.js, which the first edit loads. It defines one
// name, lkmpgEditor.

import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent, insertTab } from "@codemirror/commands";
import { cpp } from "@codemirror/lang-cpp";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
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

// create - an editor of several files in an element. changed() is called when the reader
// has changed something, run() when he presses Ctrl-Enter.
function create(parent, { changed, run }) {
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
	const stateOf = (name, text) => EditorState.create({ doc: text, extensions: [
		lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(),
		bracketMatching(), indentOnInput(), highlightSelectionMatches(), lintGutter(), marked,
		cpp(), syntaxHighlighting(classHighlighter),
		indentUnit.of("\t"), EditorState.tabSize.of(8), differences.of(compare(name)),
		EditorView.contentAttributes.of({ tabindex: "0", "aria-label": `Source ${name}`, "aria-describedby": "live-edit-keys" }),
		EditorView.updateListener.of(update => {
			if (update.docChanged)
				changed(name);
		}),
		keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, { key: "Tab", run: insertTab },
			{ key: "Enter", run: insertNewlineAndIndent }, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
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
		// open - begin with these files; originals are what the book has.
		open(texts, book) {
			now = null;
			originals = book;
			states = new Map(Object.entries(texts).map(([name, text]) => [name, stateOf(name, text)]));
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

globalThis.lkmpgEditor = { create };
