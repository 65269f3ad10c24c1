"""Zhivo: a base of clients that is cleaned, joined, understood and worked every day."""

import re
from pathlib import Path

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"


def _newest_version() -> str:
    written = CHANGELOG.read_text("utf-8") if CHANGELOG.exists() else ""
    found = re.search(r"^## (\d+\.\d+(?:\.\d+)?)", written, re.MULTILINE)
    return found.group(1) if found else "0.1"


VERSION = _newest_version()
