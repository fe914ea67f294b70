// SPDX-License-Identifier: GPL-2.0
// tests/live/machine.mjs - the browser's machine without a browser: restore its
// state under node, play every example's session, and see that each command
// ends as its source says. TAP, one point for each example.
//
// usage: node tests/live/machine.mjs SITE NODE_MODULES [EXAMPLE...]

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import "../../live/machine.js";

const [site, modules, ...wanted] = process.argv.slice(2);
const { Machine } = globalThis.lkmpgMachine;
const { V86 } = await import(pathToFileURL(`${modules}/v86/build/libv86.mjs`));
const bytes = name => new Uint8Array(readFileSync(`${site}/${name}`)).buffer;

// The first statement of live.js is the index.
new Function(readFileSync(`${site}/live.js`, "utf8").split("\n", 1)[0])();
const entries = new Map(Object.values(globalThis.lkmpgLive.index)
	.filter(entry => entry.dir !== "broken" && entry.own).map(entry => [entry.name, entry]));

const wasm = await WebAssembly.compile(gunzipSync(readFileSync(`${site}/v86.wasm.gz`)));
const machine = new Machine(V86, bytes("state.zst"), {
	wasm_fn: async imports => (await WebAssembly.instantiate(wasm, imports)).exports });

const late = ms => new Promise((_, reject) => setTimeout(() => reject(new Error("no prompt any more")), ms).unref());

// play - what went wrong, as lines; and all that was printed.
async function play(entry) {
	const wrong = [], log = [];
	const run = async command => {
		const { status, output } = await Promise.race([machine.type(command), late(30000)]);
		log.push(output);
		return status;
	};
	await machine.reset();
	if (entry.dir !== "examples")
		await run(`cd ../${entry.dir}`);
	for (const command of entry.try) {
		const fails = command.includes("# fails");
		const status = await run(command);
		if ((status !== 0) !== fails)
			wrong.push(`'${command}' ended with ${status}`);
	}
	if (machine.trouble)
		wrong.push(`the kernel complained: ${machine.trouble}`);
	if (!/^\[.*\] \w+: /m.test(log.join("")))
		wrong.push("no module said anything");
	return { wrong, log };
}

let count = 0, failed = 0;
for (const [name, entry] of entries) {
	if (wanted.length && !wanted.includes(name))
		continue;
	let wrong, log = [];
	try {
		({ wrong, log } = await play(entry));
	} catch (error) {
		wrong = [error.message, machine.output];
	}
	count++;
	console.log(`${wrong.length ? "not ok" : "ok"} ${count} - ${entry.dir}/${name} plays`);
	if (wrong.length || process.env.V) {
		failed += wrong.length > 0;
		console.log([...wrong, ...log].join("\n").replace(/^/gm, "# "));
	}
}
console.log(`1..${count}`);
process.exit(failed || !count ? 1 : 0);
