// SPDX-License-Identifier: GPL-2.0
// live/compile/pack.mjs - the kernel's headers as one folder h/, without comments, in two
// packs: headers.tar.gz has those that the given sources open, more.tar.gz all others.
//
// usage: node pack.mjs TCC.wasm SOURCE OBJ OVERLAY OUT FILE.c...
//
// The folders of -I are laid over each other, the first one that has a name wins, so
// that tcc has one folder to look in. Fails where one of the sources does not compile.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import "./wasi.js";
import "./compile.js";

const { Compiler, headersOf } = globalThis.lkmpgCompile;
const [wasm, source, obj, overlay, out, ...list] = process.argv.slice(2);
// Of no use in a machine without devices; but headers of linux/ include some of dt-bindings/.
const LEFT_OUT = /^h\/(dt-bindings\/(?!leds\/|mfd\/|mux\/|soc\/)|uapi\/drm\/|drm\/)/;

class Recorded extends Map {
	static opened = new Set();
	get(path) {
		Recorded.opened.add(path);
		return super.get(path);
	}
}

const names = new Map();	// h/... to a file
function lay(folder, under = "h") {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name), name = `${under}/${entry.name}`;
		if (entry.isDirectory())
			lay(path, name);
		else if (entry.name.endsWith(".h") && !names.has(name) && !LEFT_OUT.test(name))
			names.set(name, path);
	}
}
const arch = "arch/x86/include";
for (const folder of [overlay, `${source}/${arch}`, `${obj}/${arch}/generated`, `${source}/include`,
	`${obj}/include`, `${source}/${arch}/uapi`, `${obj}/${arch}/generated/uapi`,
	`${source}/include/uapi`, `${obj}/include/generated/uapi`])
	lay(folder);

const compiler = new Compiler();
compiler.module = await WebAssembly.compile(readFileSync(wasm));
compiler.exported = new Set();
const files = compiler.files = new Map();
for (const [name, path] of names)
	files.set(name, new Uint8Array(readFileSync(path)));
globalThis.lkmpgCompile.FileMap = Recorded;

// What is beside a source and in the folder above may be included by it.
const read = file => {
	for (const folder of [dirname(file), dirname(dirname(file))])
		try {
			return readFileSync(join(folder, basename(file)), "utf8");
		} catch { /* then it is the kernel's, or in the other one */ }
	return null;
};
for (const file of list) {
	const text = readFileSync(file, "utf8");
	const headers = headersOf(text, name => read(join(dirname(file), name)));
	const { messages } = compiler.compile({ module: basename(file, ".c").replace(/-/g, "_"),
		sources: { [basename(file)]: text }, headers });
	for (const { text: said, kind } of messages)
		// Each source is compiled alone here, although some modules are of several.
		if (kind === "error" && !/^this kernel exports no|^missing MODULE_LICENSE/.test(said))
			throw new Error(`${file}: ${said}`);
}

// Without comments, empty lines, and blanks at the ends
function bare(text) {
	return text.replace(/"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\/\/(?:\\\n|.)*|\/\*[^]*?\*\//g,
		part => /^\/[/*]/.test(part) ? " " : part)
		.replace(/[ \t]+$/gm, "")
		// an empty line may be the end of a macro
		.replace(/\\\n\n+|\n{2,}/g, part => part[0] === "\\" ? "\\\n\n" : "\n").replace(/^\n/, "");
}

function pack(name, wanted) {
	const folder = mkdtempSync(join(tmpdir(), "headers-"));
	try {
		for (const path of wanted) {
			mkdirSync(join(folder, dirname(path)), { recursive: true });
			writeFileSync(join(folder, path), bare(readFileSync(names.get(path), "utf8")));
		}
		const tar = execFileSync("tar", ["--sort=name", "--format=ustar", "--mtime=@0", "--owner=0", "--group=0",
			"--numeric-owner", "--mode=644", "-C", folder, "-c", "h"], { maxBuffer: 1 << 28 });
		writeFileSync(join(out, name), gzipSync(tar, { level: 9 }));
	} finally {
		rmSync(folder, { recursive: true });
	}
}
pack("headers.tar.gz", [...names.keys()].filter(name => Recorded.opened.has(name)));
pack("more.tar.gz", [...names.keys()].filter(name => !Recorded.opened.has(name)));
