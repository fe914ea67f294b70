// SPDX-License-Identifier: GPL-2.0
// tools/picture.mjs - open the first chapter from disk, press Run at its first whole
// module, wait until the machine's prompt is handed over, and take a picture.
//
// usage: node tools/picture.mjs NODE_MODULES SITE FILE.png

import { pathToFileURL } from "node:url";
import { browse, context, PATIENCE } from "../tests/live/lib.mjs";

const [modules, site, file] = process.argv.slice(2);
const browser = await browse(modules);
try {
	const pages = await context(browser, { viewport: { width: 1160, height: 800 }, colorScheme: "light" });
	const page = await pages.newPage();
	await page.goto(`${pathToFileURL(site)}/introduction.html`);
	const listing = page.locator("figure.code:not(.excerpt)").first();
	await listing.locator(".live-run").click();
	await page.waitForFunction(() => /Your turn/.test(document.querySelector(".live-status")?.textContent ?? ""), null, { timeout: PATIENCE });
	// The end of the listing, down to where the machine begins.
	await listing.evaluate(figure => scrollBy({
		top: figure.getBoundingClientRect().bottom - document.querySelector(".live").getBoundingClientRect().top + 16,
		behavior: "instant" }));
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path: file });
} finally {
	await browser.close();
}
