"""Text that a spreadsheet will not run: cells of exported files that begin like a formula are made harmless."""

from __future__ import annotations

import re

# What Excel and LibreOffice take for the beginning of a formula, and the full-width twins they fold into it.
_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_PLAIN = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?|\+[0-9 ()\-]{6,30}")


def inert(text: str) -> str:
    """Return the text, with an apostrophe before it if a spreadsheet could read it as a formula.

    A plain number («-12,5») and a plain phone («+7 (912) 345-67-89») stay as they are.
    """
    return f"'{text}" if text.startswith(_STARTS) and not _PLAIN.fullmatch(text) else text
