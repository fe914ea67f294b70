#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# check-links.t - tools/check-links, over an edition of two small pages and an EPUB that
# belongs to them: what is right passes, and each thing that is wrong has its complaint.
# DEPENDS: tools/check-links
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/complaints.sh"

copy=$work/copy linux=$work/linux site=$work/site
export XDG_CACHE_HOME=$work/cache
mkdir -p "$copy"/{tools,lib,lab,examples,chapters,sessions/one,build/book} "$work/bin" \
	"$linux"/{drivers,Documentation/core-api,include/linux} "$work/cache/lkmpg"
cp tools/check-links "$copy/tools/"
cp lib/*.py "$copy/lib/"
printf '%s\n' '\newcommand{\lksourceurl}{https://source.example/\pinnedversion/}' \
	'\newcommand{\lkidenturl}{https://ident.example/}' '\newcommand{\lkdocurl}{https://doc.example/}' \
	'\newcommand{\lkmanurl}{https://man.example/}' '\newcommand{\lkcommiturl}{https://commit.example/}' \
	>"$copy/lib/lkmpg-words.sty"
echo '1.0 amd64 s p default,book,counts all' >"$copy/lab/kernels.list"
printf '#!/bin/sh\necho %s\n' "$linux" >"$copy/lab/fetch"
chmod +x "$copy/lab/fetch"
# epubcheck, which has tests of its own: it says what a file has in it here.
printf '#!/bin/sh\n! cat %s/epubcheck 2>/dev/null\n' "$work" >"$work/bin/java"
chmod +x "$work/bin/java"
PATH=$work/bin:$PATH

printf '%s\n' '# chapter: one' 'obj-m += lamp.o' >"$copy/examples/Kbuild"
printf '%s\n' '/*' ' * lamp - a lamp' ' */' 'static int lamp_level;' '' 'static int lamp_max = 3;' >"$copy/examples/lamp.c"
echo '$ true' >"$copy/sessions/one/dark.session"
printf '%s\n' 'See \url{https://named.example/a\_b}.' >"$copy/chapters/one.tex"
: >"$copy/contrib.tex"
printf 'struct wire {\n\tint end;\n};\nint wire_cut(struct wire *wire);\n' >"$linux/include/linux/wire.h"
: >"$linux/drivers/wire.c"
printf 'config WIRE\n\tbool\n' >"$linux/drivers/Kconfig"
: >"$linux/Documentation/core-api/wire.rst"
printf '%s\n' '\contentsline {chapter}{\numberline {1}One}{1}{chapter.1}%' \
	'\contentsline {section}{\numberline {1.1}Lamps}{1}{section.1.1}%' >"$copy/build/book/lkmpg.toc"
printf '%s\n' '\newlabel{fig:wire}{{1.1}{1}{A wire}{figure.1.1}{}}' \
	'\newlabel{fig:wire@cref}{{[figure][1][1]1.1}{[1][1][]1}}' >"$copy/build/book/lkmpg.aux"
printf '%s\n' '\begin{theindex}' '  \item lamp, 1' '  \subitem dark, 1' '\end{theindex}' >"$copy/build/book/lkmpg.ind"

# fresh - the pages and the EPUB as they should be
fresh()
{
	rm -rf "$site"
	mkdir -p "$site/raw/examples"
	echo 'body { background: url(wire.svg); }' >"$site/book.css"
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$site/wire.svg"
	cp "$copy/examples/lamp.c" "$site/raw/examples/"
	cat >"$site/index.html" <<-EOT
		<!DOCTYPE html><html><head><link rel="stylesheet" href="book.css"></head><body>
		<h1><span class="no">1</span> One</h1>
		<h2 id="lamps"><span class="no">1.1</span> Lamps</h2>
		<a href="#lamps">Lamps</a> <a href="genindex.html#l">Index</a> <a href="raw/examples/lamp.c">raw</a>
		<a href="https://ident.example/wire_cut">wire_cut</a> <a href="https://ident.example/CONFIG_WIRE">WIRE</a>
		<a href="https://source.example/1.0/drivers/wire.c">wire.c</a> <a href="https://doc.example/core-api/wire.html">wire</a>
		<a href="https://named.example/a_b">named</a> <code>\\not</code>
		<figure class="code" data-example="lamp"><figcaption><span class="file">examples/lamp.c</span></figcaption>
		<pre>$(cat "$copy/examples/lamp.c")
		</pre></figure>
		<figure class="code excerpt"><figcaption><span class="file">examples/lamp.c</span></figcaption>
		<pre>static int lamp_level;</pre></figure>
		<figure class="transcript" data-session="one/dark"><pre>$ true</pre></figure>
		<figure class="fig"><img src="wire.svg" alt="A wire"><figcaption><b>Figure 1.1</b> A wire</figcaption></figure>
	EOT
	printf '%s\n' '<html><body><main><ul>' '<li><a id="l">lamp</a>' '<li>dark</li>' '</ul></main></body></html>' >"$site/genindex.html"
	python3 - "$work/book.epub" <<-'EOT'
		import sys, zipfile
		with zipfile.ZipFile(sys.argv[1], "w") as archive:
		    archive.writestr("one.xhtml", '<figure class="code"></figure><figure class="code excerpt"></figure>'
		                     '<figure class="transcript"></figure><figure class="fig"></figure>')
	EOT
}
check() { run "$copy/tools/check-links" "$site" "$work/book.epub"; }
faulty() { echo "$site/index.html"; }
said() { echo "$1"; }

fresh
check
is "$status$out" 0 'an edition without a fault' "$out$err"
like "$err" '2 pages, 8 links, 2 names of the kernel, 2 numbered headings, 1 listings, 1 sessions, 2 entries' 'it says what it has looked at'

wrong '<a href="gone.html">x</a>' '^index.html: a link to gone.html: there is no such file'
wrong '<a href="genindex.html#gone">x</a>' 'a link to genindex.html#gone: there is no such place'
wrong '<a href="#gone">x</a>' 'a link to #gone: there is no such place'
wrong '<p id="lamps">x</p>' 'id="lamps" is there 2 times'
wrong '<img src="gone.png" alt="">' 'loads gone.png, which is not there'
wrong '<script src="//other.example/x.js"></script>' 'loads //other.example/x.js from another host'
wrong '<p style="background: url(https://other.example/x.png)">x</p>' 'loads https://other.example/x.png from another host'
echo '@import "https://other.example/x.css";' >>"$site/book.css"
wants+=('^book.css: loads from another host: @import "https://other')
found 'what holds the pages together'

wrong '<a href="https://ident.example/wire_mend">x</a>' 'a link to wire_mend, which the pinned kernel does not define'
wrong '<a href="https://ident.example/CONFIG_LAMP">x</a>' 'a link to CONFIG_LAMP, which'
wrong '<a href="https://source.example/1.0/drivers/lamp.c">x</a>' 'the pinned kernel has no such file'
wrong '<a href="https://doc.example/core-api/lamp.html">x</a>' 'there is no Documentation/core-api/lamp.rst'
wrong '<a href="https://nowhere.example/">x</a>' 'no address that lib/lkmpg-words.sty or a chapter names'
found 'links to the kernel'

wrong '<a href="lk:3">x</a>' 'lib/web.lua has left as lk:N'
wants+=('a link to lk:3: there is no such file')	# it leads nowhere, too
wrong '<p>{{title}}</p>' 'left over: \{\{title\}\}'
wrong '<p>UNHANDLED minipage</p>' 'left over: UNHANDLED minipage'
wrong '<p>\textcolor</p>' 'left over: \\textcolor'
found 'what is left over'

wrong '<h2><span class="no">1.2</span> More</h2>' 'the pages have a heading 1.2, the PDF has none'
sed -i 's/<span class="no">1.1</<span>1.1</' "$site/index.html"
wants+=('the PDF has a heading 1.1, the pages have none')
wrong '<b>Figure 1.1</b>' 'fig:wire: the PDF has a figure 1.1, the pages have 2'
sed -i 's/<li>dark/<p>dark/' "$site/genindex.html"
wants+=("^genindex.html: 1 entries, and the PDF's index has 2")
found 'numbers and index'

fresh
sed -i 's/^static int lamp_max = 3;$/static int lamp_max = 4;/; s/^<pre>static int lamp_level;/<pre>static int lamp_lever;/' "$site/index.html"
sed -i 's/3/4/' "$site/raw/examples/lamp.c"
sed -i 's#one/dark#one/light#' "$site/index.html"
wants=('the listing of examples/lamp.c is not what the file says' 'has a line that the file has not: static int lamp_lever;'
	'^raw/examples/lamp.c: is not the file of the repository' 'sessions/one/dark.session is printed 0 times')
found 'listings and sessions'
fresh
sed -i 's/ data-example="lamp"//' "$site/index.html"
wants=('no listing of the example lamp')
found 'an example without a listing'
wrong '<figure class="transcript" data-session="one/dark"></figure>' 'one/dark.session is printed 2 times'
wants+=('^book.epub: 1 figures of class transcript, and the pages have 2')
found 'the EPUB'
fresh
echo 'ERROR(RSC-005): one.xhtml: no title' >"$work/epubcheck"
wants=('^epubcheck: ERROR.RSC-005.: one.xhtml')
found 'what epubcheck says'
echo 'Exception in thread main' >"$work/epubcheck"
wants=('^epubcheck: Exception')
sed -i 's/^! cat/cat/; $a exit 1' "$work/bin/java"
found 'that epubcheck has died'
rm "$work/epubcheck" "$work/book.epub"
check
like "$out" 'book.epub: is not there: make epub' 'no EPUB'
rm "$site/index.html"
check
is "$status" 1 'no pages'
like "$err" 'there is no .*/index.html' '   and it says so'
done_testing
