# SPDX-License-Identifier: GPL-2.0
"""The figures in the pages: what dvisvgm has drawn (tools/figures), in the
colours of the theme and the typefaces of the page."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parent.parent
SCALE = 1.5     # pixels of the page for a point of the PDF
NAMES = ("lkblue", "lkred", "lkgreen", "lkgrey", "lkamber", "lkpaper")
FAMILIES = {"sans": "", "sans-bold": "b", "sans-italic": "i", "mono": "m", "mono-bold": "m b",
            "serif": "r", "cmr8": "r", "cmsy8": "r", "cmsy9": "r"}
INHERITED = {"fill", "stroke", "stroke-width", "stroke-miterlimit", "stroke-linecap", "stroke-linejoin",
             "stroke-dasharray"}
used: dict[str, str] = {}       # custom property: its value


Drawing = Callable[[str], str]       # of a label, the figure as part of a page


def palette() -> dict[str, tuple[int, ...]]:
    text = (TOP / "lib/lkmpg-look.sty").read_text()
    return {m[1]: tuple(bytes.fromhex(m[2])) for m in re.finditer(
        r"\\definecolor\{(lk\w+)\}\{HTML\}\{(\w{6})\}", text) if m[1] in NAMES}


PALETTE = palette()


def color(value: str) -> str:
    """What a colour of the PDF is in the page: one of the theme's, or a mixture of
    one with the paper or the ink, as xcolor's lkblue!8 is."""
    value = "".join(2 * c for c in value[1:]) if len(value) == 4 else value[1:]
    rgb = tuple(bytes.fromhex(value))
    if rgb == (0, 0, 0):
        return "currentColor"
    if rgb == (255, 255, 255):
        return "var(--paper)"
    best = min(((max(abs(round(c * p / 100 + other * (100 - p) / 100) - w)
                     for c, w in zip(base, rgb)), 100 - p, name, other)
                for name, base in PALETTE.items() for p in range(1, 101) for other in (255, 0)))
    distance, rest, name, other = best
    if distance > 2:
        raise ValueError(f"the colour #{value} of a figure is no mixture of the book's colours")
    if not rest:
        return f"var(--{name})"
    short = f"--f-{name[2:]}-{100 - rest}{'w' if other else 'k'}"
    used[short] = (f"color-mix(in srgb, var(--{name}) {100 - rest}%, "
                   + ("var(--paper)" if other else "currentColor") + ")")
    return f"var({short})"


def number(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def merged(body: str) -> str:
    """The same drawing with fewer groups: one whose only content is another group
    becomes one with it. What both set, the inner one decides; transformations add up.
    What is inherited anyway is not said again."""
    root = ElementTree.fromstring(f"<svg>{body}</svg>")

    def spare(element: ElementTree.Element, inherited: Mapping[str, str]) -> None:
        for name in INHERITED & set(element.attrib):
            if inherited.get(name) == element.get(name):
                del element.attrib[name]
        for child in element:
            spare(child, {**inherited, **element.attrib})

    def merge(parent: ElementTree.Element) -> None:
        for child in parent:
            while (child.tag == "g" and len(child) == 1 and child[0].tag == "g"
                   and not (child.text or "").strip() and not (child[0].tail or "").strip()
                   and not ("id" in child.attrib and "id" in child[0].attrib)):
                inner = child[0]
                moves = " ".join(filter(None, (child.get("transform"), inner.get("transform"))))
                child.attrib.update(inner.attrib)
                if moves:
                    child.set("transform", moves)
                child.text, child[:] = inner.text, inner[:]
            merge(child)

    spare(root, {"fill": "currentColor"})       # as the svg around it says
    merge(root)
    out = ElementTree.tostring(root, encoding="unicode")
    out = re.sub(r"^<svg>|</svg>$", "", out).replace(" />", "/>")
    while True:
        shorter = re.sub(r"<g>((?:(?!</?g\b).)*)</g>", r"\1", out, flags=re.S)
        if shorter == out:
            return out
        out = shorter


def inline(name: str, svg: str) -> Drawing:
    """A function that gives the figure as part of a page, with its label."""
    classes = {m[1]: (FAMILIES[m[2]], float(m[3])) for m in re.finditer(
        r"text\.(f\d+) \{font-family:([\w-]+);font-size:([\d.]+)px\}", svg)}
    root = re.search(r"<svg [^>]*width='([\d.]+)pt' height='([\d.]+)pt' viewBox='([^']*)'>(.*)</svg>",
                     svg, re.S)
    if not root:
        raise ValueError(f"the picture of {name} is no SVG of dvisvgm's")
    width, height = (round(float(root[n]) * SCALE) for n in (1, 2))
    body = re.sub(r"<style.*?</style>", "", root[4], flags=re.S)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"-?\d*\.\d{3,}(?!\w*#)", number, body)
    box = re.sub(r"-?\d*\.\d{3,}", number, root[3])
    body = re.sub(r" id='(\w+)'", lambda m: f" id='{name}-{m[1]}'", body)
    body = re.sub(r"url\(#(\w+)\)", lambda m: f"url(#{name}-{m[1]})", body)
    body = re.sub(r"xlink:href='#(\w+)'", lambda m: f"href='#{name}-{m[1]}'", body)
    body = re.sub(rf" id='{name}-page1'", "", body)
    body = re.sub(r"(fill|stroke)='(#\w+)'", lambda m: f"{m[1]}='{color(m[2])}'", body)

    def text(match: re.Match[str]) -> str:
        css, size = classes[match[1]]
        return "<text" + (f" class='{css}'" if css else "") + f" font-size='{size:.2f}'"

    body = re.sub(r"<text class='(f\d+)'", text, body)
    body = re.sub(r"ﬁ", "fi", re.sub(r"ﬂ", "fl", body))
    # A text within a text that only says its colour once more.
    body = re.sub(r"<tspan fill='[^']*'>([^<]*)</tspan>", r"\1", body)
    body = re.sub(r">\s+<", "><", body)
    while True:
        shorter = re.sub(r"<g>((?:(?!</?g\b).)*)</g>", r"\1", body, flags=re.S)
        if shorter == body:
            break
        body = shorter
    body = merged(body).replace("'", '"')
    return lambda label: (f'<svg role="img" aria-label="{label}" width="{width}" height="{height}" '
                          f'fill="currentColor" viewBox="{box}">{body}</svg>')


def stylesheet() -> str:
    return ("/* SPDX-License-Identifier: OSL-3.0 */\n/* made by lib/figures.py: the mixed colours of "
            "the figures */\n.fig {\n" + "".join(f"\t{name}: {used[name]};\n" for name in sorted(used))
            + "}\n")


def cover(pdf: Path) -> tuple[str, tuple[int, int]]:
    """The cover of the PDF as SVG, and its size on the start page."""
    svg = subprocess.run(["pdftocairo", "-svg", "-f", "1", "-l", "1", str(pdf), "-"], check=True,
                         capture_output=True, text=True).stdout
    svg = re.sub(r"-?\d*\.\d{3,}", number, svg)
    size = re.search(r'width="([\d.]+)(?:pt)?" height="([\d.]+)', svg)
    if not size:
        raise ValueError(f"the cover of {pdf} has no size")
    return svg, (300, round(300 * float(size[2]) / float(size[1])))
