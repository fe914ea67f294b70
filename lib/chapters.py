# SPDX-License-Identifier: GPL-2.0
"""Read the chapters as far as the tools need it: which macros are used where,
with which arguments; and the plain text between them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lib import excerpt

TOP = Path(__file__).resolve().parent.parent

# The book's own macros and how many arguments they have. What is not here,
# nor in LATEX, is no macro of the book.
ARGUMENTS = {
    "code": 1, "fn": 1, "struct": 1, "macro": 1, "errno": 1, "config": 1, "cmd": 1, "file": 1,
    "ex": 1, "term": 1, "idx": 1, "src": 1, "kdoc": 1, "man": 2, "commit": 2, "excerpt": 2,
    "listing": 1, "header": 3, "transcript": 2, "fig": 2, "since": 2, "gloss": 2}
LATEX = {
    "chapter": 1, "section": 1, "subsection": 1, "paragraph": 1, "emph": 1, "textbf": 1,
    "footnote": 1, "label": 1, "cref": 1, "Cref": 1, "caption": 1, "url": 1, "href": 2,
    "begin": 1, "end": 1, "input": 1, "multicolumn": 3, "pageref": 1, "ref": 1}
# The macros whose arguments are no prose.
NO_PROSE = {"code", "fn", "struct", "macro", "errno", "config", "cmd", "file", "ex", "idx", "src",
            "kdoc", "man", "excerpt", "listing", "header", "label", "cref", "Cref", "url", "begin",
            "end", "input", "pageref", "ref"}
VERBATIM = {"shell", "tikzpicture"}


# What may stand before an argument.
GAP = re.compile(r"[ \t]*\n?[ \t]*")


def our_names() -> set[str]:
    """The names that examples/ define: the link of such a one would lead nowhere.
    A line such as module_init(...) only uses the name that it begins with."""
    names: set[str] = set()
    for path in (TOP / "examples").rglob("*.[ch]"):
        lines = path.read_text().split("\n")
        names.update(name for item in excerpt.items_of(path.read_text()) for name in item.names
                     if not lines[item.first - 1].startswith(name + "("))
        names.update(re.findall(r"^(?:static )?struct (\w+) \{", path.read_text(), re.M))
    return names


class ChapterError(Exception):
    """What is wrong in a chapter, and where."""


@dataclass
class Macro:
    name: str
    option: str | None      # the one in brackets
    args: list[str]
    path: str       # from the top of the repository
    line: int
    start: int
    end: int

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def without_comments(text: str) -> str:
    """Comments become nothing, lines stay."""
    return re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", r"\1", text)


def matching(text: str, start: int, opening: str, closing: str) -> int:
    """The position behind the bracket that closes the one at START."""
    depth = 0
    i = start
    while i < len(text):
        if text[i] == "\\":
            i += 2
            continue
        depth += (text[i] == opening) - (text[i] == closing)
        if depth == 0:
            return i + 1
        i += 1
    return -1


def without_verbatim(text: str) -> str:
    """What stands in a verbatim environment becomes empty lines."""
    for name in VERBATIM:
        text = re.sub(r"(\\begin\{%s\})(.*?)(\\end\{%s\})" % (name, name),
                      lambda m: m[1] + "\n" * m[2].count("\n") + m[3], text, flags=re.S)
    return text


def macros_in(text: str, path: str, names: Mapping[str, int]) -> Iterator[Macro]:
    """Every use of one of NAMES (a dictionary: how many arguments) in the text."""
    for match in re.finditer(r"\\([A-Za-z]+)\*?", text):
        name = match.group(1)
        if name not in names:
            continue
        line = text.count("\n", 0, match.start()) + 1
        at = match.end()
        option = None
        if at < len(text) and text[at] == "[":
            end = matching(text, at, "[", "]")
            option, at = text[at + 1:end - 1], end
        args: list[str] = []
        for _ in range(names[name]):
            gap = GAP.match(text, at)
            if not gap or text[gap.end():gap.end() + 1] != "{":
                raise ChapterError(f"{path}:{line}: \\{name} wants {names[name]} arguments in "
                                   f"braces, and here it has {len(args)}")
            at = gap.end()
            end = matching(text, at, "{", "}")
            if end < 0:
                raise ChapterError(f"{path}:{line}: an argument of \\{name} has no end")
            args.append(text[at + 1:end - 1])
            at = end
        yield Macro(name, option, args, path, line, match.start(), at)


def read(path: str | Path) -> str:
    """The text of a file of the book, without comments and verbatim parts."""
    return without_verbatim(without_comments((TOP / path).read_text()))


def macros(path: str, names: Mapping[str, int] | None = None) -> list[Macro]:
    return list(macros_in(read(path), path, names or ARGUMENTS))


def plain(text: str) -> str:
    """A piece of TeX as plain text: for names in arguments."""
    for name, sign in (("backslash", "\\"), ("asciitilde", "~"), ("asciicircum", "^")):
        text = re.sub(r"\\text%s(\{\}|\s|\b)" % name, lambda _, sign=sign: sign, text)  # type: ignore[misc]
    return re.sub(r"\\([%#&${}_~^ ])", r"\1", text)


def book() -> list[str]:
    """The names of the chapters, in the order of lkmpg.tex."""
    text = without_comments((TOP / "lkmpg.tex").read_text())
    return re.findall(r"\\input\{chapters/([\w-]+)\}", text)


def glossaries(names: Iterable[str] | None = None) -> Iterator[str]:
    """The glossary's files that there are: of the chapters named, or every one.
    One may serve several chapters, and be called like none (files.tex)."""
    for path in sorted(TOP.glob("chapters/glossary/*.tex")):
        if not names or path.stem in names:
            yield str(path.relative_to(TOP))


def files(names: Iterable[str] | None = None) -> Iterator[str]:
    """The files of the chapters (all, or those named) that there are: chapter and
    answers of each, then the glossary's."""
    for name in names or book():
        for path in (f"chapters/{name}.tex", f"chapters/answers/{name}.tex"):
            if (TOP / path).exists():
                yield path
    yield from glossaries(names)
