// SPDX-License-Identifier: GPL-2.0
// tools/ruff.mjs - what ruff has to say of Python files: its WebAssembly from npm, since
// Debian has no package of it.
//
// usage: node tools/ruff.mjs MODULES OPTIONS FILE...
//
// MODULES is the node_modules to take it from, OPTIONS a file with [tool.ruff] of
// pyproject.toml as JSON. A line for each finding; status 1 if there is any.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';

const [modules, options, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'x.js'));
const { PositionEncoding, Workspace } = require('@astral-sh/ruff-wasm-nodejs');
const workspace = new Workspace(JSON.parse(readFileSync(options, 'utf8')), PositionEncoding.Utf32);

let found = 0;
for (const file of files) {
	for (const { code, message, start_location: at } of workspace.check(readFileSync(file, 'utf8'))) {
		console.log(`${file}:${at.row}:${at.column}: ${code ?? 'syntax'} ${message}`);
		found += 1;
	}
}
process.exitCode = found ? 1 : 0;
