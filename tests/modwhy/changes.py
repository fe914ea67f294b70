#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""changes.py - hold modwhy/changes.c against the sources of a kernel.

usage: changes.py CHANGES.TSV VERSION SOURCE

Prints what does not hold, a line each; status 1 then. "new" may be older than
the change (the old way and the new one lived side by side), "old" may not be
younger.
"""
from __future__ import annotations

import pathlib
import re
import sys


def key(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in version.split('.'))


def wrong(line: str, version: str, source: pathlib.Path) -> bool:
    _, since, kind, files, pattern = line.split('\t')
    kind, _, start = kind.partition('@')
    texts = [source / f for f in files.split()]
    there = any(re.search(pattern, f.read_text(errors='replace'))
                for f in texts if f.exists())
    changed = key(version) >= key(since)
    if kind == 'new':
        return changed and not there
    if changed:
        return there
    return not there and key(version) >= key(start or '0')


def main(tsv: str, version: str, source: str) -> bool:
    lines = [line for line in pathlib.Path(tsv).read_text().splitlines()
             if line and line[0] != '#']
    bad = [line for line in lines if wrong(line, version, pathlib.Path(source))]
    for line in bad:
        print(f'{version}: does not hold: {line}')
    return bool(bad) or not lines


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
