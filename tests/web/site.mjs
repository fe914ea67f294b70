// SPDX-License-Identifier: GPL-2.0
// tests/web/site.mjs - read what `make site` puts on a web server, by HTTP, below a path,
// as a static host serves it: compressed, with a date and a tag by which a browser need
// not fetch a file twice, with 404.html for what is not there, and with nothing beside it.
//
// usage: node tests/web/site.mjs MODULES ROOT PATH [BROWSER...]
//
// PATH (/lkmpg/) is where the site is below the directory ROOT. Prints one line for each
// thing that is wrong. Browsers: chromium and firefox.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { browse, context, Reader } from "../live/lib.mjs";

const [modules, root, base, ...browsers] = process.argv.slice(2);
const BUDGET = 150_000;		// bytes of a chapter's first visit, as they are sent
const HELLO = "examples/hello-1.c";

let bad = 0;
const wrong = text => { bad++; console.log(text); };
const expect = (condition, text) => condition || wrong(text);
const began = Date.now();
const took = what => console.error(`${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);

// --- the host --------------------------------------------------------------------

// What is text is compressed; what is compressed already is not.
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".json": "application/json",
	".c": "text/plain; charset=utf-8", ".h": "text/plain; charset=utf-8" };
const OTHERS = { ".woff2": "font/woff2", ".png": "image/png", ".gz": "application/gzip", ".zst": "application/zstd",
	".wasm": "application/wasm", ".pdf": "application/pdf", ".epub": "application/epub+zip" };

const known = new Map();
function load(file) {
	if (!known.has(file)) {
		const type = TYPES[extname(file)], data = readFileSync(file);
		known.set(file, { type: type ?? OTHERS[extname(file)] ?? "application/octet-stream", data, packed: type && gzipSync(data),
			tag: `"${createHash("sha256").update(data).digest("hex").slice(0, 16)}"` });
	}
	return known.get(file);
}

// What was asked for since the last reset: path, status, bytes of the body as it was sent.
let asked = [];
const server = createServer((request, response) => {
	const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
	let file = join(root, path.endsWith("/") ? path + "index.html" : path), status = 200;
	if (!path.startsWith(base) || !existsSync(file) || !statSync(file).isFile())
		[status, file] = [404, join(root, base, "404.html")];
	const { type, data, packed, tag } = load(file);
	const headers = { "Content-Type": type, "Cache-Control": "max-age=600", "ETag": tag, "Vary": "Accept-Encoding",
		"Last-Modified": statSync(file).mtime.toUTCString() };
	let body = data;
	if (status === 200 && request.headers["if-none-match"] === tag)
		[status, body] = [304, null];
	else if (packed && /\bgzip\b/.test(request.headers["accept-encoding"] ?? ""))
		[headers["Content-Encoding"], body] = ["gzip", packed];
	if (body)
		headers["Content-Length"] = body.length;
	asked.push({ path, status, bytes: body?.length ?? 0 });
	response.writeHead(status, headers).end(request.method === "HEAD" ? null : body);
});
await new Promise(ready => server.listen(0, "127.0.0.1", ready));
const host = `http://127.0.0.1:${server.address().port}`, home = host + base;
const total = () => asked.reduce((sum, { bytes }) => sum + bytes, 0);

// --- a reader --------------------------------------------------------------------

const names = readdirSync(join(root, base)).filter(name => name.endsWith(".html") && name !== "404.html").sort();
const kindOf = name => /<html[^>]* class="(\w+)"/.exec(readFileSync(join(root, base, name), "utf8"))?.[1];
const chapters = names.filter(name => kindOf(name) === "chapter");

// visit - a fresh reader, who has been nowhere and complains.
async function visit(browser, as) {
	const page = await (await context(browser, { viewport: { width: 1280, height: 900 } })).newPage();
	page.on("pageerror", error => wrong(`${as}: a script failed: ${error.message}`));
	page.on("request", request => {
		if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(home))
			wrong(`${as}: ${page.url()} asks for ${request.url()}, outside ${base}`);
	});
	asked = [];
	return page;
}

// answered - all that was asked for is there, but what is meant to be missing.
function answered(as, ...missing) {
	for (const { path, status } of asked)
		if (status === 404 && !missing.includes(path))
			wrong(`${as}: there is no ${path}`);
}

// Every page in Chromium; elsewhere one of each kind.
async function everyPage(browser, as) {
	const page = await visit(browser, as), kinds = new Map(names.map(name => [kindOf(name), name]));
	for (const name of as === "chromium" ? names : kinds.values()) {
		const answer = await page.goto(home + name);
		expect(answer.status() === 200 || answer.status() === 304, `${as}: ${name} has status ${answer.status()}`);
		expect(await page.locator("main h1").first().isVisible(), `${as}: ${name} has no heading that one sees`);
		expect(await page.evaluate(() => [...document.styleSheets].every(sheet => sheet.cssRules.length)), `${as}: ${name} lacks a style`);
		expect(/version \d{4}\.\d\d\.\d\d \(edition of \w+ \d{4}\), tested on Linux /.test(await page.locator("footer").textContent()),
			`${as}: ${name} does not say its version`);
	}
	answered(as);
	await page.context().close();
}

// As a reader comes: the contents, a chapter, the next one, the search.
async function walk(browser, as) {
	const page = await visit(browser, as);
	await page.goto(host + base);
	await page.locator(`main a[href^="${chapters[0]}"], #contents a[href="${chapters[0]}"]`).first().click();
	await page.waitForURL(url => url.href.startsWith(home + chapters[0]));
	const next = await page.locator(".onwards [rel=next]").getAttribute("href");
	await page.locator(".onwards [rel=next]").click();
	await page.waitForURL(home + next);
	await page.locator("button.find").click();
	await page.locator("dialog input").fill("copy_to_user");
	const hit = page.locator("dialog li a").first();
	await hit.waitFor();
	const target = await hit.getAttribute("href");
	await hit.click();
	await page.waitForURL(home + target);
	expect(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))), `${as}: the search leads to ${target}, where nothing is`);
	answered(as);
	await page.context().close();
}

async function lost(browser, as) {
	for (const path of [`${base}nothing.html`, `${base}no/such/place/`]) {
		const page = await visit(browser, as);
		const answer = await page.goto(host + path);
		expect(answer.status() === 404, `${as}: ${path} has status ${answer.status()}`);
		expect(/no such page/.test(await page.locator("h1").textContent()), `${as}: ${path} does not say that it is not there`);
		expect(await page.evaluate(() => document.styleSheets.length && [...document.styleSheets].every(sheet => sheet.cssRules.length)),
			`${as}: ${path} lacks its style`);
		answered(as, path);
		await page.locator("main a", { hasText: "The contents" }).click();
		await page.waitForURL(url => [home, home + "index.html"].includes(url.href));
		await page.context().close();
	}
}

// What comes over the wire: all of it, fonts and figures too. The second time nothing does,
// as long as the host says that a file is what the reader has.
async function weight(browser, as) {
	const bySize = (a, b) => statSync(join(root, base, b)).size - statSync(join(root, base, a)).size;
	for (const name of [chapters[0], ...[...chapters].sort(bySize).slice(0, 3)]) {
		const page = await visit(browser, as);
		await page.goto(home + name, { waitUntil: "networkidle" });
		const first = total();
		expect(first > 10_000, `${as}: ${name}: only ${first} bytes were sent`);
		const own = asked.filter(({ path }) => !/\.(woff2|svg)$/.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);
		expect(own <= BUDGET, `${as}: ${name}: the first visit takes ${own} bytes besides fonts and figures; ${BUDGET} are allowed`);
		heaviest = Math.max(heaviest, own);
		if (name === chapters[0]) {
			asked = [];
			await page.reload({ waitUntil: "networkidle" });
			expect(total() === 0, `${as}: ${name}: the second visit takes ${total()} bytes: ${asked.map(({ path, bytes }) => `${path} ${bytes}`).join(", ")}`);
		}
		await page.context().close();
	}
}
let heaviest = 0;

// Run; in Chromium also Edit, whose compiler loads more.
async function machine(browser, as) {
	const page = await visit(browser, as);
	await page.goto(home + "introduction.html");
	const reader = new Reader(page);
	const screen = await reader.run(HELLO);
	expect(/hello_1: Hello world/.test(screen), `${as}: Run does not load ${HELLO}:\n${screen}`);
	if (as === "chromium")
		expect(/Hello world/.test(await reader.compile(HELLO)), `${as}: what Edit has compiled is not loaded`);
	answered(as);
	await page.context().close();
}

// -----------------------------------------------------------------------------------

expect(chapters.length > 20, `only ${chapters.length} chapters in ${join(root, base)}`);
for (const name of browsers.length ? browsers : ["chromium", "firefox"]) {
	const browser = await browse(modules, name);
	const parts = { everyPage, walk, lost, ...name === "chromium" && { weight },
		...existsSync(join(root, base, "live")) && { machine } };
	for (const [what, part] of Object.entries(parts)) {
		try {
			await part(browser, name);
		} catch (error) {
			wrong(`${name}: ${what}: ${error.message.split("\n").slice(0, 4).join(" ")}`);
		}
		took(`${what}, in ${name}`);
	}
	await browser.close();
}
console.error(`${names.length} pages below ${base}; a chapter's first visit takes ${heaviest} bytes at most`);
server.close();
process.exit(bad ? 1 : 0);
