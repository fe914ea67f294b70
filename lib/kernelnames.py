# SPDX-License-Identifier: GPL-2.0
"""The names that the pinned kernel defines: all of them, and those that its
headers offer to a module. Both are files, made of the unpacked source once."""
from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def names_in(line: str) -> Iterator[str]:
    """What a line at the outermost level defines or declares: "f name" for what
    can be called, "s name" for a struct, "m name" for another."""
    define = re.match(r"#\s*define\s+(\w+)(\()?", line)
    if define:
        yield ("f " if define[2] else "m ") + define[1]
        return
    struct = re.match(r"\s*(?:typedef\s+)?(?:struct|union|enum)\s+(\w+)", line)
    if struct:
        yield "s " + struct[1]
    if line[0].isspace():
        for name in re.findall(r"^\s+([A-Z_]\w*)\s*(?:=|,|$)", line):
            yield "m " + name
        return
    for name in re.findall(r"(\w+)\s*\(", line) + re.findall(r"\b[A-Z]\w*\((\w+)", line):
        yield "f " + name
    typedef = re.match(r"(?:typedef\b.*?|extern\b.*?|static\b.*?|const\b.*?)(\w+)\s*(?:;|=|\[)", line)
    if typedef:
        yield "m " + typedef[1]


def make_index(source: Path, index: Path, where: Iterable[str] = (".",), options: bool = True) -> None:
    """Write the names in these directories of the source, and as "c NAME" the
    options of its configuration."""
    print("reading the kernel's source for its names, once: a minute or two", file=sys.stderr)
    found: set[str] = set()
    with subprocess.Popen(
        ["grep", "-rhE", "--include=*.[chS]", "--exclude-dir=asic_reg", "--exclude-dir=tools",
         (r"^(#[[:space:]]*define|[A-Za-z_]|[[:space:]]+[A-Z_]+[0-9A-Z_]*[[:space:]]*(=|,|$)"
          r"|[[:space:]]*(struct|union|enum) )"), *where],
        cwd=source, stdout=subprocess.PIPE, text=True, errors="replace") as lines:
        for line in lines.stdout or ():
            found.update(names_in(line))
    if options:
        for line in subprocess.run(["grep", "-rhE", "--include=Kconfig*",
                                    r"^[[:space:]]*(menu)?config [A-Z0-9]", "."], cwd=source,
                                   stdout=subprocess.PIPE, text=True, check=False).stdout.split("\n"):
            found.update("c " + name for name in line.split()[1:2])
    index.parent.mkdir(parents=True, exist_ok=True)
    part = index.with_suffix(".part")
    part.write_text("\n".join(sorted(found)) + "\n")
    part.rename(index)


def lookup(index: Path, wanted: Iterable[str]) -> dict[str, set[str]]:
    """Of the names wanted those that the index has, by their kind."""
    lines = "".join(f"{kind} {name}\n" for kind in "fsmc" for name in wanted)
    found = subprocess.run(["grep", "-xFf", "-", str(index)], input=lines, text=True,
                           stdout=subprocess.PIPE, check=False,
                           env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout.split("\n")
    return {kind: {line[2:] for line in found if line[:1] == kind} for kind in "fsmc"}


def offered(source: Path, index: Path) -> Path:
    """The index of what the headers offer: made beside that of all names."""
    headers = Path(f"{index}.headers")
    if not headers.exists():
        make_index(source, headers, ("include", "arch/x86/include"), options=False)
    return headers
