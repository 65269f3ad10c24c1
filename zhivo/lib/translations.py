"""Catalogues of translations (.po) made into what Django reads (.mo), with no gettext tools on the machine."""

from __future__ import annotations

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).parent.parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write the .mo beside every .po under the folder and return them; safe while another process does the same."""
    return [_compile(po) for po in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


def _compile(po: Path) -> Path:
    mo = po.with_suffix(".mo")
    # Written aside: Django must never read half a file.
    draft = mo.with_name(f"{mo.name}.{os.getpid()}")
    polib.pofile(str(po), encoding="utf-8").save_as_mofile(str(draft))
    draft.replace(mo)
    return mo


if __name__ == "__main__":
    compile_all()
