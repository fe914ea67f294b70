// SPDX-License-Identifier: GPL-2.0
// tests/live/examples.mjs - every example and exercise, driven in a browser as a
// reader does: click Run, see it play, type one command more, reset. TAP, a point
// for each.
//
// usage: node tests/live/examples.mjs TOP SITE NODE_MODULES BROWSER [EXAMPLE...]
//
// What must be: each command of the source's session is on the screen, has ended
// well, or in an error where the source says "# fails"; and so is, of the book's
// recorded transcripts, what the kernel said to the same command. (What varies
// from run to run there stands for anything: "...", and N or M for a number; other
// drivers have taken other majors, and here the terminal is a serial line.)
//
// LIVE_COMPILED=1: not gcc's module, but what the page compiles of the same source: Edit,
// then the editor's Run.
//
// Several readers share the work, for most of the time they wait: they read, and
// the examples sleep.
// DEPENDS: live tests/live examples sessions package-lock.json

import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { attempt, browse, context, finish, note, ok, Reader, serve } from "./lib.mjs";
import { indexOf, makeSample, sessions } from "./sample.mjs";

const [top, site, modules, name, ...wanted] = process.argv.slice(2);
const NOISE = /loading out-of-tree module|module verification failed/;
const quoted = text => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

// pattern - a recorded line of the log, as what must be on the screen.
const pattern = line => new RegExp("\\] " + quoted(line.replace(/^\[\.\.\.\] /, ""))
	.replace(/\bpts\d+/, "ttyS0").replace(/\bmajor \d+/, "major \\d+").replace(/\\\.\\\.\\\./g, ".*").replace(/\b[NM]\b/g, "[0-9a-fx]+").replace(/80000\\\+[\da-fx[\]+-]+/, ".*"));

// recorded - what the kernel said in the book to this command, as the first of
// its session: later on it may depend on what came before. The same holds here
// for modules other than the example's.
const steps = new Map();
for (const session of sessions(top)) {
	const first = session.steps.find(step => /^insmod \S+\.ko/.test(step.command));
	if (first && !steps.has(first.command))
		steps.set(first.command, first.output.filter(line => line.startsWith("[...] ") && !NOISE.test(line)));
}

const dir = mkdtempSync(join(tmpdir(), "live-"));
makeSample(dir, resolve(top), resolve(site));
const server = await serve(dir);
const browser = await browse(modules, name);

// The first source of each, and first those that take long.
const all = new Map();
for (const [source, entry] of Object.entries(indexOf(site).index))
	if (entry.dir !== "broken" && entry.own && !all.has(entry.name) && (!wanted.length || wanted.includes(entry.name)))
		all.set(entry.name, [source, entry]);
const length = ([, entry]) => entry.try.reduce((sum, command) => sum + 1 + Number(/sleep (\d+)/.exec(command)?.[1] ?? 0), 0);
const queue = [...all.values()].sort((a, b) => length(b) - length(a));
let compared = 0;

// play - what was missed, and what was seen instead.
async function play(reader, source, entry) {
	const text = process.env.LIVE_COMPILED ? await reader.compile(source) : await reader.run(source), missed = [];
	const { history, trouble } = await reader.page.evaluate(() => {
		const { history, trouble } = globalThis.lkmpgLive.machine;
		return { history, trouble };
	});
	// What the page says itself that its compiler cannot show.
	const other = Boolean(process.env.LIVE_COMPILED) &&
		/which code cannot show/.test(await reader.page.locator(".live-note").textContent());
	const typed = text.replace(/\[ *\d+\.\d{6}\] .*\n/g, "");	// the log comes in between
	let own = true;
	for (const command of entry.try) {
		if (!typed.includes(`# ${command}`))
			missed.push(`the command '${command}'`);
		const [, status] = history.find(([what]) => what === command) ?? [];
		if (status === undefined || (status !== 0) !== (command.includes("# fails") || (other && command.endsWith("/code"))))
			missed.push(`'${command}' ends ${status === 0 ? "in an error" : "well"}: it ended with ${status}`);
		// Alone, as in the book: no other module was loaded before.
		own &&= !command.startsWith("insmod ") || command.includes(` ${entry.module}.ko`);
		for (const line of own && command.startsWith("insmod ") ? steps.get(command) ?? [] : []) {
			compared++;
			if (!pattern(line).test(text))
				missed.push(`what the book has: ${line}`);
		}
	}
	if (!/^\[ +\d+\.\d+\] \w+: /m.test(text))
		missed.push("a line of the kernel's log");
	if (trouble || await reader.page.locator(".live-trouble").isVisible())
		missed.push(`a kernel without complaints: ${trouble}`);
	await reader.type("cat /proc/modules | wc -l; echo seen $((6 * 7))");
	await reader.see(/^seen 42$/m);
	if (process.env.LIVE_COMPILED && await reader.page.locator(".live-messages li").count())
		missed.push("a compiler without complaints");
	await reader.button("Reset").click();
	await reader.told(/clean machine/);
	if ((await reader.screen()).trim() !== "#")
		missed.push("an empty screen after Reset");
	return { missed, text };
}

async function read() {
	// As wide as it takes for the longest command beside a source.
	const pages = await context(browser, { viewport: { width: process.env.LIVE_COMPILED ? 1800 : 1000, height: 900 } });
	const page = await pages.newPage();
	page.on("pageerror", error => ok(false, "no error in the page", error.message));
	await page.goto(server.url);
	for (let next; (next = queue.shift());) {
		const [source, entry] = next;
		await attempt(entry.name, async () => {
			const { missed, text } = await play(new Reader(page), source, entry);
			ok(!missed.length, `${entry.name}: ${process.env.LIVE_COMPILED ? "Edit, " : ""}Run, one command more, Reset`, `not seen:\n${missed.join("\n")}\n\n${text}`);
		});
	}
	await pages.close();
}

await Promise.all(Array.from({ length: Math.min(queue.length, 3 * availableParallelism()) }, read));
note(`${compared} recorded lines of the log were looked for`);
ok(compared > 0 || wanted.length, "the transcripts are compared with");
await browser.close();
server.close();
rmSync(dir, { recursive: true });
finish();
