# SPDX-License-Identifier: GPL-2.0
"""What the modules need of a kernel, held against the machines that must have it:

  the debug kernel	where every example is walked and its lines are counted: each option
			is in the fragments of lab/config that this kernel is made of
  the browser's kernel	where readers run the examples: each is in live/browser.config
  the guest		where the default kernel has an option as a module, the guest has
			that module: lab/guest/modules, or "# MODULES:" in the head of
			the example's test

lab/config/needs says how it is where that cannot be read off:

  CONFIG_PM_SLEEP	follows		CONFIG_SUSPEND
  CONFIG_CRYPTO_GCM	module		gcm
  CONFIG_PM_SLEEP	no-browser	its session works without
  CONFIG_NET		absent		network

A line that nothing needs is wrong, too. tools/catalog check prints what is.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lib import catalog, kernels

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lkmpg"
RULES = "lab/config/needs"
VERBS = ("follows", "module", "no-browser", "absent")


class NeedsError(Exception):
    """What is wrong in lab/config/needs."""


@dataclass(frozen=True)
class Need:
    """An option, and the file that asks for it. Only an EXAMPLE must run on all machines; an
    exercise is tried on the debug kernel where the default one lacks something, and
    lab/check complains if that lacks it, too."""
    option: str
    file: str
    test: str       # of the module: a path, which may lead to nothing
    example: bool


def rules(text: str) -> dict[tuple[str, str], str]:
    """{(option, verb): what follows}"""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split(None, 2)
        if not fields or line.startswith("#"):
            continue
        if len(fields) < 3 or not fields[0].startswith("CONFIG_") or fields[1] not in VERBS:
            raise NeedsError(f"{RULES}:{number}: CONFIG_NAME, one of {', '.join(VERBS)}, and a word or reason")
        found[fields[0], fields[1]] = fields[2]
    return found


def options_in(text: str) -> set[str]:
    """The options that a configuration or fragment turns on."""
    return set(re.findall(r"^(CONFIG_\w+)=[ym]$", text, re.M))


def needs(top: Path) -> Iterator[Need]:
    """All options that the heads of modules, and of the exercises' tests, ask for."""
    for kind in catalog.PLACES:
        for module in catalog.modules(kind, top):
            words = list(module.needs)
            test = top / module.test
            if kind == "exercise" and test.is_file():
                words += " ".join(re.findall(r"^# NEEDS: (.*)$", test.read_text(), re.M)).split()
            for word in words:
                if word.startswith("CONFIG_"):
                    yield Need(word, module.sources[0], module.test, kind == "example")


def default_modules(top: Path) -> set[str]:
    """The options that the default kernel has as modules; nothing is known if it is not here."""
    name = kernels.with_role("default", top / "lab/kernels.list").name
    configs = sorted((CACHE / "kernels" / name / "boot").glob("config-*"))
    return set(re.findall(r"^(CONFIG_\w+)=m$", configs[0].read_text(), re.M)) if configs else set()


def absent(module: catalog.Module, top: Path = catalog.TOP) -> str | None:
    """What the browser's machine has not, for which the module is not built there; or None:
    a device that its test asks QEMU for, which v86 does not have, or an option of the kernel."""
    test = top / module.test
    device = re.search(r"^# DEVICE: *([\w-]+)", test.read_text(), re.M) if test.exists() else None
    if device:
        return device.group(1)
    rule = rules((top / RULES).read_text())
    return next((rule[word, "absent"] for word in module.needs if (word, "absent") in rule), None)


def asked_for(need: Need, top: Path) -> set[str]:
    """The kernel's own modules that the example's test has its machine get."""
    test = top / need.test
    head = re.match(r"(?:#.*\n)*", test.read_text() if test.exists() else "")
    return {name for line in re.findall(r"^# MODULES: *(.*)", head[0] if head else "", re.M) for name in line.split()}


def complaints(top: Path = catalog.TOP) -> list[str]:
    """What a machine lacks, one line each."""
    try:
        rule = rules((top / RULES).read_text())
        debug = kernels.with_role("counts", top / "lab/kernels.list")
    except (NeedsError, kernels.KernelListError) as error:
        return [str(error)]
    fragments = [top / f"lab/config/{name}.config" for name in debug.config]
    machines = {"the debug kernel": options_in("".join(path.read_text() for path in fragments)),
                "the browser's kernel": options_in((top / "live/browser.config").read_text())}
    where = {"the debug kernel": ", ".join(str(path.relative_to(top)) for path in fragments),
             "the browser's kernel": "live/browser.config"}
    guest = set(re.findall(r"^(?:load|-)\s+(\S+)", (top / "lab/guest/modules").read_text(), re.M))
    as_module = default_modules(top)
    found, used = [], set()
    for need in needs(top):
        for machine, options in machines.items():
            if not need.example:
                continue
            without = [(need.option, verb) for verb in ("no-browser", "absent") if (need.option, verb) in rule]
            if machine == "the browser's kernel" and without:
                used.update(without)
            elif need.option in options:
                continue
            elif rule.get((need.option, "follows")) in options:
                used.add((need.option, "follows"))
            else:
                found.append(f"{need.file}: Needs: {need.option}, which {machine} has not ({where[machine]})")
        module = rule.get((need.option, "module"))
        if module:
            used.add((need.option, "module"))
        elif need.option in as_module:
            found.append(f"{need.file}: Needs: {need.option}, a module of the default kernel: say in {RULES} which")
        if module and module not in guest | asked_for(need, top):
            found.append(f"{need.file}: Needs: {need.option}, and the guest has no {module} "
                         "(lab/guest/modules, or MODULES: in its test)")
    found += [f"{RULES}: nothing needs the line '{option} {verb}'" for option, verb in rule
              if (option, verb) not in used]
    return found
