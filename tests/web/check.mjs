// SPDX-License-Identifier: GPL-2.0
// tests/web/check.mjs - read the web edition as people do: with a browser, by
// mouse and by keyboard, by day and by night, on a phone, on a screen and on
// paper, with and without JavaScript, over HTTP and from disk.
//
// usage: node tests/web/check.mjs MODULES SITE TOP PICTURES [PART...]
//
// Prints one line for each thing that is wrong. PICTURES is where its pictures go.
// Parts: pages copying search theme keys contents scripts live pictures; else all.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, site, top, pictures, ...parts] = process.argv.slice(2);
const wanted = part => !parts.length || parts.includes(part);
const require = createRequire(path.join(modules, "here.js"));
const { chromium } = require("playwright-core");
const { HtmlValidate, StaticConfigLoader } = require("html-validate");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const names = fs.readdirSync(site).filter(name => name.endsWith(".html")).sort();
const kindOf = name => /<html[^>]* class="(\w+)"/.exec(fs.readFileSync(path.join(site, name), "utf8"))?.[1];
const chapters = names.filter(name => kindOf(name) === "chapter");
const WIDTHS = [360, 820, 1440], THEMES = ["light", "dark"];
// Bytes of a chapter's page with all the style and scripts that it asks for, before
// the reader has asked for anything; figures not counted.
const BUDGET = 150_000;
// The book's own, with the search that comes when it is asked for: these as well.
const OWN = ["book.css", "figures.css", "book.js", "find.js", "minisearch.js"];

let bad = 0;
const wrong = text => { bad++; console.log(text); };
const expect = (condition, text) => condition || wrong(text);
const equal = (found, wanted, text) =>
	expect(found === wanted, `${text}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
const began = Date.now();
const took = what => console.error(`${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);

// --- a server, and pages that complain -----------------------------------------

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const server = http.createServer((request, response) => {
	const file = path.join(site, path.normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
	fs.readFile(file, (error, data) => {
		response.writeHead(error ? 404 : 200, { "content-type": TYPES[file.split(".").pop()] || "text/plain; charset=utf-8" });
		response.end(error ? "" : data);
	});
});
await new Promise(ready => server.listen(0, "127.0.0.1", ready));
const BY_HTTP = `http://127.0.0.1:${server.address().port}/`, FROM_DISK = pathToFileURL(site).href + "/";
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--force-color-profile=srgb"] });

const open = async (options = {}) => {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light", ...options });
	await context.addInitScript(() => {
		globalThis.shifted = 0;
		new PerformanceObserver(list => {
			for (const entry of list.getEntries())
				globalThis.shifted += entry.hadRecentInput ? 0 : entry.value;
		}).observe({ type: "layout-shift", buffered: true });
	});
	const page = await context.newPage();
	const where = () => path.basename(page.url());
	page.setDefaultTimeout(60_000 * Number(process.env.LAB_PATIENCE ?? 5));	// a machine that does other things, too
	page.on("pageerror", error => wrong(`${where()}: a script failed: ${error.message}`));
	page.on("console", message => message.type() === "error" && wrong(`${where()}: ${message.text()}`));
	page.on("request", request => {
		if (![BY_HTTP, FROM_DISK, "data:", "blob:"].some(prefix => request.url().startsWith(prefix)))
			wrong(`${where()} asks another host: ${request.url()}`);
	});
	return page;
};
const settled = page => page.evaluate(async () => {
	await document.fonts.ready;
	while (document.documentElement.style.visibility === "hidden")	// page.html, from disk
		await new Promise(done => setTimeout(done, 5));
	await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
});

// --- what needs no browser -----------------------------------------------------

const validator = new HtmlValidate(new StaticConfigLoader({
	extends: ["html-validate:recommended"],
	rules: {
		"valid-id": ["error", { relaxed: true }],	// lst-exercises/mailbox.c
		"no-trailing-whitespace": "off",	// programs print some
		"long-title": "off",			// a matter of taste, and of our chapters
		"attr-quotes": ["error", { style: "double", unquoted: true }],
	},
}));

async function checkSource(name) {
	const report = await validator.validateFile(path.join(site, name));
	for (const { messages } of report.results)
		for (const { line, column, ruleId, message } of messages)
			wrong(`${name}:${line}:${column}: ${message} (${ruleId})`);
	const text = fs.readFileSync(path.join(site, name), "utf8");
	if (!chapters.includes(name))
		return;
	const parts = [...text.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]*)"/g)].map(found => found[1]);
	expect(parts.length > 2, `${name}: there is no style or script in it`);
	for (const files of [parts, OWN]) {
		const bytes = Buffer.byteLength(text.replace(/<svg.*?<\/svg>/gs, "")) +
			files.reduce((sum, file) => sum + fs.statSync(path.join(site, file)).size, 0);
		expect(bytes < BUDGET, `${name}: ${bytes} bytes with ${files.join(", ")}; ${BUDGET} are allowed`);
	}
}

// --- every page, on a screen by day and on a phone by night --------------------

// What may differ between the themes, or between a screen and a phone.
const IN_OTHER_LIGHT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"];

// A page has thousands of words of code in eight colours: of all that has the same
// names from its element up to the page, three are looked at.
const markRepeated = () => {
	const seen = new Map();
	const name = element => element ? `${name(element.parentElement)} ${element.localName}.${element.className.baseVal ?? element.className}` : "";
	for (const element of document.querySelectorAll("main *:not(:has(*)), #contents *:not(:has(*))")) {
		const kind = name(element), count = (seen.get(kind) || 0) + 1;
		seen.set(kind, count);
		element.toggleAttribute("data-repeated", count > 3);
	}
};

async function accessible(page, as, rules) {
	await page.evaluate(axe);
	await page.evaluate(markRepeated);
	const violations = await page.evaluate(async rules => {
		const found = [];
		const run = async (context, options) => found.push(...(await globalThis.axe.run(context, { resultTypes: ["violations"], preload: false, ...options })).violations);
		await run({ exclude: [["[data-repeated]"]] }, { runOnly: rules || ["color-contrast", "link-in-text-block"] });
		if (!rules)
			await run(document, { rules: { "color-contrast": { enabled: false }, "link-in-text-block": { enabled: false } } });
		return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 150)}`);
	}, rules);
	for (const violation of violations)
		wrong(`${as}: axe: ${violation}`);
}

async function checkPage(name, screen, phone) {
	await checkSource(name);
	for (const [page, base, as, rules] of [[screen, BY_HTTP, `${name} on a screen`], [phone, FROM_DISK, `${name} on a phone by night`, IN_OTHER_LIGHT]]) {
		await page.goto(base + name);
		await settled(page);
		equal(await page.evaluate(() => globalThis.shifted), 0, `${as}: the layout shifts at first render`);
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${as}: wider than the window`);
		expect(await page.evaluate(() => document.fonts.check("16px 'Pagella here'") || document.fonts.check("16px Pagella")), `${as}: no fonts`);
		await accessible(page, as, rules);
	}
}

async function checkPages(queue) {
	const screen = await open(), phone = await open({ viewport: { width: 360, height: 800 }, colorScheme: "dark" });
	for (let name; (name = queue.shift());)
		await attempt(name, () => checkPage(name, screen, phone));
	await screen.context().close();
	await phone.context().close();
}

// --- search --------------------------------------------------------------------

// What is typed, and what the first hit must be.
const QUESTIONS = [
	["copy_to_user", /copy_to_user/, /^(index|section|definition|glossary)/],
	["copy_to_user()", /copy_to_user/, /./],
	["__init", /^__init\b/, /./],
	["-EBUSY", /EBUSY/, /./],
	["/proc/sleep", /^\/proc\/sleep/, /./],
	["wait queue", /^wait queues?$/i, /^(section|definition|glossary)/],
	["lost wake-up", /^lost wake-up$/i, /^(definition|glossary)/],
	["MODULE_LICENSE", /MODULE_LICENSE/, /./],
	["struct file_operations", /file_operations/, /./],
	["hello-5", /^examples\/hello-5\.c/, /^listing/],
	["exercises", /exercises/i, /^(section|chapter)/],
	["copy to user", /copy_to_user/, /./],
	["completio", /completion/i, /./],
];

async function checkSearch(base) {
	const page = await open(), from = base === BY_HTTP ? "by HTTP" : "from disk";
	await page.goto(base + "hello.html");
	equal(await page.evaluate(() => [...document.scripts].filter(script => /search|find/.test(script.src)).length), 0, "scripts of the search before it is asked for");
	await page.keyboard.press("/");
	const ask = page.locator("dialog input");
	await ask.waitFor();
	await page.waitForFunction(() => /Words/.test(document.querySelector(".said").textContent));
	for (const [asked, title, kind] of QUESTIONS) {
		await ask.fill(asked);
		const hit = page.locator("dialog li").first();
		if (!await hit.count()) {
			wrong(`search ${from}: nothing for ${asked}`);
			continue;
		}
		const found = await hit.locator("b").textContent(), what = await hit.locator("small").textContent();
		expect(title.test(found) && kind.test(what), `search ${from}: the first hit for ${asked} is "${found}" (${what})`);
	}
	// An identifier is one word: no hit has only its parts.
	await ask.fill("copy_to_user");
	for (const hit of await page.locator("dialog li").allTextContents())
		expect(hit.includes("copy_to_user"), `search ${from}: copy_to_user finds "${hit.slice(0, 100)}"`);
	await ask.fill("xyzzyq");
	equal(await page.locator("dialog li").count(), 0, "hits for nonsense");
	await accessible(page, "the search window");

	// By keyboard alone: to the second hit, and there.
	await ask.fill("wait queue");
	await accessible(page, "the search window with hits");
	const second = await page.locator("dialog li a").nth(1).getAttribute("href");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await page.waitForURL(base + second);
	expect(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))), `search ${from}: ${second} leads nowhere`);
	await page.keyboard.press("Control+k");
	await ask.fill("mutex");
	await page.keyboard.press("Escape");
	expect(!await ask.isVisible(), "Escape does not close the search");
	await page.context().close();
}

// --- copying -------------------------------------------------------------------

// What is typed in a session: lines after "# " or "$ ", and those they go on in.
function typedIn(session) {
	const typed = [];
	let goesOn = false;
	for (const line of fs.readFileSync(path.join(top, "sessions", session + ".session"), "utf8").trimEnd().split("\n")) {
		if (!goesOn && !/^[#$] /.test(line))
			continue;
		typed.push((goesOn ? line : line.slice(2)) + "\n");
		goesOn = line.endsWith("\\");
	}
	return typed.join("");
}

// printedIn - the lines that the session printed, without the mark of the kernel's log
function printedIn(session) {
	return new Set(fs.readFileSync(path.join(top, "sessions", session + ".session"), "utf8").split("\n")
		.filter(line => !/^[%#$] /.test(line))
		.map(line => line.replace(/^\\/, "").replace(/^\[\.\.\.\] /, "").trimEnd()));
}

async function checkCopies() {
	const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
	const copied = new Set();
	let transcripts = 0, excerpts = 0;
	for (const name of names) {
		if (!/<figure class="(code|transcript)/.test(fs.readFileSync(path.join(site, name), "utf8")))
			continue;
		await page.goto((copied.size % 2 ? BY_HTTP : FROM_DISK) + name);
		const figures = await page.evaluate(async () => {
			const found = [];
			for (const figure of document.querySelectorAll("figure.code, figure.transcript")) {
				const button = figure.querySelector(".copy");
				await navigator.clipboard.writeText("nothing");
				if (button) {
					button.click();
					while (button.textContent.startsWith("Copy"))
						await new Promise(done => setTimeout(done));
				}
				getSelection().selectAllChildren(figure.querySelector("pre.c, pre").parentElement);
				found.push({ whole: figure.matches(".code:not(.excerpt, .header)"), file: figure.querySelector(".file")?.textContent,
					session: figure.dataset.session, button: !!button, selected: String(getSelection()), clipboard: await navigator.clipboard.readText() });
			}
			return found;
		});
		for (const { whole, file, session, button, selected, clipboard } of figures) {
			if (session) {
				const typed = typedIn(session);
				equal(button ? clipboard : "", typed, `${name}: the commands of ${session}`);
				// No prompt: a line that is typed into a file, or printed with a "# " of its own (KTAP).
				const printed = printedIn(session);
				expect(!/^(# |\$ |\[\.\.\.\] )/m.test(selected.replace(/^[#$] .*/gm, line => typed.includes(line) || printed.has(line) ? "" : line)), `${name}: ${session}: prompts are selected with the text`);
				transcripts++;
			} else if (whole) {
				const text = fs.readFileSync(path.join(top, file), "utf8");
				expect(clipboard === text, `${name}: the copy of ${file} is not the file`);
				expect(selected.trim() === text.trim(), `${name}: selecting ${file} takes more than the code`);
				copied.add(file);
			} else {
				expect(clipboard.length > 1 && !/^\.\.\.$/m.test(clipboard), `${name}: the copy of an excerpt of ${file}`);
				excerpts++;
			}
		}
	}
	for (const file of fs.readdirSync(path.join(top, "examples")))
		if (/\.[ch]$/.test(file) && !file.endsWith(".mod.c"))
			expect(copied.has("examples/" + file), `no page has the listing of examples/${file}`);
	expect(transcripts > 50 && excerpts > 50, `only ${transcripts} transcripts and ${excerpts} excerpts to copy from`);

	// Once as a person does it.
	await page.goto(BY_HTTP + "hello.html");
	await page.locator("#lst-hello-2 .copy").click();
	await page.locator("#lst-hello-2 .copy", { hasText: "Copied" }).waitFor();
	equal(await page.evaluate(() => navigator.clipboard.readText()), fs.readFileSync(path.join(top, "examples/hello-2.c"), "utf8"), "hello-2.c by mouse");
	await page.context().close();
	return `${copied.size} listings, ${excerpts} excerpts, ${transcripts} transcripts copied`;
}

// --- theme, keys, contents -----------------------------------------------------

const paper = page => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const WHITE = "rgb(255, 255, 255)";

async function checkTheme(base) {
	for (const [system, other] of [["light", "dark"], ["dark", "light"]]) {
		const page = await open({ colorScheme: system });
		const isWhite = async () => (await paper(page)) === WHITE;
		await page.goto(base + "hello.html");
		equal(await isWhite(), system === "light", `with a ${system} system the paper is white`);
		equal(await page.locator(".theme").getAttribute("aria-pressed"), String(system === "dark"), "the switch says dark");
		await page.locator(".theme").click();
		equal(await isWhite(), other === "light", `switched to ${other}, the paper is white`);
		await page.reload();
		equal(await isWhite(), other === "light", `${other}, after a reload, the paper is white`);
		await page.goto(base + "sleeping.html");
		equal(await isWhite(), other === "light", `${other}, on the next page, the paper is white`);
		await page.emulateMedia({ media: "print" });
		expect(await isWhite(), `${other}: printed on dark paper`);
		expect(!await page.locator(".top").isVisible() && !await page.locator("#contents").isVisible(), "the bar or the contents are printed");
		await page.context().close();
	}
}

async function checkKeys(base) {
	const page = await open();
	const hash = () => page.evaluate(() => location.hash.slice(1));
	const headings = async () => page.evaluate(() => [...document.querySelectorAll("main :is(h1, h2, h3)[id]")].map(heading => heading.id));
	const press = key => page.keyboard.press(key);
	await page.goto(base + "sleeping.html");
	await settled(page);
	const ids = await headings();
	for (const [key, wanted] of [["j", 1], ["j", 2], ["j", 3], ["k", 2], ["k", 1]]) {
		await press(key);
		equal(await hash(), ids[wanted], `${key} goes to`);
		const at = await page.evaluate(id => document.getElementById(id).getBoundingClientRect().top, ids[wanted]);
		expect(at >= 40 && at < 120, `${key}: the heading is at ${at}`);
	}
	const marked = () => page.evaluate(() => document.querySelector("#contents [aria-current=true]")?.hash.slice(1));
	// The page marks it when it has scrolled, with the next picture.
	await page.waitForFunction(id => document.querySelector("#contents [aria-current=true]")?.hash.slice(1) === id, ids[1]);
	equal(await marked(), ids[1], "marked in the contents");
	await page.evaluate(id => document.getElementById(id).scrollIntoView(), "sec-sleeping-lost");
	await page.waitForFunction(() => document.querySelector("#contents [aria-current=true]")?.hash === "#sec-sleeping-queue");

	const next = await page.locator("[rel=next]").getAttribute("href"), previous = await page.locator("[rel=prev]").getAttribute("href");
	await press("ArrowRight");
	await page.waitForURL(base + next);
	await press("ArrowLeft");
	await page.waitForURL(base + "sleeping.html");
	await press("ArrowLeft");
	await page.waitForURL(base + previous);

	// The first Tab offers to skip all that is not text; whatever has the focus shows it.
	await page.goto(base + "hello.html");
	await settled(page);
	await press("Tab");
	expect(await page.evaluate(() => document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0), "the skip link does not show");
	for (let i = 0; i < 12; i++) {
		const { seen, what } = await page.evaluate(() => ({ what: document.activeElement.outerHTML.slice(0, 80),
			seen: getComputedStyle(document.activeElement).outlineStyle !== "none" && document.activeElement.checkVisibility({ visibilityProperty: true }) }));
		expect(seen, `the focus does not show on ${what}`);
		await press("Tab");
	}
	await page.locator(".skip").focus();
	await press("Enter");
	equal(await page.evaluate(() => document.activeElement.id), "main", "skipped to");

	// Turned off they do nothing, and stay off.
	await page.locator(".keys button").click();
	await page.goto(base + "sleeping.html");
	await press("j");
	await press("/");
	equal(await hash(), "", "with the keys off, j goes to");
	equal(await page.locator("dialog").count(), 0, "windows opened by / with the keys off");
	await page.context().close();
}

async function checkDrawer(base) {
	for (const javaScriptEnabled of [true, false]) {
		const page = await open({ viewport: { width: 360, height: 800 }, javaScriptEnabled });
		const as = javaScriptEnabled ? "contents on a phone" : "contents on a phone without JavaScript";
		await page.goto(base + "hello.html");
		const contents = page.locator("#contents");
		expect(!await contents.isVisible(), `${as}: open from the beginning`);
		await page.locator(".menu").click();
		expect(await contents.isVisible(), `${as}: do not open`);
		if (javaScriptEnabled) {
			await page.keyboard.press("Escape");
			expect(!await contents.isVisible(), `${as}: Escape does not close them`);
			equal(await page.evaluate(() => document.activeElement.className), "menu", `${as}: then the focus is on`);
			await page.locator(".menu").click();
		}
		const link = page.locator("#contents .here ol a").nth(1);
		const target = await link.getAttribute("href");
		await link.click();
		expect(!await contents.isVisible(), `${as}: still open after a choice`);
		equal(new URL(page.url()).hash, target, `${as}: leads to`);
		await page.context().close();
	}
}

async function checkWithoutScripts(base) {
	const page = await open({ javaScriptEnabled: false });
	for (const name of ["index.html", "sleeping.html"]) {
		await page.goto(base + name);
		expect(await page.locator("main h1").isVisible(), `${name} without JavaScript: no heading`);
		expect((await page.locator("main").innerText()).length > 500, `${name} without JavaScript: no text`);
		expect(await page.locator("#contents li a").first().isVisible(), `${name} without JavaScript: no contents`);
		expect(!await page.locator(".find").isVisible() && !await page.locator(".theme").isVisible(), `${name} without JavaScript: switches that do nothing`);
	}
	await page.context().close();
}

// --- the machine in the page, if there is one ----------------------------------

// With the terminal open, with fields for parameters, and after a crash; then with the
// source beside it. Of the markup ours is validated, not the terminal's and the editor's.
const RUNS = [["hello.html", "examples/hello-5.c"], ["modules.html", "examples/broken/nullptr.c"]];

async function checkBench(page, as, picture) {
	await accessible(page, as);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${as}: wider than the window`);
	const markup = await page.evaluate(() => {
		const main = document.querySelector("main").cloneNode(true);
		for (const other of main.querySelectorAll(".live-screen, .live-editor"))
			other.replaceChildren();
		for (const input of main.querySelectorAll("input"))
			input.removeAttribute("style");		// an earlier picture's, which hides the cursor
		return main.outerHTML.replace(/ (hidden|disabled|readonly)=""/g, " $1");
	});
	const { results } = await validator.validateString(markup);
	for (const { selector, ruleId, message } of results.flatMap(result => result.messages))
		wrong(`${as}: ${message} (${ruleId}): ${selector}`);
	await page.screenshot({ path: path.join(pictures, `${picture}-${page.viewportSize().width}.png`) });
}

async function checkLive(base) {
	for (const options of [{}, { viewport: { width: 360, height: 800 }, colorScheme: "dark" }]) {
		const page = await open(options);
		for (const [name, source] of RUNS) {
			const as = `${name} with the machine, ${page.viewportSize().width} wide`;
			await page.goto(base + name);
			const figure = page.locator("figure.code:not(.excerpt)").filter({ has: page.getByText(source, { exact: true }) });
			await figure.locator(".live-run").click();
			await page.locator(".live-status", { hasText: "Your turn" }).waitFor();
			equal(await page.locator(".live-trouble").isVisible(), source.includes("broken"), `${as}: a kernel in trouble`);
			await checkBench(page, as, `live-${path.basename(source, ".c")}`);
			await figure.locator(".live-edit").click();
			await page.locator(".live-status", { hasText: "press Run" }).waitFor();
			await checkBench(page, `${as}, and its source`, `edit-${path.basename(source, ".c")}`);
		}
		await page.goto(base + "live/index.html");
		await accessible(page, `live/index.html, ${page.viewportSize().width} wide`);
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "live/index.html: wider than the window");
		await page.context().close();
	}
	await checkSource("live/index.html");
}

// --- pictures, for us to look at -----------------------------------------------

const PLACES = [
	...[["start", "top"], ["answers", "top"], ["answers", ".code"], ["glossary", "top"], ["index", "top"], ["examples", "top"], ["kernels", "top"], ["about", "top"]]
		.map(([kind, place]) => [names.find(name => kindOf(name) === kind), place]),
	["hello.html", "top"], ["hello.html", ".transcript"], ["hello.html", "#lst-hello-5"], ["sleeping.html", ".table"], ["sleeping.html", ".fig"],
	["locking.html", ".box"], ["sleeping.html", ".exercise"], ["hello.html", ".onwards"],
];

async function takePictures(width, theme) {
	const page = await open({ viewport: { width, height: 900 }, colorScheme: theme });
	const shoot = async name => {
		await settled(page);
		await page.screenshot({ path: path.join(pictures, `${name}-${width}-${theme}.png`) });
	};
	let shown;
	for (const [name, place] of PLACES) {
		if (!name) {
			wrong("a kind of page is missing: start, answers, glossary, index, examples, kernels or about");
			continue;
		}
		if (shown !== name)
			await page.goto(FROM_DISK + name);
		shown = name;
		if (place !== "top")
			await page.locator(place).first().evaluate(element => element.scrollIntoView());
		await shoot(`${name.replace(".html", "")}-${place.replace(/\W/g, "")}`);
	}
	await page.keyboard.press("/");
	await page.locator("dialog input").fill("wait queue");
	await page.locator("dialog li").first().waitFor();
	await shoot("search");
	await page.keyboard.press("Escape");
	if (width < 1000) {
		await page.locator(".menu").click();
		await shoot("contents");
	}
	await page.context().close();
}

// -------------------------------------------------------------------------------

fs.rmSync(pictures, { recursive: true, force: true });
fs.mkdirSync(pictures, { recursive: true });
expect(chapters.length > 20, `only ${chapters.length} chapters in ${site}`);
const bySize = (a, b) => fs.statSync(path.join(site, b)).size - fs.statSync(path.join(site, a)).size;
const queue = wanted("pages") ? [...names].sort(bySize) : [];
const shots = wanted("pictures") ? WIDTHS.flatMap(width => THEMES.map(theme => [width, theme])) : [];
const attempt = async (what, work) => {
	try {
		await work();
	} catch (error) {
		wrong(`${what}: ${error.message.split("\n").slice(0, 3).join(" ")}`);
	}
};
// Two at a time, on however few processors.
const bases = [BY_HTTP, FROM_DISK];
const byTwo = work => Promise.all([work(), work()]);

await byTwo(() => attempt("pages", () => checkPages(queue)));
took(`${names.length} pages by html-validate and axe`);
const behaviour = { search: checkSearch, theme: checkTheme, keys: checkKeys, contents: checkDrawer, scripts: checkWithoutScripts };
await Promise.all([
	wanted("copying") && attempt("copying", async () => took(await checkCopies())),
	(async () => {
		for (const base of [BY_HTTP, FROM_DISK])
			for (const [what, check] of Object.entries(behaviour))
				if (wanted(what))
					await attempt(what, () => check(base));
		took("search, theme, keys, contents, no scripts; by HTTP and from disk");
	})(),
]);
if (wanted("live") && fs.existsSync(path.join(site, "live"))) {
	await byTwo(() => attempt("live", () => checkLive(bases.shift())));
	took("the machine in the page, by HTTP and from disk");
}
await byTwo(async () => {
	for (let shot; (shot = shots.shift());)
		await attempt("pictures", () => takePictures(...shot));
});
took(`${fs.readdirSync(pictures).length} pictures in ${path.relative(top, pictures)}`);
await browser.close();
server.close();
process.exit(bad ? 1 : 0);
