"""The XML of a sheet cut into stretches of whole rows, each made fit to be read by itself with nothing lost.

Calamine gives text for every cell but forgets what an error says and how booleans are written, needs all shared strings
for every stretch, and tells neither rows nor columns of its corner. Small changes of the XML mend that: shared strings
become marked numbers, errors and booleans become text, and a guard cell fixes the corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal

from zhivo.intake.readers import Refused
from zhivo.intake.readers.workbook import unpacked

FIRST = 256 << 10
STRETCH = 16 << 20
LONGEST_HEAD = 16 << 20
LONGEST_ROW = 64 << 20
MOST_CELLS = 40_000_000  # of a stretch, empty ones too: calamine takes 32 bytes for each

MARK = "\ue0fe"  # before the number of a shared string; a private character
GUARD = "\ue0fd"  # in the cell that we put at the corner
LONG = "\ue0fc"  # before a number of more digits than Excel keeps
SHIELD = "\ue0ff"  # before a midnight that was typed as text
_MARK, _GUARD, _SHIELD = MARK.encode(), GUARD.encode(), SHIELD.encode()
_MIDNIGHT = b" 00:00:00<"

_DATA = re.compile(rb"<(?:(\w+):)?sheetData\b[^<>]*?(/?)>")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^<>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"[^<>]*>')
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
# A cell with something in it; formatted but empty ones do not count.
_FILLED_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b""")
_TWO_LETTERS = re.compile(rb"""r=["'][A-Z]{2}""")
_THREE_LETTERS = re.compile(rb"""r=["'][A-Z]{3}""")
_TYPED = re.compile(rb"""<((?:\w+:)?c)\b([^<>]*?)\st=["'](\w+)["']([^<>]*?)(/?)>""")
_TYPE_LAST = rb'<\1\2\4 t="\3"\5>'
_CALCULATED = re.compile(rb't="b">(<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>)<(?:\w+:)?v>)([01])<')


@dataclass(frozen=True)
class Stretch:
    """Rows of a sheet as a worksheet of its own; `first` is the number of its first row."""

    parts: tuple[bytes, ...]  # of the XML: what stands before the rows, the guard, the rows, the end
    first: int
    rows: bytes  # as in the file
    row_end: bytes
    strings: Literal["none", "marked", "raw"]  # none in it; numbers behind MARK; numbers that calamine must look up
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
    if last < first:
        raise Refused("broken_file")  # rows out of order
    if not _row_number(rows, 0):
        rows = rows.replace(b"<" + frame.prefix + b"row", b'<%brow r="%d"' % (frame.prefix, first), 1)
    _check_area(rows, frame, first, last)
    changed, strings = _changed(rows, frame.prefix)
    corner = max(1, first - 1)
    guard = b'<%brow r="%d"><%bc r="A%d" t="str"><%bv>%b</%bv></%bc></%brow>' % (
        *(frame.prefix, corner, frame.prefix, corner, frame.prefix, _GUARD),
        *(frame.prefix, frame.prefix, frame.prefix),
    )
    parts = (frame.opening, guard, changed, frame.closing)
    return Stretch(parts, first, rows, end, strings, first == corner), last + 1


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
    if height * stated <= MOST_CELLS or not _may_be_wide(rows, MOST_CELLS // height):
        return
    widest, lowest, far = 1, first, ("", "")
    for found in _FILLED_CELL.finditer(rows):
        column, row = _column(found[1]), int(found[2])
        if column > widest or row > lowest:
            widest, lowest = max(widest, column), max(lowest, row)
            far = found[1].decode(), found[2].decode()
    if (lowest - first + 1) * widest > MOST_CELLS:
        raise Refused("stray_cell", {"cell": "".join(far)})


def _may_be_wide(rows: bytes, most: int) -> bool:
    """Whether some column may be beyond the `most`-th: a quick look at the length of references."""
    if most < 26:
        return True
    return bool((_THREE_LETTERS if most >= 702 else _TWO_LETTERS).search(rows))


def _changed(rows: bytes, prefix: bytes) -> tuple[bytes, Literal["none", "marked", "raw"]]:
    """The rows with text for errors and booleans, and for shared strings if nothing hinders that."""
    value, shut = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
    if b"'" in rows and b" t='" in rows:
        rows = _TYPED.sub(_TYPE_LAST, rows)
    if b' t="e"' in rows:
        rows = _type_last(rows, b"e").replace(b' t="e">', b' t="str">')
    if b' t="b"' in rows:
        rows = _type_last(rows, b"b")
        for flag, word in ((b"1", b"TRUE"), (b"0", b"FALSE")):
            rows = rows.replace(b' t="b">' + value + flag + shut, b' t="str">' + value + word + shut)
        words = {b"1": b"TRUE", b"0": b"FALSE"}
        rows = _CALCULATED.sub(lambda cell: b't="str">' + cell[1] + words[cell[2]] + b"<", rows)
    if b' t="s"' not in rows:
        return rows, "none"
    marked = _type_last(rows, b"s").replace(b' t="s">' + value, b' t="str">' + value + _MARK)
    if b' t="s"' in marked or has_sign(rows, MARK):
        return rows, "raw"
    return marked, "marked"


def shielded(rows: bytes) -> bytes:
    """The rows with a sign before each midnight that was typed as text."""
    return rows.replace(_MIDNIGHT, _SHIELD + _MIDNIGHT)


def has_sign(rows: bytes, sign: str) -> bool:
    """Whether a private sign of ours was there before us."""
    return b"\xee" in rows and sign.encode() in rows


def _type_last(rows: bytes, kind: bytes) -> bytes:
    """With `t` as the last attribute of a cell, where some have it in the middle."""
    return _TYPED.sub(_TYPE_LAST, rows) if b' t="%b" ' % kind in rows else rows


def filled_rows(stretch: Stretch) -> int:
    """Rows that hold a value, counted by the text of the XML."""
    tag = stretch.row_end.removesuffix(b"row>").replace(b"/", b"")
    signs = (tag + b"v>", tag + b"t>", tag + b"t ")
    return sum(1 for row in stretch.rows.split(stretch.row_end) if any(sign in row for sign in signs))
