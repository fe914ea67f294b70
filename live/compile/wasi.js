// SPDX-License-Identifier: GPL-2.0
// live/compile/wasi.js - as much of WASI as tcc needs, over files in memory.
//
// files is a Map from a path without a leading slash to a Uint8Array; what the
// program writes is added to it. Each run is a new instance: tcc leaves by exit().
//
// A plain script, for the page, for a worker, and for node. It defines one
// name, lkmpgWasi.

globalThis.lkmpgWasi = (() => {
"use strict";

const BADF = 8, NOENT = 44, SPIPE = 70;
const ROOT = 3;			// the one folder that is there from the start

class Exit extends Error {
	constructor(code) { super(`exit ${code}`); this.code = code; }
}

function clean(path) {
	const parts = [];
	for (const part of path.split("/"))
		if (part === "..")
			parts.pop();
		else if (part && part !== ".")
			parts.push(part);
	return parts.join("/");
}

// Run a compiled WebAssembly.Module. Returns its exit status, what it said,
// and how much memory it took.
function run(module, args, files) {
	const decoder = new TextDecoder(), encoder = new TextEncoder();
	const open = new Map();
	let memory, next = ROOT + 1, said = "";
	const view = () => new DataView(memory.buffer);
	const bytes = () => new Uint8Array(memory.buffer);
	const text = (at, length) => decoder.decode(bytes().subarray(at, at + length));
	const words = args.map(arg => encoder.encode(`${arg}\0`));

	// One file that is being read or written
	const file = data => ({ data, size: data.length, at: 0, path: null });

	function* vectors(list, count) {
		for (let i = 0; i < count; i++) {
			const v = view();
			yield [v.getUint32(list + 8 * i, true), v.getUint32(list + 8 * i + 4, true)];
		}
	}

	const calls = {
		args_sizes_get(count, size) {
			view().setUint32(count, words.length, true);
			view().setUint32(size, words.reduce((sum, word) => sum + word.length, 0), true);
			return 0;
		},
		args_get(pointers, at) {
			for (const word of words) {
				view().setUint32(pointers, at, true);
				bytes().set(word, at);
				pointers += 4;
				at += word.length;
			}
			return 0;
		},
		environ_sizes_get(count, size) {
			view().setUint32(count, 0, true);
			view().setUint32(size, 0, true);
			return 0;
		},
		environ_get: () => 0,
		fd_prestat_get(fd, at) {
			if (fd !== ROOT)
				return BADF;
			view().setUint8(at, 0);
			view().setUint32(at + 4, 1, true);
			return 0;
		},
		fd_prestat_dir_name(fd, at) {
			bytes()[at] = 47;	// "/"
			return 0;
		},
		fd_fdstat_get(fd, at) {
			bytes().fill(0, at, at + 8);
			view().setUint8(at, fd === ROOT ? 3 : fd < ROOT ? 2 : 4);
			view().setBigUint64(at + 8, 0xffffffffffffffffn, true);
			view().setBigUint64(at + 16, 0xffffffffffffffffn, true);
			return 0;
		},
		fd_fdstat_set_flags: () => 0,
		path_open(dir, lookup, at, length, how, base, inherit, flags, result) {
			const path = clean(text(at, length));
			let f;
			if (how & 1) {		// create
				f = file(new Uint8Array(1 << 14));
				f.size = 0;
				f.path = path;
			} else if (files.has(path)) {
				f = file(files.get(path));
			} else {
				return NOENT;
			}
			open.set(next, f);
			view().setUint32(result, next++, true);
			return 0;
		},
		fd_close(fd) {
			const f = open.get(fd);
			if (f?.path)
				files.set(f.path, f.data.slice(0, f.size));
			open.delete(fd);
			return 0;
		},
		fd_read(fd, list, count, result) {
			const f = open.get(fd);
			if (!f)
				return BADF;
			let sum = 0;
			for (const [at, length] of vectors(list, count)) {
				const part = f.data.subarray(f.at, Math.min(f.size, f.at + length));
				bytes().set(part, at);
				f.at += part.length;
				sum += part.length;
			}
			view().setUint32(result, sum, true);
			return 0;
		},
		fd_write(fd, list, count, result) {
			const f = open.get(fd);
			if (!f && fd >= ROOT)
				return BADF;
			let sum = 0;
			for (const [at, length] of vectors(list, count)) {
				const part = bytes().subarray(at, at + length);
				if (f) {
					if (f.at + length > f.data.length) {
						const more = new Uint8Array(2 * (f.at + length));
						more.set(f.data);
						f.data = more;
					}
					f.data.set(part, f.at);
					f.at += length;
					f.size = Math.max(f.size, f.at);
				} else {
					said += decoder.decode(part);
				}
				sum += length;
			}
			view().setUint32(result, sum, true);
			return 0;
		},
		fd_seek(fd, offset, whence, result) {
			const f = open.get(fd);
			if (!f)
				return fd < ROOT ? SPIPE : BADF;
			f.at = Number(offset) + (whence === 1 ? f.at : whence === 2 ? f.size : 0);
			view().setBigUint64(result, BigInt(f.at), true);
			return 0;
		},
		fd_filestat_get(fd, at) {
			bytes().fill(0, at, at + 64);
			view().setUint8(at + 16, 4);
			view().setBigUint64(at + 32, BigInt(open.get(fd)?.size ?? 0), true);
			return 0;
		},
		path_filestat_get(dir, flags, at, length, result) {
			const data = files.get(clean(text(at, length)));
			if (!data)
				return NOENT;
			bytes().fill(0, result, result + 64);
			view().setUint8(result + 16, 4);
			view().setBigUint64(result + 32, BigInt(data.length), true);
			return 0;
		},
		path_unlink_file(dir, at, length) {
			return files.delete(clean(text(at, length))) ? 0 : NOENT;
		},
		clock_time_get(clock, precision, result) {
			view().setBigUint64(result, BigInt(Date.now()) * 1000000n, true);
			return 0;
		},
		proc_exit(code) { throw new Exit(code); },
	};

	const wanted = {};
	for (const { module: from, name } of WebAssembly.Module.imports(module)) {
		wanted[from] ??= {};
		wanted[from][name] = calls[name] ?? (() => { throw new Error(`no WASI call ${name}`); });
	}
	const { exports } = new WebAssembly.Instance(module, wanted);
	memory = exports.memory;
	let status = 0;
	try {
		exports._start();
	} catch (error) {
		if (!(error instanceof Exit))
			throw error;
		status = error.code;
	}
	return { status, said, memory: memory.buffer.byteLength };
}

return { run };
})();
