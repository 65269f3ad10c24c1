"""Text that a spreadsheet will not run: cells of exported files that begin like a formula are made harmless."""

from __future__ import annotations

import re

# What Excel and LibreOffice take for the beginning of a formula, and the full-width twins they fold into it. These are
# written so that Python, PostgreSQL and Polars read them alike.
_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
_PLAIN = r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?|\+[0-9 ()\-]{6,30}"
MADE_INERT = f"^'({_STARTS})"  # what `inert` leaves behind: the apostrophe goes when the file comes back
_is_start, _is_plain = re.compile(_STARTS).match, re.compile(_PLAIN).fullmatch


def inert(text: str) -> str:
    """Return the text, with an apostrophe before it if a spreadsheet could read it as a formula.

    A plain number («-12,5») and a plain phone («+7 (912) 345-67-89») stay as they are.
    """
    return f"'{text}" if _is_start(text) and not _is_plain(text) else text


def inert_sql(text: str) -> str:
    """Return the SQL expression that does to another, a text, what `inert` does."""
    return f"CASE WHEN {text} ~ '^{_STARTS}' AND {text} !~ '^(?:{_PLAIN})$' THEN '''' || {text} ELSE {text} END"
