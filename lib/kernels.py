# SPDX-License-Identifier: GPL-2.0
"""The kernels of the lab: lab/kernels.list, for what is written in Python.
(lab/lib.sh has the same for what is written in shell.)"""
from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).resolve().parent.parent / "lab/kernels.list"
# What a kernel can be besides tested; lab/kernels.list says what each means.
ROLES = frozenset({"default", "book", "counts"})
ALL = "all"


class KernelListError(Exception):
    """What is wrong in the list, and where."""


@dataclass(frozen=True)
class Kernel:
    """A line of the list. TESTS holds ALL, or names of examples; CONFIG names the
    fragments of one that the lab compiles and is empty for Debian's own."""
    name: str
    arch: str
    suite: str
    package: str
    roles: frozenset[str]
    tests: tuple[str, ...]
    config: tuple[str, ...]

    def tries(self, example: str) -> bool:
        """Whether the list has the example tested there."""
        return self.tests == (ALL,) or example in self.tests

    @property
    def partial(self) -> bool:
        """Whether only some of the examples are tested there."""
        return self.tests != (ALL,)

    @property
    def version(self) -> str:
        """The version that the name begins with: 6.1 of 6.1-debug."""
        return self.name.split("-")[0]


def listed(path: Path = LIST) -> list[Kernel]:
    """The kernels, in the order of the list."""
    kernels = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields) < 6:
            raise KernelListError(f"{path}:{number}: a kernel has six fields or more: "
                                  "name, arch, suite, package, roles, tests")
        name, arch, suite, package, roles, tests, *config = fields
        has = frozenset() if roles == "-" else frozenset(roles.split(","))
        if has - ROLES:
            raise KernelListError(f"{path}:{number}: there is no role {', '.join(sorted(has - ROLES))}; "
                                  f"there are: {', '.join(sorted(ROLES))}")
        kernels.append(Kernel(name, arch, suite, package, has, tuple(tests.split(",")), tuple(config)))
    for role in ROLES:
        names = [kernel.name for kernel in kernels if role in kernel.roles]
        if len(names) > 1:
            raise KernelListError(f"{path}: only one kernel can be '{role}', not {' and '.join(names)}")
    return kernels


def with_role(role: str, path: Path = LIST) -> Kernel:
    """The kernel with this role."""
    for kernel in listed(path):
        if role in kernel.roles:
            return kernel
    raise KernelListError(f"{path}: no kernel has the role '{role}'")


def versions(path: Path = LIST) -> list[str]:
    """The versions there are, the oldest first: 5.10, 6.1, ..."""
    return sorted({kernel.version for kernel in listed(path)},
                  key=lambda version: [int(part) for part in re.findall(r"\d+", version)])
