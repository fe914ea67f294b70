// SPDX-License-Identifier: GPL-2.0
// tests/live/edit.mjs - a reader who changes a listing: he edits, runs, makes mistakes,
// comes back, shows it to somebody, crashes the kernel. In a browser, as a person does it. TAP.
//
// usage: node tests/live/edit.mjs TOP SITE NODE_MODULES BROWSER [GROUP...]

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { attempt, browse, context, finish, note, ok, PATIENCE, Reader, serve } from "./lib.mjs";
import { makeSample } from "./sample.mjs";

const [top, site, modules, name, ...wanted] = process.argv.slice(2);
const HELLO = "examples/hello-1.c";

const dir = mkdtempSync(join(tmpdir(), "live-"));
makeSample(dir, resolve(top), resolve(site));
const server = await serve(dir);
const browser = await browse(modules, name);

class Editor extends Reader {
	constructor(page) {
		super(page);
		this.content = page.locator(".live .cm-content");
		this.messages = page.locator(".live-messages li");
	}

	// edit - click Edit at a listing, and wait until one can type.
	async edit(source) {
		await this.figure(source).locator(".live-edit").click();
		await this.content.waitFor();
		await this.told(/press Run/);
	}

	// change - the line that has this text becomes another one, typed.
	async change(text, now) {
		await this.content.locator(".cm-line", { hasText: text }).first().click();
		await this.page.keyboard.press("End");
		await this.page.keyboard.press("Shift+Home");
		await this.page.keyboard.press("Shift+Home");	// the indent as well
		await this.page.keyboard.type(now);
	}

	text() {
		return this.page.evaluate(() => Object.values(globalThis.lkmpgLive.editor.texts())[0]);
	}
}

const group = (what, points) => !wanted.length || wanted.includes(what) ? attempt(what, points) : null;

async function visit(url = server.url, options = {}) {
	const pages = await context(browser, { viewport: { width: 1200, height: 900 }, ...options });
	const page = await pages.newPage();
	page.on("pageerror", error => ok(false, "no error in the page", error.message));
	await page.goto(url);
	return new Editor(page);
}

await group("an edit", async () => {
	const reader = await visit();
	const page = reader.page;
	await page.waitForTimeout(300);
	const early = [...server.sent.keys()].filter(path => !/^\/(index\.html)?$|^\/live\/live\.(js|css)$/.test(path));
	ok(!early.length, "nothing is loaded before the first edit", early.join("\n"));
	await reader.edit(HELLO);
	const box = await page.locator(".live").boundingBox();
	ok(box.y >= 0 && box.y + box.height <= 901, "the workbench is in sight where the click was made", JSON.stringify(box));
	await reader.change("Hello world 1", "\tpr_info(\"Hello reader\\n\");");
	await page.keyboard.press("Control+Enter");
	const text = await reader.see(/hello_1: Hello reader/);
	await reader.told(/Your turn/);
	ok(/# insmod hello-1\.ko/.test(text) && /hello_1: Goodbye world 1/.test(await reader.screen()) && !/Hello world 1/.test(await reader.screen()),
		"what was changed is compiled, loaded, and plays the session", await reader.screen());
	let code = 0, editor = 0;
	for (const [path, size] of server.sent)
		if (/compile\.js|tcc|exported|headers|sources|edit\./.test(path))
			code += path.endsWith(".gz") ? size : gzipSync(readFileSync(join(dir, path)), { level: 9 }).length;
		else if (/editor\.js/.test(path))
			editor += gzipSync(readFileSync(join(dir, path)), { level: 9 }).length;
	ok(code <= 1e6, "the first edit loads 1 MB at most, besides the editor", code);
	note(`${code} bytes, and ${editor} for the editor`);
	ok(!server.sent.has("/live/more.tar.gz"), "but not the headers that nothing includes");

	// A mistake.
	await reader.change("Hello reader", "\tpr_inof(\"Hello reader\\n\");");
	await page.locator(".live-compile").click();
	await reader.messages.first().waitFor();
	const said = await reader.messages.allInnerTexts();
	const line = (await reader.text()).split("\n").findIndex(l => /pr_inof/.test(l)) + 1;
	ok(said.length === 1 && said[0].startsWith(`hello-1.c:${line}`) && /implicit declaration of function 'pr_inof'/.test(said[0]),
		"an error is told with its line", said.join("\n"));
	ok(await page.locator(".live .cm-lintRange-error").innerText() === "pr_inof(\"Hello reader\\n\");", "and marked at it");
	ok(/nothing was loaded/.test(await reader.status.innerText()), "nothing was loaded then");
	const place = reader.messages.getByRole("link");
	ok(await place.innerText() === "In the book: The compiler refuses" &&
		await place.getAttribute("href") === `${server.url}loading-fails.html#sec-loading-fails-compiler`,
		"and where the book explains it", await place.getAttribute("href"));

	// A name of the kernel whose header is not included.
	await reader.change("pr_inof", "\tkfree(NULL);");
	await page.keyboard.press("Escape");
	await page.locator(".live-compile").click();
	await reader.messages.filter({ hasText: "'kfree' It is declared in <linux/slab.h>." }).waitFor();
	ok(true, "an unknown name of the kernel is told with its header");
	await reader.change("kfree", "\tpr_inof(\"Hello reader\\n\");");
	await page.keyboard.press("Escape");

	// Changes, and back.
	await reader.button("Changes").click();
	ok(/Hello world 1/.test(await page.locator(".live .cm-deletedChunk").first().innerText()), "what differs from the book is shown");
	await reader.button("Changes").click();

	// The edit is there after a while, and after a reload.
	await page.reload();
	await reader.edit(HELLO);
	ok(/pr_inof\("Hello reader/.test(await reader.text()), "a reload keeps the edit");
	await reader.button("Link").click();
	await page.locator(".live-address").waitFor();
	const address = await page.locator(".live-address").inputValue();
	await reader.button("Undo all").click();
	ok(await reader.text() === readFileSync(join(top, HELLO), "utf8"), "Undo all brings the book's text back");
	await page.reload();
	await reader.edit(HELLO);
	ok(/Hello world 1/.test(await reader.text()), "also after a reload");
	await page.context().close();

	const other = await visit(address);
	await other.content.waitFor();
	await other.told(/came with the address/);
	ok(/pr_inof\("Hello reader/.test(await other.text()), "a link has the edit for somebody else");
	await other.page.context().close();
});

await group("a new module", async () => {
	const reader = await visit();
	const page = reader.page;
	await reader.edit(HELLO);
	await reader.button("New module").click();
	await reader.told(/press Run/);
	ok(/mine_init/.test(await reader.text()), "there is an empty sheet");
	await page.locator(".live-compile").click();
	ok(/mine: loaded/.test(await reader.see(/mine: unloaded/)), "it can be run as it is");
	await reader.told(/Your turn/);

	await reader.change("#include <linux/module.h>", "#include <linux/usb.h>\n#include <linux/module.h>");
	await page.keyboard.press("Control+Enter");
	await reader.told(/Compiling/);
	await reader.told(/Your turn/);
	ok(server.sent.has("/live/more.tar.gz") && await reader.messages.count() === 0, "a header that no example has is fetched",
		(await reader.messages.allInnerTexts()).join("\n"));

	// A program that the compiler would never be done with, and one without it.
	await page.evaluate(() => { globalThis.lkmpgLive.limit = 2000; });
	await reader.change("MODULE_LICENSE", "asm(\".rept 2000000000\\nnop\\n.endr\"); MODULE_LICENSE(\"GPL\");");
	await page.keyboard.press("Control+Enter");
	await reader.told(/nothing was loaded/);
	ok(/took more than 2 seconds, and was ended/.test(await reader.messages.first().innerText()), "a compiler that takes too long is ended");
	await page.evaluate(() => { globalThis.lkmpgLive.limit = 30000; });
	await reader.change("rept", "MODULE_LICENSE(\"GPL\");");

	await reader.change("pr_info(\"loaded", "\tint *p = NULL;\n\n*p = 1;");
	await page.keyboard.press("Control+Enter");
	await page.locator(".live-where").waitFor();
	ok(/in this line of yours: mine\.c:\d+ \*p = 1;/.test(await page.locator(".live-where").innerText()), "a crash shows the reader's line",
		await page.locator(".live-where").innerText());
	ok(await page.locator(".live .cm-line.live-here").innerText().then(text => text.trim()) === "*p = 1;", "and marks it");
	await page.locator(".live-trouble").getByRole("button", { name: "Reset" }).click();
	await reader.told(/clean machine/);
	ok(/\*p = 1;/.test(await reader.text()), "Reset keeps the edit");
	await page.context().close();
});

await group("tabs", async () => {
	const reader = await visit();
	const page = reader.page;
	const tab = label => page.locator(".live-tabs").getByRole("tab", { name: label, exact: true });
	const now = () => page.locator(".live-tabs [aria-selected=true]").innerText();
	const note = page.locator(".live-note");
	await reader.edit("examples/chardev2.c");
	ok((await page.locator(".live-tabs [role=tab]").allInnerTexts()).join() === "chardev2.c,chardev.h,other/userspace_ioctl.c",
		"there is a tab for the module, its headers, its program", (await page.locator(".live-tabs [role=tab]").allInnerTexts()).join());
	ok(!await note.isVisible(), "nothing is said of what can be changed");
	await tab("other/userspace_ioctl.c").click();
	await page.locator(".live .cm-line", { hasText: "userspace_ioctl - talk" }).waitFor();
	ok(/this page cannot compile it.*The machine has it as other\/userspace_ioctl\.$/.test(await note.innerText()),
		"a sentence says that the program cannot be compiled here", await note.innerText());
	await page.locator(".live .cm-line", { hasText: "userspace_ioctl - talk" }).click();
	await page.keyboard.type("mine");
	ok(!/mine/.test(await reader.content.innerText()), "and it cannot be changed");
	await tab("other/userspace_ioctl.c").focus();
	await page.keyboard.press("ArrowLeft");
	ok(await now() === "chardev.h" && !await note.isVisible(), "the arrow keys go from tab to tab", await now());
	await page.locator(".live-compile").click();
	await reader.told(/Your turn/);
	ok(/userspace_ioctl get/.test(await reader.screen()), "the session runs the program", await reader.screen());

	await reader.edit("examples/procfs2.c");
	await reader.change("#include <linux/module.h>", "#include <linux/module.h>	/* mine */");
	await tab("broken: wiped.c").click();
	await page.locator(".live .cm-line", { hasText: "wiped - a write" }).waitFor();
	ok(await now() === "wiped.c", "a broken twin opens beside its module", await now());
	await page.locator(".live-compile").click();
	await reader.told(/Your turn/);
	ok(/insmod wiped\.ko/.test(await reader.screen()), "and is compiled and run", await reader.screen());
	await tab("whole: procfs2.c").click();
	await page.locator(".live .cm-line", { hasText: "/* mine */" }).waitFor();
	ok(true, "and back, where the edit is as it was");
	await page.context().close();
});

await group("completion", async () => {
	const reader = await visit();
	const page = reader.page;
	server.sent.delete("/live/names.gz");		// of those who have typed before
	await reader.edit(HELLO);
	ok(!server.sent.has("/live/names.gz"), "the kernel's names are not loaded before a word is typed");
	const offers = page.locator(".live-names li");
	// The editor takes no key for a choice in the first moment that a list is there.
	const look = () => page.waitForTimeout(500);
	await reader.change("Hello world 1", "\tkfre");
	await offers.filter({ hasText: "kfree(const void *objp)" }).waitFor();
	const first = await offers.first().innerText();
	ok(/^kfree\b/.test(first), "a name of the kernel is offered, with its arguments", first);
	const about = page.locator(".cm-completionInfo");
	ok(await about.innerText() === "Free previously allocated memory.\n#include <linux/slab.h>", "and what it is for, and its header",
		await about.innerText());
	await look();
	await page.keyboard.press("Tab");
	await offers.first().waitFor({ state: "detached" });
	await page.keyboard.type("(NULL);");
	ok(/^\tkfree\(NULL\);$/m.test(await reader.text()), "Tab takes it", await reader.text());
	await reader.change("#include <linux/module.h>", "#include <linux/workq");
	await offers.filter({ hasText: "linux/workqueue.h" }).waitFor();
	await look();
	await page.keyboard.press("Enter");
	await offers.first().waitFor({ state: "detached" });
	ok(/^#include <linux\/workqueue\.h$/m.test(await reader.text()), "headers are completed, too", await reader.text());
	await page.keyboard.type(">\n");
	await reader.change("kfree", "\t// kfre");
	await page.waitForTimeout(500);
	ok(await offers.count() === 0, "nothing is offered in a comment");
	await reader.change("// kfre", "\thello_ini");
	await offers.filter({ hasText: "hello_1_init" }).waitFor();
	ok(true, "the source's own names are offered");
	await page.keyboard.press("Escape");
	await offers.first().waitFor({ state: "detached" });
	await page.keyboard.press("Escape");
	await page.keyboard.press("Tab");
	ok(!await page.evaluate(() => document.activeElement.classList.contains("cm-content")), "Esc, then Tab, still leaves the editor");
	await page.context().close();

	const deaf = await visit();
	await deaf.edit(HELLO);
	await deaf.page.route("**/names.gz", route => route.abort());
	await deaf.change("Hello world 1", "\tkfre");
	await deaf.told(/names could not be loaded/);
	ok(true, "if the names cannot be loaded, a sentence says so");
	await deaf.page.context().close();
});

await group("from a disk", async () => {
	const reader = await visit(`file://${dir}/index.html`);
	await reader.edit("examples/hello-2.c");
	await reader.change("pr_info(\"Hello", "\tpr_info(\"Hello from a disk\\n\");");
	await reader.page.keyboard.press("Control+Enter");
	ok(/hello_2: Hello from a disk/.test(await reader.see(/Hello from a disk\n/)), "a page from a disk compiles as well");
	await reader.told(/Your turn/);
	await reader.change("Hello from a disk", "\tmutex_unl");
	await reader.page.locator(".live-names li", { hasText: "mutex_unlock" }).first().waitFor();
	ok(true, "and completes");
	await reader.page.context().close();
});

if (name !== "firefox")
	await group("a telephone, and those who listen", async () => {
		const reader = await visit(server.url, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
		await reader.figure(HELLO).locator(".live-edit").tap();
		await reader.content.waitFor();
		await reader.told(/press Run/);
		await reader.page.locator(".live-compile").tap();
		await reader.told(/Your turn/);
		ok(/Goodbye world 1/.test(await reader.screen()), "on a telephone, too");
		const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth);
		ok(wide <= 360, "nothing is wider than 360 pixels", wide);
		const small = await reader.page.locator(".live button:visible").evaluateAll(buttons =>
			buttons.filter(b => b.getBoundingClientRect().height < 40).map(b => b.textContent));
		ok(small.length === 0, "every button is large enough for a finger", small.join(" "));
		await reader.page.addScriptTag({ path: join(modules, "axe-core/axe.min.js") });
		const { violations } = await reader.page.evaluate(() => globalThis.axe.run(".live"));
		ok(!violations.length, "axe has nothing to say about the workbench",
			violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target).join(" ")}`).join("\n"));
		await reader.page.context().close();
	});

await browser.close();
server.close();
rmSync(dir, { recursive: true });
note(`what is waited for has ${PATIENCE / 1000} s`);
finish();
