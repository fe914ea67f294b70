// SPDX-License-Identifier: GPL-2.0
// tests/live/lib.mjs - what the tests in a browser share: a server that is as
// plain as a page's host may be, the browsers, the verbs of a reader, TAP.

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

// Milliseconds after which what is waited for will not come: on a machine that has
// other things to do all takes many times as long (LAB_PATIENCE, see lab/lib.sh).
export const PATIENCE = 60000 * Number(process.env.LAB_PATIENCE ?? 5);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".gz": "application/gzip" };

// serve - the files of a directory over HTTP on the loopback, with none of the
// headers that isolate a page. Counts what was sent.
export async function serve(root) {
	const sent = new Map();
	const server = createServer((request, response) => {
		const path = normalize(decodeURI(new URL(request.url, "http://x").pathname));
		const file = join(root, path.endsWith("/") ? path + "index.html" : path);
		if (!existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
		createReadStream(file).on("data", data => sent.set(path, (sent.get(path) ?? 0) + data.length)).pipe(response);
	});
	await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
	return { url: `http://127.0.0.1:${server.address().port}/`, sent, close: () => server.close() };
}

// browse - a browser: Chromium, or Firefox as Debian has it (moz-firefox means:
// by WebDriver BiDi, instead of by patches of its own).
export async function browse(modules, name = "chromium") {
	const { chromium, firefox } = createRequire(`${modules}/`)("playwright-core");
	if (name === "firefox")
		return firefox.launch({ channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr" });
	return chromium.launch({ executablePath: "/usr/bin/chromium", args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
}

// context - for pages of that browser; what is clicked or waited for has its time, too.
export async function context(browser, options) {
	const fresh = await browser.newContext(options);
	fresh.setDefaultTimeout(PATIENCE);
	return fresh;
}

let count = 0, failed = 0;
export function ok(good, name, detail = "") {
	count++;
	failed += !good;
	console.log(`${good ? "ok" : "not ok"} ${count} - ${name}`);
	if (!good && detail)
		console.log(String(detail).replace(/^/gm, "# "));
	return good;
}

export const note = text => console.log(String(text).replace(/^/gm, "# "));

// attempt - a group of points; what it throws is one that failed.
export async function attempt(name, points) {
	try {
		await points();
	} catch (error) {
		ok(false, name, error.stack);
	}
}

export function finish() {
	console.log(`1..${count}`);
	process.exitCode = failed || !count ? 1 : 0;
}

// What the terminal shows, also what has scrolled away; lines that were wrapped
// in one piece. Runs in the page.
function screen() {
	const buffer = globalThis.lkmpgLive.terminal?.buffer.active;
	let text = "";
	for (let i = 0; buffer && i < buffer.length; i++) {
		const line = buffer.getLine(i);
		text += (line.isWrapped || i === 0 ? "" : "\n") + line.translateToString(true);
	}
	return text.trimEnd();
}

// A reader with a page before him.
export class Reader {
	constructor(page) {
		this.page = page;
		this.status = page.locator(".live-status");
	}

	figure(source) {
		return this.page.locator("figure.code:not(.excerpt):not(.header)")
			.filter({ has: this.page.getByText(source, { exact: true }) });
	}

	screen() {
		return this.page.evaluate(screen);
	}

	async see(pattern, timeout = PATIENCE) {
		try {
			await this.page.waitForFunction(`${pattern}.test((${screen})())`, null, { timeout, polling: 100 });
		} catch (error) {
			throw new Error(`not seen within ${timeout / 1000} s: ${pattern}\non the screen:\n${await this.screen()}`, { cause: error });
		}
		return this.screen();
	}

	async told(pattern, timeout = PATIENCE) {
		await this.page.waitForFunction(([source]) =>
			new RegExp(source).test(document.querySelector(".live-status")?.textContent ?? ""), [pattern.source], { timeout, polling: 100 });
	}

	// Click Run, and watch until the prompt is handed over.
	async run(source) {
		await this.figure(source).locator(".live-run").click();
		await this.told(/Your turn|could not|cannot/);
		return this.see(/^# $|^#$/m);
	}

	// The same with what the page compiles of the source.
	async compile(source) {
		await this.figure(source).locator(".live-edit").click();
		await this.told(/press Run/);
		await this.page.locator(".live-compile").click();
		await this.told(/Your turn|could not|cannot|nothing was loaded/);
		return this.see(/^# $|^#$/m);
	}

	async type(command) {
		await this.page.locator(".live-screen textarea").focus();
		await this.page.keyboard.type(command + "\n");
	}

	button(name) {
		return this.page.locator(".live").getByRole("button", { name, exact: true });
	}
}
