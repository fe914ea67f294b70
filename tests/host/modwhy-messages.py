#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""modwhy-messages.py - what the module loader of a kernel can print

  modwhy-messages.py kernel SOURCE    every message in the loader's source files
  modwhy-messages.py table LOADER.c   every pattern in modwhy's table of them

Both are written the same way, one a line, sorted: each part that varies is {}.
A test (modwhy-loader.t) holds one list against the other, so that a message
of a new kernel cannot be overlooked.
"""
from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator

FILES = ['kernel/module/*.c', 'kernel/module.c', 'kernel/params.c'] + [
    f'arch/{arch}/kernel/module*.c' for arch in ('x86', 'arm64', 'arm', 'riscv')]
CALL = re.compile(r'\b(?:(?:pr|dev)_(?:emerg|alert|crit|err|warn|notice|info|debug)'
                  r'(?:_once|_ratelimited)?|printk(?:_once|_ratelimited|_deferred)?'
                  r'|panic|DEBUGP|WARN(?:_ONCE|_RATELIMIT)?)\s*\(')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:[^"\\\n]|\\.)*")', re.S)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# %phN and its like have letters behind the p.
CONVERSION = re.compile(r'%(?:[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|z|t|j)?'
                        r'(?:p[A-Za-z]*|[diouxXcs])|%)')


def arguments(text: str, start: int) -> list[str]:
    """The arguments of a call, cut at its commas; the call ends at ) or ;"""
    found: list[str] = []
    depth, here, i = 1, start, start
    while i < len(text):
        string = STRING.match(text, i)
        if string:
            i = string.end()
            continue
        if text[i] == ';' or (text[i] == ')' and depth == 1):
            break
        depth += (text[i] == '(') - (text[i] == ')')
        if text[i] == ',' and depth == 1:
            found.append(text[here:i])
            here = i + 1
        i += 1
    return [*found, text[here:i]]


def plain(message: str) -> str:
    """One line of the list: escapes resolved, the newline gone, {} for what varies."""
    message = re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(m[1], m[1]), message)
    return CONVERSION.sub('{}', message).rstrip('\n')


def prefix(text: str, name: str) -> str:
    """What pr_fmt() puts before each message of this file."""
    define = re.search(r'#define\s+pr_fmt\(fmt\)\s+(.*?)\s*fmt\s*$', text, re.M)
    if not define:
        return ''
    return ''.join(name + ': ' if part == 'KBUILD_MODNAME ": "' else part[1:-1]
                   for part in re.findall(r'KBUILD_MODNAME ": "|"[^"]*"', define[1]))


def of_file(path: str) -> Iterator[str]:
    with open(path, encoding='utf-8', errors='replace') as file:
        text = COMMENT.sub(lambda m: m[1] or ' ', file.read())
    name = os.path.splitext(os.path.basename(path))[0]
    before = prefix(text, name)
    for call in CALL.finditer(text):
        words = call[0].rstrip('( \n\t')
        given = arguments(text, call.end())
        # WARN() has its condition first.
        given = given[1:2] if words.startswith('WARN') else given[:1]
        message = ''.join(STRING.findall(given[0])) if given else ''
        if message and message != r'\n':
            own = before if words.startswith('pr_') else ''
            for line in plain(message).split('\n'):
                yield own + line
                own = ''


def kernel(source: str) -> set[str]:
    return {message for pattern in FILES
            for path in glob.glob(os.path.join(source, pattern))
            for message in of_file(path)}


def table(path: str) -> set[str]:
    with open(path, encoding='utf-8') as file:
        rows = re.findall(r'^\t\{ "((?:[^"\\]|\\.)*)", (?:"[a-z-]*"|NULL|HARMLESS) \},$',
                          file.read(), re.M)
    return {re.sub(r'\{.\}', '{}', plain(row)) for row in rows}


def main() -> None:
    if len(sys.argv) != 3 or sys.argv[1] not in ('kernel', 'table'):
        sys.exit(__doc__)
    found = kernel(sys.argv[2]) if sys.argv[1] == 'kernel' else table(sys.argv[2])
    print('\n'.join(sorted(found)))


if __name__ == '__main__':
    main()
