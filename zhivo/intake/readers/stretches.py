"""The XML of a sheet cut into stretches of whole rows, each made fit to be read by itself with nothing lost.

Calamine gives text for every cell but forgets what an error says and how booleans are written, needs all shared strings
for every stretch, and tells neither rows nor columns of its corner. Small changes of the XML mend that: shared strings
become marked numbers, errors and booleans become text, and a guard cell fixes the corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from zhivo.intake.readers import Refused
from zhivo.intake.readers.workbook import unpacked

FIRST = 256 << 10
STRETCH = 8 << 20
LONGEST_HEAD = 16 << 20
LONGEST_ROW = 64 << 20
MOST_CELLS = 40_000_000  # of a stretch, empty ones too: calamine takes 32 bytes for each

MARK = "\ue0fe"  # before the number of a shared string; a private character
GUARD = "\ue0fd"  # in the cell that we put at the corner
LONG = "\ue0fc"  # before a number of more digits than Excel keeps
SHIELD = "\ue0ff"  # before a midnight that was typed as text
_MARK, _GUARD, _SHIELD = MARK.encode(), GUARD.encode(), SHIELD.encode()
_OURS = tuple(sign.encode() for sign in (MARK, GUARD, LONG, SHIELD))
_MIDNIGHT = b" 00:00:00<"

_DATA = re.compile(rb"<(?:(\w+):)?sheetData\b[^<>]*?(/?)>")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^<>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"[^<>]*>')
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
# A cell with something in it; formatted but empty ones do not count.
_FILLED_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b""")
_TYPED = re.compile(rb"""<((?:\w+:)?c)\b([^<>]*?)\st=["'](\w+)["']([^<>]*?)(/?)>""")
_CALCULATED = re.compile(rb't="b">(<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>)<(?:\w+:)?v>)([01])<')


@dataclass(frozen=True)
class Stretch:
    """Rows of a sheet as a worksheet of its own; `first` is the number of its first row."""

    xml: bytes
    first: int
    filled: int  # rows that hold a value, counted by their text
    is_marked: bool  # our signs are in it: shared strings are numbers behind MARK; otherwise the XML needs the shared strings themselves
    is_shielded: bool
    shares_corner: bool  # the guard stands in the first row itself, as no row is above it


@dataclass
class _Frame:
    """What stands before and after the rows."""

    opening: bytes
    closing: bytes
    prefix: bytes
    last_column: int  # as the file states it; 0 where it states nothing of use


def stretches(part: IO[bytes]) -> Iterator[Stretch]:
    """Cut a sheet; raises Refused("broken_file" or "stray_cell")."""
    blocks = _blocks(part)
    frame, held = _opening(blocks)
    if frame is None:
        return
    end, next_row = b"</" + frame.prefix + b"row>", 1
    is_over = False
    while not is_over:
        over = held.find(b"</" + frame.prefix + b"sheetData")
        if over >= 0:
            held, is_over = held[:over], True
        cut = held.rfind(end) + len(end)
        if cut >= len(end):
            rows, held = held[:cut], held[cut:]
            stretch, next_row = _stretch(rows, frame, next_row, end)
            yield stretch
        elif len(held) > LONGEST_ROW:
            raise Refused("broken_file")
        if not is_over:
            block = next(blocks, b"")
            if not block:
                raise Refused("broken_file")
            held += block


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    yield from unpacked(part, FIRST, STRETCH)


def _opening(blocks: Iterator[bytes]) -> tuple[_Frame | None, bytes]:
    """The frame, and the bytes behind `<sheetData>`; no frame where the sheet has no rows."""
    held = b""
    for block in blocks:
        held += block
        data = _DATA.search(held)
        if data:
            head = held[: data.end()]
            root = _ROOT.search(head)
            if root is None or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Refused("broken_file")
            if data[2]:
                return None, b""
            return _frame(head, data, root), held[data.end() :]
        if len(held) > LONGEST_HEAD:
            raise Refused("broken_file")
    raise Refused("broken_file")


def _frame(head: bytes, data: re.Match[bytes], root: re.Match[bytes]) -> _Frame:
    dimension = _DIMENSION.search(head)
    prefix = data[1] + b":" if data[1] else b""
    outer = root[1] + b":" if root[1] else b""
    closing = b"</" + prefix + b"sheetData></" + outer + b"worksheet>"
    return _Frame(_DIMENSION.sub(b"", head), closing, prefix, _column(dimension[1]) if dimension else 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _stretch(rows: bytes, frame: _Frame, next_row: int, end: bytes) -> tuple[Stretch, int]:
    first, last = _span(rows, frame.prefix, next_row)
    if not _row_number(rows, 0):
        rows = rows.replace(b"<" + frame.prefix + b"row", b'<%brow r="%d"' % (frame.prefix, first), 1)
    _check_area(rows, frame, first, last)
    is_marked = not (b"\xee\x83" in rows and any(sign in rows for sign in _OURS))
    changed = _changed(rows, frame.prefix, is_marked)
    is_marked = is_marked and b' t="s"' not in changed
    corner = max(1, first - 1)
    guard = b'<%brow r="%d"><%bc r="A%d" t="str"><%bv>%b</%bv></%bc></%brow>' % (
        *(frame.prefix, corner, frame.prefix, corner, frame.prefix, _GUARD),
        *(frame.prefix, frame.prefix, frame.prefix),
    )
    xml = b"".join((frame.opening, guard, changed if is_marked else _plain(rows), frame.closing))
    is_shielded = is_marked and _MIDNIGHT in rows
    filled = _filled(rows, end, frame.prefix)
    return Stretch(xml, first, filled, is_marked, is_shielded, first == corner), last + 1


def _span(rows: bytes, prefix: bytes, next_row: int) -> tuple[int, int]:
    """Numbers of the first and the last row; a row without one follows the row before."""
    first = _row_number(rows, 0) or next_row
    last = _row_number(rows, rows.rfind(b"<" + prefix + b"row"))
    if not last:
        last = first - 1
        for tag in _ROW.finditer(rows):
            number = _NUMBER.search(tag[1])
            last = int(number[1]) if number else last + 1
    return first, last


def _row_number(rows: bytes, place: int) -> int:
    tag = _ROW.search(rows, max(0, place))
    number = _NUMBER.search(tag[1]) if tag else None
    return int(number[1]) if number else 0


def _check_area(rows: bytes, frame: _Frame, first: int, last: int) -> None:
    """A lone value far away makes a rectangle that no memory holds; the stated dimension may be wrong."""
    height = max(1, last - first + 1)
    stated = frame.last_column if 1 < frame.last_column < 703 else 16_384
    if height * stated <= MOST_CELLS:
        return
    widest, lowest, far = 1, first, ("", "")
    for found in _FILLED_CELL.finditer(rows):
        column, row = _column(found[1]), int(found[2])
        if column > widest or row > lowest:
            widest, lowest = max(widest, column), max(lowest, row)
            far = found[1].decode(), found[2].decode()
    if (lowest - first + 1) * widest > MOST_CELLS:
        raise Refused("stray_cell", {"cell": "".join(far)})


def _changed(rows: bytes, prefix: bytes, is_marked: bool) -> bytes:
    value = b"<" + prefix + b"v>"
    shut = b"</" + prefix + b"v>"
    if b"t='" in rows or any(b't="%b" ' % kind in rows or b't="%b"/' % kind in rows for kind in (b"s", b"e", b"b")):
        rows = _TYPED.sub(rb'<\1\2\4 t="\3"\5>', rows)
    rows = rows.replace(b' t="e">', b' t="str">')
    for flag, word in ((b"1", b"TRUE"), (b"0", b"FALSE")):
        rows = rows.replace(b' t="b">' + value + flag + shut, b' t="str">' + value + word + shut)
    if b' t="b">' in rows:
        words = {b"1": b"TRUE", b"0": b"FALSE"}
        rows = _CALCULATED.sub(lambda cell: b't="str">' + cell[1] + words[cell[2]] + b"<", rows)
    if is_marked:
        rows = rows.replace(_MIDNIGHT, _SHIELD + _MIDNIGHT)
        rows = rows.replace(b' t="s">' + value, b' t="str">' + value + _MARK)
    return rows


def _plain(rows: bytes) -> bytes:
    """For rows that use our private characters or unusual tags: as they are, errors as text."""
    return rows.replace(b' t="e">', b' t="str">')


def _filled(rows: bytes, end: bytes, prefix: bytes) -> int:
    value, text = b"<" + prefix + b"v", b"<" + prefix + b"t"
    value_shut, text_shut, text_more = value + b">", text + b">", text + b" "
    return sum(1 for row in rows.split(end) if value_shut in row or text_shut in row or text_more in row)
