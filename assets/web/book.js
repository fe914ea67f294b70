// SPDX-License-Identifier: OSL-3.0
// book.js - what a page of the web edition does for its reader beyond being read:
// theme, copying, keys, the contents. Every page can be read without it.
"use strict";
{
	const root = document.documentElement;
	const all = (selector, from = document) => [...from.querySelectorAll(selector)];
	const one = (selector, from = document) => from.querySelector(selector);
	const bar = one(".top");
	const main = one("main");

	// What the reader chose; a browser may refuse to remember it.
	const remember = (name, value) => { try { localStorage[name] = value; } catch { /* then not */ } };
	const remembered = name => { try { return localStorage[name]; } catch { return undefined; } };

	// --- theme: the system's, until the reader says otherwise

	const theme = one(".top .theme");
	const night = matchMedia("(prefers-color-scheme: dark)");
	const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : night.matches;
	const showTheme = () => theme.setAttribute("aria-pressed", isDark());
	theme.onclick = () => {
		root.dataset.theme = isDark() ? "light" : "dark";
		remember("theme", root.dataset.theme);
		showTheme();
	};
	night.onchange = showTheme;
	showTheme();

	// --- copying: of a listing its text, of a transcript what was typed

	const textOf = figure => {
		if (figure.classList.contains("transcript"))
			return all("kbd", figure).map(line => line.textContent + "\n").join("");
		const code = one("code", figure).cloneNode(true);
		for (const gap of all(".gap", code)) {
			if (gap.nextSibling)	// and the line that it is on
				gap.nextSibling.data = gap.nextSibling.data.replace(/^\n/, "");
			gap.remove();
		}
		return code.textContent;
	};

	const toClipboard = async text => {
		if (navigator.clipboard)
			return navigator.clipboard.writeText(text);
		// Over plain HTTP there is only the old way.
		const area = document.createElement("textarea");
		area.value = text;
		document.body.append(area);
		area.select();
		const done = document.execCommand("copy");
		area.remove();
		if (!done)
			throw new Error("refused");
	};

	for (const figure of all("figure.code, figure.transcript, figure.shell")) {
		const transcript = figure.classList.contains("transcript");
		if (transcript && !one("kbd", figure))
			continue;
		const caption = one("figcaption", figure);
		let tools = caption && one(".tools", caption);
		if (!caption)
			continue;	// a few lines of shell: select them
		if (!tools) {
			tools = document.createElement("span");
			tools.className = "tools";
			caption.append(tools);
		}
		const button = document.createElement("button");
		const what = (one(".file, .title", caption) || caption).textContent.trim();
		button.type = "button";
		button.className = "copy";
		button.textContent = "Copy";
		button.setAttribute("aria-label", (transcript ? "Copy the commands: " : "Copy ") + what);
		button.onclick = async () => {
			try {
				await toClipboard(textOf(figure));
				button.textContent = "Copied";
			} catch {
				button.textContent = "Not allowed";
			}
			setTimeout(() => { button.textContent = "Copy"; }, 1500);
		};
		tools.prepend(button);
	}

	// --- what is wider than its place can be scrolled by keyboard, too

	const scrollers = all("pre.c, .transcript pre, .shell pre, .scroll");
	const makeReachable = () => {
		for (const box of scrollers) {
			if (box.scrollWidth > box.clientWidth) {
				const caption = one("figcaption .file, figcaption .title, figcaption", box.closest("figure") || main);
				box.tabIndex = 0;
				box.setAttribute("role", "group");
				box.setAttribute("aria-label", caption ? caption.textContent.trim() : "commands");
			} else {
				for (const name of ["tabindex", "role", "aria-label"])
					box.removeAttribute(name);
			}
		}
	};
	new ResizeObserver(makeReachable).observe(main);

	// --- contents: a drawer on small screens; the section that is read is marked

	const contents = one("#contents");
	const menu = one(".top .menu");
	const drawer = open => {
		contents.classList.toggle("open", open);
		menu.setAttribute("aria-expanded", open);
		for (const other of document.body.children)
			other.inert = open && other !== contents;
		if (open)
			one("[aria-current=page], a", contents).focus();
		else
			menu.focus({ preventScroll: true });
	};
	menu.setAttribute("aria-expanded", false);
	menu.onclick = event => { event.preventDefault(); drawer(true); };
	one(".close", contents).onclick = event => { event.preventDefault(); drawer(false); };
	contents.addEventListener("click", event => {
		if (contents.classList.contains("open") && event.target.closest("a[href^='#']:not(.close)"))
			drawer(false);
	});
	matchMedia("(min-width: 68rem)").onchange = () => {
		if (contents.classList.contains("open"))
			drawer(false);
	};
	const here = one("[aria-current=page]", contents);
	if (here)
		contents.scrollTop = here.offsetTop - contents.clientHeight / 4;

	const links = new Map(all("a[href^='#']:not(.close)", contents).map(link => [link.hash.slice(1), link]));
	const headings = all("h1[id], h2[id], h3[id]", main);
	const lineOfReading = () => bar.offsetHeight + 24;
	// The last heading above the line; at the end of the page, the last there is.
	const current = () => {
		if (Math.ceil(scrollY + innerHeight) >= root.scrollHeight && scrollY > 0)
			return headings.length - 1;
		const line = lineOfReading();
		return headings.findLastIndex(heading => heading.getBoundingClientRect().top <= line);
	};
	let marked, due;
	const mark = () => {
		due = false;
		let link;
		for (let i = current(); i >= 0 && !link; i--)
			link = links.get(headings[i].id);
		if (link === marked)
			return;
		marked?.removeAttribute("aria-current");
		link?.setAttribute("aria-current", "true");
		marked = link;
	};
	addEventListener("scroll", () => {
		if (!due)
			requestAnimationFrame(mark);
		due = true;
	}, { passive: true });
	mark();

	// --- search: nothing of it is loaded before it is asked for

	const load = file => new Promise((done, failed) => {
		const script = document.createElement("script");
		script.src = file;
		script.onload = done;
		script.onerror = () => failed(new Error(file));
		document.head.append(script);
	});
	let finder;
	const find = () => {
		finder ||= Promise.all([load("minisearch.js"), load("find.js")]).then(() => {
			load("search.js");
			return globalThis.lkmpgFind;
		});
		finder.then(show => show());
	};
	one(".top .find").onclick = find;

	// --- keys, which can be turned off: some people talk to their machines

	const keys = one(".keys button");
	const showKeys = () => {
		const on = remembered("keys") !== "off";
		keys.setAttribute("aria-pressed", on);
		keys.textContent = on ? "Keys are on" : "Keys are off";
	};
	keys.onclick = () => { remember("keys", remembered("keys") === "off" ? "on" : "off"); showKeys(); };
	showKeys();

	const go = step => {
		const next = step > 0 ? headings[Math.max(current(), 0) + 1]
			: headings.findLast(heading => heading.getBoundingClientRect().top < bar.offsetHeight - 8);
		if (!next)
			return;
		next.scrollIntoView();
		history.replaceState(null, "", "#" + next.id);
		one(".anchor", next)?.focus({ preventScroll: true });
	};
	const actions = {
		"/": find,
		j: () => go(1),
		k: () => go(-1),
		ArrowLeft: () => one(".onwards [rel=prev]")?.click(),
		ArrowRight: () => one(".onwards [rel=next]")?.click(),
	};
	addEventListener("keydown", event => {
		if (event.key === "Escape" && contents.classList.contains("open"))
			return drawer(false);
		if ((event.ctrlKey || event.metaKey) && event.key === "k") {
			event.preventDefault();
			return find();
		}
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented ||
		    remembered("keys") === "off" || contents.classList.contains("open") ||
		    event.target.closest("input, textarea, select, dialog, [contenteditable], .xterm"))
			return;
		if (event.key.startsWith("Arrow") && event.target.closest("[tabindex='0']"))
			return;		// it scrolls what has the focus
		if (Object.hasOwn(actions, event.key)) {
			event.preventDefault();
			actions[event.key]();
		}
	});
}
