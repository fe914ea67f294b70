#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# check-web.t - what tests/web/check.mjs, the part of tools/check-web that reads the pages
# in Chromium, says of pages with one fault each, and of one without. What it asks of the
# whole book (search, keys, copies) needs the book: make check-web.
# DEPENDS: tests/web package.json package-lock.json
. "$(dirname "$0")/lib.sh"

chromium=${CHROMIUM:-/usr/bin/chromium}
{ [ -x "$chromium" ] && command -v node >/dev/null; } || skip_all "no Chromium or no node here: make setup-check-web"
modules=$(tools/web-npm 2>/dev/null) || skip_all "the npm packages are not here, and cannot be fetched"
site=$work/site
mkdir "$site"
for file in book.js find.js minisearch.js; do echo '"use strict";' >"$site/$file"; done
echo 'throw new Error("planned");' >"$site/fails.js"
: >"$site/figures.css"
printf '%s\n' 'body { color: #222; background: #fff; }' '.pale { color: #ccc; }' '.wide { width: 2000px; }' >"$site/book.css"

head='<link rel="stylesheet" href="book.css">
<script src="book.js"></script>
<script src="find.js"></script>'
# page NAME HTML [HEAD] - a chapter with that in its text
page()
{
	cat >"$site/$1.html" <<-EOT
		<!DOCTYPE html>
		<html lang="en" class="chapter">
		<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width">
		<title>One</title>
		<link rel="icon" href="data:,">
		${3-$head}
		</head>
		<body>
		<main>
		<h1>One</h1>
		$2
		</main>
		</body>
		</html>
	EOT
}
page good '<p>Text, as it should be.</p>'
page invalid '<p>Text<div>that is no text</div></p>'
page pale '<p class="pale">Text that nobody can read.</p>'
page silent '<p><img src="book.svg"></p>'
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' >"$site/book.svg"
page wide '<div class="wide">Text that goes on and on.</div>'
page fails '<p>Text.</p><script src="fails.js"></script>'
page abroad '<p><img src="http://other.invalid/x.png" alt="x"></p>'
page bare '<p>Text.</p>' ''
page heavy "<p>Text.</p><!-- $(head -c 160000 /dev/zero | tr '\0' x) -->"
echo '<!DOCTYPE html><html lang="en"><head><title>About</title><link rel="icon" href="data:,"></head><body><main><h1>About</h1></main></body></html>' >"$site/about.html"

run env CHROMIUM="$chromium" node tests/web/check.mjs "$modules" "$site" "$work" "$work/pictures" pages
is "$status" 1 'pages with faults' "$err"
unlike "$out" '^good\.html' 'one without a fault has no complaint'
like "$out" '^only 9 chapters in' 'a book of which chapters are missing'
like "$out" '^invalid\.html:15:.*<div>' 'HTML that is wrong, with its line'
like "$out" '^pale\.html on a screen: axe: color-contrast' 'text without contrast, on a screen'
like "$out" '^pale\.html on a phone by night: axe: color-contrast' 'and on a phone'
like "$out" '^silent\.html on a screen: axe: image-alt' 'a picture without words'
like "$out" '^wide\.html on a phone by night: wider than the window' 'a page that is too wide'
like "$out" '^fails\.html: a script failed: planned' 'a script that fails'
like "$out" '^abroad\.html asks another host: http://other\.invalid/x\.png' 'a page that asks another host'
like "$out" '^bare\.html: there is no style or script in it' 'a chapter without a style'
like "$out" '^heavy\.html: 16[0-9]* bytes with .*; 150000 are allowed' 'a page that is too heavy'
is "$(grep -vE '^(only|invalid|pale|silent|wide|fails|abroad|bare|heavy)' <<<"$out")" '' 'and nothing else'
done_testing
