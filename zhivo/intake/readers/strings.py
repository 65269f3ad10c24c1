"""The shared strings of a workbook, read only as far as they are asked for."""

from __future__ import annotations

import re

import polars as pl

from zhivo.intake.readers import Refused, mini
from zhivo.intake.readers.workbook import Workbook, unpacked

FIRST = 256 << 10
BLOCK = 8 << 20
LONGEST = 64 << 20
MOST = 1 << 30  # bytes of text that are held
_ITEM = re.compile(rb"<(/?)(?:\w+:)?si(?=[\s/>])[^<>]*?(/?)>")
_PREFIX = re.compile(rb"(</?)\w+:(\w+)")
_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_OPEN = b'<row><c t="inlineStr"><is>'
_CLOSE = b"</is></c></row>"
_GUARD = b'<row><c t="str"><v>-</v></c></row>'


class Strings:
    """Strings by number."""

    def __init__(self, book: Workbook) -> None:
        self._part = book.open(book.strings) if book.strings else None
        self._source = unpacked(self._part, FIRST, BLOCK) if self._part else iter(())
        self._held = b""
        self._size = 0
        self._found = pl.Series("strings", [], dtype=pl.String)
        self._is_whole = not book.strings

    def close(self) -> None:
        """Let go of the file."""
        if self._part:
            self._part.close()

    def upto(self, last: int) -> pl.Series:
        """At least the strings 0 to `last`; raises Refused("broken_file" or "too_big")."""
        while len(self._found) <= last and not self._is_whole:
            self._read_more()
        if len(self._found) <= last:
            raise Refused("broken_file")
        return self._found

    def _read_more(self) -> None:
        block = next(self._source, b"")
        self._is_whole = not block
        self._size += len(block)
        if self._size > MOST:
            raise Refused("too_big")
        self._held += block
        items, end = _items(self._held)
        if items:
            self._found = pl.concat([self._found, _texts(items)], rechunk=True)
            self._held = self._held[end:]
        elif len(self._held) > LONGEST:
            raise Refused("broken_file")


def _items(text: bytes) -> tuple[bytes, int]:
    """From the first item to the end of the last whole one, and where that is."""
    first = _ITEM.search(text)
    if not first:
        return b"", 0
    # The last end is near the end of the text unless its last item is long.
    for start in (max(first.start(), len(text) - (1 << 16)), first.start()):
        ends = [found.end() for found in _END.finditer(text, start)]
        if ends:
            return text[first.start() : ends[-1]], ends[-1]
    return b"", 0


def _texts(items: bytes) -> pl.Series:
    """An item has the same inside as a cell with its own text, so a list of them is read as a sheet of one column."""
    if not items.startswith((b"<si>", b"<si/>", b"<si ")):
        items = _PREFIX.sub(rb"\1\2", items)
    rows = items.replace(b"<si>", _OPEN).replace(b"</si>", _CLOSE).replace(b"<si/>", _OPEN + _CLOSE)
    if b"<si" in rows:
        rows = _ITEM.sub(lambda tag: _CLOSE if tag[1] else _OPEN + _CLOSE if tag[2] else _OPEN, rows)
    # Calamine drops empty rows at either end; the guards keep the count.
    frame = mini.read([mini.OPENING, _GUARD, rows, _GUARD, mini.CLOSING])
    if frame.height != rows.count(_OPEN) + 2:
        raise Refused("broken_file")
    return frame["c0"].slice(1, frame.height - 2).fill_null("").rename("strings")
