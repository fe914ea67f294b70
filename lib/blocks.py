# SPDX-License-Identifier: GPL-2.0
"""What the blocks of the book show, whatever they are written out as: which
lines of which file an \\excerpt, \\listing or \\header means, and the lines of a
session. tools/render makes TeX of it, lib/web.py HTML."""
from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib import catalog, chapters, excerpt, kernels

TOP = Path(__file__).resolve().parent.parent
NAMES = ("excerpt", "listing", "header", "transcript")


@dataclass
class Code:
    path: Path      # the file
    title: str      # as the book calls it
    pieces: list[excerpt.Piece]
    note: str       # what the macro calls it


def example(name: str) -> Path:
    """The file of examples/ that the name means."""
    for path in (TOP / "examples" / name, TOP / "examples" / (name + ".c")):
        if path.is_file():
            return path
    raise excerpt.ExcerptError(f"there is no file examples/{name} nor examples/{name}.c")


def excerpt_of(macro: chapters.Macro) -> Code:
    path = example(macro.args[0].strip())
    names = [name.strip() for name in macro.args[1].split(",")]
    text = path.read_text()
    pieces = excerpt.cut_make(text, names) if path.name in ("Kbuild", "Makefile") else excerpt.cut(text, names)
    return Code(path, str(path.relative_to(TOP)), pieces,
                macro.args[0].strip())


def listing_of(macro: chapters.Macro) -> Code:
    path = example(macro.args[0].strip())
    count = path.read_text().rstrip("\n").count("\n") + 1
    return Code(path, str(path.relative_to(TOP)), [[(n, "") for n in range(1, count + 1)]],
                macro.args[0].strip())


def labels_of(code: Code) -> list[str]:
    """The labels of a whole file: what \\ex names."""
    labels = [code.note]
    module = catalog.of_source(code.path)
    # A module of several files is listed where the first of them is.
    if module and module.name not in labels and TOP / module.sources[0] == code.path:
        labels.append(module.name)
    return labels


def header_of(macro: chapters.Macro) -> Code:
    pinned = os.environ.get("PINNED")
    if not pinned:
        raise excerpt.ExcerptError("\\header wants PINNED in the environment: run make book")
    path = Path(pinned) / macro.args[0].strip()
    if not path.is_file():
        raise excerpt.ExcerptError(f"the pinned kernel has no {macro.args[0]}")
    text = path.read_text()
    symbol = macro.args[1].strip()
    if macro.args[2].strip():
        first, last = (chapters.plain(part).strip() for part in macro.args[2].split(",", 1))
        pieces = excerpt.cut_part(text, symbol, first, last)
    else:
        pieces = excerpt.cut(text, [symbol], comments=False)
    return Code(path, macro.args[0].strip(), pieces, macro.args[0].strip())


CODE: dict[str, Callable[[chapters.Macro], Code]] = {"excerpt": excerpt_of, "listing": listing_of, "header": header_of}


def session(name: str) -> str:
    """The text of a session."""
    path = TOP / "sessions" / (name + ".session")
    if not path.is_file():
        raise excerpt.ExcerptError(f"there is no sessions/{name}.session")
    return path.read_text()


def transcript_lines(text: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of a session's lines. Kinds: root, user (a command),
    more (its next line), log, out."""
    goes_on = False
    for line in text.rstrip("\n").split("\n"):
        kind = "out"
        if goes_on:
            kind = "more"
        elif line.startswith("%"):
            continue
        elif line.startswith(("# ", "$ ")):
            kind, line = ("root" if line[0] == "#" else "user"), line[2:]
        elif (line + " ").startswith("[...] "):
            kind, line = "log", line[6:]
        elif line.startswith("\\"):
            line = line[1:]
        if kind in ("root", "user", "more"):
            goes_on = line.endswith("\\")
        yield kind, line


def where(text: str) -> str:
    """Where a session was recorded, if that is not the usual machine."""
    kernel = re.search(r"^%kernel\s+(\S+)", text, re.M)
    usual = kernels.with_role("book").name
    name = "Linux " + kernel.group(1) if kernel and kernel.group(1) != usual else ""
    if name.endswith("-debug"):
        name = name[:-6] + ", debug kernel"
    return "on the host" if re.search(r"^%host", text, re.M) else name


def block_name(macro: chapters.Macro) -> str:
    """What lib/lkmpg.lua makes of the same macro."""
    args = macro.args[:1] if macro.name == "transcript" else macro.args
    return hashlib.md5("|".join([macro.name] + [re.sub(r"\s+", " ", arg) for arg in args])
                       .encode()).hexdigest()
