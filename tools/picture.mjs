// SPDX-License-Identifier: GPL-2.0
// tools/picture.mjs - open the chapter "Hello, kernel" as a reader does, press Run at its
// first session, wait until the machine's prompt is handed over, and take a picture.
//
// usage: node tools/picture.mjs NODE_MODULES SITE FILE.png

import { browse, context, PATIENCE, serve } from "../tests/live/lib.mjs";

const [modules, site, file] = process.argv.slice(2);
const server = await serve(site);
const browser = await browse(modules);
try {
	const pages = await context(browser, { viewport: { width: 1280, height: 860 }, colorScheme: "light" });
	const page = await pages.newPage();
	await page.goto(`${server.url}introduction.html`);
	await page.locator("figure.code .live-run").first().click();
	await page.waitForFunction(() => /Your turn/.test(document.querySelector(".live-status")?.textContent ?? ""), null, { timeout: PATIENCE });
	await page.locator(".live").scrollIntoViewIfNeeded();
	await page.screenshot({ path: file });
} finally {
	await browser.close();
	server.close();
}
