// SPDX-License-Identifier: GPL-2.0
// tests/live/sample.mjs - a page with the figures of the book's pages and
// nothing else: a listing for each module, a transcript for each session. The
// tests are about the machine, not about the book's typesetting.

import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

// The sessions: {name, steps: [{user, command, output: [line...]}], norm}
export function sessions(top) {
	const all = [];
	for (const chapter of readdirSync(join(top, "sessions"))) {
		for (const file of readdirSync(join(top, "sessions", chapter)).filter(f => f.endsWith(".session"))) {
			const session = { name: `${chapter}/${file.replace(/\.session$/, "")}`, steps: [] };
			let goesOn = false;
			for (const line of readFileSync(join(top, "sessions", chapter, file), "utf8").split("\n")) {
				const step = session.steps.at(-1);
				if (goesOn) {
					step.command += "\n" + line;
					goesOn = line.endsWith("\\");
				} else if (/^[#$] /.test(line)) {
					session.steps.push({ user: line[0], command: line.slice(2), output: [] });
					goesOn = line.endsWith("\\");
				} else if (!line.startsWith("%") && step) {
					step.output.push(line.replace(/^\\/, ""));
				}
			}
			all.push(session);
		}
	}
	return all;
}

// What there is to run: the first statements of live.js and lab.js.
export function indexOf(site) {
	for (const name of ["live.js", "lab.js"])
		new Function(readFileSync(join(site, name), "utf8").split("\n", 1)[0])();
	return globalThis.lkmpgLive;
}

// makeSample DIR - the page, and beside it the site as the book has it.
export function makeSample(dir, top, site) {
	const { index } = indexOf(site);
	const listing = source => `<figure class="code" data-example="${index[source].name}"><figcaption>` +
		`<span class="file">${source}</span><span class="tools"><a href="#">raw</a></span></figcaption>` +
		`<div class="src"><pre class="n" aria-hidden="true">1</pre><pre class="c"><code>` +
		`${escape(readFileSync(join(top, source), "utf8").split("\n")[2])}\n</code></pre></div></figure>`;
	const lines = step => step.command.split("\n").map((line, i) =>
		`<kbd class="${i ? "m" : step.user === "#" ? "r" : "u"}">${escape(line)}</kbd>\n`).join("") +
		step.output.map(line => (line.startsWith("[...] ") ? `<samp>${escape(line.slice(6))}</samp>` : escape(line)) + "\n").join("");
	const transcript = session => `<figure class="transcript" data-session="${session.name}"><figcaption>` +
		`<span class="title">${session.name}</span><span class="tools"></span></figcaption>` +
		`<pre><code>${session.steps.map(lines).join("").trimEnd()}</code></pre></figure>`;
	rmSync(dir, { recursive: true, force: true });
	mkdirSync(dir, { recursive: true });
	symlinkSync(site, join(dir, "live"));
	writeFileSync(join(dir, "index.html"), `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the tests click on</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="live/live.css">
<script src="live/live.js" defer></script>
</head>
<body style="font: 16px sans-serif; margin: 1rem; overflow-wrap: anywhere">
<style>.code .c, .transcript pre { overflow-x: auto } kbd.r::before { content: "# " }</style>
${Object.keys(index).map(listing).join("\n")}
${sessions(top).map(transcript).join("\n")}
</body>
</html>
`);
}
