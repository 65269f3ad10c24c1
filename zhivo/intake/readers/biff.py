"""The records of a binary sheet: which rows are filled, how far the sheet reaches, and what its errors say."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from zhivo.intake.readers import Refused

MOST_OF_A_RECORD = 64 << 20
MOST_STREAM = 1 << 30
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

# Of xlsb: MS-XLSB 2.3.2.
_ROW, _FIRST_CELL, _LAST_CELL, _XLSB_SHEET = 0, 2, 11, 156
_ROWS_END, _PAGE_END, _STRING, _STRINGS, _STRINGS_END = 146, 130, 19, 159, 160
_XLSB_ERRORS, _XLSB_SHARED, _XLSB_TEXTS = {3, 11}, 7, {6, 8}

# Of xls: MS-XLS 2.3.
_BEGIN, _END, _SHEET, _PASSWORD = 0x809, 0x0A, 0x85, 0x2F
_CELLS = {0x203, 0xFD, 0x204, 0xD6, 0x27E, 0xBD, 0x205, 0x06}
_SHARED, _FORMULA, _MANY, _BOOLEAN_OR_ERROR, _LABEL = 0xFD, 0x06, 0xBD, 0x205, 0x204

_NO_SECTOR = 0xFFFFFFFA  # and above: the end of a chain, a free sector


@dataclass
class Walk:
    """What was met on the way. Rows and columns are counted from 0."""

    rows: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)  # rows of texts alone, which may be empty
    errors: dict[int, dict[int, str]] = field(default_factory=dict)  # by row and column
    lowest: int = 0
    widest: int = 0

    def see(self, row: int, column: int, *, error: int | None = None, is_text: bool = False) -> None:
        """A cell with something in it."""
        if is_text and row not in self.rows:
            self.texts.add(row)
        elif not is_text:
            self.texts.discard(row)
        self.rows.add(row)
        self.lowest, self.widest = max(self.lowest, row), max(self.widest, column)
        if error is not None:
            self.errors.setdefault(row, {})[column] = ERRORS.get(error, "#N/A")


def xlsb_records(blocks: Iterable[bytes], *, is_cut: bool = False) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record; raises Refused("broken_file") where the last one is torn, not cut by us."""
    held, source = b"", iter(blocks)
    while block := next(source, b""):
        held += block
        place, end = 0, len(held)
        while place < end:
            start = place
            kind = held[place]
            place += 1
            if kind & 0x80 and place < end:
                kind = kind & 0x7F | (held[place] & 0x7F) << 7
                place += 1
            size = shift = 0
            for _ in range(4):
                byte = held[place] if place < end else 0x80
                place += 1
                size |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    break
            if place + size > end:
                place = start
                break
            yield kind, held[place : place + size]
            place += size
        held = held[place:]
        if len(held) > MOST_OF_A_RECORD:
            raise Refused("broken_file")
    if held and not is_cut:
        raise Refused("broken_file")


def walk_xlsb(blocks: Iterable[bytes]) -> Walk:
    """Go through a sheet of an xlsb file; raises Refused("broken_file")."""
    walk, row = Walk(), 0
    try:
        for kind, content in xlsb_records(blocks):
            if kind == _ROW:
                row = int.from_bytes(content[:4], "little")
            elif _FIRST_CELL <= kind <= _LAST_CELL:
                column = int.from_bytes(content[:4], "little")
                if kind in _XLSB_TEXTS and not any(content[8:12]):
                    continue
                walk.see(row, column, error=content[8] if kind in _XLSB_ERRORS else None, is_text=kind == _XLSB_SHARED)
    except IndexError as fault:
        raise Refused("broken_file") from fault
    return walk


def first_rows(head: bytes) -> tuple[bytes, int]:
    """The whole rows of a beginning as a sheet of their own, and how many shared strings they need."""
    whole: list[bytes] = []
    row: list[bytes] = []
    needed = needed_before = 0
    for kind, content in xlsb_records([head], is_cut=True):
        if kind == _ROW:
            whole += row
            row, needed_before = [], needed
        if kind == _XLSB_SHARED:
            needed = max(needed, 1 + int.from_bytes(content[8:12], "little"))
        row.append(_record(kind, content))
    return b"".join([*whole, _record(_ROWS_END), _record(_PAGE_END)]), needed_before


def first_strings(blocks: Iterable[bytes], count: int) -> bytes:
    """The first shared strings as a part of their own; raises Refused("broken_file") where there are fewer."""
    strings = (record for record in xlsb_records(blocks) if record[0] == _STRING)
    found = [_record(*record) for record in islice(strings, count)]
    if len(found) < count:
        raise Refused("broken_file")
    return b"".join([_record(_STRINGS, struct.pack("<II", count, count)), *found, _record(_STRINGS_END)])


def _record(kind: int, content: bytes = b"") -> bytes:
    size, length = len(content), bytearray()
    while size >= 0x80:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    length.append(size)
    return (bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])) + length + content


def xlsb_sheets(book: Iterable[bytes]) -> list[tuple[str, str]]:
    """Name and link of every sheet, in the order of the tabs."""
    return [
        (_wide(content, 12 + 2 * struct.unpack_from("<I", content, 8)[0]), _wide(content, 8))
        for kind, content in xlsb_records(book)
        if kind == _XLSB_SHEET
    ]


def _wide(content: bytes, place: int) -> str:
    length = struct.unpack_from("<I", content, place)[0]
    return content[place + 4 : place + 4 + 2 * length].decode("utf-16-le", "replace")


def walk_xls(stream: bytes, place: int) -> Walk:
    """Go through the sheet of an xls file that begins at this place; raises Refused("broken_file")."""
    walk, depth = Walk(), 0
    try:
        while place < len(stream):
            kind, size = struct.unpack_from("<HH", stream, place)
            content = stream[place + 4 : place + 4 + size]
            place += 4 + size
            if kind == _BEGIN:
                depth += 1
            elif kind == _END:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1 and kind in _CELLS:  # deeper are the charts
                _see(walk, kind, content)
    except (struct.error, IndexError) as fault:
        raise Refused("broken_file") from fault
    return walk


def _see(walk: Walk, kind: int, content: bytes) -> None:
    row, column = struct.unpack_from("<HH", content)
    if kind == _MANY:
        walk.see(row, column)
        walk.see(row, struct.unpack_from("<H", content, len(content) - 2)[0])
    elif kind == _BOOLEAN_OR_ERROR:
        walk.see(row, column, error=content[6] if content[7] else None)
    elif kind == _FORMULA and content[12:14] == b"\xff\xff":
        if content[6] != 3:
            walk.see(row, column, error=content[8] if content[6] == 2 else None, is_text=content[6] == 0)
    elif kind != _LABEL or any(content[6:8]):
        walk.see(row, column, is_text=kind == _SHARED)


def xls_sheets(stream: bytes) -> list[int]:
    """Where each sheet begins, in the order of the tabs."""
    return [struct.unpack_from("<I", content)[0] for kind, content in _globals(stream) if kind == _SHEET]


def has_password(stream: bytes) -> bool:
    """Whether the workbook of an xls file is encrypted."""
    return any(kind == _PASSWORD for kind, _ in _globals(stream))


def _globals(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records before the first sheet."""
    place = 0
    while place + 8 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + size].ljust(4, b"\0")
        place += 4 + size


def workbook_stream(content: bytes) -> bytes:
    """The stream of the workbook inside a compound file (MS-CFB); empty where it is not to be found."""
    try:
        sector = 1 << struct.unpack_from("<H", content, 30)[0]
        if sector not in (512, 4096):
            return b""
        table = _table(content, sector)
        folder = _chained(content, sector, table, struct.unpack_from("<I", content, 48)[0])
        for place in range(0, len(folder) - 127, 128):
            length = struct.unpack_from("<H", folder, place + 64)[0]
            name = folder[place : place + max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
            if name.lower() in ("workbook", "book"):
                start, size = struct.unpack_from("<II", folder, place + 116)
                # Small streams lie elsewhere, but a workbook is never below their 4096 bytes.
                return _chained(content, sector, table, start)[:size] if size >= 4096 else b""
    except (struct.error, IndexError):
        return b""
    return b""


def _table(content: bytes, sector: int) -> list[int]:
    """The sector that follows each sector."""
    places = list(struct.unpack_from("<109I", content, 76))
    more, each = struct.unpack_from("<I", content, 68)[0], sector // 4
    for _ in range(len(content) // sector):
        if more >= _NO_SECTOR:
            break
        found = struct.unpack_from(f"<{each}I", content, (more + 1) * sector)
        places += found[:-1]
        more = found[-1]
    table: list[int] = []
    for place in places:
        if place < _NO_SECTOR:
            table += struct.unpack_from(f"<{each}I", content, (place + 1) * sector)
    return table


def _chained(content: bytes, sector: int, table: list[int], start: int) -> bytes:
    parts: list[bytes] = []
    while start < _NO_SECTOR and len(parts) <= len(content) // sector:
        parts.append(content[(start + 1) * sector : (start + 2) * sector])
        start = table[start]
    return b"".join(parts)
