"""How the cells of a text file are parted: its delimiter, and the line `sep=;` that Excel understands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from zhivo.intake.readers import Refused
from zhivo.intake.readers.records import parse

USUAL = (";", ",", "\t", "|")
RARE = ("^", "~", ":")
NONE = "\x1f"  # what parts the cells of a file with one column: a character that no text has
_LINES = 200
_SEP_LINE = re.compile(r'"?sep=(\\t|[^\r\n"])"?[;,\t]*(\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """The delimiter, how many cells a row usually has, and how sure that is ("sure", "likely", "guess")."""

    delimiter: str
    width: int
    sure: str
    skip: int = 0  # characters of the line `sep=`


def sniff(text: str, *, is_last: bool, chosen: str | None = None) -> Dialect:
    """Decide on the beginning of a file; `is_last` says that it is all of it. Raises Refused("bad_delimiter")."""
    if chosen is not None and (len(chosen) != 1 or chosen in '"\r\n\0'):
        raise Refused("bad_delimiter")
    stated = _SEP_LINE.match(text)
    skip = stated.end() if stated else 0
    delimiter = chosen or (stated.group(1).replace("\\t", "\t") if stated else None)
    text = text[skip:]
    if delimiter:
        return Dialect(delimiter, _widths(text, delimiter, is_last)[0], "sure", skip)
    return _choose(text, is_last)


def _choose(text: str, is_last: bool) -> Dialect:
    found: list[tuple[float, Dialect]] = []
    for delimiter in (*USUAL, *RARE):
        if delimiter not in text:
            continue
        width, share = _widths(text, delimiter, is_last)
        least = 2 if delimiter in USUAL else 3
        if width >= least and (delimiter in USUAL or share > 0.95):
            # A row more or less does not matter; more columns at the same share do.
            found.append((share + min(width, 20) / 100, Dialect(delimiter, width, "sure")))
    if not found:
        return Dialect(NONE, 1, "likely" if any(each in text for each in USUAL) else "sure")
    ranked = sorted(found, key=lambda each: each[0], reverse=True)
    best = ranked[0]
    share = best[0] - min(best[1].width, 20) / 100
    close = len(ranked) > 1 and ranked[1][0] > best[0] - 0.1
    sure = "sure" if share > 0.9 and not close else "likely" if share > 0.6 else "guess"
    return Dialect(best[1].delimiter, best[1].width, sure)


def _widths(text: str, delimiter: str, is_last: bool) -> tuple[int, float]:
    """The usual number of cells of a record, and the share of records that have it."""
    found = parse(text, delimiter=delimiter, line=1, width=0, is_last=is_last, most=_LINES)
    if not found.rows:
        found = parse(text, delimiter=delimiter, line=1, width=0, is_last=True, most=1)
    widths = Counter(len(cells) for cells in found.rows if any(cell.strip() for cell in cells))
    total = sum(widths.values())
    if not total:
        return 1, 0.0
    first = len(found.rows[0])
    width, rows = max(widths.items(), key=lambda each: (each[1], each[0] == first, each[0]))
    return width, rows / total
