# SPDX-License-Identifier: GPL-2.0
"""Highlight code as the book prints it: a Pygments lexer for the kernel's C,
and the tokens written out for LaTeX or HTML.

Each kind of token has one letter, the same in lib/lkmpg-code.sty and in CSS:
k keyword, t type, a annotation, m constant, f function, s string, p
preprocessor, c comment. Anything else is plain.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pygments import lexers
from pygments.lexers.c_cpp import CLexer
from pygments.token import Comment, Keyword, Literal, Name, String, Token

TYPES = set("u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 "
            "__le16 __le32 __le64 __be16 __be32 __be64 bool atomic_t atomic64_t spinlock_t "
            "rwlock_t seqcount_t wait_queue_head_t kuid_t kgid_t".split())


Token_ = Any                        # Pygments has no types
Line = list[tuple[str, str]]        # (letter, text)


class KernelLexer(CLexer):  # type: ignore[misc]
    """C, and what the kernel's style says about names."""

    name = "Kernel C"

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[tuple[int, Token_, str]]:
        for index, token, value in super().get_tokens_unprocessed(text, stack):
            if token in Name or token in Keyword.Type or token is Keyword.Reserved:
                token = self.kind_of(token, value, text, index)
            yield index, token, value

    @staticmethod
    def kind_of(token: Token_, value: str, text: str, index: int) -> Token_:
        if value in TYPES or re.fullmatch(r"\w+_t", value):
            return Keyword.Type
        if re.fullmatch(r"__[a-z]\w*", value) and not text[index + len(value):].startswith("("):
            return Name.Decorator
        if re.fullmatch(r"_?[A-Z][A-Z0-9_]+", value):
            return Name.Constant
        if token in Name and re.match(r"\s*\(", text[index + len(value):]):
            return Name.Function
        return token


def letter_of(token: Token_) -> str:
    for kind, letter in ((Comment.Preproc, "p"), (Comment.PreprocFile, "s"), (Comment, "c"),
                         (String, "s"), (Keyword.Type, "t"), (Keyword, "k"),
                         (Name.Decorator, "a"), (Name.Constant, "m"), (Name.Function, "f"),
                         (Name.Builtin, "k"), (Name.Variable, "m"), (Literal, "")):
        if token in kind:
            return letter
    return ""


def lexer_of(name: str) -> Any:
    """The lexer for a file of this name."""
    base = name.rsplit("/", 1)[-1]
    if base.endswith((".c", ".h")):
        return KernelLexer(stripnl=False, ensurenl=False)
    kind = "make" if base in ("Makefile", "Kbuild") else "bash" if base.endswith(".sh") else "text"
    return lexers.get_lexer_by_name(kind, stripnl=False, ensurenl=False)


def tokens_by_line(text: str, lexer: Any) -> list[Line]:
    """For each line of the text a list of (letter, value)."""
    lines: list[Line] = [[]]
    for token, value in lexer.get_tokens(text):
        letter = letter_of(token) if token is not Token.Text else ""
        for number, part in enumerate(value.split("\n")):
            if number:
                lines.append([])
            if part and letter == "p" and lines[-1] and lines[-1][-1][0] == "p":
                lines[-1][-1] = (letter, lines[-1][-1][1] + part)   # one tag in a page, not two
            elif part:
                lines[-1].append((letter, part))
    return lines


def wrapped(line: Line, width: int, indent: int = 4) -> list[Line]:
    """A highlighted line as lines of at most WIDTH: broken at spaces, what
    follows indented."""
    out: list[Line] = [[]]
    column = 0
    for letter, value in line:
        for part in re.findall(r"\S+|\s+", value):
            if column + len(part) > width and column > indent:
                out.append([("", " " * indent)])
                column = indent
                part = part.lstrip()
            if part:
                out[-1].append((letter, part))
                column += len(part)
    return out


TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
       "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", " ": r"\ ",
       "\t": r"\ "}


def tex(text: str) -> str:
    """The text with all that is special to TeX escaped, each space kept."""
    return "".join(TEX.get(char, char) for char in text)


def tex_line(line: Line) -> str:
    return "".join(r"\lk%s{%s}" % (letter, tex(value)) if letter else tex(value)
                   for letter, value in line)
