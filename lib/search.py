# SPDX-License-Identifier: GPL-2.0
"""What the search of the web edition knows: headings, terms, glossary, captions, listings
and the index, each with its address. assets/web/find.js searches it."""
from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from lib.web import Book, Page

TOP = Path(__file__).resolve().parent.parent
Document = list[str]        # kind, title, anchor, where it is, text


class Words(HTMLParser):
    """The documents that the search knows of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.docs: list[Document] = []
        self.heading: Document | None = None
        self.caption: Document | None = None
        self.term: Document | None = None
        self.gloss: Document | None = None
        self.skip: int | None = None
        self.stack: list[str] = []
        self.sentence = self.place = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        name = attributes.get("id") or ""
        if tag in ("br", "img", "hr", "meta", "link", "input", "path", "use"):
            return
        self.stack.append(tag)
        css = (attributes.get("class") or "").split()
        if self.skip is None:
            if tag in ("pre", "svg", "nav") or "anchor" in css or "tools" in css or "kernels" in css:
                self.skip = len(self.stack)
            elif tag in ("h1", "h2", "h3"):
                self.heading = ["c" if tag == "h1" else "h" if tag == "h2" else "s", "", name, "", ""]
                self.docs.append(self.heading)
            elif tag == "dfn" and name:
                self.term = ["d", "", name, self.place, ""]
            elif tag == "dt" and name.startswith("gl-"):
                self.gloss = ["g", "", name, "", ""]
                self.docs.append(self.gloss)
            elif tag == "figure" and {"table", "fig"} & set(css):
                self.caption = ["t", "", name, self.place, ""]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.stack:
            return
        while self.stack and self.stack.pop() != tag:
            pass
        if self.skip is not None:
            if len(self.stack) < self.skip:
                self.skip = None
            return
        if tag in ("h1", "h2", "h3") and self.heading:
            self.place = self.heading[1].strip() if tag == "h2" else self.place
        elif tag == "dfn" and self.term:
            self.docs.append(self.term)
            self.term = None
        elif tag == "figcaption":
            self.close_sentence()
            if self.caption:
                self.docs.append(self.caption)
            self.caption = None
        elif tag in ("p", "dd", "li"):
            self.close_sentence()

    def close_sentence(self) -> None:
        """A defined term gets the sentence that it is in."""
        for doc in self.docs:
            if doc[0] == "d" and not doc[4]:
                sentence = next((s for s in re.split(r"(?<=[.:!?])\s+", self.sentence)
                                 if doc[1] in s), self.sentence)
                doc[4] = sentence.strip()
        self.sentence = ""

    def handle_data(self, data: str) -> None:
        if self.skip is not None:
            return
        for tag in ("h1", "h2", "h3"):
            if tag in self.stack:
                if self.heading is not None:
                    self.heading[1] += data
                return
        if self.term is not None:
            self.term[1] += data
        if self.caption is not None:
            self.caption[1] += data
            return
        self.sentence += data
        if self.gloss is not None and self.page.kind == "glossary":
            self.gloss[1 if "dt" in self.stack else 4] += data
        elif self.heading is not None:
            self.heading[4] += data


def tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def documents(book: Book, bodies: dict[str, str]) -> list[Document]:
    docs: list[Document] = []
    for page in book.all_pages:
        if page.kind in ("index", "start"):
            continue
        words = Words(page)
        words.feed(bodies[page.name])
        for kind, title, anchor, where, text in words.docs:
            title = re.sub(r"^(Figure|Table) [\w.]+ ", "", tidy(title)) if kind == "t" else tidy(title)
            title = title if kind not in "chs" else re.sub(r"^(?:[A-Z]|\d+)(?:\.\d+)? (?=\S)", "", title)
            where = page.title if kind in "hs" else tidy(where)
            docs.append([kind, title, f"{page.name}.html" + (f"#{anchor}" if kind != "c" else ""),
                         where, tidy(text)])
    for path, name in book.example_of.items():
        purpose, shows = book.teaches.get(name, ("", ""))
        label = "lst:" + (path.stem if path.stem != name else name)
        if label in book.labels:
            docs.append(["l", str(path.relative_to(TOP)), book.href(label, None), book.labels[label].title,
                         f"{name} - {purpose} {shows}"])
    for entry, places in book.index.items():
        _, _, _, plain, sub = entry
        # Where it is explained, or else where it is spoken of most; the chapter
        # that only gives an outlook comes last.
        place = max(places, key=lambda p, entry=entry: (  # type: ignore[misc]
            p.principal, p.page.name != "introduction", book.mentions[entry, p.number]))
        name = "-" + plain if re.fullmatch(r"E[A-Z0-9]{3,}", plain) else plain
        docs.append(["i", name + (f", {sub}" if sub else ""), f"{place.page.name}.html#{place.anchor}",
                     f"{place.number} {place.page.title}", ""])
    return docs
