# SPDX-License-Identifier: GPL-2.0
"""The book's macros and environments: the one list of them. A chapter may use what is here,
and nothing else.

lib/*.sty print those that are ours. lib/chapters.py reads their arguments, lib/web.py makes
HTML and EPUB of them, tools/check-src and tools/check-english look at what is prose: all of
these ask here. tools/vocabulary holds the .sty files and lib/web.py against the list.
"""
from __future__ import annotations

from dataclasses import dataclass

ALL = (0, 1, 2)
# How the web edition and the EPUB come by what a macro or environment means.
HANDLER = "handler"     # Converter.on_NAME, Converter.begin_NAME of lib/web.py
PANDOC = "pandoc"       # pandoc reads it by itself
NOTHING = "nothing"     # it is about paper
TEXT = "text"           # its plain text
BOX = "box"             # a box with a title


@dataclass(frozen=True)
class Macro:
    """PROSE has the numbers of the arguments that are English, from 0. PLAIN is what it
    becomes where only text can be (a title, a bookmark): {0} is its first argument; None
    if it cannot be there. WHERE names the file that prints it, if that is ours."""
    name: str
    arguments: int = 0
    prose: tuple[int, ...] = ALL
    web: str = HANDLER
    plain: str | None = None
    where: str = ""


@dataclass(frozen=True)
class Environment:
    """TITLE is that of a box; nothing within a VERBATIM one is LaTeX."""
    name: str
    web: str
    where: str = ""
    title: str = ""
    verbatim: bool = False


WORDS, CODE, LOOK, RENDER = "lib/lkmpg-words.sty", "lib/lkmpg-code.sty", "lib/lkmpg-look.sty", "tools/render"

MACROS = {macro.name: macro for macro in (
    # What a word means.
    Macro("code", 1, (), plain="{0}", where=WORDS),
    Macro("fn", 1, (), plain="{0}()", where=WORDS),
    Macro("struct", 1, (), plain="struct {0}", where=WORDS),
    Macro("macro", 1, (), plain="{0}", where=WORDS),
    Macro("errno", 1, (), plain="-{0}", where=WORDS),
    Macro("config", 1, (), plain="CONFIG_{0}", where=WORDS),
    Macro("cmd", 1, (), plain="{0}", where=WORDS),
    Macro("file", 1, (), plain="{0}", where=WORDS),
    Macro("ex", 1, (), plain="{0}", where=WORDS),
    Macro("term", 1, plain="{0}", where=WORDS),
    Macro("idx", 1, (), plain="", where=WORDS),
    # Sources outside the book.
    Macro("src", 1, (), plain="{0}", where=WORDS),
    Macro("kdoc", 1, (), plain="{0}", where=WORDS),
    Macro("man", 2, (), plain="{1}({0})", where=WORDS),
    Macro("commit", 2, (), where=WORDS),
    # Blocks.
    Macro("excerpt", 2, (), where=WORDS),
    Macro("listing", 1, (), where=WORDS),
    Macro("header", 3, (), where=WORDS),
    Macro("transcript", 2, (1,), where=CODE),
    Macro("since", 2, (1,), where=CODE),
    Macro("fig", 2, (1,), where=LOOK),
    Macro("gloss", 2, where=RENDER),
    Macro("widetable", web=NOTHING, where=LOOK),
    # LaTeX's own, as far as every edition knows them.
    Macro("chapter", 1),
    Macro("section", 1),
    Macro("subsection", 1),
    Macro("paragraph", 1, web=PANDOC),
    Macro("begin", 1, ()),
    Macro("end", 1, ()),
    Macro("label", 1, (), web=PANDOC),
    Macro("cref", 1, ()),
    Macro("Cref", 1, ()),
    Macro("ref", 1, ()),
    Macro("url", 1, (), web=PANDOC),
    Macro("href", 2, (1,), web=PANDOC),
    Macro("caption", 1, web=PANDOC),
    Macro("footnote", 1, web=PANDOC),
    Macro("emph", 1, web=PANDOC, plain="{0}"),
    Macro("textbf", 1, web=PANDOC, plain="{0}"),
    Macro("textit", 1, web=PANDOC, plain="{0}"),
    Macro("quad", web=TEXT, plain="\u2003"),
    Macro("qquad", web=TEXT, plain="\u2003\u2003"),
    *(Macro(name, web=PANDOC) for name in (
        "bottomrule", "dots", "ge", "item", "ldots", "le", "mathrm", "midrule", "par",
        "textasciicircum", "textasciitilde", "textbackslash", "textsuperscript", "times", "toprule")),
    *(Macro(name, web=NOTHING) for name in (
        "centering", "footnotesize", "noindent", "raggedright", "small")),
)}

ENVIRONMENTS = {environment.name: environment for environment in (
    Environment("exercise", HANDLER, WORDS),
    Environment("answer", HANDLER, WORDS),
    Environment("note", BOX, CODE, "Note"),
    Environment("warning", BOX, CODE, "Warning"),
    Environment("shell", HANDLER, CODE, verbatim=True),
    *(Environment(name, PANDOC) for name in (
        "center", "description", "enumerate", "itemize", "quote", "table", "tabular")),
)}
# These are in assets/figures, and in no chapter.
DRAWINGS = frozenset({"tikzpicture"})


def arguments(ours: bool) -> dict[str, int]:
    """How many arguments the macros have that have any: ours, or LaTeX's."""
    return {name: macro.arguments for name, macro in MACROS.items()
            if macro.arguments and bool(macro.where) == ours}


def macros_by(web: str) -> set[str]:
    """The macros that the web edition comes by in this way."""
    return {name for name, macro in MACROS.items() if macro.web == web}


def environments_by(web: str) -> set[str]:
    """The environments that the web edition comes by in this way."""
    return {name for name, environment in ENVIRONMENTS.items() if environment.web == web}
