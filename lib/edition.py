# SPDX-License-Identifier: GPL-2.0
"""Which edition this is: its version and its month are those of the last commit, so that
the same source makes the same book."""
from __future__ import annotations

import os
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def _date(form: str) -> str:
    """The date of the last commit; empty where git does not know one."""
    return subprocess.run(["git", "-C", str(TOP), "log", "-1", "--format=%cd", f"--date=format-local:{form}"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
                          env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}).stdout.strip()


def version() -> str:
    """2026.11.27, the heading of its entry in CHANGELOG.md; "unknown" without a history."""
    return _date("%Y.%m.%d") or "unknown"


def month() -> str:
    """November 2026."""
    return _date("%B %Y") or "an unknown date"


def day() -> str:
    """2026-11-27."""
    return _date("%Y-%m-%d") or "1970-01-01"
