// SPDX-License-Identifier: GPL-2.0
// tools/eslint.mjs - what ESLint has to say of our JavaScript.
//
// usage: node tools/eslint.mjs MODULES FILE...
//
// MODULES is the node_modules to take it from. A line for each finding; status 1 if
// there is any. The rules are those that find mistakes; how a line looks is our affair.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'x.js'));
const { ESLint } = require('eslint');
const { configs } = require('@eslint/js');
const globals = require('globals');

const config = [
	configs.recommended,
	{
		rules: {
			'array-callback-return': 'error',
			eqeqeq: 'error',
			'no-constructor-return': 'error',
			'no-control-regex': 'off',	// a terminal speaks in these
			'no-self-compare': 'error',
			'no-template-curly-in-string': 'error',
			'no-unreachable-loop': 'error',
			'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none' }],
			'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
			'no-var': 'error',
			'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
		},
	},
	// In the page: scripts, which share the names that the page's others define.
	{
		files: ['**/*.js'],
		languageOptions: { sourceType: 'script', globals: { ...globals.browser, MiniSearch: 'readonly' } },
	},
	// On the host; and what a test has the browser evaluate is written there, too.
	{ files: ['**/*.mjs'], languageOptions: { sourceType: 'module', globals: { ...globals.node, ...globals.browser } } },
];

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config });
let found = 0;
for (const { filePath, messages } of await eslint.lintFiles(files)) {
	for (const { line, column, ruleId, message } of messages) {
		console.log(`${filePath.replace(`${process.cwd()}/`, '')}:${line}:${column}: ${ruleId ?? 'syntax'} ${message}`);
		found += 1;
	}
}
process.exitCode = found ? 1 : 0;
