// SPDX-License-Identifier: GPL-2.0
// live/snapshot.mjs - boot the browser's machine under node, wait until its
// shells do, and save its state. What its console says goes to standard output.
//
// usage: node live/snapshot.mjs NODE_MODULES BZIMAGE STATE PROGRAMS
//
// PROGRAMS gets the names of the programs that there are.
//
// The BIOS is Debian's SeaBIOS. It is long done when the state is saved, and
// restoring one needs neither it nor the image.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import "./machine.js";

const { OPTIONS, PROMPT } = globalThis.lkmpgMachine;
const [modules, image, file, programs] = process.argv.slice(2);
const { V86 } = await import(pathToFileURL(`${modules}/v86/build/libv86.mjs`));
const buffer = path => {
	const bytes = readFileSync(path);
	return { buffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) };
};

const machine = new V86({
	...OPTIONS,
	wasm_path: `${modules}/v86/build/v86.wasm`,
	bios: buffer("/usr/share/seabios/bios.bin"),
	vga_bios: buffer("/usr/share/seabios/vgabios-stdvga.bin"),
	bzimage: buffer(image),
	// The PIT is the clock that goes on where it stopped when a state is
	// restored. Pages that nobody uses are all zero: they compress to nothing.
	cmdline: "console=ttyS0 init_on_free=1 tsc=unstable clocksource=pit " +
		"panic=-1 oops=continue random.trust_cpu=on",
	autostart: true,
});

// Wait for a pattern on a serial line; the earlier output counts as well.
const output = ["", ""];
let check = () => {};
for (const line of [0, 1]) {
	machine.add_listener(`serial${line}-output-byte`, byte => {
		output[line] += String.fromCharCode(byte);
		if (line === 0)
			process.stdout.write(Uint8Array.of(byte));
		check();
	});
}
const until = pattern => new Promise(resolve => {
	check = () => pattern(output) && resolve();
	check();
});
const settle = ms => new Promise(resolve => setTimeout(resolve, ms));

await until(([seen]) => PROMPT.test(seen));
machine.serial_send_bytes(1, new TextEncoder().encode("ls /bin /sbin | cat; echo ready $((6 * 7))\n"));
await until(([, control]) => control.includes("ready 42"));
writeFileSync(programs, output[1].match(/^[^/\s]+$/gm).filter(name => name !== "ready").join("\n") + "\n");
await settle(2000);
await machine.stop();
writeFileSync(file, new Uint8Array(await machine.save_state()));
process.exit(0);
