# SPDX-License-Identifier: GPL-2.0
"""Cut pieces out of C files: by the name of what is defined, or by markers.

A file is read as a row of items: preprocessor lines, functions, declarations.
An item answers to the names that it defines; a comment that stands directly
above it belongs to it.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

Piece = list[tuple[int, str]]        # lines with their numbers


class ExcerptError(Exception):
    """What was asked for is not there, or is there more than once."""


@dataclass
class Item:
    first: int                                  # line numbers, from 1
    last: int
    names: list[str] = field(default_factory=list)      # what it defines
    also: list[str] = field(default_factory=list)       # what it is about: MODULE_x(y)


WORD = re.compile(r"[A-Za-z_]\w*")
MARK = re.compile(r"/\*\s*\[(/?)([\w-]+)\]\s*\*/")
# Not the name of a function, though a parenthesis follows.
NOT_NAMES = {"__attribute__", "__aligned", "__printf", "__section", "__typeof__",
             "typeof", "__must_hold", "__acquires", "__releases", "__cond_acquires",
             "__alloc_size", "__bitwise", "__cacheline_aligned_in_smp", "__malloc"}


NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
# What may stand between the name of a variable and its value.
ANNOTATIONS = {"__initdata", "__exitdata", "__initconst", "__read_mostly", "__ro_after_init",
               "__used", "__maybe_unused", "__refdata", "__cacheline_aligned", "__packed"}


def blank(text: str) -> str:
    """The text with comments and the insides of literals made spaces."""
    def spaces(match: re.Match[str]) -> str:
        found = match.group()
        inner = re.sub(r"\\(?!\n)|[^\n\\]", " ", found)   # a line may go on
        return found[0] + inner[1:-1] + found[-1] if found[0] in "\"'" else inner
    return NOT_CODE.sub(spaces, text)


def flat(code: str) -> str:
    """The code without what is in braces, brackets and parentheses; these
    become {} [] (). So what is left is of one level."""
    out: list[str] = []
    closers: list[str] = []
    for char in code:
        if char in "{[(":
            if not closers:
                out.append(char)
            closers.append({"{": "}", "[": "]", "(": ")"}[char])
        elif closers and char == closers[-1]:
            closers.pop()
            if not closers:
                out.append(char)
        elif not closers:
            out.append(char)
    return "".join(out)


def first_argument(code: str, name: str) -> list[str]:
    match = re.search(r"\b%s\s*\(\s*(\w+)\s*[,)]" % re.escape(name), code)
    return [match.group(1)] if match else []


def name_item(item: Item, code: str) -> None:
    """Give the item its names."""
    define = re.match(r"\s*#\s*define\s+(\w+)", code)
    if define:
        item.names = [define.group(1)]
    if code.lstrip().startswith("#"):
        return
    head = flat(code)
    is_function = head.rstrip().endswith("}") and not re.search(r"=\s*\{\}", head)
    tag = re.match(r"\s*(?:typedef\s+)?(?:static\s+|const\s+|extern\s+)*(struct|union|enum)\s*"
                   r"(\w*)(?:\s+__\w+(?:\(\))?)*\s*\{\}", head)
    before_value = head.split("=")[0]
    pointer = re.search(r"\(\s*\*+\s*(\w+)", code) if "()()" in before_value.replace(" ", "") else None
    calls = [w for w in re.findall(r"([A-Za-z_]\w*)\s*\(\)", before_value) if w not in NOT_NAMES]
    if tag:
        after = re.sub(r"\b__\w+(\s*\(\))?", "", head[tag.end():].split("=")[0])
        item.names = [tag.group(2)] * bool(tag.group(2)) + WORD.findall(after)
    elif pointer:
        item.names = [pointer.group(1)]
    elif calls and "=" not in head:
        name = calls[0]
        item.names = [name]
        if is_function:
            item.names += first_argument(code, name) if name.isupper() else []
        elif re.match(r"(static\s+|extern\s+)?%s\b" % name, head.strip()):
            # A macro that makes something, or says something about it.
            item.names, item.also = [name], first_argument(code, name)
            if re.match(r"DEFINE_|DECLARE_|\w*_HEAD$", name):
                item.names, item.also = item.also, item.names
    else:
        words = [w for w in WORD.findall(before_value) if w not in ANNOTATIONS]
        item.names = words[-1:]


def items_of(text: str) -> list[Item]:
    """The items of a file."""
    code = blank(text)
    # A comment in a directive goes over the end of the line.
    in_comment = {match.start() + i for match in NOT_CODE.finditer(text)
                  for i, char in enumerate(match.group()) if char == "\n"}
    items: list[Item] = []
    start: int | None = None
    depth = 0
    i, n = 0, len(code)
    line = 1
    first = 1

    def add(end: int, last: int) -> None:
        item = Item(first, last)
        name_item(item, code[start:end])
        items.append(item)

    while i < n:
        char = code[i]
        if start is None and char == "#":
            end = i
            while True:
                end = code.find("\n", end)
                end = n if end < 0 else end
                if end == n or (code[end - 1] != "\\" and end not in in_comment):
                    break
                end += 1
            start, first = i, line
            last = line + code.count("\n", i, end)
            add(end, last)
            start = None
            i, line = end, last
            continue
        if char == "\n":
            line += 1
        elif start is None and not char.isspace():
            start, first = i, line
        if char in "{([":
            depth += 1
        elif char in "})]":
            depth -= 1
        if start is not None and depth == 0:
            done = char == ";"
            if char == "}":
                rest = re.match(r"\s*(;|\w|=|,|\[)", code[i + 1:])
                body = flat(code[start:i + 1])
                done = bool(re.search(r"\)[\s\w]*\{\}$", body)) or not rest
            elif char == ")":       # a macro that brings its own semicolon
                done = bool(re.fullmatch(r"[A-Z][A-Z0-9_]+\(\)", flat(code[start:i + 1]))
                            and re.match(r"[ \t]*\n\s*[^{\s]", code[i + 1:]))
            if done:
                add(i + 1, line)
                start = None
        i += 1
    return items


def with_comment(item: Item, lines: list[str]) -> int:
    """The first line of the comment directly above the item."""
    first = item.first
    above = lines[first - 2].strip() if first > 1 else ""
    if above.startswith("//") and "SPDX" not in above:
        while first > 1 and lines[first - 2].strip().startswith("//"):
            first -= 1
    elif above.endswith("*/") and not MARK.search(above):
        number = first - 1
        while number > 1 and "/*" not in lines[number - 1]:
            number -= 1
        if lines[number - 1].lstrip().startswith("/*") and number > 2:  # not the file's head
            first = number
    return first


def conditional(found: list[Item], lines: list[str]) -> Item | None:
    """The #if ... #endif whose branches the items are, as an item."""
    open_ifs: list[tuple[int, list[int]]] = []       # of each: its first line, the lines of its #else
    for number, line in enumerate(lines, 1):
        word = re.match(r"\s*#\s*(if|el|endif)", line)
        if not word:
            continue
        if word[1] == "if":
            open_ifs.append((number, []))
        elif word[1] == "el" and open_ifs:
            open_ifs[-1][1].append(number)
        elif open_ifs:
            first, others = open_ifs.pop()
            if first < found[0].first and number > found[-1].last and \
               any(found[0].last < other < found[-1].first for other in others):
                return Item(first, number) if number - first < 40 else None
    return None


def find_item(items: list[Item], symbol: str, lines: list[str]) -> Item:
    """The one item that the symbol names; if it is there once for each side of
    an #if, all of that. NAME/2 is the second of this name."""
    wanted, _, number = re.sub(r"^(struct|union|enum)\s+", "", symbol).partition("/")
    found = [item for item in items if wanted in item.names]
    if number:
        found = found[int(number) - 1:int(number)]
    if len(found) > 1 and (both := conditional(found, lines)):
        return both
    bodies = [item for item in found if item.last > item.first]
    if len(found) > 1 and len(bodies) == 1:     # a definition beside its prototype
        found = bodies
    if not found:
        found = [item for item in items if wanted in item.also]
    if not found:
        near = sorted({name for item in items for name in item.names if name})
        raise ExcerptError(f"there is no '{symbol}'; there are: {' '.join(near[:40])}")
    if len(found) > 1:
        places = ", ".join(str(item.first) for item in found)
        raise ExcerptError(f"'{symbol}' is there more than once: lines {places}; "
                           f"'{symbol}/2' is the second")
    return found[0]


def marked(lines: list[str], name: str) -> tuple[int, int]:
    """The lines between the markers of this name."""
    begin: list[int] = []
    end: list[int] = []
    for number, line in enumerate(lines, 1):
        for slash, found in MARK.findall(line):
            if found == name:
                (end if slash else begin).append(number)
    if len(begin) != 1 or len(end) != 1 or begin[0] >= end[0]:
        raise ExcerptError(f"no pair of markers /* [{name}] */ and /* [/{name}] */")
    return begin[0] + 1, end[0] - 1


def make_lines(lines: list[str], name: str) -> list[tuple[int, int]]:
    """Of a makefile the first and last line of what sets the variable or makes
    the target; or, one for each, the lines that have the word in them."""
    start = re.compile(r"%s\s*[:+?]?[:=]" % re.escape(name))
    found = [n for n, line in enumerate(lines, 1) if start.match(line)]
    if len(found) == 1:
        last = found[0]
        while last < len(lines) and (lines[last].startswith(" " * 8) or lines[last - 1].endswith("\\")):
            last += 1
        return [(found[0], last)]
    word = re.compile(r"(?<![\w-])%s(?![\w])" % re.escape(name))
    places = [(n, n) for n, line in enumerate(lines, 1) if word.search(line) and line[0] != "#"]
    if not places:
        raise ExcerptError(f"there is no '{name}'")
    return places


def cut_make(text: str, names: Iterable[str]) -> list[Piece]:
    """cut() for makefiles."""
    lines = text.expandtabs(8).split("\n")
    numbers = sorted({n for name in names for first, last in make_lines(lines, name)
                      for n in range(first, last + 1)})
    pieces: list[Piece] = []
    for n in numbers:
        if not pieces or pieces[-1][-1][0] != n - 1:
            pieces.append([])
        pieces[-1].append((n, lines[n - 1]))
    return pieces


def cut(text: str, names: Iterable[str], comments: bool = True) -> list[Piece]:
    """Cut the named pieces out: a list of pieces, each a list of (number, line).
    Pieces with only empty lines between them are one."""
    lines = text.expandtabs(8).split("\n")
    items = items_of(text)
    pieces: list[Piece] = []
    for name in names:
        if name.startswith(":"):
            first, last = marked(lines, name[1:])
        else:
            item = find_item(items, name, lines)
            first, last = with_comment(item, lines) if comments else item.first, item.last
        piece = [(i, lines[i - 1]) for i in range(first, last + 1) if not MARK.search(lines[i - 1])]
        if pieces and pieces[-1][-1][0] < first and \
           not "".join(lines[pieces[-1][-1][0]:first - 1]).strip():
            pieces[-1] += [(i, "") for i in range(pieces[-1][-1][0] + 1, first)] + piece
        else:
            pieces.append(piece)
    return pieces


def cut_part(text: str, symbol: str, first: str, last: str) -> list[Piece]:
    """Of the symbol's definition the lines from the one that begins with FIRST
    to the one that begins with LAST, and its first and last line around them."""
    piece = cut(text, [symbol], comments=False)[0]

    def where(prefix: str, start: int) -> int:
        for i in range(start, len(piece)):
            if piece[i][1].strip().startswith(prefix):
                return i
        raise ExcerptError(f"'{symbol}' has no line that begins with '{prefix}'")
    begin = where(first, 0)
    end = where(last, begin)
    head = next((i for i, (_, line) in enumerate(piece) if "{" in line), -1)
    parts = [piece[:head + 1]] if 0 <= head < begin - 1 else []
    if 0 <= head < begin and not parts:
        begin = 0   # it follows at once
    if end >= len(piece) - 2:
        end = len(piece) - 1
    parts.append(piece[begin:end + 1])
    if end < len(piece) - 1 and head >= 0:
        parts.append(piece[-1:])
    return parts
