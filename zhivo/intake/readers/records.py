"""Records of delimited text, read with care: for the parts of a file that are not regular.

A cell that begins with a quote is quoted if a quote closes it before a delimiter or a line end; it may hold both, and
doubled quotes. Any other quote is an ordinary character: the cell ends at the next delimiter. So a quote that nobody
closes costs nothing but its own line, and every character stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhivo.intake.readers import MOST_COLUMNS, Refused

LONGEST_CELL = 1_000_000  # characters between quotes; beyond, the quote was never closed
MOST_LINES = 1_000  # and so many line ends
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass
class Records:
    """Records cut out of a text: cells, the line each begins on, and what was odd."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)  # lines with a quote inside a cell
    unclosed: list[int] = field(default_factory=list)  # lines with a quote that nobody closes
    has_plain_quotes: bool = False  # some quotes are ordinary characters
    used: int = 0  # characters
    next_line: int = 1


class _Unfinished(Exception):
    """The text ends inside a quoted cell, and more is to come."""


def parse(text: str, *, delimiter: str, line: int, width: int, is_last: bool, most: int = 0) -> Records:
    """Cut whole records off the front of a text whose first line has this number; at most `most` if given.

    `width` is the usual number of cells: it tells a quote that swallows rows from one that holds a text of several
    lines. Raises Refused("too_many_columns").
    """
    found = Records(next_line=line)
    place, end = 0, len(text)
    while place < end and not (most and len(found.rows) >= most):
        stop = _line_end(text, place)
        if stop == end and not is_last:
            break
        try:
            cells, stop = _record(text, place, stop, delimiter, width, is_last, found)
        except _Unfinished:
            for noted in (found.loose, found.unclosed):  # it will be read again
                if noted and noted[-1] == found.next_line:
                    noted.pop()
            break
        if len(cells) > MOST_COLUMNS:
            raise Refused("too_many_columns", {"row": found.next_line, "columns": len(cells), "most": MOST_COLUMNS})
        found.rows.append(cells)
        found.lines.append(found.next_line)
        following = stop + 2 if text.startswith("\r\n", stop) else stop + 1
        found.next_line += 1 + _breaks(text, place, stop)
        place = min(following, end)
    found.used = place
    return found


def _line_end(text: str, place: int) -> int:
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    early = text.find("\r", place, stop)
    return stop if early < 0 else early


def _breaks(text: str, start: int, stop: int) -> int:
    return len(_LINE_END.findall(text, start, stop)) if stop > start else 0


def _record(
    text: str, place: int, stop: int, delimiter: str, width: int, is_last: bool, found: Records
) -> tuple[list[str], int]:
    """The cells of the record that begins here, and where its line ends."""
    if text.find('"', place, stop) < 0:
        return text[place:stop].split(delimiter), stop
    cells: list[str] = []
    while True:
        if text.startswith('"', place):
            close = _closing(text, place, delimiter, width, is_last)
            if close > 0:
                cells.append(text[place + 1 : close].replace('""', '"'))
                place = close + 1
                if not text.startswith(delimiter, place):
                    return cells, place
                place += len(delimiter)
                continue
        stop = _line_end(text, place)
        after = text.find(delimiter, place, stop)
        cell = text[place : stop if after < 0 else after]
        _note_quotes(cell, found)
        cells.append(cell)
        if after < 0:
            return cells, stop
        place = after + len(delimiter)


def _closing(text: str, place: int, delimiter: str, width: int, is_last: bool) -> int:
    """Where the quote is that closes the one at `place`; 0 if none does."""
    end = len(text)
    search = place + 1
    while True:
        close = text.find('"', search, place + LONGEST_CELL)
        if close < 0:
            if not is_last and end - place < LONGEST_CELL:
                raise _Unfinished
            return 0
        if text.startswith('"', close + 1):
            search = close + 2
            continue
        if close + 1 == end and not is_last:
            raise _Unfinished
        ends_cell = close + 1 == end or text.startswith((delimiter, "\n", "\r"), close + 1)
        swallows = ends_cell and swallows_rows(text[place + 1 : close], delimiter=delimiter, width=width)
        return close if ends_cell and not swallows else 0


def swallows_rows(cell: str, *, delimiter: str, width: int) -> bool:
    """Whether a quoted cell of several lines is rather a run of rows behind a quote that was never closed."""
    if "\n" not in cell and "\r" not in cell:
        return False
    inner = _LINE_END.split(cell)[1:-1]
    if len(inner) >= MOST_LINES:
        return True
    return width >= 4 and len(inner) >= 2 and all(line.count(delimiter) == width - 1 for line in inner)


def _note_quotes(cell: str, found: Records) -> None:
    quotes = cell.count('"')
    if not quotes:
        return
    found.has_plain_quotes = True
    kind = found.unclosed if cell.startswith('"') and quotes % 2 else found.loose if cell.startswith('"') else None
    if kind is not None and (not kind or kind[-1] != found.next_line):
        kind.append(found.next_line)
