// SPDX-License-Identifier: OSL-3.0
// find.js - search as one types. Loaded by book.js when the reader first asks for
// it, together with minisearch.js; search.js then brings what there is to find:
//	lkmpgSearch([[kind, title, url, where, text], ...])
"use strict";
{
	// What a kind of entry is called, and how much it counts.
	const kinds = {
		c: ["chapter", 3], h: ["section", 2.2], s: ["section", 1.9], d: ["definition", 2.4],
		g: ["glossary", 2.3], l: ["listing", 1.5], t: ["figure or table", 1], i: ["index", 1.6],
	};
	// Identifiers stay whole; what else they may consist of is a separator.
	const tokens = text => text.toLowerCase().split(/[^a-z0-9_]+/).filter(Boolean);
	const bare = text => text.toLowerCase().replace(/^(struct|-)\s*(?=\w)|\(\)$/g, "").trim();
	let entries, index, ask, said, list;

	const make = (name, properties = {}, ...children) => {
		const element = Object.assign(document.createElement(name), properties);
		element.append(...children);
		return element;
	};

	// --- finding

	globalThis.lkmpgSearch = found => {
		entries = found.map(([kind, title, url, where, text], id) => ({ id, kind, title, url, where, text }));
		index = new MiniSearch({
			fields: ["title", "text"],
			tokenize: tokens,
			// copy_to_user is found by its parts, too.
			processTerm: term => term.includes("_", 1) ? [term, ...term.split("_").filter(Boolean)] : term,
			searchOptions: {
				tokenize: tokens, processTerm: term => term,
				boost: { title: 5 }, prefix: true, combineWith: "AND",
				fuzzy: term => term.length > 5 && !term.includes("_") && 0.15,
				boostDocument: id => kinds[entries[id].kind][1],
			},
		});
		index.addAll(entries);
		answer();
	};

	// The best first: what is called as was asked before what only mentions it.
	const search = words => {
		let hits = index.search(words);
		if (!hits.length)
			hits = index.search(words, { combineWith: "OR" });
		const asked = bare(words), parts = tokens(words), seen = new Set();
		for (const hit of hits) {
			const entry = entries[hit.id], title = tokens(entry.title);
			if (bare(entry.title) === asked)
				hit.score *= 10;
			else if (parts.every(part => title.includes(part)))
				hit.score *= 3;
		}
		return hits.sort((a, b) => b.score - a.score).map(hit => entries[hit.id]).filter(entry => {
			const key = bare(entry.title) + " " + entry.url;
			return !seen.has(key) && seen.add(key);
		});
	};

	// --- showing

	// The text with the words that were asked for marked.
	const marked = (text, parts) => {
		const pattern = new RegExp(`(${parts.map(part => part.replace(/\W/g, "\\$&")).join("|")})`, "gi");
		return text.split(pattern).map((piece, i) => i % 2 ? make("mark", {}, piece) : piece);
	};
	const excerpt = (text, parts) => {
		const lower = text.toLowerCase();
		const at = Math.max(0, ...parts.map(part => lower.indexOf(part)));
		const begin = at < 50 ? 0 : text.indexOf(" ", at - 50) + 1;
		const end = begin + 140;
		return (begin ? "… " : "") + (end < text.length ? text.slice(begin, end).replace(/\s+\S*$/, " …") : text.slice(begin));
	};

	const answer = () => {
		const words = ask.value.trim(), parts = tokens(words);
		list.replaceChildren();
		if (!index) {
			said.textContent = "Opening the index …";
			return;
		}
		if (!parts.length) {
			said.textContent = "Words, or a name from the code: copy_to_user, __init, -EBUSY, /proc/sleep";
			return;
		}
		const found = search(words);
		said.textContent = found.length > 40 ? `${found.length} places, the best 40:`
			: found.length ? `${found.length} ${found.length > 1 ? "places" : "place"}`
			: "Nothing. Try fewer letters.";
		list.append(...found.slice(0, 40).map(entry => {
			const text = entry.text && excerpt(entry.text, parts);
			return make("li", {}, make("a", { href: entry.url },
				make("small", {}, entry.where ? `${kinds[entry.kind][0]}, ${entry.where}` : kinds[entry.kind][0]),
				make("b", {}, ...marked(entry.title, parts)), ...(text ? [make("span", {}, ...marked(text, parts))] : [])));
		}));
		list.scrollTop = 0;
	};

	// --- the window

	ask = make("input", { type: "search", autocomplete: "off", spellcheck: false, oninput: answer });
	ask.setAttribute("aria-label", "Search the book");
	ask.setAttribute("autocapitalize", "off");
	said = make("p", { className: "said" });
	said.setAttribute("role", "status");
	list = make("ul");
	const dialog = make("dialog", {},
		make("form", { method: "dialog", className: "ask" }, ask, make("button", { formNoValidate: true }, "Close")), said, list);
	dialog.setAttribute("aria-label", "Search");
	document.body.append(dialog);

	dialog.onkeydown = event => {
		const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === "Escape") {
			event.preventDefault();		// it would only empty the line
			dialog.close();
		} else if (step && links.length) {
			event.preventDefault();
			(links[at + step] || (step < 0 ? ask : links[at])).focus();
		} else if (event.key === "Enter" && event.target === ask) {
			event.preventDefault();
			links[0]?.click();
		} else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
			ask.focus();	// what is typed goes on there
		}
	};
	dialog.onclick = event => {
		if (event.target === dialog || event.target.closest("a"))
			dialog.close();
	};
	globalThis.lkmpgFind = () => {
		if (!dialog.open)
			dialog.showModal();
		ask.select();
		answer();
	};
}
