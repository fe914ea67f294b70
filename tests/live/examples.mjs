// SPDX-License-Identifier: GPL-2.0
// tests/live/examples.mjs - every example, driven in a browser as a reader does:
// click Run, see it play, type one command more, reset. TAP, a point for each.
//
// usage: node tests/live/examples.mjs TOP SITE NODE_MODULES [EXAMPLE...]
//
// What must be seen on the screen: each command of the source's session, after
// those that end in "# fails" an error, and of the book's recorded transcripts
// what the kernel said to the same command. (What varies from run to run there
// stands for anything: "...", and N or M for a number; other drivers have taken
// other majors, and here the terminal is a serial line.)

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { attempt, browse, finish, note, ok, Reader, serve } from "./lib.mjs";
import { indexOf, makeSample, sessions } from "./sample.mjs";

const [top, site, modules, ...wanted] = process.argv.slice(2);
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
const browser = await browse(modules);
const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
page.on("pageerror", error => ok(false, "no error in the page", error.message));
await page.goto(server.url);
const reader = new Reader(page);

const names = new Set();
let compared = 0;
for (const [source, entry] of Object.entries(indexOf(site).index)) {
	if (entry.dir !== "examples" || names.has(entry.name) || (wanted.length && !wanted.includes(entry.name)))
		continue;
	names.add(entry.name);
	await attempt(entry.name, async () => {
		const text = (await reader.run(source)).replace(/\n/g, "\n");
		const absent = [];
		for (const command of entry.try) {
			if (!text.includes(`# ${command}`))
				absent.push(`the command '${command}'`);
			const own = command.includes(` ${entry.module}.ko`);
			for (const line of own ? steps.get(command) ?? [] : []) {
				compared++;
				if (!pattern(line).test(text))
					absent.push(`what the book has: ${line}`);
			}
		}
		if (!/^\[ +\d+\.\d+\] \w+: /m.test(text))
			absent.push("a line of the kernel's log");
		if (await page.locator(".live-trouble").isVisible())
			absent.push("a kernel without complaints");
		await reader.type("cat /proc/modules | wc -l; echo seen $((6 * 7))");
		await reader.see(/^seen 42$/m);
		await reader.button("Reset").click();
		await reader.told(/clean machine/);
		if ((await reader.screen()).trim() !== "#")
			absent.push("an empty screen after Reset");
		ok(!absent.length, `${entry.name}: Run, one command more, Reset`, `not seen:\n${absent.join("\n")}\n\n${text}`);
	});
}
note(`${compared} recorded lines of the log were looked for`);
ok(compared > 0 || wanted.length, "the transcripts are compared with");
await browser.close();
server.close();
rmSync(dir, { recursive: true });
finish();
