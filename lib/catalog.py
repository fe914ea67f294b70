# SPDX-License-Identifier: GPL-2.0
"""What modules there are, and what each says of itself.

The names, their order and their chapters are those of examples/Kbuild:

    # chapter: procfs
    obj-m += procfs1.o
    startstop-y := start.o stop.o

and the rest is in the head of the source that begins with "NAME - purpose":

    /*
     * NAME - purpose
     *
     * Shows: what there is to learn,
     *	one paragraph
     *
     * Needs: CONFIG_KPROBES /sys/power/pm_test
     *
     * Try:   the first command
     *	  the next one, until the comment ends
     */

Needs is left out where every kernel will do; tests/README.md says what its words
mean. The modules of examples/broken and examples/exercises have the same head;
what they are called is the names of their files. tools/catalog prints all that.
"""
from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
# Where modules are, and what a module there is: below examples/.
PLACES = {"example": ".", "broken": "broken", "exercise": "exercises"}


class CatalogError(Exception):
    """What is wrong with Kbuild or a head, and where."""


@dataclass(frozen=True)
class Module:
    """A module. KIND is a key of PLACES, CHAPTER is the one that it belongs to (only
    examples have one), SOURCES are paths from the top; the first of them has the head."""
    name: str
    kind: str
    chapter: str
    sources: tuple[str, ...]
    purpose: str
    shows: str
    needs: tuple[str, ...]
    session: tuple[str, ...]

    @property
    def test(self) -> str:
        """The file of its test, from the top (broken ones have sessions instead)."""
        return f"tests/exercises/{self.name}.sh" if self.kind == "exercise" else f"tests/{self.name}.sh"

    def as_dict(self) -> dict[str, object]:
        """For programs: what tools/catalog --json prints."""
        return asdict(self)


@dataclass(frozen=True)
class Entry:
    """A module as Kbuild has it."""
    name: str
    chapter: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """What a source says of itself."""
    purpose: str
    shows: str
    needs: tuple[str, ...]
    session: tuple[str, ...]


def entries_of(text: str, place: str) -> list[Entry]:
    """The modules of a Kbuild, in its order; PLACE is its path, for errors."""
    parts = {name: tuple(objects.split()) for name, objects in
             re.findall(r"^([\w-]+)-y := (.*)$", text, re.M)}
    entries: list[Entry] = []
    chapter = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"# chapter:\s*(.*)$", line):
            chapter = heading[1].strip()
            if not re.fullmatch(r"[\w-]+", chapter):
                raise CatalogError(f"{place}:{number}: '# chapter: NAME' names a file in chapters/, "
                                   "without its .tex")
        elif found := re.match(r"obj-m \+= (\S+)\.o$", line):
            name = found[1]
            if not chapter:
                raise CatalogError(f"{place}:{number}: {name} is in no chapter: put a line "
                                   "'# chapter: NAME' before it")
            if any(entry.name == name for entry in entries):
                raise CatalogError(f"{place}:{number}: {name} is there twice")
            objects = parts.pop(name, (name + ".o",))
            entries.append(Entry(name, chapter, tuple(o.removesuffix(".o") + ".c" for o in objects)))
        elif re.match(r"obj-m\b", line):
            raise CatalogError(f"{place}:{number}: one module a line, as 'obj-m += NAME.o'")
    if parts:
        raise CatalogError(f"{place}: {', '.join(sorted(parts))}-y belongs to no obj-m line")
    return entries


def comment_of(text: str) -> list[str]:
    """The lines of the first block comment, without its stars."""
    found = re.search(r"/\*\n(.*?)\n \*/", text, re.S)
    return [re.sub(r"^ \* ?", "", line) for line in found[1].split("\n")] if found else []


def paragraph(lines: list[str], begin: str) -> list[str]:
    """The lines of the paragraph that begins so, without its beginning."""
    for at, line in enumerate(lines):
        if line.startswith(begin):
            rest = lines[at + 1:]
            length = next((n for n, other in enumerate(rest) if not other.strip()), len(rest))
            return [line.removeprefix(begin), *rest[:length]]
    return []


def head_of(text: str, name: str) -> Head | None:
    """The head of a source if it is NAME's, else None."""
    lines = comment_of(text)
    if not lines or not lines[0].startswith(name + " - "):
        return None
    session = [line.strip() for line in paragraph(lines, "Try:")]
    return Head(purpose=lines[0].removeprefix(name + " - ").strip(),
                shows=" ".join(line.strip() for line in paragraph(lines, "Shows:")).strip(),
                needs=tuple(" ".join(paragraph(lines, "Needs:")).split()),
                session=tuple(line for line in session if line))


def module_of(directory: Path, kind: str, entry: Entry) -> Module:
    """The module with its head; the source that has it becomes the first."""
    heads = {}
    for source in entry.sources:
        file = directory / source
        if not file.is_file():
            raise CatalogError(f"examples/{PLACES[kind]}/Kbuild".replace("/./", "/") +
                               f": {entry.name} is made of {source}, which is not there")
        if head := head_of(file.read_text(), entry.name):
            heads[source] = head
    # Each source of several may say which part of NAME it is; one has the session.
    with_session = [source for source, head in heads.items() if head.session]
    if len(with_session) > 1:
        raise CatalogError(f"{' and '.join(with_session)}: only one of them can have the 'Try:' of {entry.name}")
    first = next(iter(with_session), next(iter(heads), entry.sources[0]))
    head = heads.get(first, Head("", "", (), ()))
    order = (first, *(source for source in entry.sources if source != first))
    prefix = "examples" if PLACES[kind] == "." else f"examples/{PLACES[kind]}"
    return Module(entry.name, kind, entry.chapter, tuple(f"{prefix}/{source}" for source in order),
                  head.purpose, head.shows, head.needs, head.session)


def names(top: Path = TOP) -> list[str]:
    """Only the names of the examples, in the order of the book."""
    return [entry.name for entry in entries_of((top / "examples/Kbuild").read_text(), "examples/Kbuild")]


def modules(kind: str = "example", top: Path = TOP) -> list[Module]:
    """The modules of one kind: examples in the order of the book, others by name."""
    directory = top / "examples" / PLACES[kind]
    if kind == "example":
        entries = entries_of((directory / "Kbuild").read_text(), "examples/Kbuild")
    else:
        entries = [Entry(path.stem, "", (path.name,)) for path in sorted(directory.glob("*.c"))
                   if not path.name.endswith(".mod.c")]
    return [module_of(directory, kind, entry) for entry in entries]


@cache
def examples() -> tuple[Module, ...]:
    """The examples of this repository."""
    return tuple(modules())


def find(name: str, top: Path = TOP) -> Module:
    """The module that a person means by NAME: an example, or else an exercise's or a
    broken one; also broken/NAME, exercises/NAME and examples/NAME.c."""
    wanted = name.removeprefix("examples/").removesuffix(".c").removesuffix(".ko")
    place, _, stem = wanted.rpartition("/")
    known = []
    for kind, where in PLACES.items():
        for module in modules(kind, top):
            stems = [Path(source).stem for source in module.sources]
            if place in ("", where) and (stem == module.name or (name.endswith(".c") and stem in stems)):
                return module
            known.append(module.name)
    raise CatalogError(f"there is no module '{name}' in examples/, examples/exercises or examples/broken")


def of_source(path: Path) -> Module | None:
    """The example that a file of examples/ is a part of."""
    return next((module for module in examples() if any(TOP / source == path for source in module.sources)),
                None)


def complaints(top: Path = TOP) -> list[str]:
    """What is missing or wrong in the heads, one line each; lint prints them."""
    found = []
    chapters = {path.stem for path in (top / "chapters").glob("*.tex")}
    listed = modules("example", top)
    for module in listed:
        file = module.sources[0]
        if not module.purpose:
            found.append(f"{file}: no source of {module.name} begins with ' * {module.name} - purpose'")
            continue
        if not module.shows:
            found.append(f"{file}: the head has no 'Shows:'")
        if not module.session:
            found.append(f"{file}: the head has no 'Try:'")
        if module.chapter not in chapters:
            found.append(f"examples/Kbuild: {module.name} is in chapter '{module.chapter}', and there is no "
                         f"chapters/{module.chapter}.tex")
        found += [f"{file}: Needs: '{word}' is no CONFIG_NAME, module:NAME or path" for word in module.needs
                  if not re.fullmatch(r"CONFIG_\w+|module:[\w-]+|/\S+", word)]
        if not (top / module.test).exists():
            found.append(f"{file} has no test {module.test}")
    known = {source for module in listed for source in module.sources}
    for path in sorted((top / "examples").glob("*.c")):
        name = f"examples/{path.name}"
        if name not in known and not name.endswith(".mod.c"):
            found.append(f"{name} is not in examples/Kbuild: nothing builds it")
    found += [f"{module.sources[0]} has no test {module.test}" for module in modules("exercise", top)
              if not (top / module.test).exists()]
    return found
