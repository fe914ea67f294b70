# SPDX-License-Identifier: GPL-2.0
"""The EPUB: all chapters in one run of pandoc, with the filter of the web edition;
then what pandoc leaves open is closed."""
from __future__ import annotations

import hashlib
import html
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from lib import edition
from lib.web import Book, Converter, Entry, Page, WebError

Convert = Callable[[Book, Page, list[Entry]], tuple[Converter, str]]

# The same for the same text: readers know a book by it.
IDENTIFIER = "urn:uuid:6f0d7c1e-0f3c-5a5e-9d53-6c6b6d706731"


def make(target: Path, book: Book, converted: Convert, title: str, top: Path) -> None:
    entries: list[Entry] = []
    heads: dict[str, str] = {}
    parts: list[str] = []
    for page in book.pages:
        one, text = converted(book, page, entries)
        heads.update(one.heads)
        parts.append(text)
    one.heads = heads
    # Made again only when something has changed that goes into it.
    key = hashlib.sha256("\0".join([
        *parts, one.data(), edition.day(), *((top / name).read_text() for name in (
            "assets/epub.css", "lib/web.lua", "lib/epub.py", "lib/cover.tex"))]).encode()).hexdigest()
    stamp = top / "build/web/epub-key"
    if target.exists() and stamp.exists() and stamp.read_text() == key:
        print("nothing has changed")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        cover = scratch / "cover"
        subprocess.run(["pdftoppm", "-png", "-r", "110", "-f", "1", "-l", "1", "-singlefile",
                        str(top / "build/lkmpg.pdf"), str(cover)], check=True)
        made = scratch / "pandoc.epub"
        one.pandoc("\n\n".join(parts), "epub3", (
            "-o", str(made), "--epub-cover-image", f"{cover}.png", "--css", str(top / "assets/epub.css"),
            "--toc", "--toc-depth=2", "--epub-chapter-level=1",
            "-M", f"title={title}", "-M", "author=The LKMPG authors", "-M", "lang=en-GB",
            "-M", f"identifier={IDENTIFIER}",
            "-M", "rights=Text: OSL-3.0. Programs: GPL-2.0-only.",
            "-M", "date=" + edition.day(), "-M", "subject=Linux"))
        part = Path(f"{target}.part")
        count = finish(made, part)
        part.rename(target)
        stamp.write_text(key)
    print(f"{len(book.pages)} chapters, {count} files")


def finish(made: Path, target: Path) -> int:
    """Copy the archive, and lead links in raw HTML, which pandoc does not look
    into, to the file where their target is."""
    with zipfile.ZipFile(made) as source:
        files = {name: source.read(name) for name in source.namelist()}
    texts = {name: data.decode() for name, data in files.items() if name.endswith(".xhtml")}
    home: dict[str, str] = {}
    for name, text in texts.items():
        for anchor in re.findall(r'\bid="([^"]+)"', text):
            home.setdefault(anchor, name)
    for name, text in texts.items():
        def lead(match: re.Match[str], name: str = name) -> str:
            anchor = html.unescape(match[1])
            if anchor not in home:
                raise WebError(f"EPUB: {name}: a link to #{anchor}, which is nowhere")
            file = "" if home[anchor] == name else os.path.relpath(home[anchor], os.path.dirname(name))
            return f'href="{file}#{match[1]}"'
        text = re.sub(r"<dt><!--id:([^>]*)-->", r'<dt id="\1">', text)
        text = re.sub(r'href="#([^"]*)"', lead, text)
        files[name] = text.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        # The type comes first and as it is: so the format has it.
        out.writestr(zipfile.ZipInfo("mimetype"), files.pop("mimetype"), zipfile.ZIP_STORED)
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return len(files)
