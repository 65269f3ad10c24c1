"""Workbooks made by hand, for tests: well-formed ones and hostile ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from zhivo.intake.readers import mini

STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
DATES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="21" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def sheet(rows: str, *, head: str = "", dimension: str = "") -> str:
    stated = f'<dimension ref="{dimension}"/>' if dimension else ""
    opening = mini.OPENING.decode().replace("<sheetData>", f"{stated}<sheetData>")
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{opening}{rows}{mini.CLOSING.decode()}'


def row(number: int, *cells: str) -> str:
    """A row of texts, from column A on."""
    inside = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{inside}</row>'


def package(
    path: Path, rows: str, *, strings: str = "", is_1904: bool = False, extra: Mapping[str, str | bytes] | None = None
) -> Path:
    """A workbook of one sheet; `extra` adds or replaces parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": mini._TYPES,
        "_rels/.rels": mini._ROOT,
        "xl/workbook.xml": mini._BOOK % is_1904,
        "xl/_rels/workbook.xml.rels": mini._PARTS,
        "xl/styles.xml": DATES,
        "xl/sharedStrings.xml": STRINGS % strings,
        "xl/worksheets/sheet1.xml": rows if rows.startswith("<?xml") else sheet(rows),
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path
