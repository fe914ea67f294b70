# SPDX-License-Identifier: GPL-2.0
"""The book as HTML: what the macros of the chapters become, with the numbers
that they have in the PDF.

A chapter is turned into LaTeX that pandoc knows: each macro of the book becomes
a link to lk:N, and lib/web.lua puts in its place what N stands for. What neither
this file nor pandoc knows is an error.
"""
from __future__ import annotations

import html
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NoReturn, Union

from lib import blocks, catalog, chapters, excerpt, highlight, kernelnames, kernels, vocabulary

TOP = Path(__file__).resolve().parent.parent


Entry = dict[str, Any]                          # what a link to lk:N stands for (lib/web.lua)
IndexEntry = tuple[str, str, str, str, str]     # sort key, key, shown, plain, sub
Part = Union[str, list[str]]                    # of a line: text, or a link [address, text]
Piece = tuple[str, int]                         # what a macro became, and how far it was read


class WebError(Exception):
    """What is wrong, and what to do about it."""


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def id_of(label: str) -> str:
    return label.replace(":", "-")


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def lua(value: Any) -> str:
    """A value as Lua writes it."""
    if isinstance(value, dict):
        return "{" + ",".join("[%s]=%s" % (lua(k), lua(v)) for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "{" + ",".join(map(lua, value)) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return '"' + re.sub(r'[\\"\n\r\0]', lambda m: "\\%03d" % ord(m[0]), value) + '"'


# --- what the PDF knows -------------------------------------------------------

def aux_numbers(path: Path) -> dict[str, tuple[str, str]]:
    """The labels of the PDF: (kind, number) of each."""
    text = path.read_text(errors="replace")
    kinds = {m[1]: m[2] for m in re.finditer(
        r"^\\newlabel\{([^}]*)@cref\}\{\{\[(\w+)\]", text, re.M)}
    return {m[1]: (kinds.get(m[1], ""), m[2]) for m in re.finditer(
        r"^\\newlabel\{([^}@]*)\}\{\{([^{}]*)\}", text, re.M)}


def addresses() -> dict[str, str]:
    """The places outside the book: what \\lk...url of lib/lkmpg-words.sty say."""
    text = (TOP / "lib/lkmpg-words.sty").read_text()
    version = kernels.with_role("book").version
    return {**{m[1]: m[2].replace(r"\pinnedversion", version) for m in re.finditer(
        r"\\newcommand\{\\lk(source|ident|doc|man|commit)url\}\{(.*?)\}", text)},
            "version": version}


@dataclass
class Page:
    kind: str           # chapter, answers, ... : the template's word for it
    name: str           # hello: the page is hello.html
    number: str = ""    # 3, A
    title: str = ""     # plain text
    files: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)        # addresses that its code links to
    sections: list[tuple[str, str, str]] = field(default_factory=list)    # (id, number, title)


@dataclass
class Place:
    """Where an entry of the index leads."""
    page: Page
    anchor: str
    number: str
    principal: bool


class Book:
    """What all pages share."""

    all_pages: list[Page]                   # and those that no chapter makes
    teaches: dict[str, tuple[str, str]]     # of each example its purpose and what it shows

    def __init__(self, aux: Path, source: Path, index: Path, epub: bool = False) -> None:
        self.numbers = aux_numbers(aux)
        self.url = addresses()
        self.epub = epub
        self.ours = chapters.our_names()
        self.nolink = {line for line in (TOP / "lib/nolink.txt").read_text().split("\n")
                       if line and line[0] != "#"}
        self.examples = [module.name for module in catalog.examples()]
        # Of a source file the example that it belongs to.
        self.example_of = {TOP / name: module.name for module in catalog.examples()
                           for name in module.sources}
        self.kernel = self.kernel_names(kernelnames.offered(source, index))
        self.matrix = read_matrix(TOP / "lib/matrix.tsv")
        self.figures: dict[str, Any] = {}       # name: drawing (figures.Drawing), or file for the EPUB
        self.pages = self.make_pages()
        self.labels: dict[str, Page] = {}
        for page in self.pages:
            for path in page.files:
                self.find_labels(page, path)
        self.index: dict[IndexEntry, list[Place]] = {}
        self.places = 0
        self.mentions: Counter[tuple[IndexEntry, str]] = Counter()       # of an entry, in each section
        self.tokens: dict[Path, list[str]] = {}

    def kernel_names(self, headers: Path) -> dict[str, set[str]]:
        """Of all words in the code of the book those that the kernel's headers define."""
        words: set[str] = set()
        for path in [*(TOP / "examples").rglob("*.[ch]"),
                     *(Path(os.environ["PINNED"]) / macro.args[0] for file in chapters.files()
                       for macro in chapters.macros(file, {"header": 3}))]:
            words.update(re.findall(r"\b[A-Za-z_]\w+", path.read_text(errors="replace")))
        return kernelnames.lookup(headers, words)

    def make_pages(self) -> list[Page]:
        def page(kind: str, name: str, label: str, files: list[str]) -> Page:
            return Page(kind, name, self.numbers.get(label, ("", ""))[1], files=files)

        pages = [page("chapter", name, "ch:" + name, [f"chapters/{name}.tex"])
                 for name in chapters.book() if (TOP / "chapters" / f"{name}.tex").exists()]
        pages.append(page("answers", "answers", "ch:answers",
                          [f"chapters/answers/{p.name}.tex" for p in pages
                           if (TOP / "chapters/answers" / f"{p.name}.tex").exists()]))
        if (TOP / "chapters/matrix.tex").exists():
            pages.append(page("kernels", "kernels", "ch:matrix", ["chapters/matrix.tex"]))
        pages.append(page("changes", "changes", "ch:changes", ["chapters/changes.tex"]))
        pages.append(page("glossary", "glossary", "ch:glossary", []))
        pages.append(page("about", "about", "ch:contrib", ["contrib.tex"]))
        for one in pages:
            if not one.number:
                raise WebError(f"the PDF has no number for the page {one.name}: run make book")
        return pages

    def find_labels(self, page: Page, path: str) -> None:
        text = chapters.read(path)
        for macro in chapters.macros_in(text, path, {"label": 1, "fig": 2, "listing": 1}):
            name = macro.args[0].strip()
            if macro.name == "listing":
                for label in blocks.labels_of(blocks.listing_of(macro)):
                    self.labels["lst:" + label] = page
            else:
                self.labels[("fig:" if macro.name == "fig" else "") + name] = page
        for match in re.finditer(r"\\begin\{answer\}\{([^}]*)\}", text):
            self.labels["ans:" + match[1]] = page
        for name, label in (("answers", "ch:answers"), ("glossary", "ch:glossary"),
                            ("kernels", "ch:matrix"), ("changes", "ch:changes")):
            if page.name == name:
                self.labels[label] = page

    def href(self, label: str, page: Page | None) -> str:
        """The address of a label, seen from a page."""
        target = self.labels.get(label)
        if not target:
            raise WebError(f"there is no label {label}")
        to = "" if self.epub or target is page else target.name + ".html"
        return f"{to}#{id_of(label)}"

    def number(self, label: str) -> tuple[str, str]:
        if label not in self.numbers:
            raise WebError(f"the PDF does not know the label {label}: it is older than the chapters")
        return self.numbers[label]

    # --- names of the kernel

    def ident(self, name: str) -> str | None:
        """The address of a name of the kernel, or None."""
        return None if name in self.nolink or name in self.ours else self.url["ident"] + name

    def links(self, line: highlight.Line) -> Iterator[str | None]:
        """Of a highlighted line, for each token the name that it links to, or None."""
        before = after = ""
        for number, (letter, value) in enumerate(line):
            after = "".join(v for _, v in line[number + 1:number + 3]).lstrip()
            name = value.strip()
            kinds = ""
            if not re.fullmatch(r"[A-Za-z_]\w+", name) or re.search(r"(->|\.)\s*$", before):
                pass
            elif re.search(r"\b(struct|union|enum)\s+$", before):
                kinds = "s"
            elif letter in ("f", "m", "a"):
                kinds = "fm"
            elif letter == "t":
                kinds = "m" if re.search(r"_t$|^[us]\d|^__", name) else ""
            elif not letter and "_" in name and not after.startswith(":"):
                kinds = "f"
            ok = any(name in self.kernel[kind] for kind in kinds)
            yield name if ok and self.ident(name) else None
            before = (before + value)[-40:]

    def code_lines(self, path: Path) -> list[str]:
        """The lines of a file as HTML."""
        if path not in self.tokens:
            text = path.read_text()
            if self.epub:
                text = text.expandtabs(4)       # small pages
            lines = highlight.tokens_by_line(text, highlight.lexer_of(path.name))
            is_c = path.suffix in (".c", ".h")
            self.tokens[path] = [self.code_line(line, is_c) for line in lines]
        return self.tokens[path]

    def code_line(self, line: highlight.Line, is_c: bool) -> str:
        out = []
        names: Iterable[str | None] = self.links(line) if is_c else [None] * len(line)
        for (letter, value), name in zip(line, names):
            text = escape(value)
            if name and not self.epub:
                css = f' class="{letter}"' if letter else ""
                lead, tail = value[:len(value) - len(value.lstrip())], value[len(value.rstrip()):]
                text = f'{lead}<a{css} href="{self.url["ident"]}{name}">{escape(name)}</a>{tail}'
            elif letter:
                text = f'<b class="{letter}">{text}</b>'
            out.append(text)
        return "".join(out)

    # --- blocks

    def code(self, macro: chapters.Macro, page: Page) -> str:
        block = blocks.CODE[macro.name](macro)
        lines = self.code_lines(block.path)
        numbers: list[str] = []
        code: list[str] = []
        for at, piece in enumerate(block.pieces):
            if at:
                numbers.append("")
                code.append('<i class="gap">...</i>')
            for n, _ in piece:
                numbers.append(str(n))
                code.append(lines[n - 1])
        attributes, extra = "", ""
        example = self.example_of.get(block.path)
        css = "code" if macro.name == "listing" else "code " + macro.name
        if macro.name == "listing":
            labels = blocks.labels_of(block)
            attributes = f' id="lst-{labels[0]}"'
            extra = "".join(f'<span id="lst-{label}"></span>' for label in labels[1:])
            tool = f'<a href="raw/{block.title}">raw</a>'
        elif macro.name == "excerpt":
            tool = f'<a href="{self.href("lst:" + block.note, page)}">whole file</a>' \
                if "lst:" + block.note in self.labels else f'<a href="raw/{block.title}">raw</a>'
        else:
            tool = f'<a href="{self.url["source"]}{block.title}">Linux {self.url["version"]}</a>'
        if example:
            attributes += f' data-example="{example}"'
        if self.epub and tool.startswith('<a href="raw/'):
            tool = ""
        foot = self.kernels_row(example) if macro.name == "listing" and example and not self.epub else ""
        number = "" if self.epub else '<pre class="n" aria-hidden="true">%s</pre>' % "\n".join(numbers)
        return (f'<figure class="{css}"{attributes}><figcaption>{extra}'
                f'<span class="file">{escape(block.title)}</span><span class="tools">{tool}</span>'
                f'</figcaption><div class="src">{number}<pre class="c"><code>'
                + (hanging(code) if self.epub else lean("\n".join(code), page.linked) + "\n")
                + f"</code></pre></div>{foot}</figure>")

    def kernels_row(self, example: str) -> str:
        """Which kernels an example runs on."""
        if not self.matrix:
            return ('<p class="kernels">Which kernels this runs on: no table of tests has been '
                    'published yet, see <a href="kernels.html">Examples and kernels</a>.</p>')
        words = {"pass": "ran", "skip": "not-run", "fail": "failed"}
        cells = []
        for kernel, results in self.matrix.items():
            result, why = results.get(example, ("skip", "not tested"))
            title = f' title="{html.escape(why)}"' if why else ""
            cells.append(f'<li class="{words[result]}"{title}>{escape(kernel)}</li>')
        return ('<div class="kernels"><span>Runs on Linux</span><ul>'
                + "".join(cells) + "</ul></div>")

    def transcript(self, name: str) -> tuple[str, str]:
        """(HTML before the caption, HTML after it)"""
        text = blocks.session(name)
        tags = {"root": '<kbd class="r">%s</kbd>', "user": '<kbd class="u">%s</kbd>',
                "more": '<kbd class="m">%s</kbd>', "log": "<samp>%s</samp>", "out": "%s"}
        lines = [tags[kind] % escape(line) for kind, line in blocks.transcript_lines(text)]
        where = blocks.where(text)
        if where:
            where = f'<span class="where">{escape(where)}</span>'
        return (f'<figure class="transcript" data-session="{name}"><figcaption><span class="title">',
                f'</span><span class="tools">{where}</span></figcaption><pre><code>'
                + (hanging(lines) if self.epub else "\n".join(lines) + "\n")
                + "</code></pre></figure>")

    def shell(self, text: str) -> str:
        return ('<figure class="shell"><pre><code>' + escape(text.strip("\n")) + "\n</code></pre></figure>")


def hanging(lines: Iterable[str]) -> str:
    """Lines that go on further in when the page is too small for them."""
    return "".join(f'<span class="l">{line}\n</span>' for line in lines)


def lean(code: str, linked: set[str]) -> str:
    """The same code in fewer bytes: a name is a link where the page has it first (LINKED
    has the addresses that it has linked to so far), a comment of several lines is one, and
    classes are not quoted."""
    def first(match: re.Match[str]) -> str:
        if match[2] in linked:
            return f"<b{match[1]}>{match[3]}</b>" if match[1] else match[3]
        linked.add(match[2])
        return str(match[0])
    code = re.sub(r'<a( class="\w")? href="([^"]*)">([^<]*)</a>', first, code)
    for letter in "cpskt":
        code = re.sub(rf'(?<=<b class="{letter}">)[^<]*(?:</b>\s+<b class="{letter}">[^<]*)+',
                      lambda m, letter=letter: re.sub(  # type: ignore[misc]
                          rf'</b>(\s+)<b class="{letter}">', r"\1", m[0]), code)
    return re.sub(r'<(a|b) class="(\w)"', r"<\1 class=\2", code)


def read_matrix(path: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """What tools/matrix --publish keeps: of each kernel, in the order of
    lab/kernels.list, the results of the examples and why."""
    rows: dict[str, dict[str, tuple[str, str]]] = {}
    if path.exists():
        for line in path.read_text().splitlines():
            if not line.startswith("#"):
                kernel, _, _, _, name, result, why = line.split("\t")
                rows.setdefault(kernel, {})[name] = (result, why.removeprefix("-"))
    return {kernel.name: rows[kernel.name] for kernel in kernels.listed() if kernel.name in rows}


# --- from the book's LaTeX to pandoc's -----------------------------------------

class Converter:
    """Turns files of the book, which make one page, into what pandoc reads."""

    def __init__(self, book: Book, page: Page, entries: list[Entry] | None = None) -> None:
        self.book, self.page = book, page
        self.entries = [] if entries is None else entries       # of several pages, for the EPUB
        self.heads: dict[str, str] = {}
        self.here = (id_of("ch:" + page.name), page.number)     # the section: id, number
        self.section = 0
        self.marked: set[IndexEntry] = set()
        self.terms: set[str] = set()
        self.path, self.text = "", ""
        self.exercise_tail = ""
        self.in_heading = False
        self.shells: list[str] = []

    def error(self, at: int, text: str) -> NoReturn:
        line = self.text.count("\n", 0, at) + 1
        raise WebError(f"{self.path}:{line}: {text}")

    def link(self, content: str = "x", **entry: Any) -> str:
        self.entries.append(entry)
        return r"\href{lk:%d}{%s}" % (len(self.entries), content)

    def inline(self, *parts: Part) -> str:
        return self.link(inline=list(parts))

    def file(self, path: str) -> str:
        raw = (TOP / path).read_text()
        self.path, self.text = path, raw
        return self.whole(raw)

    def whole(self, raw: str) -> str:
        """A whole text, in which a shell's lines are not to be read as LaTeX."""
        self.shells = []

        def keep(match: re.Match[str]) -> str:
            self.shells.append(match[1])
            return r"\lkshell{%d}" % (len(self.shells) - 1) + "\n" * match[0].count("\n")

        text = re.sub(r"\\begin\{shell\}\n(.*?)\\end\{shell\}", keep, raw, flags=re.S)
        self.text = chapters.without_comments(text)
        return self.convert(self.text, 0)

    def convert(self, text: str, base: int) -> str:
        """The text with every macro of the book replaced. BASE: where it stands
        in self.text."""
        out, at = [], 0
        for match in re.finditer(r"\\([A-Za-z]+)\*?", text):
            if match.start() < at:
                continue
            name = match[1]
            if text[match.start() - 1:match.start()] == "\\" and \
               re.search(r"(?<!\\)(\\\\)*\\$", text[:match.start()]):
                continue    # the second of two backslashes
            out.append(text[at:match.start()])
            at = match.start()
            known = vocabulary.MACROS.get(name)
            if known and known.web == vocabulary.NOTHING:
                at = match.end()
            elif known and known.web == vocabulary.TEXT:
                out.append(self.inline(known.plain or ""))
                at = match.end()
            elif name == "lkshell":
                end = chapters.matching(text, match.end(), "{", "}")
                number = int(text[match.end() + 1:end - 1])
                out.append("\n\n" + self.link(block=self.book.shell(self.shells[number])) + "\n\n")
                at = end
            elif name in ("begin", "end"):
                piece, at = self.environment(name, text, match, base)
                out.append(piece)
            elif known and known.web == vocabulary.HANDLER:
                try:
                    macro = next(chapters.macros_in(text[match.start():], self.path, {name: known.arguments}))
                except chapters.ChapterError as error:
                    self.error(base + match.start(), str(error).split(": ", 1)[-1])
                at = match.start() + macro.end
                try:
                    piece = getattr(self, "on_" + name)(macro, text[at:], base + match.start())
                except (WebError, excerpt.ExcerptError) as error:
                    if str(error).startswith(self.path + ":"):
                        raise
                    self.error(base + match.start(), f"\\{name}: {error}")
                if isinstance(piece, tuple):
                    piece, used = piece
                    at += used
                out.append(piece)
            elif known:
                out.append(match[0])
                at = match.end()
            else:
                self.error(base + match.start(), f"UNHANDLED \\{name}: lib/vocabulary.py does not know it")
        out.append(text[at:])
        return "".join(out)

    def inner(self, text: str, base: int) -> str:
        """An argument that is prose."""
        return self.convert(text, base)

    def environment(self, what: str, text: str, match: re.Match[str], base: int) -> Piece:
        head = re.match(r"\{(\w+)\}", text[match.end():])
        if not head:
            self.error(base + match.start(), "an environment without a name")
        name, at = head[1], match.end() + head.end()
        known = vocabulary.ENVIRONMENTS.get(name)
        if known and known.web == vocabulary.PANDOC:
            if name == "tabular" and what == "begin":
                return r"\begin{tabular}" + self.columns(text[at:]), \
                    chapters.matching(text, at, "{", "}")
            return match[0] + head[0], at
        if not known:
            self.error(base + match.start(), f"UNHANDLED environment {name}: lib/vocabulary.py does not know it")
        if what == "end":
            tail = self.exercise_tail if name == "exercise" else ""
            return tail + "\n\n\\end{center}", at
        if known.web == vocabulary.BOX:
            return self.begin_box(name, text, at, base)
        piece: Piece = getattr(self, "begin_" + name)(text, at, base)
        return piece

    @staticmethod
    def columns(text: str) -> str:
        """Columns without their widths: a browser knows better."""
        spec = text[:chapters.matching(text, 0, "{", "}")]
        return "{" + re.sub(r"p\{[^}]*\}", "l", spec[1:-1]) + "}"

    def box(self, title: str, opening: str, between: str, closing: str, **more: Any) -> str:
        return "\n\n\\begin{center}\n" + self.link(title, box=[opening, between, closing, *more.pop("then", [])],
                                              **more) + "\n\n"

    def begin_box(self, name: str, text: str, at: int, base: int) -> Piece:
        title = vocabulary.ENVIRONMENTS[name].title
        if text[at] == "[":
            end = chapters.matching(text, at, "[", "]")
            title, at = self.inner(text[at + 1:end - 1], base + at + 1), end
        return self.box(title, f'<div class="box {name}" role="note"><p class="head">', "</p>", "</div>"), at

    def begin_exercise(self, text: str, at: int, base: int) -> Piece:
        label = re.match(r"\s*\\label\{([^}]*)\}", text[at:])
        if not label:
            self.error(base + at, "an exercise without a label")
        number = self.book.number(label[1])[1]
        answer = self.book.href("ans:" + label[1], self.page)
        self.exercise_tail = " " + self.inline([answer, "answer"])
        return (self.box("", f'<div class="exercise" id="{id_of(label[1])}">', "", "</div>")
                + self.inline(f'<span class="no">{number}</span> ')), at + label.end()

    def begin_answer(self, text: str, at: int, base: int) -> Piece:
        label = re.match(r"\{([^}]*)\}", text[at:])
        if not label:
            self.error(base + at, "an answer without the label of its exercise")
        number = self.book.number(label[1])[1]
        return (self.box("", f'<div class="answer" id="{id_of("ans:" + label[1])}">', "", "</div>")
                + self.inline([self.book.href(label[1], self.page), number], " ")), at + label.end()

    # --- headings

    def heading(self, macro: chapters.Macro, rest: str, base: int, numbered: str) -> Piece:
        label = re.match(r"\\label\{([^}]*)\}((?:\\label\{[^}]*\})*)", rest)
        more = "".join("\n\n" + self.link(block=f'<div id="{id_of(one)}"></div>')
                       for one in re.findall(r"\{([^}]*)\}", label[2])) if label else ""
        name = label[1] if label else f"sec:{self.page.name}-{slug(plain_text(macro.args[0]))}"
        if name in self.heads:
            self.error(base, f"two headings would be called {name}: give this one a label")
        self.heads[name] = numbered
        if label and numbered and self.book.number(name)[1] != numbered:
            raise WebError(f"{name} is {numbered}, and {self.book.number(name)[1]} in the PDF, "
                           "which is older than the chapters")
        self.here = (id_of(name), numbered or self.here[1])
        if numbered:
            self.marked = set()
        self.in_heading = True      # nothing there is a link: it is in lists of links
        title = self.inner(macro.args[0], base)
        self.in_heading = False
        return "\\%s{%s}\\label{%s}%s\n\n" % (macro.name, title, name, more), \
            label.end() if label else 0

    def on_chapter(self, macro: chapters.Macro, rest: str, base: int) -> Piece:
        self.page.title = plain_text(macro.args[0])
        return self.heading(macro, rest, base, self.page.number)

    def on_section(self, macro: chapters.Macro, rest: str, base: int) -> Piece:
        self.section += 1
        piece = self.heading(macro, rest, base, f"{self.page.number}.{self.section}")
        self.page.sections.append((*self.here, plain_text(macro.args[0])))
        return piece

    def on_subsection(self, macro: chapters.Macro, rest: str, base: int) -> Piece:
        return self.heading(macro, rest, base, "")

    # --- the index

    def mark(self, key: str, shown: str, plain: str, principal: bool = False, sub: str = "",
             anchor: str | None = None) -> str:
        """An entry of the index, one in each section; returns the attribute that
        its place gets."""
        key = re.sub(r"^_+", "", key)
        entry = (key.lower(), key, shown, plain, sub)
        self.book.mentions[entry, self.here[1]] += 1
        if entry in self.marked:
            return f' id="{anchor}"' if anchor else ""
        self.marked.add(entry)
        self.book.places += 1
        anchor = anchor or f"i{self.book.places}"
        self.book.index.setdefault(entry, []).append(
            Place(self.page, anchor, self.here[1], principal))
        return f' id="{anchor}"'

    def code_word(self, text: str, key: str | None = None, after: str = "", shown: str | None = None) -> str:
        """<code> with its place in the index."""
        attribute = "" if key is None else \
            self.mark(key, f"<code>{escape(shown or key)}</code>{after}", (shown or key) + after)
        return f"<code{attribute}>{escape(text)}</code>"

    def ident(self, name: str, code: str) -> str:
        url = None if self.in_heading else self.book.ident(name)
        return f'<a class="id" href="{url}">{code}</a>' if url else code

    # --- macros within a line

    def on_code(self, macro: chapters.Macro, *_: object) -> str:
        return self.inline(self.code_word(self.word(macro.args[0])))

    def word(self, text: str) -> str:
        """An argument that is code. It has no macros but TeX's names of signs."""
        return chapters.plain(text)

    def on_fn(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        return self.inline(self.ident(name, self.code_word(name + "()", name, shown=name + "()")))

    def on_struct(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        return self.inline(self.ident(name, self.code_word("struct " + name, name, " (struct)")))

    def on_macro(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        return self.inline(self.ident(name, self.code_word(name, name)))

    def on_errno(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        return self.inline(self.ident(
            name, self.code_word("-" + name, name).replace("<code", '<code class="nb"', 1)))

    def on_config(self, macro: chapters.Macro, *_: object) -> str:
        name = "CONFIG_" + self.word(macro.args[0])
        code = self.code_word(name, name)
        return self.inline(code if name[7:] in self.book.nolink else self.ident(name, code))

    def on_cmd(self, macro: chapters.Macro, *_: object) -> str:
        text = self.word(macro.args[0])
        word = re.match(r"[A-Za-z][\w.-]*", re.sub(r"^sudo +", "", text))
        return self.inline(self.code_word(text, word[0] if word else None))

    def on_file(self, macro: chapters.Macro, *_: object) -> str:
        path = self.word(macro.args[0])
        return self.inline(self.code_word(
            path, path if re.match(r"/(proc|sys|dev|etc)(/|$)", path) else None))

    def on_ex(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        code = self.code_word(name, name, " (example)")
        label = "lst:" + name
        return self.inline([self.book.href(label, self.page), code] if label in self.book.labels else code)

    def on_term(self, macro: chapters.Macro, rest: str, base: int) -> str:
        text = plain_text(macro.args[0])
        anchor = "term-" + slug(text)
        attribute = self.mark(text, escape(text), text, principal=True,
                              anchor=None if anchor in self.terms else anchor)
        self.terms.add(anchor)
        return self.link(self.inner(macro.args[0], base), open=f"<dfn{attribute}>", close="</dfn>")

    def on_idx(self, macro: chapters.Macro, *_: object) -> str:
        key, sub = [*macro.args[0].split("!", 1), ""][:2]
        attribute = self.mark(key, escape(key), key, sub=sub)
        return self.inline(f"<a{attribute}></a>") if attribute else ""

    def on_src(self, macro: chapters.Macro, *_: object) -> str:
        path = self.word(macro.args[0])
        out = f'<a class="ext" href="{self.book.url["source"]}{path}"><code>{escape(path)}</code></a>'
        if macro.option:
            name = self.word(macro.option)
            out += " (" + self.ident(name, self.code_word(name, name)) + ")"
        return self.inline(out)

    def on_kdoc(self, macro: chapters.Macro, *_: object) -> str:
        name = self.word(macro.args[0])
        return self.inline(f'<a class="ext" href="{self.book.url["doc"]}{name}.html">'
                           f"<code>Documentation/{escape(name)}.rst</code></a>")

    def on_man(self, macro: chapters.Macro, *_: object) -> str:
        section, name = (self.word(arg) for arg in macro.args)
        return self.inline(f'<a class="ext" href="{self.book.url["man"]}man{section}/{name}.{section}.html">'
                           f"<code>{escape(name)}</code>({section})</a>")

    def on_commit(self, macro: chapters.Macro, rest: str, base: int) -> str:
        code = macro.args[0]
        return self.inline(f'<a class="ext" href="{self.book.url["commit"]}{code}"><code>{code}</code></a> (“') + \
            self.inner(macro.args[1], base) + "”)"

    NAMES: ClassVar[dict[str, str]] = {"chapter": "chapters", "appendix": "appendices", "section": "sections",
             "figure": "figures", "table": "tables", "exercise": "exercises"}

    def on_cref(self, macro: chapters.Macro, rest: str, base: int) -> str:
        labels = [label.strip() for label in macro.args[0].split(",")]
        kinds = {self.book.number(label)[0] for label in labels}
        if len(kinds) > 1 or len(labels) > 2 or not kinds <= set(self.NAMES):
            self.error(base, f"UNHANDLED \\cref{{{macro.args[0]}}}: lib/web.py knows one label, or two of a kind")
        word = kinds.pop()
        word = self.NAMES[word] if len(labels) > 1 else word
        word = word.capitalize() if macro.name == "Cref" else word
        parts = []
        for number, label in enumerate(sorted(labels, key=lambda one: [
                int(p) if p.isdigit() else 0 for p in self.book.number(one)[1].split(".")])):
            shown = self.book.number(label)[1]
            parts += ([" and "] if number else []) + [
                [self.book.href(label, self.page), shown if number else f"{word} {shown}"]]
        return self.inline(*parts)

    on_Cref = on_cref       # noqa: N815

    def on_ref(self, macro: chapters.Macro, *_: object) -> str:
        return self.inline([self.book.href(macro.args[0], self.page), self.book.number(macro.args[0])[1]])

    # --- macros without arguments

    def on_excerpt(self, macro: chapters.Macro, *_: object) -> str:
        return "\n\n" + self.link(block=self.book.code(macro, self.page)) + "\n\n"

    on_listing = on_header = on_excerpt

    def on_transcript(self, macro: chapters.Macro, rest: str, base: int) -> str:
        opening, closing = self.book.transcript(macro.args[0].strip())
        return self.box(self.inner(macro.args[1], base), opening, closing, "") + "\\end{center}\n\n"

    def on_fig(self, macro: chapters.Macro, rest: str, base: int) -> str:
        name = macro.args[0].strip()
        number = self.book.number("fig:" + name)[1]
        figure = self.book.figures.get(name)
        if figure is None:
            raise WebError(f"there is no picture of assets/figures/{name}.tex")
        caption = plain_text(re.sub(
            r"\\cref\{([^}]*)\}", lambda m: " ".join(self.book.number(m[1])), macro.args[1]))
        opening = f'<figure class="fig" id="fig-{name}">'
        title = f"<figcaption><b>Figure {number}</b> "
        if self.book.epub:
            return self.box(self.inner(macro.args[1], base), opening, "</figcaption>", "</figure>",
                            then=[title], image=str(figure), alt=caption) + "\\end{center}\n\n"
        picture = f'<div class="scroll">{figure(html.escape(caption))}</div>'
        return self.box(self.inner(macro.args[1], base), opening + picture + title,
                        "</figcaption>", "</figure>") + "\\end{center}\n\n"

    def on_since(self, macro: chapters.Macro, rest: str, base: int) -> str:
        return self.box("Since Linux " + macro.args[0], '<div class="box since" role="note"><p class="head">',
                        "</p>", "</div>") + self.inner(macro.args[1], base) + "\n\n\\end{center}\n\n"

    def on_gloss(self, macro: chapters.Macro, rest: str, base: int) -> str:
        return "\\item[%s] %s\n" % (
            self.inline(f"<!--id:gl-{slug(plain_text(macro.args[0]))}-->") + self.inner(macro.args[0], base),
            self.inner(macro.args[1], base))

    # --- pandoc

    def data(self) -> str:
        """What lib/web.lua is told."""
        return "return " + lua({
            "entries": self.entries, "heads": {k: v for k, v in self.heads.items() if v},
            "tables": {label: number for label, (kind, number) in self.book.numbers.items()
                       if kind == "table"},
            "epub": self.book.epub})

    def pandoc(self, text: str, to: str = "html5", options: Sequence[str] = ()) -> str:
        """What pandoc makes of the converted text."""
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as data:
            data.write(self.data())
            data.flush()
            run = subprocess.run(
                ["pandoc", "-f", "latex+raw_tex", "-t", to, "--wrap=none", "--fail-if-warnings",
                 "--lua-filter", str(TOP / "lib/web.lua"), *options],
                input=text, text=True, capture_output=True, check=False,
                env={**os.environ, "LKMPG_WEB": data.name})
        if run.returncode:
            raise WebError(f"{self.path}: pandoc: {run.stderr.strip()}")
        return run.stdout


def plain_text(text: str) -> str:
    """A piece of the book's LaTeX as plain text, for titles and the like."""
    for _ in range(3):      # one within another
        for macro in vocabulary.MACROS.values():
            if macro.arguments and macro.plain is not None:
                shown = macro.plain
                text = re.sub(rf"\\{macro.name}(?:\[[^]]*\])?" + r"\{((?:[^{}\\]|\\.)*)\}" * macro.arguments,
                              lambda m, shown=shown: shown.format(*m.groups()), text)  # type: ignore[misc]
    text = chapters.plain(text.replace("``", "“").replace("''", "”").replace("~", " "))
    text = re.sub(r"\$-(\d+)\$", "−\\1", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    if re.search(r"\\[A-Za-z]", text):
        raise WebError(f"UNHANDLED in a title or a caption: {text}")
    return re.sub(r"\s+", " ", text).strip()
