"""A small workbook made in memory around a stretch of rows, so that calamine reads a sheet of any length in parts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

import fastexcel
import polars as pl

from zhivo.intake.readers import Refused

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_ROOT = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = (
    f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><workbookPr date1904="%d"/>'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_PARTS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_NO_STRINGS = f'{_DECLARATION}<sst xmlns="{_MAIN}"/>'.encode()
_NO_STYLES = f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"/>'.encode()
OPENING = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
CLOSING = b"</sheetData></worksheet>"


def read(
    sheet: Sequence[bytes], *, styles: bytes = b"", strings: bytes = b"", is_1904: bool = False, from_top: bool = False
) -> pl.DataFrame:
    """The cells of a worksheet's XML, given in parts, as text: `c0`..., null where there is none.

    The first row is the first with a cell in it, or row 1 with `from_top`. Raises Refused("broken_file").
    """
    package = stored(
        {
            "[Content_Types].xml": [_TYPES.encode()],
            "_rels/.rels": [_ROOT.encode()],
            "xl/workbook.xml": [(_BOOK % is_1904).encode()],
            "xl/_rels/workbook.xml.rels": [_PARTS.encode()],
            "xl/styles.xml": [styles or _NO_STYLES],
            "xl/sharedStrings.xml": [strings or _NO_STRINGS],
            "xl/worksheets/sheet1.xml": sheet,
        }
    )
    try:
        book = fastexcel.read_excel(package)
        cells = book.load_sheet(0, header_row=None, skip_rows=0 if from_top else None, dtypes="string")
    except fastexcel.FastExcelError as fault:
        raise Refused("broken_file") from fault
    frame = cells.to_polars()
    return frame.rename({name: f"c{place}" for place, name in enumerate(frame.columns)})


def stored(parts: Mapping[str, Sequence[bytes]]) -> bytes:
    """A zip file without compression. zipfile makes the same, copying its content three times."""
    body: list[bytes] = []
    index: list[bytes] = []
    place = 0
    for name, content in parts.items():
        checksum, size = 0, sum(map(len, content))
        for part in content:
            checksum = zlib.crc32(part, checksum)
        about = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, checksum, size, size, len(name), 0)
        header = b"PK\3\4" + about + name.encode()
        index.append(
            b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode()
        )
        body += [header, *content]
        place += len(header) + size
    directory = b"".join(index)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), place, 0)
    return b"".join([*body, directory, end])
