#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# pages.t - what is published: each page's canonical address and preview, the page for
# what is not there, sitemap, feed, robots.txt and picture; served below a path by HTTP,
# every link of it leads somewhere. On a small edition made of the real template.
. "$(dirname "$0")/lib.sh"

html=$work/html
site=$work/web/lkmpg
mkdir -p "$html" "$work/web"
python3 - "$html" <<'PYTHON'
import re, sys
from pathlib import Path

out = Path(sys.argv[1])
template = Path("assets/web/page.html").read_text()
pages = {"index": "The guide", "hello": "Hello &amp; more", "genindex": "Index", "about": "About"}
for name, title in pages.items():
    fill = {"title": title, "kind": "chapter", "edition": "November 2026", "live": "", "noscript": "",
            "description": f"What {name} &quot;says&quot;.", "prev": "", "next": "",
            "main": f'<h1 id="{name}">{title}</h1>',
            "contents": "".join(f'<li><a href="{n}.html">{t}</a></li>' for n, t in pages.items())}
    (out / f"{name}.html").write_text(re.sub(r"\{\{(\w+)\}\}", lambda m: fill[m[1]], template))
for file in ("book.css", "book.js", "favicon.svg", "figures.css", "fonts.css"):
    source = Path("assets/web") / file
    (out / file).write_bytes(source.read_bytes() if source.exists() else b"/* made */")
for font in re.findall(r'"((?:texgyre|jetbrains)[\w-]+)"', template):
    (out / f"{font}.woff2").write_bytes(b"")
# One red page of 300 by 400 points.
objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
           "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R >>",
           "<< /Length 28 >>\nstream\n1 0 0 rg 0 0 300 400 re f   \nendstream"]
pdf, places = b"%PDF-1.4\n", []
for number, text in enumerate(objects, 1):
    places.append(len(pdf))
    pdf += f"{number} 0 obj\n{text}\nendobj\n".encode()
start = len(pdf)
pdf += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
(out / "lkmpg.pdf").write_bytes(pdf + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
PYTHON
before=$(cat "$html"/*.html | sha256sum)

export SITE_URL=https://books.example/lkmpg/
run tools/pages "$html" "$site"
is "$status" 0 'it is made' "$err"
is "$(cat "$html"/*.html | sha256sum)" "$before" 'the pages to read from disk stay as they are'
version=$(TZ=UTC git log -1 --date=format-local:%Y.%m.%d --format=%cd)
for page in hello:hello.html index: genindex:genindex.html; do
	file=$site/${page%%:*}.html
	is "$(grep -c "<link rel=\"canonical\" href=\"$SITE_URL${page#*:}\">" "$file")" 1 "${page%%:*}: its address"
	is "$(grep -c "property=\"og:url\" content=\"$SITE_URL${page#*:}\"" "$file")" 1 '   in its preview'
	is "$(grep -c "property=\"og:image\" content=\"${SITE_URL}preview.png\"" "$file")" 1 '   with a picture'
	is "$(grep -c 'hreflang="en-GB"' "$file")" 1 '   its language'
	like "$(cat "$file")" "version $version \(edition of November 2026\), tested on Linux 5\.10, .* and 7\.3\." '   its version'
done
like "$(cat "$site/hello.html")" 'og:title" content="Hello &amp; more"' 'a title of unusual letters'
like "$(cat "$site/hello.html")" 'og:description" content="What hello &quot;says&quot;\."' 'a description with quotes'
is "$(sed -n 's/^Sitemap: //p' "$site/robots.txt")" "${SITE_URL}sitemap.xml" 'robots.txt names the sitemap'
cat >"$work/look.py" <<'PYTHON'
import sys
import xml.etree.ElementTree as tree
from datetime import datetime
from pathlib import Path

site = Path(sys.argv[1])
atom, base = "{http://www.w3.org/2005/Atom}", "https://books.example/lkmpg/"
urls = {e.text for e in tree.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
pages = {base if p.name == "index.html" else base + p.name for p in site.glob("*.html") if p.name != "404.html"}
assert urls == pages, urls ^ pages
feed = tree.parse(site / "feed.xml").getroot()
# RFC 4287: what a feed and each of its entries must have.
for element in [feed, *feed.iter(atom + "entry")]:
    for name in ("id", "title", "updated"):
        assert element.find(atom + name) is not None, (element.tag, name)
    datetime.fromisoformat(element.find(atom + "updated").text.replace("Z", "+00:00"))
assert feed.find(atom + "author/" + atom + "name") is not None
ids = [e.text for e in feed.iter(atom + "id")]
assert len(ids) == len(set(ids)) > 1, ids
data = (site / "preview.png").read_bytes()
assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[16:24] == bytes.fromhex("000004b000000276"), data[:24]
import zlib
length = int.from_bytes(data[33:37], "big")
pixels = zlib.decompress(data[41:41 + length])
middle = 315 * (1 + 3 * 1200) + 1 + 3 * 600
assert pixels[middle:middle + 3] == b"\xff\0\0", pixels[middle:middle + 3]
PYTHON
run python3 "$work/look.py" "$site"
is "$status" 0 'sitemap, feed and picture are what they have to be' "$err"
run python3 -c 'import importlib.machinery as m; print(m.SourceFileLoader("pages", "tools/pages").load_module().changes()[0][0])'
[[ ! $out > $version ]]
is $? 0 "the newest entry of CHANGELOG.md, $out, is not of the future"

# --- served, below a path ----------------------------------------------------------
cat >"$work/serve.py" <<'PYTHON'
"""Serve $work/web as a static host does, with 404.html for what is not there."""
import http.server, os, sys

class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
    def send_error(self, code, *args, **more):
        body = open("lkmpg/404.html", "rb").read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

os.chdir(sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
python3 "$work/serve.py" "$work/web" >"$work/port" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
wait_for 10 test -s "$work/port"
cat >"$work/crawl.py" <<'PYTHON'
"""Follow every link from the addresses given; print what does not answer."""
import re, sys
from urllib.error import HTTPError
from urllib.parse import urljoin, urldefrag
from urllib.request import urlopen

root = f"http://127.0.0.1:{sys.argv[1]}/"
todo, seen, bad = [urljoin(root, path) for path in sys.argv[2:]], set(), []
start = list(todo)
while todo:
    url = todo.pop()
    if url in seen:
        continue
    seen.add(url)
    try:
        answer = urlopen(url)
        text, status = answer.read(), answer.status
    except HTTPError as error:
        text, status = error.read(), error.code
        if url not in start:
            bad.append(f"{url}: {status}")
    if b"<html" not in text[:200]:
        continue
    page = text.decode()
    for link in re.findall(r'<(?:a|link|img|script|source)\b[^>]*?\b(?:href|src)="([^"]*)"', page):
        target = urldefrag(urljoin(url, link))[0]
        if target.startswith(root):
            todo.append(target)
print(*bad, f"{len(seen)} addresses", sep="\n")
sys.exit(bool(bad))
PYTHON
run python3 "$work/crawl.py" "$(<"$work/port")" lkmpg/
is "$status" 0 "below a path, every link is answered: $(tail -n 1 <<<"$out")" "$out"
run python3 "$work/crawl.py" "$(<"$work/port")" lkmpg/no/such/place lkmpg/nothing.html
is "$status" 0 'also those of the page for what is not there, at any depth' "$out"
like "$(cat "$site/404.html")" 'There is no such page' '   which says so'
is "$(grep -c '<script' "$site/404.html")" 0 '   without scripts, which would look beside it'
rm "$site/about.html"
run python3 "$work/crawl.py" "$(<"$work/port")" lkmpg/
is "$status" 1 '   and a page that is missing is missed'

# --- refused ---------------------------------------------------------------------------
for url in books.example 'file:///x' 'https://x/?a=b'; do
	run env SITE_URL="$url" tools/pages "$html" "$work/none"
	is "$status" 1 "SITE_URL=$url is refused"
	like "$err" '^error: SITE_URL' '   in one sentence'
done
run tools/pages "$work/empty" "$work/none"
like "$err" '^error: .* run make html first$' 'without a web edition, it says what to do'
done_testing
