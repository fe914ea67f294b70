// SPDX-License-Identifier: GPL-2.0
// live/machine.js - the machine itself, without a page around it: what it is,
// how it is woken, typed at, and listened to. The page (live.js), the one who
// boots it (snapshot.mjs) and the tests (tests/live) all use this.
//
// A plain script, no module: a page that is opened from a disk may load nothing
// else. It defines one name, lkmpgMachine.

globalThis.lkmpgMachine = (() => {
"use strict";

// What both the booting and the restoring one must agree on.
const OPTIONS = {
	memory_size: 32 << 20,
	vga_memory_size: 1 << 20,
	disable_keyboard: true,	// ours, not the machine's
	disable_mouse: true,
	disable_speaker: true,
	fastboot: true,
	uart1: true,		// the page's own line to the machine
};

// How the shell says that it waits, and how the last command ended: see
// guest/profile.
const PROMPT = /\x1b\]133;D;(\d+)\x07\x1b\]133;A\x07/;
const PROMPT_TEXT = "# ";

// What the kernel says when it has run into a bug.
const TROUBLE = /(Kernel panic - not syncing.*|Oops:.*|kernel BUG at.*|BUG: .*|WARNING: .*|watchdog: .*|INFO: task .*)/;

// The message of the error that those get who waited for a prompt.
const RESET = "the machine was reset";

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const encoder = new TextEncoder();

class Machine {
	// V86 is the emulator's class, state the saved state (zstd), wasm a promise
	// of the instantiated WebAssembly's exports, as a function of its imports.
	constructor(V86, state, wasm) {
		this.state = state;
		this.busy = false;		// a command runs
		this.trouble = null;		// the kernel's first complaint
		this.onoutput = () => {};	// (bytes as a string)
		this.onprompt = () => {};	// (status)
		this.ontrouble = () => {};	// (line)
		this.waiting = [];
		this.v86 = new V86({ ...OPTIONS, ...wasm, initial_state: { buffer: state } });
		this.ready = new Promise(resolve => this.v86.add_listener("emulator-ready", resolve));
		this.v86.add_listener("serial0-output-byte", byte => this.#hear(byte));
		this.v86.add_listener("serial1-output-byte", byte => this.#hearControl(byte));
		this.#forget();
	}

	#forget() {
		this.generation = (this.generation ?? 0) + 1;
		this.pending = "";
		this.flushing = false;
		this.line = PROMPT_TEXT;	// what is in the last line: see live/snapshot.mjs
		this.heard = 0;			// when it last said something
		this.output = "";		// since the last command
		this.controlled = "";
		this.busy = false;
		this.trouble = null;
		for (const { reject } of this.waiting.splice(0))
			reject(new Error(RESET));
		this.controlWaits?.reject(new Error(RESET));
		this.controlWaits = null;
		this.queue = Promise.resolve();
		this.history = [];		// what was typed by type(), and how it ended
	}

	// Bytes come one by one; they are handed on in one piece as soon as the
	// emulator lets go.
	#hear(byte) {
		this.pending += String.fromCharCode(byte);
		if (!this.flushing) {
			this.flushing = true;
			const generation = this.generation;
			queueMicrotask(() => generation === this.generation && this.#flush());
		}
	}

	#flush() {
		const text = this.pending;
		this.pending = "";
		this.flushing = false;
		this.output = (this.output + text).slice(-100000);
		this.heard = Date.now();
		this.onoutput(text);

		this.line += text;
		for (let end; (end = this.line.indexOf("\n")) >= 0; this.line = this.line.slice(end + 1)) {
			const found = TROUBLE.exec(this.line.slice(0, end));
			if (found && !this.trouble && this.line.startsWith("[")) {
				this.trouble = found[1].trim();
				this.ontrouble(this.trouble);
			}
		}
		const prompt = PROMPT.exec(this.line);
		if (prompt) {
			this.line = this.line.slice(prompt.index + prompt[0].length);
			this.busy = false;
			this.onprompt(Number(prompt[1]));
			for (const { resolve } of this.waiting.splice(0))
				resolve(Number(prompt[1]));
		}
	}

	#hearControl(byte) {
		this.controlled += String.fromCharCode(byte);
		if (this.raw && /^go\r?$/m.test(this.controlled)) {
			this.v86.serial_send_bytes(1, this.raw);
			this.raw = null;
		}
		const end = /^done (\d+)\r?$/m.exec(this.controlled);
		if (end && this.controlWaits) {
			const { resolve } = this.controlWaits;
			this.controlWaits = null;
			resolve({ status: Number(end[1]), output: this.controlled.slice(0, end.index) });
			this.controlled = "";
		}
	}

	// Start, go on, pause.
	async run() {
		await this.ready;
		if (!this.v86.is_running())
			await this.v86.run();
	}

	async stop() {
		if (this.v86.is_running())
			await this.v86.stop();
	}

	// As it was when its state was saved.
	async reset() {
		await this.ready;
		await this.stop();
		this.#forget();
		await this.v86.restore_state(this.state);
		this.#forget();
		await this.run();
	}

	// What a person types; it is the shell that echoes it.
	send(text) {
		if (/[\r\n]/.test(text))
			this.busy = true;
		this.v86.serial_send_bytes(0, encoder.encode(text));
	}

	// The next prompt: a promise of the status of what ran.
	prompt() {
		return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
	}

	// Wait as a person does who reads: until nothing has come for a while, and
	// then for a prompt in a line of its own, if the log has written behind it.
	async settle(ms) {
		for (const end = Date.now() + 4 * ms; Date.now() < Math.min(end, this.heard + ms);)
			await sleep(20);
		if (!this.busy && Machine.plain(this.line) !== PROMPT_TEXT)
			await this.type("");
	}

	// Type a command, letter by letter, and wait until it has run. Resolves to
	// its status and to what was printed meanwhile, the log as well.
	async type(command, delay = 0) {
		const generation = this.generation;
		if (delay) {
			for (const letter of command) {
				this.send(letter);
				await sleep(delay);
				if (generation !== this.generation)
					throw new Error(RESET);
			}
		} else {
			this.send(command);
		}
		this.output = "";
		const prompt = this.prompt();
		this.send("\n");
		const status = await prompt;
		this.history.push([command, status]);
		return { status, output: Machine.plain(this.output) };
	}

	// A command for the shell on the other line, which nobody sees; one after
	// the other. raw is what the command reads from there once it has said "go".
	control(command, raw = null) {
		const next = this.queue.then(() => new Promise((resolve, reject) => {
			this.controlled = "";
			this.raw = raw;
			this.controlWaits = { resolve, reject };
			this.v86.serial_send_bytes(1, encoder.encode(`${command}${raw ? ";" : "\n"} echo done $?\n`));
		}));
		this.queue = next.catch(() => {});
		return next;
	}

	// Put a file there. That line is raw: head reads the bytes as they are. Should the
	// shell echo the command, that is no "go"; and "echo done" is in the same line, or
	// head would read it.
	async put(path, bytes) {
		const { status } = await this.control(`echo g""o; head -c ${bytes.length} >'${path}'`, bytes);
		if (status !== 0)
			throw new Error(`the machine could not write ${path}`);
	}

	// Output without what only a terminal cares for.
	static plain(text) {
		return text.replace(/\x1b\][^\x07]*\x07/g, "").replace(/\x1b\[[\d;?]*[A-Za-z]/g, "")
			.replace(/\r/g, "");
	}
}

return { Machine, OPTIONS, PROMPT, PROMPT_TEXT, RESET, TROUBLE };
})();
