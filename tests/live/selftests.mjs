// SPDX-License-Identifier: GPL-2.0
// tests/live/selftests.mjs - three of the kernel's own tests of itself, compiled by the
// compiler that the pages have, and run in the machine that they have: what gcc makes of
// them passes, so must this. Without a page. TAP.
//
// usage: node tests/live/selftests.mjs SITE OBJ
//
// The tests are those of the kernel's source, which OBJ/source leads to.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { attempt, finish, note, ok } from "./lib.mjs";

const [site, kernel] = process.argv.slice(2).map(path => resolve(path));
const read = name => readFileSync(join(site, name));
const source = name => readFileSync(join(kernel, "source", name), "utf8");
const HARNESS = "tools/testing/selftests/kselftest_module.h";

// [the test, what it says when it has passed]
const TESTS = [
	["test_bitmap", /test_bitmap: all (\d+) tests passed/],
	["test_printf", /test_printf: all (\d+) tests passed/],
	["test_user_copy", /test_user_copy: tests passed\./],
];

new Function(read("compile.js"))();
new Function(read("machine.js"))();
const exported = { exports: {} };
new Function("module", "exports", read("libv86.js"))(exported, exported.exports);
const { Compiler } = globalThis.lkmpgCompile;
const compiler = await Compiler.load({ tcc: gunzipSync(read("tcc.wasm.gz")), headers: gunzipSync(read("headers.tar.gz")),
	exported: gunzipSync(read("exported.gz")) });
compiler.add(gunzipSync(read("more.tar.gz")));
const state = read("state.zst");
const machine = new globalThis.lkmpgMachine.Machine(exported.exports.V86,
	state.buffer.slice(state.byteOffset, state.byteOffset + state.length),
	{ wasm_fn: async imports => (await WebAssembly.instantiate(gunzipSync(read("v86.wasm.gz")), imports)).instance.exports });
await machine.run();

for (const [name, passed] of TESTS)
	await attempt(name, async () => {
		const text = source(`lib/${name}.c`).replace(`"../${HARNESS}"`, "\"kselftest_module.h\"");
		const { ko, messages } = compiler.compile({ module: name, sources: { [`${name}.c`]: text },
			headers: { "kselftest_module.h": source(HARNESS) } });
		if (!ok(Boolean(ko), `the kernel's ${name} compiles`, messages.map(m => `${m.line}: ${m.text}`).join("\n")))
			return;
		await machine.reset();
		await machine.put(`/lkmpg/examples/${name}.ko`, ko);
		const { status } = await machine.type(`insmod ${name}.ko`);
		const { output } = await machine.type("dmesg | tail -n 25");
		const said = passed.exec(output);
		ok(status === 0 && said && !machine.trouble, "and passes", output);
		if (said)
			note(said[0]);
	});

finish();
process.exit();		// the emulator has timers that would go on
