# SPDX-License-Identifier: GPL-2.0
"""Read the chapters as far as the tools need it: which macros are used where,
with which arguments; and the plain text between them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lib import excerpt, vocabulary

TOP = Path(__file__).resolve().parent.parent

# How many arguments the macros have that have any: the book's own, and LaTeX's.
ARGUMENTS = vocabulary.arguments(ours=True)
LATEX = vocabulary.arguments(ours=False)
# The macros whose arguments are no prose.
NO_PROSE = {macro.name for macro in vocabulary.MACROS.values() if macro.arguments and not macro.prose}
VERBATIM = vocabulary.DRAWINGS | {one.name for one in vocabulary.ENVIRONMENTS.values() if one.verbatim}


# What may come before an argument.
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
    """The contents of a verbatim environment become empty lines."""
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
