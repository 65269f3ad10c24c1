"""Workbooks of other kinds than xlsx, made by hand for tests: ods, xlsb and xls."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Sheets = Mapping[str, Sequence[tuple[object, ...]]]
HIDDEN = "Скрытый"  # a sheet of this name is hidden
_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True)
class Failed:
    """A cell with an error, #DIV/0!."""

    code: int = 7


def number_of(day: date) -> float:
    return float((day - _DAY_0).days)


# xlsb


def _record(kind: int, content: bytes = b"") -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    return (bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])) + length + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cell(column: int, value: object, strings: list[str]) -> bytes:
    head = struct.pack("<II", column, 1 if isinstance(value, date) else 0)
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, Failed):
        return _record(3, head + bytes([value.code]))
    if isinstance(value, str):
        strings.append(value)
        return _record(7, head + struct.pack("<I", len(strings) - 1))
    number = number_of(value) if isinstance(value, date) else float(value)  # type: ignore[arg-type]
    return _record(5, head + struct.pack("<d", number))


def xlsb_sheet(rows: Mapping[int, Mapping[int, object]], strings: list[str]) -> bytes:
    """Rows by number and column, both from 0."""
    made = [_record(129), _record(148, struct.pack("<4I", 0, max(rows, default=0), 0, 9)), _record(145)]
    for number, cells in rows.items():
        made.append(_record(0, struct.pack("<I", number) + bytes(13)))
        made += [xlsb_cell(column, value, strings) for column, value in cells.items() if value is not None]
    return b"".join([*made, _record(146), _record(130)])


def xlsb(path: Path, sheets: Sheets, *, parts: Mapping[str, bytes] | None = None) -> Path:
    strings: list[str] = []
    pages = [xlsb_sheet({at: dict(enumerate(row)) for at, row in enumerate(rows)}, strings) for rows in sheets.values()]
    book = [_record(131), _record(153, bytes(12)), _record(143)]
    for at, name in enumerate(sheets, 1):
        state = struct.pack("<II", name == HIDDEN, at)
        book.append(_record(156, state + _wide(f"rId{at}") + _wide(name)))
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="%s" Type="{links}/%s" Target="%s"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    inside = "".join(link % (f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(pages) + 1))
    formats = b"".join(_record(47, struct.pack("<HH", 0, form) + bytes(12)) for form in (0, 14))
    content: dict[str, bytes] = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": (rels % (link % ("rId1", "officeDocument", "xl/workbook.bin"))).encode(),
        "xl/workbook.bin": b"".join([*book, _record(144), _record(132)]),
        "xl/_rels/workbook.bin.rels": (rels % inside).encode(),
        "xl/styles.bin": _record(278) + _record(617, struct.pack("<I", 2)) + formats + _record(618) + _record(279),
        "xl/sharedStrings.bin": b"".join(
            [
                _record(159, struct.pack("<II", len(strings), len(strings))),
                *(_record(19, b"\0" + _wide(text)) for text in strings),
                _record(160),
            ]
        ),
        **{f"xl/worksheets/sheet{at}.bin": page for at, page in enumerate(pages, 1)},
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, each in content.items():
            made.writestr(name, each)
    return path


# xls


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _xls_cell(row: int, column: int, value: object) -> bytes:
    head = struct.pack("<HHH", row, column, 1 if isinstance(value, date) else 0)
    if isinstance(value, bool):
        return _biff(0x205, head + bytes([value, 0]))
    if isinstance(value, Failed):
        return _biff(0x205, head + bytes([value.code, 1]))
    if isinstance(value, str):
        return _biff(0x204, head + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    number = number_of(value) if isinstance(value, date) else float(value)  # type: ignore[arg-type]
    return _biff(0x203, head + struct.pack("<d", number))


def xls(path: Path, sheets: Sheets, *, has_password: bool = False) -> Path:
    version = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    begin = _biff(0x809, version) + _biff(0x42, struct.pack("<H", 1200))
    begin += _biff(0x2F, struct.pack("<HHH48x", 1, 1, 1)) if has_password else b""
    begin += b"".join(_biff(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 14))
    named = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    length = len(begin) + sum(10 + len(name) for name in named) + 4
    pages, places = [], []
    for rows in sheets.values():
        cells = b"".join(
            _xls_cell(at, column, value)
            for at, row in enumerate(rows)
            for column, value in enumerate(row)
            if value is not None
        )
        size = struct.pack("<IIHHH", 0, len(rows), 0, max((len(row) for row in rows), default=0), 0)
        page = _biff(0x809, version.replace(b"\x05", b"\x10", 1)) + _biff(0x200, size) + cells + _biff(0x0A)
        places.append(length)
        length += len(page)
        pages.append(page)
    for name, written, place in zip(sheets, named, places, strict=True):
        begin += _biff(0x85, struct.pack("<IBB", place, name == HIDDEN, 0) + written)
    path.write_bytes(compound(b"".join([begin, _biff(0x0A), *pages])))
    return path


def compound(stream: bytes) -> bytes:
    """A compound file with the stream of a workbook."""
    stream = stream.ljust(4096, b"\0")
    size = len(stream)
    stream += bytes(-size % 512)
    sectors = len(stream) // 512
    chain = [*range(1, sectors), 0xFFFFFFFE]
    tables = 1 + (sectors + 2) // 127
    folder = sectors
    table = [*chain, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    places = [folder + 1 + at for at in range(tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIII4xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, folder, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - tables))
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 0, size)
    return head + stream + entries.ljust(512, b"\0") + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


# ods

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        told, shown = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
    elif isinstance(value, Failed):
        told, shown = 'office:value-type="string" office:string-value=""', "#DIV/0!"
    elif isinstance(value, date):
        told, shown = f'office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d.%m.%y}"
    elif isinstance(value, str):
        told, shown = 'office:value-type="string"', value
    else:
        told, shown = f'office:value-type="float" office:value="{value}"', str(value)
    return f"<table:table-cell {told}><text:p>{shown}</text:p></table:table-cell>"


def ods_row(*values: object, about: str = "") -> str:
    return f"<table:table-row{about}>{''.join(map(ods_cell, values))}</table:table-row>"


def ods_content(tables: Mapping[str, str], *, head: str = "") -> str:
    inside = "".join(
        f'<table:table table:name="{name}" table:style-name="{"ta2" if name == HIDDEN else "ta1"}">{rows}</table:table>'
        for name, rows in tables.items()
    )
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods_package(path: Path, content: str, *, parts: Mapping[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, each in {"content.xml": content, **(parts or {})}.items():
            made.writestr(name, each, zipfile.ZIP_DEFLATED)
    return path


def ods(path: Path, sheets: Sheets) -> Path:
    tables = {name: "".join(ods_row(*row) for row in rows) for name, rows in sheets.items()}
    return ods_package(path, ods_content(tables))
