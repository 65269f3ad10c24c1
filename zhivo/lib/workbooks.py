"""A table as an xlsx file that is sent while it is made: nothing is kept but the row in hand."""

# xlsxwriter knows no such way: it puts the file together at the end, and of a million rows a person would see nothing
# for minutes. What is left of the format without formulas, links and numbers is small.

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SHEET_ROWS = 1_048_576  # what a sheet holds, its header included
SHEET_BYTES = 1_900_000_000  # beyond 2 GB the archive needs marks that Excel does not read
CELL_LETTERS = 32_767
_SEND_BYTES = 1 << 16
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# XML 1.0 has no place for these; a spreadsheet writes them so, and writes what only looks so in the same way.
_ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SHEET = f"""{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"\
 activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>"""
# Style 1 is text, so that a phone or a zero stays when somebody edits the cell; style 2 is the header's.
_STYLES = f"""{_HEAD}<styleSheet {_MAIN}><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill>\
<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">\
<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49"\
 applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>"""


def written(
    *, header: Sequence[str], rows: Iterable[Sequence[str | None]], name: str, cut: str, sheet_rows: int = SHEET_ROWS
) -> Iterator[bytes]:
    """Yield the parts of a workbook; every cell is text, so nothing in it is run or turned into a number.

    What does not go onto a sheet called `name` goes onto «name 2» and so on, each with the header. A text too long for
    a cell ends with `cut`.
    """
    out = _Outlet()
    columns = [column(at) for at in range(len(header))]
    feed = iter(rows)
    row = next(feed, None)
    sheets = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        while row is not None or not sheets:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                lines, number = [_SHEET, _row(columns, 1, header, style=2, cut=cut)], 1
                size, waiting = 0, 0
                while row is not None and number < sheet_rows and size < SHEET_BYTES:
                    number += 1
                    lines.append(_row(columns, number, row, style=1, cut=cut))
                    waiting += len(lines[-1])
                    if waiting > _SEND_BYTES:
                        size += sheet.write("".join(lines).encode())
                        lines, waiting = [], 0
                        if part := out.taken():
                            yield part
                    row = next(feed, None)
                sheet.write(("".join(lines) + "</sheetData></worksheet>").encode())
        for path, text in frame(name, sheets):
            archive.writestr(path, text)
    yield out.taken()


class _Outlet(RawIOBase):
    """What the archive is written into: gives away what it holds, and cannot go back."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        self._held.append(bytes(data))
        return len(self._held[-1])

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        part, self._held = b"".join(self._held), []
        return part


def column(at: int) -> str:
    """Return the letters of a column by its place, from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _row(columns: list[str], number: int, cells: Sequence[str | None], *, style: int, cut: str) -> str:
    made = [
        f'<c r="{place}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(text, cut)}</t></is></c>'
        for place, text in zip(columns, cells, strict=True)
        if text
    ]
    return f'<row r="{number}">{"".join(made)}</row>'


def _text(text: str, cut: str) -> str:
    if len(text) > CELL_LETTERS // 2 and len(text.encode("utf-16-le")) // 2 > CELL_LETTERS:
        kept = (CELL_LETTERS - len(cut)) * 2
        text = text.encode("utf-16-le")[:kept].decode("utf-16-le", "ignore") + cut
    return _ODD.sub(lambda odd: _NAMED.get(odd[0]) or f"_x{ord(odd[0]):04X}_", text)


def frame(name: str, sheets: int) -> Iterator[tuple[str, str]]:
    """Yield the parts, path and text, that hold so many sheets together; `name` is the first one's, as in `written`."""
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name={quoteattr(name if n == 1 else f"{name} {n}")} sheetId="{n}" r:id="rId{n}"/>' for n in numbers
    )
    yield "xl/workbook.xml", f'{_HEAD}<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'
    related = "".join(_relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    related += _relation(sheets + 1, "styles", "styles.xml")
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield "xl/styles.xml", _STYLES
    yield "_rels/.rels", _relations(_relation(1, "officeDocument", "xl/workbook.xml"))
    parts = [
        ("workbook", "sheet.main"),
        ("styles", "styles"),
        *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
    ]
    typed = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in parts)
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{typed}</Types>",
    )


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
